import type { Binding, Expr, MemberExpr } from './facts.ts';
import { lastName } from './facts-index.ts';
import { WITHOUT_THIS } from './origin.ts';
import type { Site, SourceFile } from './program.ts';
import type { Resolver } from './resolve.ts';

/** The names of the members of an enum, in their order; none for any other class. */
export function enumMembers(file: SourceFile | undefined, scope: number): readonly string[] {
  if (file === undefined) return [];
  const names = file.facts.bindings.filter(
    (binding) => binding.scope === scope && isMember(binding, file, scope),
  );
  return names.map(({ name }) => name);
}

/** The text of an enum's member: its name, which `Kind.CAT.name` and `name()` are too; null for anything else. */
export function enumText(expr: Expr, site: Site, resolver: Resolver): string | null {
  const language = resolver.program.file(site.file)?.facts.language;
  if (language === undefined || !WITHOUT_THIS.has(language)) return null;
  if (expr.kind === 'call')
    return lastName(expr.callee) === 'name' && expr.args.length === 0
      ? enumText(expr.callee, site, resolver)
      : null;
  if (expr.kind !== 'member') return null;
  const { object, name } = expr;
  return memberName(name === 'name' && object.kind === 'member' ? object : expr, site, resolver);
}

/** The name of the enum's member that an expression is. */
function memberName({ object, name }: MemberExpr, site: Site, resolver: Resolver): string | null {
  const found = resolver.origins(object, site);
  const isNamed = found.every((origin) => {
    const file = origin.kind === 'class' ? resolver.program.file(origin.file) : undefined;
    if (file === undefined || origin.kind !== 'class') return false;
    const [member] = file.index.bindings(origin.scope, name);
    const isOther = file.index.declared(origin.scope, 'toString').length > 0;
    return member !== undefined && !isOther && isMember(member, file, origin.scope);
  });
  return isNamed && found.length > 0 ? name : null;
}

/** Members have the enum for their type; in Java and Kotlin they are objects that are made where they stand. */
function isMember(
  { type, value, line, column }: Binding,
  file: SourceFile,
  scope: number,
): boolean {
  const { language } = file.facts;
  if (type === null || type !== file.index.scope(scope)?.name) return false;
  if (language === 'csharp') return value === null || value.kind === 'literal';
  return (
    (language === 'java' || language === 'kotlin') &&
    value?.kind === 'call' &&
    value.callee.line === line &&
    value.callee.column === column
  );
}
