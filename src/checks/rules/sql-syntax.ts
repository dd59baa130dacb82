import { lineAndColumn } from '../../sql/problem.ts';
import { statementOf } from '../../sql/statement-of.ts';
import type { Check } from '../shared/check.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import { declared } from '../shared/resources.ts';

/** A statement that is none. */
export const sqlSyntax: Check = {
  id: 'sql-syntax',
  code: 'DG8045',
  severity: 'error',
  summary: 'the SQL of a rule cannot be read',
  why: 'AWS refuses the rule.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html',
  *find(context) {
    for (const { address, spec } of declared<RuleSpec>(context, 'TopicRule')) {
      const { problem } = statementOf(spec);
      if (problem?.kind !== 'syntax') continue;
      const { line, column } = lineAndColumn(spec.sql, problem.at);
      const place = spec.sql.includes('\n') ? `line ${line}, character ${column}` : `character ${column}`;
      yield { address, path: 'sql', message: `${problem.message}, at ${place} of the statement.` };
    }
  },
};
