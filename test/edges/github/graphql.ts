import { isObject, type JsonObject } from '../../../src/model/values/json.ts';
import { nodeId } from './bodies.ts';
import type { Answer } from './faults.ts';
import type { Person, World } from './world.ts';

/**
 * Answers the three documents that the tool sends. Any other is refused, so that a new one is first validated against
 * GitHub's schema (npm: @octokit/graphql-schema) and then added here.
 */
export function answerGraphql(world: World, person: Person, body: JsonObject): Answer {
  if (!person.graphql) return { status: 403, body: { message: 'Resource not accessible by integration' } };
  const query = String(body.query).replaceAll(/\s+/g, ' ');
  const id = isObject(body.variables) ? body.variables.id : undefined;
  const comment = world.comments.find((one) => nodeId(one) === id);
  if (query === 'query { viewer { login } }') return data({ viewer: { login: person.login } });
  if (query === 'query ($id: ID!) { node(id: $id) { ... on IssueComment { editor { __typename login } } } }') {
    return data({ node: comment === undefined ? null : { editor: actor(comment.editor) } });
  }
  if (
    query ===
    'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }'
  ) {
    if (comment === undefined) return error('NOT_FOUND', 'Could not resolve to a node');
    if (person.may.pull_requests !== 'write') return error('FORBIDDEN', 'Resource not accessible by integration');
    comment.minimized = 'outdated';
    return data({ minimizeComment: { minimizedComment: { isMinimized: true } } });
  }
  return error('undefinedField', `The loopback does not know this document: ${query}`);
}

/** GraphQL leaves the suffix of apps out. */
function actor(login: string | null): JsonObject | null {
  if (login === null) return null;
  return login.endsWith('[bot]')
    ? { __typename: 'Bot', login: login.slice(0, -'[bot]'.length) }
    : { __typename: 'User', login };
}

function data(value: JsonObject): Answer {
  return { status: 200, body: { data: value } };
}

function error(type: string, message: string): Answer {
  return { status: 200, body: { data: null, errors: [{ type, message }] } };
}
