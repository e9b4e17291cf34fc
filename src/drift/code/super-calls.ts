import type { CallExpr } from './facts.ts';
import { type Frame, givenIn } from './frame.ts';
import type { Origin } from './origin.ts';
import type { Site, SourceFile } from './program.ts';
import type { Resolver } from './resolve.ts';

/** Classes are followed upwards so far. */
const MAX_CLASSES = 8;

interface ClassAt {
  readonly file: SourceFile;
  readonly scope: number;
}

type MakeFrame = (call: CallExpr, site: Site, callee: Site, outer: Frame | null) => Frame;

/** What base classes keep of the parameters of their constructors is what the classes that extend them pass on. */
export class SuperCalls {
  constructor(
    private readonly resolver: Resolver,
    private readonly makeFrame: MakeFrame,
  ) {}

  /** The frame in which a parameter is known, seen from a place in a class; the given one for any other parameter. */
  frameOf(
    param: Extract<Origin, { kind: 'param' }>,
    place: Site,
    frame: Frame | null,
  ): Frame | null {
    const declared = this.resolver.program.file(param.file)?.index.scope(param.scope);
    if (declared?.name !== 'constructor' || givenIn(frame, param) !== undefined) return frame;
    return this.#given(place, param) ?? frame;
  }

  /**
   * What the constructor of a base class is given by the class that a place is in: `super('/users')`, through all
   * classes between them. Null where the place is in no class that extends it, or nothing is passed on.
   */
  #given(place: Site, constructed: Site): Frame | null {
    let at = classAround(this.resolver, place);
    const target = classAround(this.resolver, constructed);
    let frame: Frame | null = null;
    for (let step = 0; at !== null && target !== null && step < MAX_CLASSES; step += 1) {
      if (isSame(at, target)) return frame;
      const base = baseOf(this.resolver, at);
      const own = constructorOf(at);
      const next = nearestConstructor(this.resolver, base);
      if (own !== null && next !== null) {
        const call = superCall(at.file, own);
        const site = { file: at.file.path, scope: own };
        frame = call === null ? null : this.makeFrame(call, site, next, frame);
      }
      at = base;
    }
    return null;
  }
}

function classAround(resolver: Resolver, { file: path, scope }: Site): ClassAt | null {
  const file = resolver.program.file(path);
  const around = file?.index.classAround(scope);
  return file === undefined || around === undefined ? null : { file, scope: around };
}

function baseOf(resolver: Resolver, { file, scope }: ClassAt): ClassAt | null {
  const declared = file.index.scope(scope);
  const [base] = declared?.bases ?? [];
  if (declared === undefined || base === undefined) return null;
  for (const origin of resolver.origins(base, { file: file.path, scope: declared.parent ?? 0 })) {
    const found = origin.kind === 'class' ? resolver.program.file(origin.file) : undefined;
    if (found !== undefined && origin.kind === 'class') return { file: found, scope: origin.scope };
  }
  return null;
}

function constructorOf({ file, scope }: ClassAt): number | null {
  return (
    file.index.within(scope).find((one) => file.index.scope(one)?.name === 'constructor') ?? null
  );
}

/** A class without a constructor passes what it is given on to that of its base. */
function nearestConstructor(resolver: Resolver, from: ClassAt | null): Site | null {
  let at = from;
  for (let step = 0; at !== null && step < MAX_CLASSES; step += 1) {
    const scope = constructorOf(at);
    if (scope !== null) return { file: at.file.path, scope };
    at = baseOf(resolver, at);
  }
  return null;
}

function superCall({ facts }: SourceFile, scope: number): CallExpr | null {
  const found = facts.calls.find(
    ({ call, scope: at }) =>
      at === scope && call.callee.kind === 'name' && call.callee.name === 'super',
  );
  return found?.call ?? null;
}

function isSame(one: ClassAt, other: ClassAt): boolean {
  return one.file.path === other.file.path && one.scope === other.scope;
}
