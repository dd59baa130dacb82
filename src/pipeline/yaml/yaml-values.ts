import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Document as YamlDocument, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { JsonValue } from '../../model/values/json.ts';
import { FILE_LIMIT, FORBIDDEN_KEYS } from '../../model/limits.ts';
import type { Problem } from '../../model/problem.ts';
import { invisibleSpace, isSpaced } from './characters.ts';
import { objectAt } from './fast.ts';
import type { Position } from './places.ts';
import { lineAt } from './tokens.ts';

/** What is known while one file is read. */
export interface YamlReader {
  readonly file: string;
  readonly text: string;
  readonly position: Position;
  readonly problems: Problem[];
  /** Where the members or elements of each object or list begin; for a member that is its key. */
  readonly offsets: Map<object, Map<string | number, number>>;
  nodes: number;
  aliases: number;
  /** Anchored nodes that are being expanded, to see a cycle. */
  readonly open: Set<Node>;
}

/** Notes a problem at an offset of the text; gives null, to stand for the value that was refused. */
export function report(reader: YamlReader, code: Problem['code'], offset: number, message: string, hint: string): null {
  reader.problems.push({ code, message, hint, file: reader.file, ...reader.position(offset) });
  return null;
}

/** The plain data of a YAML node; whatever is more than data is reported and stands as null. */
export function convert(reader: YamlReader, doc: YamlDocument, node: unknown, depth: number): JsonValue {
  const { problems } = reader;
  if (problems.length > 0 && problems.at(-1)?.code === 'DG1007') return null;
  const at = offsetOf(node);
  reader.nodes += 1;
  if (reader.nodes > FILE_LIMIT.values)
    return report(
      reader,
      'DG1007',
      at,
      `The file expands to more than ${FILE_LIMIT.values} values.`,
      'Split it, or write less with aliases.',
    );
  if (depth > FILE_LIMIT.depth)
    return report(
      reader,
      'DG1007',
      at,
      `Values are nested more than ${FILE_LIMIT.depth} deep.`,
      'No member of a profile is that deep: look for a wrong indent.',
    );
  if (isAlias(node)) return convertAlias(reader, doc, node, depth);
  if (isTagged(node)) reportTag(reader, node.tag, at);
  if (isMap(node)) return convertMap(reader, doc, node, depth);
  if (isSeq(node)) return convertSeq(reader, doc, node, depth);
  if (isScalar(node)) return convertScalar(reader, node);
  return null;
}

/** Short functions of CloudFormation: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const OF_TEMPLATES =
  /^!(?:Ref|Sub|GetAtt|Join|If|Equals|Not|And|Or|Condition|FindInMap|ImportValue|Select|Split|Base64)$/;
const OF_TEMPLATES_HINT =
  'This looks like a template of CloudFormation: `defender-gitops import --from FILE` makes profiles of it.';

/** A template has many such tags: it is one mistake. */
function reportTag(reader: YamlReader, tag: string, at: number): void {
  const hint = OF_TEMPLATES.test(tag) ? OF_TEMPLATES_HINT : 'Remove it: write text in quotes and numbers plainly.';
  if (hint === OF_TEMPLATES_HINT && reader.problems.some((one) => one.hint === hint)) return;
  report(reader, 'DG1008', at, `The tag ${tag} is not read.`, hint);
}

function isTagged(node: unknown): node is { tag: string } {
  return typeof node === 'object' && node !== null && 'tag' in node && typeof node.tag === 'string';
}

function offsetOf(node: unknown): number {
  const range = typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[] | null) : null;
  return range?.[0] ?? 0;
}

function convertAlias(reader: YamlReader, doc: YamlDocument, alias: Alias, depth: number): JsonValue {
  const at = offsetOf(alias);
  reader.aliases += 1;
  if (reader.aliases > FILE_LIMIT.aliases)
    return report(
      reader,
      'DG1009',
      at,
      `The file uses more than ${FILE_LIMIT.aliases} aliases.`,
      'Write the values out: a reviewer has to see what applies where.',
    );
  const target = alias.resolve(doc);
  if (target === undefined)
    return report(
      reader,
      'DG1009',
      at,
      `There is no anchor &${alias.source} above.`,
      `If it is text, quote it: "*${alias.source}". If not, write the value out.`,
    );
  if (reader.open.has(target))
    return report(reader, 'DG1009', at, `The alias *${alias.source} holds itself.`, 'Write the value out.');
  reader.open.add(target);
  const value = convert(reader, doc, target, depth);
  reader.open.delete(target);
  return value;
}

