import type { Check } from '../shared/check.ts';
import { feedsIn, firehoseActions } from '../shared/data-path.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import { declared } from '../shared/resources.ts';
import { givesArray, readRulesIn } from '../shared/statements.ts';

/** How many records AWS takes at once: https://docs.aws.amazon.com/iot/latest/apireference/API_FirehoseAction.html */
const BATCH = 500;

/** A rule on the way of exported metrics that keeps nothing of what fails. */
export const errorActionMissing: Check = {
  id: 'error-action-missing',
  code: 'DG8031',
  severity: 'warning',
  summary: 'metrics are exported to a rule that has no errorAction',
  why: `A message that an action cannot deliver is lost, and only a log that must be enabled shows it. With batchMode, that is every message with more than ${BATCH} metrics.`,
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html',
  *find(context) {
    const fed = feedsIn(context);
    const splitting = new Set(
      readRulesIn(context).flatMap((rule) =>
        givesArray(rule) !== false && firehoseActions(rule.spec).some(({ settings }) => settings['batchMode'] === true)
          ? [rule.name]
          : [],
      ),
    );
    for (const { address, name, spec } of declared<RuleSpec>(context, 'TopicRule')) {
      if (!fed.has(name) || spec.errorAction !== undefined) continue;
      const lost = splitting.has(name) ? `a message with more than ${BATCH} metrics, and whatever fails` : 'what fails';
      yield {
        address,
        message: `${name} passes exported metrics on and has no errorAction: ${lost} is lost.`,
        hint: 'Add an `errorAction`, such as `s3` or `sqs`.',
      };
    }
  },
};
