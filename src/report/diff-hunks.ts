// The lines of a file that a pull request's diff shows, from a patch or from both texts: comments stand only on those.

/** One hunk of a unified diff. */
export interface Hunk {
  /** Lines of head that it shows. */
  readonly right: LineRange;
  /** Lines of base that are gone, ascending. */
  readonly removed: readonly number[];
  /** Lines of head that are new, ascending. */
  readonly added: readonly number[];
}

/** Lines from 1, ends included; `to` is below `from` where there are none. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** The hunks of one file. */
export interface FileHunks {
  /** The path that the diff shows it under: its path at head, or at base where it is gone. */
  readonly path: string;
  /** Its path at base; null where it is new. */
  readonly basePath: string | null;
  readonly hunks: readonly Hunk[];
}

/** Over these GitHub shows no diff of a file ("Limits on viewing content and diffs in a repository"). */
const MAX_PATCH_BYTES = 500 * 1024;
const MAX_PATCH_LINES = 20_000;
/** Unchanged lines around each change, as git shows them. */
const CONTEXT = 3;
/** Beyond so many changed lines, or steps of comparing, all between the first and the last one counts as changed. */
const MAX_CHANGED = 2_000;
const MAX_STEPS = 20_000_000;

export function inRange(line: number, { from, to }: LineRange): boolean {
  return from <= line && line <= to;
}

/** Reads the hunks of the `patch` that GitHub gives of a file. What is before the first hunk is passed over. */
export function hunksOfPatch(patch: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let building: HunkBuilder | undefined;
  const end = () => {
    if (building !== undefined) hunks.push(building.hunk());
  };
  for (const line of patch.split('\n')) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (header !== null) {
      end();
      const [left, right] = [startOf(header[1], header[2]), startOf(header[3], header[4])];
      building = new HunkBuilder(left, right);
    } else if (!line.startsWith('\\')) {
      building?.add(line.charAt(0));
    }
  }
  end();
  return hunks;
}

/** A range without lines is written as the line before it. */
function startOf(from: string | undefined, count: string | undefined): number {
  return Number(from) + (count === '0' ? 1 : 0);
}

/** Counts the lines of one hunk. */
class HunkBuilder {
  readonly #removed: number[] = [];
  readonly #added: number[] = [];
  #left: number;
  #right: number;

  constructor(
    leftFrom: number,
    readonly rightFrom: number,
  ) {
    this.#left = leftFrom;
    this.#right = rightFrom;
  }

  /** One line by its sign; the empty text is what a patch may end with. */
  add(sign: string): void {
    if (sign === '-') this.#removed.push(this.#left++);
    else if (sign === '+') this.#added.push(this.#right++);
    else if (sign === ' ') {
      this.#left += 1;
      this.#right += 1;
    }
  }

