import type { JsonValue } from '../../../model/json.ts';
import { isSqlError } from '../../../sql/problem.ts';
import { parseStatement } from '../../../sql/parse.ts';
import { run } from '../../../sql/run.ts';

/** The topic filter that a rule's statement reads; undefined where only Basic Ingest feeds it, or the text is no statement. */
export function topicFilterOf(sql: string): string | undefined {
  const from = parseStatement(sql).tree?.query.from;
  return from?.type === 'topic' ? from.filter : undefined;
}

/** Whether the result of a rule's statement is one value, which may be a list, and not an object. */
export function selectsValue(sql: string): boolean {
  return parseStatement(sql).tree?.query.select.type === 'value';
}

/** Whether WHERE of a rule's statement lets a message pass; undefined where that cannot be worked out here. */
export function letsPass(sql: string, payload: JsonValue, topic: string): boolean | undefined {
  const { tree } = parseStatement(sql);
  if (tree === undefined) return undefined;
  try {
    const around = { account: '', now: 0, version: '2016-03-23', uuid: () => '', random: () => 0 } as const;
    return run(tree, { payload, topic, ...around }).isWanted;
  } catch (caught) {
    if (isSqlError(caught)) return undefined;
    throw caught;
  }
}
