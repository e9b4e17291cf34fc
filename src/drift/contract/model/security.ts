import { isObject } from '../../../document/document.ts';
import { canonical } from '../schema/canonical.ts';
import type { Contract } from './contract.ts';
import { asObject, objectField } from './fields.ts';
import { childOf, childrenOf, isList, isObjectNode, type Node } from './node.ts';
import type { Operation } from './operation.ts';

/** A scheme that one way to authenticate asks for, with the scopes it asks for. */
export interface SchemeUse {
  /** Its name in the contract, for people. */
  readonly name: string;
  readonly scopes: readonly string[];
}

/** One way to authenticate: all of its schemes together, by what they are (not by their name). */
export interface Alternative {
  readonly node: Node;
  readonly schemes: ReadonlyMap<string, SchemeUse>;
}

/** What an operation asks of its callers. */
export interface Security {
  /** Where it is said: the operation's `security`, the contract's, or the operation itself. */
  readonly node: Node;
  /** Whether it is said for the whole contract. */
  readonly inherited: boolean;
  /** Any of them is enough. Empty: nothing is asked for. */
  readonly alternatives: readonly Alternative[];
}

/** Whether a caller gets through without credentials. */
export function isOpen(security: Security): boolean {
  return (
    security.alternatives.length === 0 ||
    security.alternatives.some((alternative) => alternative.schemes.size === 0)
  );
}

/** The security in force: the operation's own, else the contract's. Undefined where it is broken. */
export function securityOf(contract: Contract, operation: Operation): Security | undefined {
  const own = childOf(operation.node, 'security');
  const node = own ?? childOf(contract.root, 'security');
  if (node === null) return { node: operation.node, inherited: true, alternatives: [] };
  if (!isList(node.value)) {
    contract.reportInvalid(node, 'a list of security requirements');
    return undefined;
  }
  const alternatives: Alternative[] = [];
  for (const entry of childrenOf(node)) {
    const requirement = asObject(contract, entry, 'an object of scopes by scheme');
    if (requirement === undefined) return undefined;
    const schemes = childrenOf(requirement).map((scheme): [string, SchemeUse] => {
      const scopes = isList(scheme.value)
        ? scheme.value.filter((scope) => typeof scope === 'string')
        : [];
      return [schemeIdentity(contract, String(scheme.key)), { name: String(scheme.key), scopes }];
    });
    alternatives.push({ node: entry, schemes: new Map(schemes) });
  }
  return { node, inherited: own === null, alternatives };
}

/** What a scheme is, so that renaming it changes nothing; its name where it is not defined. */
function schemeIdentity(contract: Contract, name: string): string {
  const isSwagger = contract.dialect.family === 'swagger';
  const holder = isSwagger ? contract.root : objectField(contract, contract.root, 'components');
  const schemes = holder
    ? objectField(contract, holder, isSwagger ? 'securityDefinitions' : 'securitySchemes')
    : null;
  const use = schemes ? childOf(schemes, name) : null;
  const scheme = use === null ? undefined : contract.follow(use);
  if (scheme === undefined || !isObjectNode(scheme) || !isObject(scheme.value))
    return `name ${name}`;
  const { type, scheme: http, in: place, name: key, openIdConnectUrl } = scheme.value;
  // Swagger 2.0 `basic` is `http` with scheme `basic` in OpenAPI 3.
  if (type === 'basic') return canonical({ type: 'http', scheme: 'basic' });
  return canonical({
    type: type ?? null,
    ...(type === 'http' && typeof http === 'string' ? { scheme: http.toLowerCase() } : {}),
    ...(type === 'apiKey' ? { in: place ?? null, name: key ?? null } : {}),
    ...(type === 'openIdConnect' ? { url: openIdConnectUrl ?? null } : {}),
  });
}
