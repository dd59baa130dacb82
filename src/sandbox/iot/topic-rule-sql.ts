import { parseStatement } from '../../sql/parse.ts';
import type { Assumptions } from '../assumptions.ts';
import { refusal } from '../refusal.ts';

/** What the service reads from a rule's SQL when the rule is made. */
export interface ParsedSql {
  /** The topic filter of FROM; absent for a rule that is fed by Basic Ingest only. */
  readonly topicPattern?: string;
}

/**
 * Reads an AWS IoT SQL statement. Throws SqlParseException.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html
 */
export function parseSql(sql: string, { takesDoubleQuotedTopics }: Assumptions): ParsedSql {
  const { tree, problem } = parseStatement(sql);
  if (problem !== undefined) throw refusal('SqlParseException', `${problem.message} at character ${problem.at + 1}`);
  const { from } = tree.query;
  if (from?.type !== 'topic') return {};
  if (from.isDoubleQuoted === true && !takesDoubleQuotedTopics)
    throw refusal('SqlParseException', `Expected a topic filter in single quotes at character ${from.at + 1}`);
  return { topicPattern: from.filter };
}