function convertMap(reader: YamlReader, doc: YamlDocument, map: YAMLMap, depth: number): JsonValue {
  const object = objectAt(depth);
  const offsets = new Map<string | number, number>();
  reader.offsets.set(object, offsets);
  if (map.anchor !== undefined) reader.open.add(map);
  for (const pair of map.items) {
    const key = keyOf(reader, pair, object);
    if (key === undefined) continue;
    offsets.set(key, offsetOf(pair.key));
    object[key] = convert(reader, doc, pair.value, depth + 1);
  }
  reader.open.delete(map);
  return object;
}

/** The key of a pair, or undefined where it was refused and reported. */
function keyOf(reader: YamlReader, pair: Pair, object: object): string | undefined {
  const at = offsetOf(pair.key);
  const refuse = (message: string, hint: string): undefined => {
    report(reader, 'DG1010', at, message, hint);
  };
  const key: unknown = isScalar(pair.key) ? pair.key.value : undefined;
  if (isTagged(pair.key)) return refuse('Keys take no tag.', 'Write the key as plain text.');
  if (!isScalar(pair.key)) return refuse('A key must be text, not a mapping or a list.', COLLECTION_AS_KEY);
  if (typeof key !== 'string')
    return refuse(`The key ${String(key)} is not text.`, `Put it in quotes: "${pair.key.source ?? String(key)}".`);
  if (key === '<<')
    return refuse('Merge keys (<<) are not read.', 'Write the members out: a reviewer has to see what applies.');
  if (FORBIDDEN_KEYS.has(key)) return refuse(`The key ${key} is not allowed.`, FORBIDDEN_HINT);
  if (refuseSpaces(reader, pair.key)) return undefined;
  if (!Object.hasOwn(object, key)) return key;
  const first = reader.position(reader.offsets.get(object)?.get(key) ?? 0);
  return refuse(`The key ${JSON.stringify(key)} is here already, on line ${first.line}.`, 'Keep one of the two.');
}

const FORBIDDEN_HINT =
  'No member has this name. Give a resource another name, or leave it to others under `elsewhere`.';
const COLLECTION_AS_KEY = 'If it is text, quote it. A variable is written "${var.NAME}"; {{ }} has no meaning here.';

/** What looks like a space beside plain text, and is part of it. Says whether it was refused. */
function refuseSpaces(reader: YamlReader, { source = '', type, range }: Scalar): boolean {
  if (type !== 'PLAIN' || !isSpaced(source)) return false;
  const { start, line } = lineAt(reader.text, range?.[0] ?? 0);
  const found = invisibleSpace(line) ?? invisibleSpace(`: ${source}`);
  if (found !== undefined) report(reader, 'DG1003', start + found.offset, found.message, found.hint);
  return found !== undefined;
}

function convertSeq(reader: YamlReader, doc: YamlDocument, seq: YAMLSeq, depth: number): JsonValue {
  const offsets = new Map<string | number, number>();
  if (seq.anchor !== undefined) reader.open.add(seq);
  const list = seq.items.map((item, index) => {
    offsets.set(index, offsetOf(item));
    return convert(reader, doc, item, depth + 1);
  });
  reader.open.delete(seq);
  reader.offsets.set(list, offsets);
  return list;
}

function convertScalar(reader: YamlReader, scalar: Scalar): JsonValue {
  const { value } = scalar;
  if (refuseSpaces(reader, scalar)) return null;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)))
    return value;
  return report(
    reader,
    'DG1011',
    offsetOf(scalar),
    `The number ${scalar.source ?? String(value)} cannot be kept exactly.`,
    'Numbers go up to 9007199254740991; put it in quotes if it is text.',
  );
}
