import { nearest } from '../../model/values/nearest.ts';
import { lineAndColumn } from '../../sql/problem.ts';
import { statementOf } from '../../sql/statement-of.ts';
import type { Check } from '../shared/check.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import { declared } from '../shared/resources.ts';

const SOURCE = 'https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html';

/** A statement that is none. */
export const sqlSyntax: Check = {
  id: 'sql-syntax',
  code: 'DG8045',
  severity: 'error',
  summary: 'the SQL of a rule cannot be read',
  why: 'AWS refuses the rule.',
  source: SOURCE,
  *find(context) {
    for (const { address, spec } of declared<RuleSpec>(context, 'TopicRule')) {
      const { problem } = statementOf(spec);
      if (problem?.kind !== 'syntax') continue;
      const { line, column } = lineAndColumn(spec.sql, problem.at);
      const place = spec.sql.includes('\n') ? `line ${line}, character ${column}` : `character ${column}`;
      const hint = meantWord(problem.message) ?? `The syntax is described at ${SOURCE}`;
      yield { address, path: 'sql', message: `${problem.message}, at ${place} of the statement.`, hint };
    }
  },
};

const KEYWORDS = ['SELECT', 'VALUE', 'FROM', 'WHERE', 'AS', 'AND', 'OR', 'NOT', 'CASE', 'WHEN', 'THEN', 'ELSE', 'END'];

function meantWord(message: string): string | undefined {
  const found = /found "(\w{2,})"$/.exec(message)?.[1];
  const meant = found === undefined ? undefined : nearest(found, KEYWORDS);
  return meant === undefined ? undefined : `Did you mean ${meant}?`;
}
