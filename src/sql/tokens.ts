import { sqlError } from './problem.ts';

/** A piece of a statement. The text of a string is what stands between its quotes. */
export interface Token {
  readonly type: 'word' | 'string' | 'number' | 'variable' | 'mark' | 'end';
  readonly text: string;
  readonly at: number;
  /** The first character after it. */
  readonly end: number;
  /** The quote around a string; AWS's examples use both. */
  readonly quote?: string;
}

/** What evaluates walks down a tree that may be as deep as its statement is long. */
const MAX_TOKENS = 10_000;

const WORD = /[A-Za-z_]\w*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const VARIABLE = /@\w{1,64}/y;
const MARK = /<>|<=|>=|==|!=|[=<>+\-*/%(),.[\]{}:]/y;

/** Cuts a statement into tokens; the last one is its end. Throws an SqlError. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(sql.charAt(at))) at += 1;
    if (at >= sql.length) return [...tokens, { type: 'end', text: '', at, end: at }];
    const token = tokenAt(sql, at);
    if (tokens.push(token) > MAX_TOKENS)
      throw sqlError('unsupported', `Statements of more than ${MAX_TOKENS} words and signs are not read`, at);
    at = token.end;
  }
}

function tokenAt(sql: string, at: number): Token {
  const first = sql.charAt(at);
  if (first === "'" || first === '"') return stringAt(sql, at, first);
  for (const [type, pattern] of [
    ['word', WORD],
    ['number', NUMBER],
    ['variable', VARIABLE],
    ['mark', MARK],
  ] as const) {
    pattern.lastIndex = at;
    const [text] = pattern.exec(sql) ?? [];
    if (text !== undefined) return { type, text, at, end: at + text.length };
  }
  throw sqlError('syntax', `Unexpected ${JSON.stringify(first)}`, at);
}

function stringAt(sql: string, at: number, quote: string): Token {
  let end = at;
  // A doubled quote does not end a string. What it stands for is another matter: see `literal` in parse-expression.ts.
  do end = sql.indexOf(quote, end === at ? at + 1 : end + 2);
  while (end >= 0 && sql.charAt(end + 1) === quote);
  if (end < 0) throw sqlError('syntax', 'Unterminated string literal', at);
  return { type: 'string', text: sql.slice(at + 1, end), at, end: end + 1, quote };
}
