import type { JsonValue } from '../../../document/document.ts';
import { SchemaNodes } from '../schema/schema-node.ts';
import type { Contract } from './contract.ts';
import { definition } from './fields.ts';
import type { Node } from './node.ts';
import { type Operation, readOperations } from './operation.ts';
import { type Parameter, parameterDefinition, readParameter } from './parameter.ts';
import { type RequestBody, readRequestBody } from './request-body.ts';
import { type Response, readResponse } from './response.ts';

/**
 * One model of a contract for all versions of the specification, read on demand.
 * A declaration is read once and is the same object wherever it is used, so that it is compared once.
 */
export class ContractModel {
  readonly schemas: SchemaNodes;
  private readonly parameters = new Map<JsonValue, Parameter | undefined>();
  private readonly bodies = new Map<JsonValue, RequestBody>();
  private readonly responses = new Map<string, Map<JsonValue, Response>>();
  private known: readonly Operation[] | undefined;

  constructor(readonly contract: Contract) {
    this.schemas = new SchemaNodes(contract);
  }

  get operations(): readonly Operation[] {
    this.known ??= readOperations(this.contract);
    return this.known;
  }

  /** The parameter that an entry of a list of parameters is, or refers to. */
  parameter(use: Node): Parameter | undefined {
    const node = parameterDefinition(this, use);
    if (node === undefined) return undefined;
    if (!this.parameters.has(node.value))
      this.parameters.set(node.value, readParameter(this, node));
    return this.parameters.get(node.value);
  }

  requestBody(use: Node): RequestBody | undefined {
    const node = definition(this.contract, use, 'a request body');
    if (node === undefined) return undefined;
    return once(this.bodies, node.value, () => readRequestBody(this, node));
  }

  /** In Swagger 2.0 the same declaration has other media types where the operation `produces` others. */
  response(use: Node, produces: readonly string[]): Response | undefined {
    const node = definition(this.contract, use, 'a response');
    if (node === undefined) return undefined;
    const isSwagger = this.contract.dialect.family === 'swagger';
    const group = once(this.responses, isSwagger ? produces.join(' ') : '', () => new Map());
    return once(group, node.value, () => readResponse(this, node, produces));
  }
}

function once<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
