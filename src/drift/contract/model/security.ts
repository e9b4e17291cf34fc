import { canonical } from '../schema/canonical.ts';
import type { Contract } from './contract.ts';
import { asObject, objectField, textField } from './fields.ts';
import { childOf, childrenOf, isList, isObjectNode, type Node, type ObjectNode } from './node.ts';
import type { Operation } from './operation.ts';

/** A scheme that one way to authenticate asks for, with the scopes it asks for. */
export interface SchemeUse {
  /** Its name in the contract, for people. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** Its definition; undefined where there is none. */
  readonly scheme: ObjectNode | undefined;
}

/** One way to authenticate: all of its schemes together, by what they are (not by their name). */
export interface Alternative {
  readonly node: Node;
  readonly schemes: ReadonlyMap<string, SchemeUse>;
}

/** Alternatives of one list at most: each is held against each of the other side, for every operation. */
const MAX_ALTERNATIVES = 200;

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
  if (node.value.length > MAX_ALTERNATIVES) {
    contract.report(
      node,
      'limit-reached',
      `There are more than ${MAX_ALTERNATIVES} alternatives of security requirements, which were not compared. Name fewer of them.`,
    );
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
      const name = String(scheme.key);
      const definition = schemeOf(contract, name);
      return [schemeIdentity(definition, name), { name, scopes, scheme: definition }];
    });
    alternatives.push({ node: entry, schemes: new Map(schemes) });
  }
  return { node, inherited: own === null, alternatives };
}

/** All schemes that a contract defines, by name. */
export function schemesOf(contract: Contract): ReadonlyMap<string, ObjectNode> {
  const holder = schemesField(contract);
  const found = new Map<string, ObjectNode>();
  for (const { key } of holder ? childrenOf(holder) : []) {
    const scheme = schemeOf(contract, String(key));
    if (scheme !== undefined) found.set(String(key), scheme);
  }
  return found;
}

/** Where a contract defines its schemes. */
export function schemesField(contract: Contract): ObjectNode | null | undefined {
  const isSwagger = contract.dialect.family === 'swagger';
  const holder = isSwagger ? contract.root : objectField(contract, contract.root, 'components');
  if (!holder) return holder === null ? null : undefined;
  return objectField(contract, holder, isSwagger ? 'securityDefinitions' : 'securitySchemes');
}

function schemeOf(contract: Contract, name: string): ObjectNode | undefined {
  const schemes = schemesField(contract);
  const use = schemes ? childOf(schemes, name) : null;
  const scheme = use === null ? undefined : contract.follow(use);
  return scheme !== undefined && isObjectNode(scheme) ? scheme : undefined;
}

/** What callers have to show for a scheme, so that renaming it changes nothing; its name where it is not defined. */
export function schemeIdentity(scheme: ObjectNode | undefined, name: string): string {
  if (scheme === undefined) return `name ${name}`;
  const { type, scheme: http, in: place, name: key } = scheme.value;
  // Swagger 2.0 `basic` is `http` with scheme `basic` in OpenAPI 3.
  if (type === 'basic') return canonical({ type: 'http', scheme: 'basic' });
  const shown = place === 'header' && typeof key === 'string' ? key.toLowerCase() : key;
  return canonical({
    type: type ?? null,
    ...(type === 'http' && typeof http === 'string' ? { scheme: http.toLowerCase() } : {}),
    ...(type === 'apiKey' ? { in: place ?? null, name: shown ?? null } : {}),
  });
}

/** One OAuth flow of a scheme. */
export interface OAuthFlow {
  readonly node: ObjectNode;
  readonly authorizationUrl: string | null;
  readonly tokenUrl: string | null;
  readonly refreshUrl: string | null;
  readonly scopes: ReadonlyMap<string, Node>;
}

/** Names of OpenAPI 3 for the flows of Swagger 2.0. */
const SWAGGER_FLOWS: ReadonlyMap<string, string> = new Map([
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

/** The OAuth flows of a scheme by name; Swagger 2.0 has one, written into the scheme itself. */
export function flowsOf(contract: Contract, scheme: ObjectNode): ReadonlyMap<string, OAuthFlow> {
  const found = new Map<string, OAuthFlow>();
  if (textField(scheme, 'type') !== 'oauth2') return found;
  const only = textField(scheme, 'flow');
  if (only !== null) {
    found.set(SWAGGER_FLOWS.get(only) ?? only, readFlow(contract, scheme));
    return found;
  }
  const flows = objectField(contract, scheme, 'flows');
  for (const flow of flows ? childrenOf(flows) : []) {
    const node = asObject(contract, flow, 'an object that describes a flow');
    if (node !== undefined && !String(flow.key).startsWith('x-'))
      found.set(String(flow.key), readFlow(contract, node));
  }
  return found;
}

function readFlow(contract: Contract, node: ObjectNode): OAuthFlow {
  const scopes = objectField(contract, node, 'scopes');
  return {
    node,
    authorizationUrl: textField(node, 'authorizationUrl'),
    tokenUrl: textField(node, 'tokenUrl'),
    refreshUrl: textField(node, 'refreshUrl'),
    scopes: new Map((scopes ? childrenOf(scopes) : []).map((scope) => [String(scope.key), scope])),
  };
}
