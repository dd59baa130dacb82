import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document as YamlDocument, Node } from 'yaml';
import type { JsonValue } from '../../model/values/json.ts';

/** What a file of another tool may be at most: a plan of Terraform has many values. */
const LIMIT = { values: 2_000_000, depth: 200 } as const;

/** A text as data, or why it is none. */
export type ParsedTemplate = { readonly value: JsonValue } | { readonly problem: string };

/**
 * Reads JSON, or YAML with the short functions of CloudFormation: `!Ref A` is `{ Ref: A }` and `!GetAtt A.Arn` is `{ Fn::GetAtt: [A, Arn] }`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function parseTemplate(text: string): ParsedTemplate {
  try {
    const value = parsedJson(text);
    return value === undefined ? parsedYaml(text) : { value: withinLimits(value) };
  } catch (error) {
    if (error instanceof RangeError) return { problem: 'It holds too much to be read.' };
    throw error;
  }
}

/** Of JSON; undefined where it is none, as with comments or trailing commas, which YAML takes. */
function parsedJson(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function parsedYaml(text: string): ParsedTemplate {
  const doc = parseDocument(text, { version: '1.2', schema: 'core', prettyErrors: true, logLevel: 'silent' });
  const [error] = doc.errors;
  if (error?.message.includes('call stack') === true) throw new RangeError('Too much.');
  if (error !== undefined) return { problem: error.message.split('\n')[0] ?? error.message };
  const reader: Reader = { doc, values: 0, open: new Set() };
  return { value: plain(reader, doc.contents, 0) };
}

function withinLimits(value: JsonValue): JsonValue {
  let values = 0;
  for (let level: readonly unknown[] = [value], depth = 0; level.length > 0; depth += 1) {
    values += level.length;
    if (values > LIMIT.values || depth > LIMIT.depth) throw new RangeError('Too much.');
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return value;
}

interface Reader {
  readonly doc: YamlDocument;
  values: number;
  readonly open: Set<Node>;
}

function plain(reader: Reader, node: unknown, depth: number): JsonValue {
  reader.values += 1;
  if (reader.values > LIMIT.values || depth > LIMIT.depth) throw new RangeError('Too much.');
  if (isAlias(node)) {
    const target = node.resolve(reader.doc);
    if (target === undefined || reader.open.has(target)) return null;
    reader.open.add(target);
    const value = plain(reader, target, depth + 1);
    reader.open.delete(target);
    return value;
  }
  const value = untagged(reader, node, depth);
  const tag = typeof node === 'object' && node !== null && 'tag' in node ? node.tag : undefined;
  return typeof tag === 'string' && /^![A-Z]/.test(tag) ? functionOf(tag.slice(1), value) : value;
}

function untagged(reader: Reader, node: unknown, depth: number): JsonValue {
  if (isSeq(node)) return node.items.map((item) => plain(reader, item, depth + 1));
  if (isMap(node)) {
    const entries = node.items.map((pair): [string, JsonValue] => [
      String(isScalar(pair.key) ? pair.key.value : ''),
      plain(reader, pair.value, depth + 1),
    ]);
    return Object.fromEntries(entries);
  }
  if (!isScalar(node)) return null;
  const { value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function functionOf(name: string, value: JsonValue): JsonValue {
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name !== 'GetAtt' || typeof value !== 'string') return { [`Fn::${name}`]: value };
  const [resource = '', ...attribute] = value.split('.');
  return { 'Fn::GetAtt': [resource, attribute.join('.')] };
}
