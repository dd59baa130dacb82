import { parseStatement } from '../sql/parse.ts';
import type { Expression, Query } from '../sql/tree.ts';
import type { Context } from './check.ts';
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
export function readRulesIn(context: Context): readonly ReadRule[] {
  const fed = feedsIn(context);
  return declared<RuleSpec>(context, 'TopicRule').flatMap((rule): ReadRule[] => {
    const query = queryOf(rule);
    if (query === undefined) return [];
    const filter = filterOf(query);
    return [{ ...rule, query, isFed: fed.has(rule.name), ...(filter !== undefined && { filter }) }];
  });
}

/** What a rule selects; undefined where its statement cannot be read. */
export function queryOf({ spec }: Rule): Query | undefined {
  return parseStatement(spec.sql).tree?.query;
}

/** The topic filter that a query reads from. */
export function filterOf({ from }: Query): string | undefined {
  return from?.type === 'topic' ? from.filter : undefined;
}

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
