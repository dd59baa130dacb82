import { statementOf, topicFilterOf } from '../../sql/statement-of.ts';
import type { Expression, Query } from '../../sql/tree.ts';
import { once } from './check.ts';
import { feedsIn } from './data-path.ts';
import type { Rule, RuleSpec } from './data-path.ts';
import { declared } from './resources.ts';

/** A rule of the profiles whose statement can be read. */
export interface ReadRule extends Rule {
  readonly query: Query;
  /** The topic filter of FROM; absent where only Basic Ingest feeds the rule. */
  readonly filter?: string;
  /** Whether exported metrics are sent to it by Basic Ingest. */
  readonly isFed: boolean;
}

/** Every rule of the profiles whose statement can be read. */
export const readRulesIn = once((context): readonly ReadRule[] => {
  const fed = feedsIn(context);
  return declared<RuleSpec>(context, 'TopicRule').flatMap((rule): ReadRule[] => {
    const query = statementOf(rule.spec).tree?.query;
    if (query === undefined) return [];
    const filter = topicFilterOf(rule.spec);
    return [{ ...rule, query, isFed: fed.has(rule.name), ...(filter !== undefined && { filter }) }];
  });
});

/** Whether what a rule gives is an array, as far as its statement tells. */
export function givesArray({ query, isFed }: ReadRule): boolean | 'unknown' {
  if (query.select.type === 'items') return false;
  return isArray(query.select.value, isFed);
}

/** An exported message is an object whose member `metrics` is an array: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html */
function isArray(expression: Expression, isFed: boolean): boolean | 'unknown' {
  switch (expression.type) {
    case 'list':
    case 'query':
      return true;
    case 'literal':
      return Array.isArray(expression.value);
    case 'object':
    case 'not':
    case 'minus':
    case 'exists':
    case 'doubtful-string':
      return false;
    case 'payload':
      return isFed ? false : 'unknown';
    case 'name':
      return isFed ? expression.name === 'metrics' : 'unknown';
    case 'binary':
    case 'variable':
    case 'member':
    case 'call':
    case 'cast':
    case 'case':
      return 'unknown';
  }
}
