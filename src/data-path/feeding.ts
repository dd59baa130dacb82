import { parseStatement } from '../sql/parse.ts';

/** The topic filter that a rule's statement reads; undefined where only Basic Ingest feeds it, or the text is no statement. */
export function topicFilterOf(sql: string): string | undefined {
  const from = parseStatement(sql).tree?.query.from;
  return from?.type === 'topic' ? from.filter : undefined;
}

/** Whether the result of a rule's statement is one value, which may be a list, and not an object. */
export function selectsValue(sql: string): boolean {
  return parseStatement(sql).tree?.query.select.type === 'value';
}
