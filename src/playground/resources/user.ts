import type { Account, Permission } from '../model/records.ts';
import type { Site } from '../site.ts';

/** GitHub's opaque node id: any stable text does. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64').replace(/=+$/, '');
}

/** `simple-user`. */
export function userResource(site: Site, account: Account) {
  const url = `${site.url}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('User', account.id),
    avatar_url: `${site.url}/_avatar/${encodeURIComponent(account.login)}`,
    gravatar_id: '',
    url,
    html_url: `${site.url}/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** `public-user`, the answer of `GET /users/{username}` and `GET /user`. */
export function publicUserResource(site: Site, account: Account) {
  return {
    ...userResource(site, account),
    name: account.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}

/** What a permission allows, as flags. */
export function permissionFlags(permission: Permission) {
  const ranks: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
  const rank = ranks.indexOf(permission);
  return {
    pull: rank >= 1,
    triage: rank >= 2,
    push: rank >= 3,
    maintain: rank >= 4,
    admin: rank >= 5,
  };
}

/** `collaborator`, with the permission as flags. */
export function collaboratorResource(site: Site, account: Account, permission: Permission) {
  return {
    ...userResource(site, account),
    role_name: permission,
    permissions: permissionFlags(permission),
  };
}
