import { invisibleSpace } from './characters.ts';
import { lineAt, quoted, tokensOf, unquotedAt } from './tokens.ts';
import type { Token } from './tokens.ts';

/** What is wrong with the syntax of a file, where that begins, and how to fix it. */
export interface SyntaxProblem {
  readonly code: 'DG1003' | 'DG1004';
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

/** What the parser complains about: its own code, and where. */
interface Complaint {
  readonly code: string;
  readonly pos: readonly [number, number];
}

/** A file, and the first complaint about it. */
interface Broken {
  readonly text: string;
  readonly code: string;
  readonly at: number;
  /** The pieces of the file up to the one that is complained about, which is the last. */
  readonly tokens: readonly Token[];
  /** Where the innermost bracket or brace begins that is open where the complaint is. */
  readonly inside: number | undefined;
}

type Found = Omit<SyntaxProblem, 'code'> & { readonly code?: SyntaxProblem['code'] };
type Cause = (broken: Broken) => Found | undefined;

/**
 * The one mistake behind all that the parser complains about, in an author's words: after the first it has lost its way, and what it says
 * is about its own grammar.
 */
export function syntaxProblemOf(text: string, complaints: readonly Complaint[]): SyntaxProblem | undefined {
  const [first] = [...complaints].sort((left, right) => left.pos[0] - right.pos[0]);
  if (first === undefined) return undefined;
  const { code, pos } = first;
  const all = tokensOf(text);
  const end = all.findIndex(({ offset, source }) => offset + source.length > pos[0]);
  const tokens = end < 0 ? all : all.slice(0, end + 1);
  const broken: Broken = { text, code, at: pos[0], tokens, inside: tokens.at(-1)?.inside };
  for (const cause of CAUSES) {
    const found = cause(broken);
    if (found !== undefined) return { code: 'DG1004', ...found };
  }
  const hint = 'Look on this line and the one above for a missing quote, bracket, comma or colon.';
  return { code: 'DG1004', offset: pos[0], message: 'This is not valid YAML.', hint };
}

const tab: Cause = ({ text, at }) => {
  const { start, line } = lineAt(text, at);
  const spaces = /^( *)\t/.exec(line)?.[1];
  if (spaces === undefined) return undefined;
  const hint = 'Indent with spaces: YAML does not allow tabs there.';
  return { offset: start + spaces.length, message: 'This line is indented with a tab.', hint };
};

const space: Cause = ({ text, at }) => {
  const { start, line } = lineAt(text, at);
  const found = invisibleSpace(line);
  return found && { ...found, code: 'DG1003', offset: start + found.offset };
};

/** `{ bucketArn: ${var.lake} }`: in braces, text without quotes ends before a brace. */
const variable: Cause = ({ text, tokens }) => {
  const dollar = tokens.findLast(
    ({ type, source, offset, inside }) =>
      type === 'plain' && inside !== undefined && source.endsWith('$') && text[offset + source.length] === '{',
  );
  if (dollar === undefined) return undefined;
  const value = unquotedAt(text, dollar.offset, true);
  const hint = `Quote it: ${quoted(value)}. Inside { } and [ ] an unquoted { begins a mapping.`;
  return { offset: dollar.offset, message: `${value} needs quotes here.`, hint };
};

/** What begins with a character that means something else there: `@home`, `*`, `!{timestamp:yyyy}`. */
const reserved: Cause = ({ text, at, tokens }) => {
  const { start } = lineAt(text, at);
  const first = tokens.slice(-3).find(({ source, offset }) => offset >= start && /^[@`%*&!]/.test(source));
  return first && needsQuotes(text, first);
};

function needsQuotes(text: string, { offset, source, inside }: Token): Found {
  const value = unquotedAt(text, offset, inside !== undefined);
  const hint = value.length > 60 ? 'Put the whole text in quotes.' : `Write ${quoted(value)}.`;
  return { offset, message: `Text that begins with ${source.slice(0, 1)} needs quotes.`, hint };
}

const CLOSED: Readonly<Record<string, RegExp>> = {
  'double-quoted-scalar': /^"(?:[^"\\]|\\.)*"$/s,
  'single-quoted-scalar': /^'(?:[^']|'')*'$/s,
};

/** A quote that ends nothing, or at the next quote in the file; or text behind the one that ends it: `'it's full'`. */
const quote: Cause = ({ text, at, tokens }) => {
  const last = tokens.findLast(({ type }) => CLOSED[type] !== undefined);
  if (last === undefined) return undefined;
  const { type, source, offset } = last;
  const end = offset + source.length;
  const mark = source.slice(0, 1);
  const isSameLine = (other: number): boolean => lineAt(text, at).start === lineAt(text, other).start;
  if (CLOSED[type]?.test(source) !== true || (source.includes('\n') && at >= end && isSameLine(end)))
    return {
      offset,
      message: 'This quote is not closed.',
      hint: `Write ${mark} at the end of the text, most likely on this line.`,
    };
  const rest = text.slice(end, at);
  if (at < end || !isSameLine(offset) || rest.trim() !== '' || /^\s*[:,\]}#]/.test(text.slice(end))) return undefined;
  const value = unquotedAt(text, offset, last.inside !== undefined);
  const inner = value.replace(/^["']|["']$/g, '');
  return {
    offset,
    message: 'There is text after the closing quote.',
    hint: `Put the whole text in quotes: ${quoted(value.endsWith(mark) ? inner : value.replaceAll(mark, ''))}.`,
  };
};

const escape: Cause = ({ text, code, at }) => {
  if (code !== 'BAD_DQ_ESCAPE') return undefined;
  const offset = text.lastIndexOf('\\', at + 1);
  const written = text.slice(offset, offset + 2);
  const hint = `Write \\${written}, or put the text in single quotes, where a backslash is just that.`;
  return { offset, message: `${written} is not an escape sequence.`, hint };
};

const secondDocument: Cause = ({ code, at }) =>
  code === 'MULTIPLE_DOCS'
    ? {
        offset: at,
        message: 'A second document begins here, and a file may hold one.',
        hint: 'Remove this line, or put what follows into a file of its own.',
      }
    : undefined;

/** `{ metricType: number displayName: x }` */
const comma: Cause = ({ text, tokens, at, inside }) => {
  if (inside === undefined && !text.slice(at).startsWith('}')) return undefined;
  const { start } = lineAt(text, at);
  const found = tokens.findLast(
    ({ type, source, offset }, index) =>
      type === 'plain' &&
      offset >= start &&
      / /.test(source) &&
      text[offset + source.length] === ':' &&
      tokens.slice(0, index).findLast((one) => one.type !== 'space')?.type === 'map-value-ind',
  );
  if (found === undefined) return undefined;
  const key = found.source.slice(found.source.lastIndexOf(' ') + 1);
  const offset = found.offset + found.source.length - key.length;
  return { offset, message: `A comma is missing before ${key}.`, hint: `Write \`, ${key}: …\`.` };
};

/** A comment in braces, as in `[#]`. */
const hash: Cause = ({ text, tokens, at }) => {
  const comment = tokens.at(-1);
  if (comment?.type !== 'comment' || comment.inside === undefined || at !== comment.offset) return undefined;
  const value = unquotedAt(text, at, true);
  return { offset: at, message: '# begins a comment.', hint: `If it is text, quote it: ${quoted(value)}.` };
};

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

const bracket: Cause = ({ text, at, inside, tokens }) => {
  const mark = text.slice(at, at + 1);
  if (
    (mark === '}' || mark === ']') &&
    tokens.length > 1 &&
    tokens.slice(-2).every((token) => token.inside === undefined)
  ) {
    const hint = 'Remove it, or open what it closes.';
    return { offset: at, message: `This ${mark} has no matching ${mark === '}' ? '{' : '['}.`, hint };
  }
  const offset = inside;
  if (offset === undefined || lineAt(text, offset).start === lineAt(text, at).start) return undefined;
  const opening = text.slice(offset, offset + 1);
  const hint = `Add the ${CLOSING[opening]} that closes it.`;
  return { offset, message: `This ${opening} is not closed.`, hint };
};

/** The text of `|` and `>` stands deeper than their key. */
const block: Cause = ({ text, at, tokens }) => {
  const header = tokens.findLast(({ type }) => type === 'block-scalar-header');
  if (header === undefined) return undefined;
  const next = text.indexOf('\n', header.offset) + 1;
  if (lineAt(text, at).start !== next) return undefined;
  const offset = next + lineAt(text, next).indent;
  const hint = `Indent it with ${lineAt(text, header.offset).indent + 2} spaces.`;
  return { offset, message: `The text after ${header.source.slice(0, 1)} must be indented more than its key.`, hint };
};

/** `metricType:number` and `metricType number`. */
const colon: Cause = ({ text, at, code }) => {
  if (code !== 'MULTILINE_IMPLICIT_KEY' && code !== 'MISSING_CHAR') return undefined;
  const { start, line } = lineAt(text, at);
  const [, before = '', key = '', joined, apart = ''] =
    /^( *(?:- +)*)([\w.-]+)(?::(\S.*)| +(\S.*)|)$/.exec(line.replace(/\s+#.*$/, '')) ?? [];
  if (key === '' || /:(\s|$)/.test(apart)) return undefined;
  return {
    offset: start + before.length,
    message: joined === undefined ? 'A colon is missing on this line.' : 'A space is missing after the colon.',
    hint: `Write \`${[`${key}:`, joined ?? apart].join(' ').trimEnd()}\`.`,
  };
};

/** `displayName: Battery: in percent`; or a line that stands too deep, so that it seems to belong to the value above. */
const nested: Cause = ({ text, at, code }) => {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' && code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const { start, line } = lineAt(text, at);
  const value = unquotedAt(text, at, false);
  if (/:(\s|$)/.test(value))
    return {
      offset: at,
      message: 'Text that contains a colon and a space needs quotes.',
      hint: `Write ${quoted(value)}.`,
    };
  const next = start + line.length + 1;
  return /^ +\S/.test(text.slice(next)) ? misplaced(text, next) : undefined;
};

/** `targets: - thinggroup/chargers` */
const listBesideKey: Cause = ({ text, at }) => {
  const { start, line } = lineAt(text, at);
  const [, before, item] = /^(\s*(?:- +)*[\w.-]+: +)- +(.*)$/.exec(line) ?? [];
  if (before === undefined) return undefined;
  const hint = `Write the list below its key, or in brackets: [${item}].`;
  return { offset: start + before.length, message: 'A list begins on the line after its key.', hint };
};

const indentation: Cause = ({ text, at, code }) => {
  const { start, indent } = lineAt(text, at);
  const isOdd = indent > 0 && columnsAbove(text, start).every(([one]) => one !== indent);
  return code === 'BAD_INDENT' || isOdd ? misplaced(text, at) : undefined;
};

/** A line that begins in no column in which one above begins. */
function misplaced(text: string, at: number): Found {
  const { start, indent } = lineAt(text, at);
  const above = columnsAbove(text, start);
  const [shallow, deep] = [above.findLast(([one]) => one < indent), above.find(([one]) => one > indent)];
  const columns = [deep, shallow].flatMap((one) => (one === undefined ? [] : [`${one[0]} like line ${one[1]}`]));
  return {
    offset: start + indent,
    message: `This line is indented by ${indent} spaces, which matches no line above.`,
    hint: `Indent it by ${columns.join(', or by ')}.`,
  };
}

/** The indentations that are open above a line, the least first, each with the last line that has it. */
function columnsAbove(text: string, start: number): readonly (readonly [indent: number, line: number])[] {
  const open: [number, number][] = [];
  for (const [index, line] of text.slice(0, start).split('\n').slice(0, -1).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const indent = line.length - line.trimStart().length;
    while ((open.at(-1)?.[0] ?? -1) >= indent) open.pop();
    open.push([indent, index + 1]);
  }
  return open;
}

/** The more a cause explains, the sooner it is asked. */
const CAUSES: readonly Cause[] = [
  tab,
  space,
  secondDocument,
  variable,
  escape,
  quote,
  hash,
  reserved,
  comma,
  bracket,
  block,
  listBesideKey,
  colon,
  nested,
  indentation,
];
