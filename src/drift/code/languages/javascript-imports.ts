import type { Expr } from '../facts.ts';
import type { FactsBuilder } from '../facts-builder.ts';
import { columnOf, lineOf, named } from '../nodes.ts';
import type { Node } from '../syntax-tree.ts';
import { nameText, unquote } from './javascript-text.ts';

/** `import` in all its forms, `import x = require('x')` included. */
export function addImport(node: Node, build: FactsBuilder): void {
  const required = named(node).find(({ type }) => type === 'import_require_clause');
  const source = node.childForFieldName('source') ?? required?.childForFieldName('source');
  if (source === null || source === undefined) return;
  const module = unquote(source);
  if (required !== undefined) {
    build.addImport(node, required.firstNamedChild?.text ?? '', module, '*');
    return;
  }
  const clause = named(node).find(({ type }) => type === 'import_clause');
  for (const part of named(clause ?? null)) {
    if (part.type === 'identifier') build.addImport(part, part.text, module, 'default');
    else if (part.type === 'namespace_import')
      build.addImport(part, part.firstNamedChild?.text ?? '', module, '*');
    else if (part.type === 'named_imports') {
      for (const one of named(part)) {
        if (one.type !== 'import_specifier') continue;
        const name = nameText(one.childForFieldName('name'));
        build.addImport(one, one.childForFieldName('alias')?.text ?? name, module, name);
      }
    }
  }
}

/** `export` in all its forms. */
export function addExport(node: Node, build: FactsBuilder): void {
  const source = node.childForFieldName('source');
  const from = source === null ? null : unquote(source);
  const clause = named(node).find(({ type }) => type === 'export_clause');
  const namespace = named(node).find(({ type }) => type === 'namespace_export');
  if (clause !== undefined) {
    for (const one of named(clause)) {
      const inner = one.childForFieldName('name');
      if (inner === null) continue;
      const outer = one.childForFieldName('alias') ?? inner;
      const value: Expr = {
        kind: 'name',
        name: nameText(inner),
        line: lineOf(inner),
        column: columnOf(inner),
      };
      build.addExport(one, nameText(outer), value, from);
    }
  } else if (namespace !== undefined) {
    const value: Expr = { kind: 'name', name: '*', line: lineOf(node), column: columnOf(node) };
    build.addExport(node, namespace.firstNamedChild?.text ?? '', value, from);
  } else if (from !== null) {
    build.addExport(
      node,
      '*',
      { kind: 'name', name: '*', line: lineOf(node), column: columnOf(node) },
      from,
    );
  } else exportOwn(node, build);
}

function exportOwn(node: Node, build: FactsBuilder): void {
  const isDefault = node.children.some((child) => child?.type === 'default');
  const value = node.childForFieldName('value');
  const declaration = node.childForFieldName('declaration');
  if (value !== null) build.addExport(node, 'default', build.expr(value));
  else if (declaration === null) return;
  else if (isDefault) build.addExport(node, 'default', ownName(declaration, build));
  else if (
    declaration.type.endsWith('variable_declaration') ||
    declaration.type === 'lexical_declaration'
  ) {
    for (const one of named(declaration)) {
      const name = one.childForFieldName('name');
      for (const bound of name === null ? [] : boundNames(name))
        build.addExport(one, bound, {
          kind: 'name',
          name: bound,
          line: lineOf(one),
          column: columnOf(one),
        });
    }
  } else {
    const name = declaration.childForFieldName('name');
    if (name !== null) build.addExport(node, name.text, ownName(declaration, build));
  }
}

function ownName(declaration: Node, build: FactsBuilder): Expr {
  const name = declaration.childForFieldName('name');
  return name === null
    ? build.expr(declaration)
    : { kind: 'name', name: name.text, line: lineOf(declaration), column: columnOf(declaration) };
}

/** The names that a pattern binds: `a`, `c` and `d` of `{ a, b: c, ...d }`. */
export function boundNames(pattern: Node): readonly string[] {
  if (pattern.type === 'identifier' || pattern.type === 'shorthand_property_identifier_pattern')
    return [pattern.text];
  if (pattern.type === 'pair_pattern') {
    const value = pattern.childForFieldName('value');
    return value === null ? [] : boundNames(value);
  }
  if (pattern.type === 'assignment_pattern' || pattern.type === 'object_assignment_pattern') {
    const left = pattern.childForFieldName('left');
    return left === null ? [] : boundNames(left);
  }
  return named(pattern).flatMap(boundNames);
}

/** `./users` of `require('./users')` and of `await import('./users')`. */
export function requiredModule(value: Expr): string | null {
  if (value.kind !== 'call' || value.callee.kind !== 'name') return null;
  const given = value.args[0]?.value;
  return /^(?:require|import)$/.test(value.callee.name) && given?.kind === 'text'
    ? given.value
    : null;
}

/** `exports.x = …` and `module.exports = …`; compilers first export nothing (`void 0`). */
export function addAssignedExport(node: Node, name: string, build: FactsBuilder): void {
  const exported = /^(?:module\.)?exports(?:\.(\w+))?$/.exec(name);
  let right = node.childForFieldName('right');
  while (right?.type === 'assignment_expression') right = right.childForFieldName('right');
  if (exported === null || right === null || right.type === 'unary_expression') return;
  build.addExport(node, exported[1] ?? 'default', build.expr(right));
}
