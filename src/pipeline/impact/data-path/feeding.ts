import { createTopicIndex } from '../../../catalogue/topic-index.ts';
import { basicIngestOf } from '../../../catalogue/topics.ts';
import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import type { Steps } from '../../../model/steps.ts';
import { isSqlError } from '../../../sql/problem.ts';
import { parseStatement } from '../../../sql/parse.ts';
import { run } from '../../../sql/run.ts';
import { statementOf, topicFilterOf } from '../../../sql/statement-of.ts';

/** Finds the rules that messages on a topic reach: the one that Basic Ingest names, whether it is there or not, or all that read it; a rule a step. */
export function* rulesReading(
  rules: Iterable<readonly [name: string, spec: JsonObject]>,
): Steps<(topic: string) => readonly string[]> {
  const index = createTopicIndex<string>();
  for (const [name, spec] of rules) {
    const filter = topicFilterOf(spec);
    if (filter !== undefined) index.add(filter, name);
    yield;
  }
  return (topic) => {
    const direct = basicIngestOf(topic);
    return direct === undefined ? index.matching(topic) : [direct.rule];
  };
}

/** Whether the result of a rule's statement is one value, which may be a list, and not an object. */
export function selectsValue(rule: JsonObject): boolean {
  return statementOf(rule).tree?.query.select.type === 'value';
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
