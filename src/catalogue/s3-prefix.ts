/** A piece of a prefix of S3 keys: literal text, or an expression that Amazon Data Firehose fills in. */
export type PrefixPiece =
  | { readonly type: 'text'; readonly text: string }
  /** `!{timestamp:FORMAT}`, a pattern of Java's DateTimeFormatter. */
  | { readonly type: 'timestamp'; readonly format: string }
  /** `!{firehose:error-output-type}` or `!{firehose:random-string}`. */
  | { readonly type: 'firehose'; readonly value: 'error-output-type' | 'random-string' }
  /** `!{partitionKeyFromQuery:KEY}` or `!{partitionKeyFromLambda:KEY}`. */
  | { readonly type: 'partition'; readonly from: 'Query' | 'Lambda'; readonly key: string }
  /** Between `!{` and `}` stands what Firehose does not know. */
  | { readonly type: 'unknown'; readonly expression: string };

/**
 * Takes a prefix apart. Never throws: what is not known comes back as such.
 * https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
 */
export function prefixPieces(prefix: string): readonly PrefixPiece[] {
  const pieces: PrefixPiece[] = [];
  let end = 0;
  for (const match of prefix.matchAll(/!\{([^}]*)\}/g)) {
    if (match.index > end) pieces.push({ type: 'text', text: prefix.slice(end, match.index) });
    pieces.push(expressionOf(match[1] ?? ''));
    end = match.index + match[0].length;
  }
  if (end < prefix.length) pieces.push({ type: 'text', text: prefix.slice(end) });
  return pieces;
}

function expressionOf(expression: string): PrefixPiece {
  const [, namespace = '', value = ''] = /^([^:]*):(.*)$/s.exec(expression) ?? [];
  if (value === '') return { type: 'unknown', expression };
  if (namespace === 'timestamp') return { type: 'timestamp', format: value };
  if (namespace === 'firehose' && (value === 'error-output-type' || value === 'random-string'))
    return { type: 'firehose', value };
  if (namespace === 'partitionKeyFromQuery') return { type: 'partition', from: 'Query', key: value };
  if (namespace === 'partitionKeyFromLambda') return { type: 'partition', from: 'Lambda', key: value };
  return { type: 'unknown', expression };
}

/** The expression of a piece as it is written; the text of a literal piece. */
export function pieceText(piece: PrefixPiece): string {
  switch (piece.type) {
    case 'text':
      return piece.text;
    case 'timestamp':
      return `!{timestamp:${piece.format}}`;
    case 'firehose':
      return `!{firehose:${piece.value}}`;
    case 'partition':
      return `!{partitionKeyFrom${piece.from}:${piece.key}}`;
    case 'unknown':
      return `!{${piece.expression}}`;
  }
}

/** Whether a JQ object such as `{device: .thing, "day": .t}` makes a key. */
export function makesKey(query: string, key: string): boolean {
  return [...query.matchAll(/"?([\w-]+)"?\s*:/g)].some(([, name]) => name === key);
}
