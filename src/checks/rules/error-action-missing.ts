import type { Check } from '../shared/check.ts';
import { exportsIn } from '../shared/data-path.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import { declared } from '../shared/resources.ts';

/** A rule on the way of exported metrics that keeps nothing of what fails. */
export const errorActionMissing: Check = {
  id: 'error-action-missing',
  code: 'DG8031',
  severity: 'warning',
  summary: 'metrics are exported to a rule that has no errorAction',
  why: 'A message that an action cannot deliver is lost, and only a log that must be enabled shows it.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html',
  *find(context) {
    const fed = new Set(exportsIn(context).map(({ rule }) => rule));
    for (const { address, name, spec } of declared<RuleSpec>(context, 'TopicRule'))
      if (fed.has(name) && spec.errorAction === undefined)
        yield {
          address,
          message: `${name} passes exported metrics on and has no errorAction: what fails is lost.`,
          hint: 'Add an `errorAction`, such as `s3` or `sqs`.',
        };
  },
};
