/** Who wrote or committed, and when. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601 in UTC, with seconds. */
  readonly date: string;
}

/** A commit as git stores it. */
export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** ISO 8601 in UTC to the second, the form in which GitHub writes every time. */
export function isoSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function parseSignature(text: string): Signature {
  const match = /^(.*?) ?<(.*)> (\d+) [+-]\d{4}$/.exec(text);
  return {
    name: match?.[1] ?? '',
    email: match?.[2] ?? '',
    date: isoSeconds(new Date(Number(match?.[3] ?? 0) * 1000)),
  };
}

/** Parses the content of a commit object (gitformat: headers, an empty line, the message). */
export function parseCommit(sha: string, content: string): Commit {
  const end = content.indexOf('\n\n');
  const headers = content.slice(0, end < 0 ? undefined : end).split('\n');
  const value = (name: string) =>
    headers.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? '';
  return {
    sha,
    tree: value('tree'),
    parents: headers.filter((line) => line.startsWith('parent ')).map((line) => line.slice(7)),
    author: parseSignature(value('author')),
    committer: parseSignature(value('committer')),
    message: end < 0 ? '' : content.slice(end + 2).replace(/\n$/, ''),
  };
}
