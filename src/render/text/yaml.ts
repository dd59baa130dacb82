import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import { displayWidth } from './display-width.ts';
import { isPlain, plainLine } from './plain-text.ts';

// Strings that every YAML 1.2 reader takes for strings without quotes; within [] and {} there are fewer of them.
const PLAIN_IN_FLOW = /^[A-Za-z_$/\p{L}][\p{L}\p{M}\p{N}_$/.+*@%=()';!<> :-]*$/u;
const PLAIN_IN_BLOCK = /^[A-Za-z_$/\p{L}][^\n]*$/u;
const NOT_PLAIN = /: | #|[: ]$|^(?:true|false|null|yes|no|on|off|y|n)$/i;
// Files of profiles are refused where they hold these as they are, as in some emoji.
const JOINER = /[\u200c\u200d]/g;

/** A value on one line, as an author would write it in YAML. Foreign text in it can't do harm to a terminal or a log. */
export function lineText(value: JsonValue): string {
  return typeof value === 'string' ? stringText(value, PLAIN_IN_BLOCK) : flowText(value);
}

function flowText(value: JsonValue): string {
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'string') return stringText(value, PLAIN_IN_FLOW);
  if (!isObject(value)) return JSON.stringify(value);
  const members = membersOf(value).map(([key, member]) => `${stringText(key, PLAIN_IN_FLOW)}: ${flowText(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** A value as lines of YAML that say the same when read back; what fits into `columns` stays on one line. */
export function yamlLines(value: JsonValue, columns: number): readonly string[] {
  if (isObject(value) && membersOf(value).length > 0)
    return membersOf(value).flatMap(([key, member]) => memberLines(key, member, columns));
  if (isList(value) && value.length > 0) return value.flatMap((element) => elementLines(element, columns));
  return [lineText(value)];
}

function memberLines(key: string, value: JsonValue, columns: number): readonly string[] {
  const name = stringText(key, PLAIN_IN_FLOW);
  const flow = (): string => `${name}: ${lineText(value)}`;
  if (typeof value === 'string') return literalLines(name, value) ?? [flow()];
  const line = !isNested(value) || (isFlat(value) && !isTable(value)) ? flow() : undefined;
  if (line !== undefined && (!isNested(value) || displayWidth(line) <= columns)) return [line];
  return [`${name}:`, ...yamlLines(value, columns - 2).map((line) => indented(line))];
}

function elementLines(element: JsonValue, columns: number): readonly string[] {
  const line = !isNested(element) || isFlat(element) ? `- ${lineText(element)}` : undefined;
  if (line !== undefined && (!isNested(element) || displayWidth(line) <= columns)) return [line];
  return yamlLines(element, columns - 2).map((line, index) => (index === 0 ? `- ${line}` : indented(line)));
}

/** A text of several lines as a literal block; undefined where a block would not say the same. */
function literalLines(name: string, text: string): readonly string[] | undefined {
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const lines = body.split('\n');
  const isSafe =
    lines.every((line) => isPlain(line) && !/\s$|[\u200c\u200d]/.test(line)) &&
    /^\S/.test(lines[0] ?? '') &&
    lines.at(-1) !== '';
  if (lines.length < 2 || !isSafe) return undefined;
  return [`${name}: |${text.endsWith('\n') ? '' : '-'}`, ...lines.map((line) => indented(line))];
}

function stringText(text: string, plain: RegExp): string {
  const shows = isPlain(text) && text.search(JOINER) < 0;
  if (plain.test(text) && !NOT_PLAIN.test(text) && shows) return text;
  return plainLine(JSON.stringify(text)).replace(JOINER, (joiner) => `\\u${joiner.charCodeAt(0).toString(16)}`);
}

/** A list of objects is a row for each. */
function isTable(value: JsonValue): boolean {
  return isList(value) && value.length > 1 && value.some(isNested);
}

/** Whether there are at most so many levels of lists and objects: more than two on a line are hard to read. */
function isFlat(value: JsonValue | undefined, levels = 2): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const inner: readonly (JsonValue | undefined)[] = isList(value) ? value : Object.values(value);
  return levels > 0 && inner.every((one) => isFlat(one, levels - 1));
}

function isNested(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isList(value) ? value.length > 0 : Object.values(value).some((member) => member !== undefined);
}

function membersOf(object: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(object).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
