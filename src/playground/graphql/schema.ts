import {
  type Field,
  GraphqlSyntaxError,
  type Query,
  Reader,
  type Selection,
  type Value,
} from './syntax.ts';

/**
 * What the stand-in knows of GitHub's GraphQL schema, in its own words (docs.github.com, "GraphQL", reference of
 * objects and input objects). A query that asks for anything else is refused.
 */
const GITHUB = `
type Query { repository(owner: String!, name: String!): Repository }
type Mutation {
  convertPullRequestToDraft(
    input: ConvertPullRequestToDraftInput!
  ): ConvertPullRequestToDraftPayload
  markPullRequestReadyForReview(
    input: MarkPullRequestReadyForReviewInput!
  ): MarkPullRequestReadyForReviewPayload
  minimizeComment(input: MinimizeCommentInput!): MinimizeCommentPayload
  unminimizeComment(input: UnminimizeCommentInput!): UnminimizeCommentPayload
  updatePullRequestReviewComment(
    input: UpdatePullRequestReviewCommentInput!
  ): UpdatePullRequestReviewCommentPayload
}
type ConvertPullRequestToDraftPayload { clientMutationId: String pullRequest: PullRequest }
type MarkPullRequestReadyForReviewPayload { clientMutationId: String pullRequest: PullRequest }
type MinimizeCommentPayload { clientMutationId: String }
type UnminimizeCommentPayload { clientMutationId: String }
type UpdatePullRequestReviewCommentPayload { clientMutationId: String }
type Repository {
  defaultBranchRef: Ref
  nameWithOwner: String!
  object(expression: String, oid: GitObjectID): GitObject
  pullRequest(number: Int!): PullRequest
}
type Ref { name: String! target: GitObject }
type GitObject { oid: GitObjectID! }
type Blob { byteSize: Int! isBinary: Boolean isTruncated: Boolean! oid: GitObjectID! text: String }
type Tree { oid: GitObjectID! }
type Tag { oid: GitObjectID! }
type Commit {
  checkSuites(after: String, filterBy: CheckSuiteFilter, first: Int, last: Int): CheckSuiteConnection
  file(path: String!): TreeEntry
  oid: GitObjectID!
  parents(after: String, first: Int, last: Int): CommitConnection!
}
type CommitConnection { nodes: [Commit] pageInfo: PageInfo! totalCount: Int! }
type TreeEntry { mode: Int! object: GitObject oid: GitObjectID! path: String type: String! }
type PullRequest {
  baseRef: Ref
  baseRefName: String!
  baseRefOid: GitObjectID!
  comments(after: String, first: Int, last: Int): IssueCommentConnection!
  commits(after: String, first: Int, last: Int): PullRequestCommitConnection!
  headRefName: String!
  headRefOid: GitObjectID!
  headRepository: Repository
  isDraft: Boolean!
  number: Int!
  reviewThreads(after: String, first: Int, last: Int): PullRequestReviewThreadConnection!
  state: PullRequestState!
  title: String!
  url: URI!
}
type PullRequestReviewThreadConnection {
  nodes: [PullRequestReviewThread] pageInfo: PageInfo! totalCount: Int!
}
type PullRequestReviewThread {
  comments(after: String, first: Int, last: Int): PullRequestReviewCommentConnection!
}
type PullRequestReviewCommentConnection {
  nodes: [PullRequestReviewComment] pageInfo: PageInfo! totalCount: Int!
}
type PullRequestReviewComment {
  author: Actor body: String! id: ID! isMinimized: Boolean! minimizedReason: String
}
type PullRequestCommitConnection { nodes: [PullRequestCommit] pageInfo: PageInfo! totalCount: Int! }
type PullRequestCommit { commit: Commit! }
type IssueCommentConnection { nodes: [IssueComment] pageInfo: PageInfo! totalCount: Int! }
type IssueComment { author: Actor body: String! url: URI! }
type Actor { login: String! }
type Bot { login: String! }
type User { login: String! }
type Organization { login: String! }
type CheckSuiteConnection { nodes: [CheckSuite] pageInfo: PageInfo! totalCount: Int! }
type CheckSuite {
  checkRuns(after: String, filterBy: CheckRunFilter, first: Int, last: Int): CheckRunConnection
}
type CheckRunConnection { nodes: [CheckRun] pageInfo: PageInfo! totalCount: Int! }
type CheckRun {
  annotations(after: String, first: Int, last: Int): CheckAnnotationConnection
  conclusion: CheckConclusionState
  externalId: String
  name: String!
  status: CheckStatusState!
  summary: String
  text: String
  title: String
  url: URI!
}
type CheckAnnotationConnection { pageInfo: PageInfo! totalCount: Int! }
type PageInfo { endCursor: String hasNextPage: Boolean! }
input CheckSuiteFilter { appId: Int checkName: String }
input ConvertPullRequestToDraftInput { clientMutationId: String pullRequestId: ID! }
input MarkPullRequestReadyForReviewInput { clientMutationId: String pullRequestId: ID! }
input MinimizeCommentInput {
  classifier: ReportedContentClassifiers! clientMutationId: String subjectId: ID!
}
input UnminimizeCommentInput { clientMutationId: String subjectId: ID! }
input UpdatePullRequestReviewCommentInput {
  body: String! clientMutationId: String pullRequestReviewCommentId: ID!
}
input CheckRunFilter { appId: Int checkName: String checkType: CheckRunType }
`;

const SCALARS = new Set([
  'Boolean',
  'CheckConclusionState',
  'CheckStatusState',
  'GitObjectID',
  'ID',
  'Int',
  'PullRequestState',
  'String',
  'URI',
]);

