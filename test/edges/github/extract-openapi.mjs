// Cuts the operations that the tool uses out of GitHub's published OpenAPI description, so that the tests can hold
// every request and response on loopback to it. Run it by hand when an operation is added:
//
//   mkdir /tmp/openapi && npm install --prefix /tmp/openapi @octokit/openapi@23.0.2     (385 MB, hence not a dependency)
//   node test/edges/github/extract-openapi.mjs /tmp/openapi/node_modules/@octokit/openapi/generated/api.github.com.json
//   npx oxfmt test/edges/github/openapi.json
//
// Source: https://github.com/octokit/openapi (MIT).
import { readFileSync, writeFileSync } from 'node:fs';

const OPERATIONS = [
  'GET /repos/{owner}/{repo}/commits',
  'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
  'GET /repos/{owner}/{repo}/commits/{ref}/statuses',
  'GET /repos/{owner}/{repo}/compare/{basehead}',
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
  'GET /repos/{owner}/{repo}/issues',
  'POST /repos/{owner}/{repo}/issues',
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'GET /repos/{owner}/{repo}/labels/{name}',
  'POST /repos/{owner}/{repo}/labels',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
  'POST /repos/{owner}/{repo}/statuses/{sha}',
];
const PROSE = new Set([
  'description',
  'title',
  'example',
  'examples',
  'deprecated',
  'externalDocs',
  'x-github',
  'x-github-breaking-changes',
]);

const [input] = process.argv.slice(2);
if (input === undefined) throw new Error('usage: extract-openapi.mjs <api.github.com.json>');
const description = JSON.parse(readFileSync(input, 'utf8'));
const schemas = {};
const operations = Object.fromEntries(OPERATIONS.map((route) => [route, operation(route)]));
const fixture = { source: `@octokit/openapi ${description.info.version}`, operations, schemas };
writeFileSync(new URL('openapi.json', import.meta.url), `${JSON.stringify(fixture)}\n`);

function operation(route) {
  const [method, path] = route.split(' ');
  const { parameters = [], requestBody, responses } = description.paths[path][method.toLowerCase()];
  const body = requestBody?.content['application/json'].schema;
  return {
    parameters: parameters.map(resolve).map(({ name, in: place, required = false, schema }) => ({
      name,
      in: place,
      required,
      schema: convert(schema),
    })),
    ...(body && { body: convert(body) }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [status, answer(resolve(response))]),
    ),
  };
}

function answer(response) {
  const schema = response.content?.['application/json']?.schema;
  return schema === undefined ? null : convert(schema);
}

function resolve(value) {
  if (value.$ref === undefined) return value;
  return value.$ref
    .split('/')
    .slice(1)
    .reduce((node, key) => node[key], description);
}

/** OpenAPI 3.0 as JSON Schema: prose out, `nullable` spelled out, shared schemas kept shared. */
function convert(schema) {
  if (schema.$ref !== undefined) return share(schema.$ref.split('/').at(-1));
  const { nullable, ...rest } = schema;
  const plain = Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => !PROSE.has(key))
      .map(([key, value]) => [key, member(key, value)]),
  );
  if (!nullable) return plain;
  if (plain.enum !== undefined) return { ...plain, type: [plain.type, 'null'], enum: [...plain.enum, null] };
  return typeof plain.type === 'string'
    ? { ...plain, type: [plain.type, 'null'] }
    : { anyOf: [plain, { type: 'null' }] };
}

function member(key, value) {
  if (key === 'properties')
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, convert(schema)]));
  if (['anyOf', 'oneOf', 'allOf'].includes(key)) return value.map(convert);
  if (key === 'items' || (key === 'additionalProperties' && typeof value === 'object')) return convert(value);
  return value;
}

function share(name) {
  if (schemas[name] === undefined) {
    schemas[name] = {};
    Object.assign(schemas[name], convert(description.components.schemas[name]));
  }
  return { $ref: `#/schemas/${name}` };
}
