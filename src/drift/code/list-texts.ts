import type { Callers } from './callers.ts';
import type { CallExpr, Expr } from './facts.ts';
import { lastName } from './facts-index.ts';
import { type Frame, givenIn } from './frame.ts';
import { joinedList } from './joined-list.ts';
import { holeOf, type KnownText, merged, wholeText } from './known-text.ts';
import type { Site } from './program.ts';
import type { Resolver } from './resolve.ts';

/** More ways to put parts together than this are not gone through. */
const MAX_TEXTS = 256;
/** Lists are followed through so many parameters. */
const MAX_PARAMS = 4;

/** The items of a list, where they stand, and what parameters are there. */
interface ItemsAt {
  readonly items: readonly Expr[];
  readonly site: Site;
  readonly frame: Frame | null;
}

/** Works out the texts that are made of the items of lists. */
export class ListTexts {
  /** @param texts works out what an item stands for */
  constructor(
    private readonly resolver: Resolver,
    private readonly callers: Callers,
    private readonly texts: (expr: Expr, site: Site, frame: Frame | null) => readonly KnownText[],
  ) {}

  /** A call that joins a list or runs over one; null for any other. */
  of(call: CallExpr, site: Site, frame: Frame | null): readonly KnownText[] | null {
    const known = joinedList(call);
    if (known === 'paths') return this.joined(valuesOf(call), '/', site, frame);
    if (known !== null) {
      const lists = this.#lists(known.list, site, frame);
      return lists.length === 0
        ? [[holeOf(known.list)]]
        : lists.flatMap((one) => this.#together(one, known.separator, known.skipsEmpty));
    }
    return lastName(call.callee) === 'map' ? this.#mapped(call, site, frame) : null;
  }

  /** All ways to put parts together. */
  joined(
    parts: readonly Expr[],
    between: string,
    site: Site,
    frame: Frame | null,
  ): readonly KnownText[] {
    let all: readonly KnownText[] = [[]];
    for (const [index, part] of parts.entries()) {
      const texts = this.texts(part, site, frame);
      if (all.length * texts.length > MAX_TEXTS) return [parts.map(holeOf)];
      const glue = index === 0 || between === '' ? [] : [between];
      all = all.flatMap((text) => texts.map((more) => [...text, ...glue, ...more]));
    }
    return all.map(merged);
  }

  #together(
    { items, site, frame }: ItemsAt,
    separator: string,
    skipsEmpty: boolean,
  ): readonly KnownText[] {
    const isEmpty = (item: Expr) =>
      this.texts(item, site, frame).every((text) => wholeText(text) === '');
    const parts = skipsEmpty ? items.filter((item) => !isEmpty(item)) : items;
    return this.joined(parts, separator, site, frame);
  }

  /** `paths.map((path) => prefix + path)`: what the function makes of each item. */
  #mapped(
    { callee, args }: CallExpr,
    site: Site,
    frame: Frame | null,
  ): readonly KnownText[] | null {
    const [only, ...others] = args;
    if (callee.kind !== 'member' || only?.value.kind !== 'function' || others.length > 0)
      return null;
    const { scope } = only.value;
    const returns = this.resolver.program.file(site.file)?.index.returns(scope) ?? [];
    const found = this.#lists(callee.object, site, frame).flatMap((list) =>
      list.items.flatMap((expr) => {
        const args = [{ expr, site: list.site, frame: list.frame }];
        const inner: Frame = { key: `${site.file}#${scope}`, args, outer: frame };
        const place = { file: site.file, scope };
        return returns.flatMap(({ value }) => this.texts(value, place, inner));
      }),
    );
    return found.length > 0 ? found : null;
  }

  /** The lists that an expression may be; none where one of them is not known. */
  #lists(list: Expr, site: Site, frame: Frame | null, depth = 0): readonly ItemsAt[] {
    if (list.kind === 'list') return [{ items: list.items, site, frame }];
    if (depth > MAX_PARAMS) return [];
    const found: ItemsAt[] = [];
    for (const origin of this.resolver.origins(list, site)) {
      if (origin.kind === 'value' && origin.expr.kind === 'list') {
        found.push({ items: origin.expr.items, site: origin, frame });
        continue;
      }
      if (origin.kind !== 'param') return [];
      const given = givenIn(frame, origin);
      const lists =
        given !== undefined
          ? this.#lists(given.expr, given.site, given.frame, depth + 1)
          : this.callers.of(origin.file, origin.scope).flatMap((caller) => {
              const { file, scope, position } = origin;
              const argument = this.callers.argument(file, scope, position, caller);
              return argument === null ? [] : this.#lists(argument, caller.site, null, depth + 1);
            });
      if (lists.length === 0) return [];
      found.push(...lists);
    }
    return found;
  }
}

function valuesOf({ args }: CallExpr): readonly Expr[] {
  return args.map(({ value }) => value);
}
