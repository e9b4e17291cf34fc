import { parse } from 'yaml';
import { isRecord } from './http/body.ts';
import type { PermissionLevel } from './model/records.ts';
import type { AppOptions } from './model/state.ts';

/**
 * The permissions and events that an app manifest (`app.yml`) asks for.
 * It is the project's own file, not one of a repository.
 */
export function readManifest(text: string): Pick<AppOptions, 'permissions' | 'events'> {
  const value: unknown = parse(text);
  if (!isRecord(value)) throw new Error('the app manifest is not a mapping');
  const wanted = value['default_permissions'];
  const events = value['default_events'];
  const permissions: Record<string, PermissionLevel> = { metadata: 'read' };
  for (const [name, level] of Object.entries(isRecord(wanted) ? wanted : {})) {
    if (level === 'read' || level === 'write') permissions[name] = level;
  }
  return {
    permissions,
    events: Array.isArray(events) ? events.filter((one) => typeof one === 'string') : [],
  };
}