/** The enums that arguments take, with their values. */
const ENUMS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['CheckRunType', new Set(['ALL', 'LATEST'])],
  [
    'ReportedContentClassifiers',
    new Set(['ABUSE', 'DUPLICATE', 'LOW_QUALITY', 'OFF_TOPIC', 'OUTDATED', 'RESOLVED', 'SPAM']),
  ],
]);

interface FieldType {
  readonly type: string;
  readonly args: ReadonlyMap<string, string>;
}

type Members = ReadonlyMap<string, FieldType>;

function readTypes(text: string): ReadonlyMap<string, Members> {
  const reader = new Reader(text);
  const types = new Map<string, Members>();
  while (reader.peek() !== '') {
    reader.name();
    const name = reader.name();
    reader.expect('{');
    const members = new Map<string, FieldType>();
    while (!reader.takes('}')) {
      const member = reader.name();
      const args = new Map<string, string>();
      if (reader.takes('(')) {
        while (!reader.takes(')')) {
          const arg = reader.name();
          reader.expect(':');
          args.set(arg, reader.type());
        }
      }
      reader.expect(':');
      members.set(member, { type: reader.type(), args });
    }
    types.set(name, members);
  }
  return types;
}

const types = readTypes(GITHUB);

/** The name in a type: `Commit` of `[Commit]!`. */
function named(type: string): string {
  return type.replace(/[[\]!]/g, '');
}

/** Whether the values of a field have fields of their own. */
export function isComposite(type: string): boolean {
  return !SCALARS.has(named(type));
}

/** The type of a field. Only fields of a validated query are asked for. */
export function fieldType(parent: string, name: string): string {
  return name === '__typename' ? 'String!' : (types.get(parent)?.get(name)?.type ?? 'String');
}

/** Whether a value of a type may stand where another is written: of an interface, or the very one. */
export function isA(type: string, wanted: string): boolean {
  return type === wanted || wanted === 'GitObject' || wanted === 'Actor';
}

/** Checks a query against the schema. Throws a `GraphqlSyntaxError` that names what is not in it. */
export function validateQuery(query: Query): void {
  const root = query.operation === 'mutation' ? 'Mutation' : 'Query';
  validateSelections(query.selections, root, query);
}

function validateSelections(selections: readonly Selection[], parent: string, query: Query): void {
  for (const selection of selections) {
    if (selection.kind === 'fragment') {
      if (!types.has(selection.on)) {
        throw new GraphqlSyntaxError(
          `No such type ${selection.on}, so it can't be a fragment condition`,
        );
      }
      validateSelections(selection.selections, selection.on, query);
    } else if (selection.name !== '__typename') {
      validateField(selection, parent, query);
    }
  }
}

function validateField(field: Field, parent: string, query: Query): void {
  const known = types.get(parent)?.get(field.name);
  if (known === undefined) {
    throw new GraphqlSyntaxError(`Field '${field.name}' doesn't exist on type '${parent}'`);
  }
  for (const [name, value] of field.args) {
    const type = known.args.get(name);
    if (type === undefined) {
      throw new GraphqlSyntaxError(`Field '${field.name}' doesn't accept argument '${name}'`);
    }
    validateValue(value, type, `${field.name}.${name}`, query);
  }
  for (const [name, type] of known.args) {
    if (type.endsWith('!') && !field.args.has(name)) {
      throw new GraphqlSyntaxError(`Field '${field.name}' is missing required arguments: ${name}`);
    }
  }
  const composite = isComposite(known.type);
  if (composite !== (field.selections !== null)) {
    const fault = composite ? 'must have selections' : "can't have selections";
    throw new GraphqlSyntaxError(`Field '${field.name}' of type ${known.type} ${fault}`);
  }
  if (field.selections !== null) validateSelections(field.selections, named(known.type), query);
}

function validateValue(value: Value, type: string, where: string, query: Query): void {
  const wanted = type.replace(/!$/, '');
  switch (value.kind) {
    case 'variable': {
      const declared = query.variables.get(value.name);
      if (declared === undefined) {
        throw new GraphqlSyntaxError(`Variable $${value.name} is used but not declared`);
      }
      if (declared.replace(/!$/, '') !== wanted || (type !== wanted && declared === wanted)) {
        throw new GraphqlSyntaxError(
          `Type mismatch on variable $${value.name} and argument ${where} (${declared} / ${type})`,
        );
      }
      return;
    }
    case 'object': {
      const members = types.get(wanted);
      for (const [name, inner] of value.fields) {
        const member = members?.get(name);
        if (member === undefined) {
          throw new GraphqlSyntaxError(`InputObject '${wanted}' doesn't accept argument '${name}'`);
        }
        validateValue(inner, member.type, `${where}.${name}`, query);
      }
      for (const [name, { type: inner }] of members ?? []) {
        if (inner.endsWith('!') && !value.fields.has(name)) {
          throw new GraphqlSyntaxError(`Argument '${name}' on InputObject '${wanted}' is required`);
        }
      }
      return;
    }
    case 'enum':
      if (!ENUMS.get(wanted)?.has(value.name)) break;
      return;
    case 'constant':
      if (fits(value.value, type)) return;
      break;
    case 'list':
      break;
  }
  throw new GraphqlSyntaxError(
    `Argument '${where}' has an invalid value. Expected type '${type}'.`,
  );
}

/** Whether a value from outside fits a scalar type. */
export function fits(value: unknown, type: string): boolean {
  if (value === null || value === undefined) return !type.endsWith('!');
  switch (type.replace(/!$/, '')) {
    case 'Int':
      return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
    case 'Boolean':
      return typeof value === 'boolean';
    case 'GitObjectID':
      return typeof value === 'string' && /^[0-9a-f]{40}$/.test(value);
    case 'ID':
    case 'String':
      return typeof value === 'string';
    default:
      return false;
  }
}
