import { isList } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import { isSqlError } from '../../sql/problem.ts';
import type { SqlProblem } from '../../sql/problem.ts';
import type { Message, SqlVersion } from '../../sql/message.ts';
import { parseStatement } from '../../sql/parse.ts';
import { run } from '../../sql/run.ts';
import type { Ran } from '../../sql/run.ts';
import { analyse } from '../../sql/analyse.ts';
import type { Statement } from '../../sql/tree.ts';
import type { TopicRuleRecord } from '../state.ts';
import type { ActionInput, Actions, ActionFailure } from './actions.ts';
import { uuid } from './fleet/chance.ts';
import type { Fate } from './ledger.ts';
import type { PlaneContext } from './context.ts';

/** A topic rule at work. */
export interface RuleRun {
  readonly name: string;
  readonly topicPattern?: string;
  readonly isEnabled: boolean;
  readonly counts: RuleCounts;
  /** Takes one message. `payload` is parsed once for all rules that take it. */
  take(topic: string, payload: JsonValue, text: string, points: number): void;
}

/** What a rule did. Changed in place. */
export interface RuleCounts {
  messages: number;
  /** Messages that WHERE let pass. */
  passed: number;
  actions: number;
  failedActions: number;
  errorActions: number;
}

interface Rule {
  readonly name: string;
  readonly payload: TopicRuleRecord['payload'];
  /** The statement, or why it is not evaluated. */
  readonly sql: Statement | SqlProblem;
  readonly counts: RuleCounts;
  readonly actions: Actions;
  readonly around: PlaneContext;
}

/** Starts a rule of the account. */
export function startRule(name: string, record: TopicRuleRecord, actions: Actions, around: PlaneContext): RuleRun {
  const { payload, topicPattern } = record;
  const counts: RuleCounts = { messages: 0, passed: 0, actions: 0, failedActions: 0, errorActions: 0 };
  const rule: Rule = { name, payload, sql: readSql(payload), counts, actions, around };
  return {
    name,
    ...(topicPattern === undefined ? {} : { topicPattern }),
    isEnabled: payload.ruleDisabled !== true,
    counts,
    take: (topic, parsed, text, points) => take(rule, messageOf(rule, topic, parsed), text, points),
  };
}

function readSql({ sql, awsIotSqlVersion: version = '2015-10-08' }: Rule['payload']): Statement | SqlProblem {
  const { tree, problem } = parseStatement(sql);
  if (tree === undefined) return problem;
  if (version === 'beta') return { kind: 'unsupported', message: 'awsIotSqlVersion beta may change any day', at: 0 };
  return analyse(tree, version as SqlVersion)[0] ?? tree;
}

function messageOf({ payload, around }: Rule, topic: string, parsed: JsonValue): Message {
  return {
    payload: parsed,
    topic,
    account: around.account,
    now: around.now(),
    version: (payload.awsIotSqlVersion ?? '2015-10-08') as SqlVersion,
    uuid: () => uuid(around.chance),
    random: around.chance,
  };
}

function take(rule: Rule, message: Message, text: string, points: number): void {
  const { name, sql, counts, around } = rule;
  // Each action is a path of its own.
  const paths = Math.max(rule.payload.actions.length, 1);
  const settle = (fate: Fate, count: number, reason: string): void =>
    around.ledger.settle(fate, name, count * paths, reason);
  counts.messages += 1;
  around.ledger.handed(points * paths);
  const ran = 'kind' in sql ? sql : attempt(() => run(sql, message));
  if ('kind' in ran) return settle('not-simulated', points, `SQL: ${ran.message}, at character ${ran.at + 1}`);
  if (!ran.isWanted) return settle('filtered', points, 'WHERE');
  counts.passed += 1;
  if (ran.result === undefined) return settle('lost', points, 'SELECT gives nothing');
  const kept = pointsIn(ran.result, message.payload, points);
  settle('filtered', points - kept, 'a nested query');
  act(rule, { result: ran.result, points: kept, message, variables: ran.variables, text });
}

function act({ name, payload, counts, actions, around: { ledger } }: Rule, input: ActionInput): void {
  if (payload.actions.length === 0) ledger.settle('lost', name, input.points, 'the rule has no action');
  const failures = payload.actions.flatMap((action): readonly ActionFailure[] => {
    const reason = actions.perform(action, input, name);
    return reason === undefined ? [] : [{ action, reason }];
  });
  counts.actions += payload.actions.length;
  counts.failedActions += failures.length;
  if (failures.length === 0) return;
  if (payload.errorAction === undefined) {
    for (const { reason } of failures)
      ledger.settle('lost', name, input.points, `${reason}, and the rule has no error action`);
    return;
  }
  counts.errorActions += 1;
  actions.performOnError(payload.errorAction, { ...input, rule: name, failures });
}

function attempt(evaluate: () => Ran): Ran | SqlProblem {
  try {
    return evaluate();
  } catch (caught) {
    if (isSqlError(caught)) return caught.problem;
    throw caught;
  }
}

/** A list with fewer elements than there were data points is what a nested query left of them. */
function pointsIn(result: JsonValue, payload: JsonValue, points: number): number {
  return isList(result) && result !== payload ? Math.min(result.length, points) : points;
}
