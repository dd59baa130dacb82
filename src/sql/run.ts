import { isList } from '../model/values/json.ts';
import { evaluate, isWanted, selected } from './evaluate.ts';
import { sqlError } from './problem.ts';
import type { Message } from './message.ts';
import type { Statement } from './tree.ts';
import type { Value } from './value.ts';

/** What a statement made of a message. */
export interface Ran {
  /** Whether WHERE let the message pass, so that the rule's actions are taken. */
  readonly isWanted: boolean;
  /** What the actions get. */
  readonly result: Value;
  /** The values of SET, which substitution templates may use. */
  readonly variables: Readonly<Record<string, Value>>;
}

/**
 * Evaluates a statement for a message that it was chosen for: FROM is not looked at. Throws an SqlError where AWS does not
 * document what comes out, or where this program cannot work it out.
 */
export function run({ variables: assigned, query }: Statement, message: Message): Ran {
  const variables: Record<string, Value> = Object.create(null);
  const scope = { message, variables, item: message.payload };
  for (const { name, value } of assigned) variables[name] = evaluate(value, scope);
  if (!isWanted(query, scope)) return { isWanted: false, result: undefined, variables };
  const result = selected(query.select, scope);
  // https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-sql-version.html
  if (isList(result) && message.version === '2015-10-08' && query.select.type === 'value')
    throw sqlError('unsupported', 'A list at the top needs awsIotSqlVersion 2016-03-23', query.at);
  return { isWanted: true, result, variables };
}
