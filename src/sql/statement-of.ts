import { parseStatement } from './parse.ts';
import type { Parsed } from './parse.ts';
import type { Statement } from './tree.ts';

/** What has a statement: the spec of a topic rule. */
interface WithSql {
  readonly sql?: unknown;
}

/** Specs never change, so what one says is read once, for as long as it is kept. */
const known = new WeakMap<WithSql, Parsed<Statement>>();

/** The statement of a rule, or why its text is none. Whoever asks for that of the same spec again gets the same. */
export function statementOf(rule: WithSql): Parsed<Statement> {
  const found = known.get(rule) ?? parseStatement(String(rule.sql));
  known.set(rule, found);
  return found;
}

/** The topic filter that a rule reads; undefined where only Basic Ingest feeds it, or the text is no statement. */
export function topicFilterOf(rule: WithSql): string | undefined {
  const from = statementOf(rule).tree?.query.from;
  return from?.type === 'topic' ? from.filter : undefined;
}
