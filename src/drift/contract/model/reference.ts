import { posix } from 'node:path';
import { fromPointer } from '../../../document/document.ts';

/** What a `$ref` says, before anything is looked up. */
export type Reference =
  | { readonly kind: 'pointer'; readonly file: string; readonly keys: readonly string[] }
  | { readonly kind: 'anchor' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'remote' }
  | { readonly kind: 'malformed' };

/**
 * Reads a `$ref` that stands in `fromFile` (RFC 3986 relative references, RFC 6901 fragments).
 * A reference with a scheme or host is remote; an absolute path, or one that climbs above the root, is outside.
 */
export function parseReference(text: string, fromFile: string): Reference {
  const hash = text.indexOf('#');
  const address = decode(hash === -1 ? text : text.slice(0, hash));
  const fragment = decode(hash === -1 ? '' : text.slice(hash + 1));
  if (address === undefined || fragment === undefined) return { kind: 'malformed' };
  if (/^file:/i.test(address)) return { kind: 'outside' };
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(address)) return { kind: 'remote' };
  if (/^[/\\]/.test(address) || address.includes('\0')) return { kind: 'outside' };
  let file = fromFile;
  if (address !== '') {
    file = posix.normalize(posix.join(posix.dirname(fromFile), address.replaceAll('\\', '/')));
    if (file === '..' || file.startsWith('../')) return { kind: 'outside' };
  }
  const keys = fromPointer(fragment);
  if (keys !== undefined) return { kind: 'pointer', file, keys };
  return fragment.startsWith('/') ? { kind: 'malformed' } : { kind: 'anchor' };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
