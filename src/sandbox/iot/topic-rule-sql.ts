import { refusal } from '../refusal.ts';

/** What the service reads from a rule's SQL when the rule is made. */
export interface ParsedSql {
  /** The topic filter of FROM; absent for a rule that is fed by Basic Ingest only. */
  readonly topicPattern?: string;
}

/** https://docs.aws.amazon.com/general/latest/gr/iot-core.html: at most 7 slashes. */
const MAX_SLASHES = 7;

/**
 * Reads the clauses of an AWS IoT SQL statement; expressions inside them are only checked for quotes and brackets.
 * Throws SqlParseException. https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html
 */
export function parseSql(sql: string): ParsedSql {
  const clauses = clausesOf(sql);
  const [first, ...others] = clauses;
  if (first?.keyword !== 'SELECT') throw parseError('Expected SELECT at the beginning of the statement');
  if (first.text.replace(/^VALUE\b/i, '').trim() === '') throw parseError('Expected an expression after SELECT');
  const order = others.map((clause) => clause.keyword).join(' ');
  if (!['', 'FROM', 'FROM WHERE', 'WHERE'].includes(order)) throw parseError(`Unexpected clause in ${order}`);
  const where = others.find((clause) => clause.keyword === 'WHERE');
  if (where?.text === '') throw parseError('Expected a condition after WHERE');
  const from = others.find((clause) => clause.keyword === 'FROM');
  return from === undefined ? {} : { topicPattern: topicFilterOf(from.text) };
}

interface Clause {
  readonly keyword: string;
  readonly text: string;
}

/** Cuts a statement at the keywords that stand outside quotes and brackets. */
function clausesOf(sql: string): readonly Clause[] {
  const bare = withoutNested(sql);
  const starts = [...bare.matchAll(/(?<![\w.])(SELECT|FROM|WHERE)(?!\w)/gi)];
  if ((starts[0]?.index ?? bare.length) > bare.search(/\S/)) throw parseError('Expected SELECT');
  return starts.map((start, index) => ({
    keyword: start[1]?.toUpperCase() ?? '',
    text: sql.slice(start.index + start[0].length, starts[index + 1]?.index).trim(),
  }));
}

/** The statement with everything inside quotes and brackets blanked out. */
function withoutNested(sql: string): string {
  let quote = '';
  const open: string[] = [];
  const closes: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
  const kept = sql.split('').map((character) => {
    const inside = quote !== '' || open.length > 0;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (closes[character]) open.push(closes[character]);
    else if (')]}'.includes(character) && open.pop() !== character) throw parseError(`Unexpected ${character}`);
    return inside || quote !== '' ? '-' : character;
  });
  if (quote !== '') throw parseError('Unterminated string literal');
  if (open.length > 0) throw parseError(`Expected ${open.at(-1)}`);
  return kept.join('');
}

function topicFilterOf(text: string): string {
  const filter = /^'([^']*)'$/.exec(text)?.[1];
  if (filter === undefined) throw parseError('Expected a topic filter in single quotes after FROM');
  const levels = filter.split('/');
  const misplaced = levels.some(
    (level, index) => (level.includes('#') && (level !== '#' || index < levels.length - 1)) || /.\+|\+./.test(level),
  );
  if (filter === '' || misplaced) throw parseError(`Invalid topic filter: '${filter}'`);
  if (!filter.startsWith('$') && levels.length - 1 > MAX_SLASHES)
    throw parseError(`Topic filter has too many levels: '${filter}'`);
  return filter;
}

function parseError(message: string) {
  return refusal('SqlParseException', message);
}
