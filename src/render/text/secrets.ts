import type { DataPath, PathEdge, PathNode } from '../../model/impact/data-path.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { Change, Edit, Hazard, Plan } from '../../model/plan.ts';
import type { Problem } from '../../model/problem.ts';
import type { Review } from '../../model/review.ts';
import { finish, mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';

/** What stands in every output in place of a secret. */
export const MASK = '(sensitive)';

const SENSITIVE =
  /password|passwd|passphrase|secret|token|credential|accesskey|privatekey|apikey|authorization|cookie|jaas/;
const REFERENCE = /(?:arn|arns|id|url|uri)$|^secretsmanager/;
// Header values are secret until known otherwise: there is no end to the names that carry keys.
const PUBLIC_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-encoding',
  'content-language',
  'content-type',
  'user-agent',
]);
// https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-sql-function-get-secret
const LOOKED_UP = /^\$\{get_secret\([^{}]*\)\}$/;
const CREDENTIALS = [
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+(?=@)/gi,
  /(?<=\b(?:Bearer|Basic)\s+)[\w.~+/=-]{8,}/g,
  /(?<=[?&](?:token|key|apikey|api_key|access_token|secret|password|sig|signature|X-Amz-Signature|X-Amz-Security-Token)=)[^&\s#]+/gi,
  /\b(?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bgh[a-z]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** Says whether a member of that name holds a secret, as `password`, `hecToken` or `sasl.jaas.config` do. */
export function isSensitiveName(name: string): boolean {
  const word = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return SENSITIVE.test(word) && !REFERENCE.test(word);
}

/** Free text without what is recognisably a credential: access keys, tokens, private keys, passwords in addresses. */
export function maskText(text: string): string {
  return CREDENTIALS.reduce((masked, credential) => masked.replace(credential, MASK), text);
}

/** A value without its secrets. `name` is the member that it stands under. */
export function maskValue(value: JsonValue, name = ''): JsonValue {
  if (isSensitiveName(name)) return typeof value === 'string' && LOOKED_UP.test(value) ? value : MASK;
  if (typeof value === 'string') return maskText(value);
  if (isList(value)) return value.map((element) => maskElement(element, name));
  return isObject(value) ? maskMembers(value) : value;
}

/** A problem that may be shown to anyone. */
function maskProblem({ hint, ...problem }: Problem): Problem {
  return { ...problem, message: maskText(problem.message), ...(hint !== undefined && { hint: maskText(hint) }) };
}

/** A plan that may be shown to anyone. Digests stay those of the plan that was given. */
export function maskPlan(plan: Plan): Plan {
  return {
    ...plan,
    changes: plan.changes.map((change) => maskChange<Change>(change)),
    hazards: maskHazards(plan.hazards),
  };
}

/** A review that may be shown to anyone. */
export function maskReview(review: Review): Review {
  return {
    ...review,
    plan: maskPlan(review.plan),
    findings: review.findings.map(maskProblem),
    dataPath: finish(maskingPath(review.dataPath)),
  };
}

/** Hazards that may be shown to anyone. */
export function maskHazards(hazards: readonly Hazard[]): readonly Hazard[] {
  return hazards.map((hazard) => ({ ...hazard, message: maskText(hazard.message) }));
}

/** Makes a data path that may be shown to anyone, a node or edge a step. */
export function* maskingPath({ nodes, edges }: DataPath): Steps<DataPath> {
  return { nodes: yield* mapped(nodes, maskNode), edges: yield* mapped(edges, maskEdge) };
}

/** A node that may be shown to anyone: the address of an HTTP action can hold a password. */
export function maskNode(node: PathNode): PathNode {
  return { ...node, id: maskText(node.id), name: maskText(node.name) };
}

/** An edge that may be shown to anyone. */
export function maskEdge(edge: PathEdge): PathEdge {
  return { ...edge, from: maskText(edge.from), to: maskText(edge.to) };
}

/** A change, or a part of one, that may be shown to anyone. */
export function maskChange<
  Part extends { readonly edits: readonly Edit[]; readonly before?: JsonObject; readonly after?: JsonObject },
>(change: Part): Part {
  return {
    ...change,
    edits: change.edits.map(maskEdit),
    ...(change.before === undefined ? {} : { before: maskMembers(change.before) }),
    ...(change.after === undefined ? {} : { after: maskMembers(change.after) }),
  };
}

function maskEdit(edit: Edit): Edit {
  const mask = (value: JsonValue): JsonValue => maskAt(edit.path, value);
  return {
    ...edit,
    ...(edit.before === undefined ? {} : { before: mask(edit.before) }),
    ...(edit.after === undefined ? {} : { after: mask(edit.after) }),
  };
}

/** Masks what stands at an edit path: every step of it may be the one that says it is secret. */
function maskAt(path: string, value: JsonValue): JsonValue {
  const steps = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)];
  const names = steps.map(([, quoted, element, member]) => ({
    name: quoted ?? element ?? member ?? '',
    isMember: element === undefined,
  }));
  const secret = names.find(({ name, isMember }) => isMember && isSensitiveName(name));
  if (secret !== undefined) return maskValue(value, secret.name);
  const [list, element, last] = names.slice(-3);
  if (last?.name === 'value' && element !== undefined && list !== undefined)
    return maskPair(element.name, value, list.name);
  const [parent, child] = names.slice(-2);
  if (child !== undefined && !child.isMember && parent !== undefined) return maskElement(value, parent.name);
  return maskValue(value, child?.isMember === false ? '' : (child ?? parent)?.name);
}

function maskElement(element: JsonValue, list: string): JsonValue {
  if (!isObject(element)) return maskValue(element);
  const key = element['key'] ?? element['name'];
  const members = maskMembers(element);
  return typeof key === 'string' && element['value'] !== undefined
    ? { ...members, value: maskPair(key, element['value'], list) }
    : members;
}

function maskPair(key: string, value: JsonValue, list: string): JsonValue {
  const isPublic = list === 'headers' ? PUBLIC_HEADERS.has(key.toLowerCase()) : !isSensitiveName(key);
  return maskValue(value, isPublic ? '' : 'secret');
}

function maskMembers(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, value === undefined ? undefined : maskValue(value, name)]),
  );
}
