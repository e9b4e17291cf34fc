/** Whether two texts are the same to GitHub, which gives texts back with the line ends it likes. */
export function isSameBody(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

function normal(body: string): string {
  return body.replaceAll('\r\n', '\n').trimEnd();
}
