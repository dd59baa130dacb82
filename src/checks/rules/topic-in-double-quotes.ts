import type { Check } from '../shared/check.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import { declared } from '../shared/resources.ts';
import { statementOf } from '../../sql/statement-of.ts';

/** A topic filter in quotes that AWS's pages do not have. */
export const topicInDoubleQuotes: Check = {
  id: 'topic-in-double-quotes',
  code: 'DG8064',
  severity: 'warning',
  summary: 'the topic filter after FROM is in double quotes',
  why: 'AWS documents single quotes only; others have rules with double ones that match.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-from.html',
  *find(context) {
    for (const rule of declared<RuleSpec>(context, 'TopicRule')) {
      const from = statementOf(rule.spec).tree?.query.from;
      if (from?.type !== 'topic' || from.isDoubleQuoted !== true) continue;
      yield {
        address: rule.address,
        path: 'sql',
        message: `The topic filter ${from.filter} is in double quotes.`,
        hint: `Put it in single quotes: FROM '${from.filter}'.`,
      };
    }
  },
};
