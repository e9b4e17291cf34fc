import type { App, Installation } from '../model/records.ts';
import type { Site } from '../site.ts';
import { nodeId, userResource } from './user.ts';

/** `integration`: the app. */
export function appResource(site: Site, app: App) {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    owner: userResource(site, app.owner),
    name: app.name,
    description: null,
    external_url: site.url,
    html_url: `${site.url}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
    installations_count: site.state.installations.size,
  };
}

/** `installation`. */
export function installationResource(site: Site, installation: Installation) {
  const { app } = site.state;
  const account = installation.account;
  return {
    id: installation.id,
    client_id: app.clientId,
    account: userResource(site, account),
    repository_selection: installation.repositories === null ? 'all' : 'selected',
    access_tokens_url: `${site.url}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${site.url}/installation/repositories`,
    html_url: `${site.url}/settings/installations/${installation.id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type === 'Organization' ? 'Organization' : 'User',
    permissions: installation.permissions,
    events: app.events,
    created_at: installation.createdAt,
    updated_at: installation.updatedAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: installation.suspendedAt,
  };
}
