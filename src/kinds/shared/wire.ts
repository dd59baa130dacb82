import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList } from '../../model/values/json.ts';
import { OperatorError } from '../../model/problem.ts';

/** What AWS returned, as JSON, without the members named: what the API returns and never takes. Unknown members stay visible. */
export function membersOf(output: object, ...readOnly: readonly string[]): JsonObject {
  const members = Object.entries(output).filter(([name]) => name !== '$metadata' && !readOnly.includes(name));
  return plain(Object.fromEntries(members)) as JsonObject;
}

/** A value as JSON: absent members gone, and with them what JSON has no form for. */
function plain(value: unknown): JsonValue | undefined {
  if (isList(value)) return value.map(plain).filter((item) => item !== undefined);
  if (typeof value === 'object' && value !== null) {
    if (![Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)) return undefined;
    const members = Object.entries(value).map(([name, member]) => [name, plain(member)] as const);
    return Object.fromEntries(members.filter(([, member]) => member !== undefined));
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? (value as JsonValue) : undefined;
}

/** Whether AWS answered with one of these errors. */
export function isError(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** The answer, or undefined where AWS says that there is no such thing. */
export async function unlessMissing<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isError(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

/** All pages of an operation of AWS IoT, one after the other. Throws an OperatorError where they go in a circle. */
export async function* pages<Page extends { readonly nextToken?: string | undefined }>(
  ask: (position: { nextToken?: string }) => Promise<Page>,
): AsyncGenerator<Page> {
  const asked = new Set<string>();
  let page = await ask({});
  yield page;
  while (page.nextToken !== undefined && page.nextToken !== '') {
    if (asked.has(page.nextToken)) throw endless('A list of AWS IoT');
    asked.add(page.nextToken);
    page = await ask({ nextToken: page.nextToken });
    yield page;
  }
}

/**
 * All entries of a list of Amazon Data Firehose, which goes on after the last entry of a page. Throws an OperatorError where it goes
 * nowhere.
 */
export async function* entriesAfter<Entry>(
  ask: (last: Entry | undefined) => Promise<{ readonly entries: readonly Entry[]; readonly more: boolean | undefined }>,
  keyOf: (entry: Entry) => string,
): AsyncGenerator<Entry> {
  const found = new Set<string>();
  for (let last: Entry | undefined, isMore = true; isMore;) {
    const { entries, more = false } = await ask(last);
    const before = found.size;
    for (const entry of entries) found.add(keyOf(entry));
    if (more && found.size === before) throw endless('A list of Amazon Data Firehose');
    yield* entries;
    last = entries.at(-1);
    isMore = more;
  }
}

function endless(what: string): OperatorError {
  return new OperatorError('DG4011', `${what} goes in a circle, so what answers is not AWS.`, {
    hint: 'Look for a proxy in between, and at AWS_ENDPOINT_URL and HTTPS_PROXY. Nothing was concluded from it.',
  });
}

/**
 * The name, when it is one. An empty name in a path would address the whole collection
 * (`DELETE /security-profiles/`), and the SDK lets it pass.
 */
export function checked(name: string, nameSchema: JsonObject): string {
  if (new RegExp(String(nameSchema['pattern']), 'u').test(name)) return name;
  throw new Error(`${JSON.stringify(name)} went to AWS as a name`);
}