  hunk(): Hunk {
    return {
      right: { from: this.rightFrom, to: this.#right - 1 },
      removed: this.#removed,
      added: this.#added,
    };
  }
}

/** A run of lines that others took the place of: from 0, ends excluded. */
interface Change {
  readonly left: { readonly from: number; readonly to: number };
  readonly right: { readonly from: number; readonly to: number };
}

/**
 * The hunks of a file between two texts, as git shows them with three lines around each change: by Myers' algorithm
 * ("An O(ND) Difference Algorithm and Its Variations", 1986). Null where GitHub would show no diff because of its
 * size. Where several diffs are equally short, git may show another one.
 */
export function hunksBetween(before: string, after: string): readonly Hunk[] | null {
  const left = linesOf(before);
  const right = linesOf(after);
  const hunks = together(compareLines(left, right)).map((changes) =>
    hunkAround(changes, left.length, right.length),
  );
  return isShown(hunks, left, right) ? hunks : null;
}

/** Lines with their ends: a line that lost its end is another line, for git too. */
function linesOf(text: string): readonly string[] {
  const lines = text.split(/(?<=\n)/);
  return text === '' ? [] : lines;
}

function compareLines(left: readonly string[], right: readonly string[]): readonly Change[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  const most = Math.min(left.length, right.length) - start;
  while (end < most && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const whole: Change = {
    left: { from: start, to: left.length - end },
    right: { from: start, to: right.length - end },
  };
  if (isEmpty(whole.left) && isEmpty(whole.right)) return [];
  if (isEmpty(whole.left) || isEmpty(whole.right)) return [whole];
  const middle = shortestEdit(
    left.slice(whole.left.from, whole.left.to),
    right.slice(whole.right.from, whole.right.to),
  );
  return middle === null ? [whole] : middle.map((change) => moved(change, start));
}

function isEmpty({ from, to }: Change['left']): boolean {
  return from >= to;
}

function moved({ left, right }: Change, by: number): Change {
  return {
    left: { from: left.from + by, to: left.to + by },
    right: { from: right.from + by, to: right.to + by },
  };
}

/** The furthest reaching paths of each length, then the way back. Null where the bounds above are met. */
function shortestEdit(left: readonly string[], right: readonly string[]): readonly Change[] | null {
  const rounds: Int32Array[] = [];
  const limit = Math.min(MAX_CHANGED, left.length + right.length);
  let steps = 0;
  let last = new Int32Array([0]);
  for (let length = 0; length <= limit; length += 1) {
    // Index `length + k` is diagonal k; the round before is one shorter at both ends.
    const round = new Int32Array(2 * length + 1);
    for (let k = -length; k <= length; k += 2) {
      let x = length === 0 ? 0 : furthestBefore(last, length, k);
      let y = x - k;
      while (x < left.length && y < right.length && left[x] === right[y]) {
        x += 1;
        y += 1;
        steps += 1;
      }
      round[length + k] = x;
      if (x >= left.length && y >= right.length) return wayBack(rounds, length, left, right);
    }
    steps += length;
    if (steps > MAX_STEPS) return null;
    rounds.push(round);
    last = round;
  }
  return null;
}

/** Where diagonal `k` begins in a round: from the diagonal above (a line added) or below (a line removed). */
function furthestBefore(before: Int32Array, length: number, k: number): number {
  const above = before[length - 1 + k + 1] ?? -1;
  const below = before[length - 1 + k - 1] ?? -1;
  return k === -length || (k !== length && below < above) ? above : below + 1;
}

function wayBack(
  rounds: readonly Int32Array[],
  length: number,
  left: readonly string[],
  right: readonly string[],
): readonly Change[] {
  const changes: Change[] = [];
  let x = left.length;
  let y = right.length;
  for (let round = length; round > 0; round -= 1) {
    const before = rounds[round - 1];
    if (before === undefined) break;
    const k = x - y;
    const above = before[round - 1 + k + 1] ?? -1;
    const below = before[round - 1 + k - 1] ?? -1;
    const isAdded = k === -round || (k !== round && below < above);
    x = isAdded ? above : below;
    y = x - (isAdded ? k + 1 : k - 1);
    changes.push({
      left: { from: x, to: isAdded ? x : x + 1 },
      right: { from: y, to: isAdded ? y + 1 : y },
    });
  }
  return changes.reverse();
}

/** Changes that are so close that their context meets. */
function together(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    if (group === undefined || before === undefined) groups.push([change]);
    else if (change.left.from - before.left.to <= 2 * CONTEXT) group.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkAround(changes: readonly Change[], lefts: number, rights: number): Hunk {
  const [first] = changes;
  const last = changes.at(-1);
  if (first === undefined || last === undefined) throw new Error('A hunk has changes.');
  const before = Math.min(CONTEXT, first.left.from);
  const after = Math.min(CONTEXT, lefts - last.left.to, rights - last.right.to);
  return {
    right: { from: first.right.from - before + 1, to: last.right.to + after },
    removed: changes.flatMap(({ left }) => numbered(left)),
    added: changes.flatMap(({ right }) => numbered(right)),
  };
}

function numbered({ from, to }: Change['left']): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index + 1);
}

/** Whether a diff is small enough for GitHub to show it. */
function isShown(
  hunks: readonly Hunk[],
  left: readonly string[],
  right: readonly string[],
): boolean {
  let lines = 0;
  let bytes = 0;
  const add = (text: string | undefined) => {
    lines += 1;
    bytes += 1 + Buffer.byteLength(text ?? '', 'utf8');
  };
  for (const { right: shown, removed } of hunks) {
    for (let line = shown.from; line <= shown.to; line += 1) add(right[line - 1]);
    for (const line of removed) add(left[line - 1]);
    if (lines > MAX_PATCH_LINES || bytes > MAX_PATCH_BYTES) return false;
  }
  return true;
}
