import { CST, Lexer } from 'yaml';

/** A piece of a file, as the syntax of YAML divides it. */
export interface Token {
  /** As the library calls it; `plain` for text without quotes. */
  readonly type: string;
  readonly source: string;
  readonly offset: number;
  /** Where the innermost bracket or brace begins that is open here; undefined where none is. */
  readonly inside: number | undefined;
}

/** The pieces of a file, be it YAML or not. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = text.startsWith('\uFEFF') ? 1 : 0;
  const open: number[] = [];
  let isPlain = false;
  for (const source of new Lexer().lex(text.slice(offset))) {
    const type: string = isPlain ? 'plain' : (CST.tokenType(source) ?? 'plain');
    isPlain = type === 'scalar';
    // Marks of the library's own stand in no file.
    if (['scalar', 'doc-mode', 'flow-error-end'].includes(type)) continue;
    if (type === 'flow-map-end' || type === 'flow-seq-end') open.pop();
    tokens.push({ type, source, offset, inside: open.at(-1) });
    if (type === 'flow-map-start' || type === 'flow-seq-start') open.push(offset);
    offset += source.length;
  }
  return tokens;
}

/** A text in quotes, as YAML takes it. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/** The text that an author meant to begin at an offset: to the end of the line or, in brackets and braces, to what ends it there. */
export function unquotedAt(text: string, offset: number, isInBrackets: boolean): string {
  const { start, line } = lineAt(text, offset);
  const rest = line.slice(offset - start);
  if (!isInBrackets) return rest.replace(/\s+#.*$/, '').trimEnd();
  return /^(?:\{[^{}]*\}|[^,[\]{}])*/.exec(rest)?.[0].trimEnd() ?? '';
}

/** The line that an offset is in: where it begins, its text, and by how much it is indented. */
export function lineAt(
  text: string,
  offset: number,
): { readonly start: number; readonly line: string; readonly indent: number } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  return { start, line, indent: line.length - line.trimStart().length };
}
