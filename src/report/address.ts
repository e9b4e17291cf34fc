/**
 * A path as part of an address (RFC 3986, section 3.3): each segment percent-encoded, the slashes kept.
 * Lone surrogates, which have no encoding, become the replacement character.
 */
export function encodePath(path: string): string {
  return Buffer.from(path, 'utf8').toString('utf8').split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
