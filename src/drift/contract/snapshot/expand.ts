import { costOf } from './field-name.ts';
import { digest } from './promise.ts';
import type { Shape, Shapes } from './shape.ts';

/** A place that is still to be gone into. */
interface Place {
  readonly shapes: Shapes;
  readonly shape: Shape | null;
  /** The path from the value that the field is of or in, which is part of the field's name. */
  readonly path: string;
  /** What the fields of this value start with: `response 200 application/json`. */
  readonly root: string;
  readonly field: FieldDraft;
  readonly above: Place | null;
}

interface FieldDraft {
  readonly path: string;
  /** What is promised of it, in the order it was found. */
  readonly says: string[];
}

/**
 * Collects the fields of one operation, nearest first, so that those left out beyond a bound are the deepest. A value
 * reached again inside itself is one field that names where it was met before.
 */
export class FieldCollector {
  private readonly drafts = new Map<string, FieldDraft>();
  private readonly waiting: Place[] = [];
  private made = 0;
  /** Whether there is more than the bound allows. */
  isCut = false;

  /** `most`: fields at most; those with long names count as more than one. */
  constructor(private readonly most: number) {}

  /** What was used of the bound. */
  get cost(): number {
    return this.made;
  }

  /** Adds a field without its value: a status code, a body, or (with a path) what else is said of a property. */
  add(root: string, says: string, path = ''): void {
    this.draft(root, path, says);
  }

  /** Adds a field, and all that its value holds when `collect` is called. */
  addValue(name: string, says: string, shapes: Shapes, shape: Shape | null): void {
    const field = this.draft(name, '', says);
    if (field !== undefined)
      this.waiting.push({ shapes, shape, path: '', root: name, field, above: null });
  }

  /** The digests of all fields by name, sorted. */
  collect(digests: Digests): Readonly<Record<string, string>> {
    for (let next = 0; next < this.waiting.length; next += 1) {
      const place = this.waiting[next];
      if (place !== undefined) this.enter(place);
    }
    const names = [...this.drafts.keys()].sort();
    return Object.fromEntries(
      names.map((name) => [name, digests.of(this.drafts.get(name)?.says ?? [])]),
    );
  }

  private draft(root: string, path: string, says: string): FieldDraft | undefined {
    const name = path === '' ? root : `${root} ${path}`;
    const known = this.drafts.get(name);
    if (known !== undefined) {
      known.says.push(says);
      return known;
    }
    if (!this.mayMake(name)) return undefined;
    const draft = { path, says: [says] };
    this.drafts.set(name, draft);
    return draft;
  }

  private mayMake(name: string): boolean {
    const cost = costOf(name);
    if (this.made + cost > this.most) this.isCut = true;
    else this.made += cost;
    return !this.isCut;
  }

  private enter(place: Place): void {
    const { shapes, shape, path, root, field } = place;
    const within = path.slice(field.path.length);
    if (shape === null) {
      field.says.push(`${within} unreadable`);
      return;
    }
    const before = metAbove(place, shape);
    if (before !== null) {
      field.says.push(`${within} as at ${before.path}`);
      return;
    }
    field.says.push(`${within} ${shape.promise}`);
    for (const step of shape.steps) {
      const at = path + step.name;
      const isMade = step.isField || this.mayMake(at);
      const owner = step.isField ? this.draft(root, at, step.presence) : field;
      if (!isMade || owner === undefined) continue;
      this.waiting.push({ shapes, shape: step.target, path: at, root, field: owner, above: place });
    }
  }
}

/** The nearest place above with the same shape. */
function metAbove(place: Place, shape: Shape): Place | null {
  for (let at = place.above; at !== null; at = at.above) {
    if (at.shape !== null && place.shapes.same(at.shape, shape)) return at;
  }
  return null;
}

/** Digests of what fields promise, each made once: most fields are a plain type. */
export class Digests {
  private readonly known = new Map<string, string>();

  of(says: readonly string[]): string {
    const text = says.join('\n');
    let found = this.known.get(text);
    if (found === undefined) {
      found = digest(text);
      this.known.set(text, found);
    }
    return found;
  }
}
