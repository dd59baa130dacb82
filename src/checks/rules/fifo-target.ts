import type { Check } from '../shared/check.ts';
import { actionsIn } from '../shared/data-path.ts';

/** Actions that take no FIFO resource, with the member that names it. */
const NAMED = { sqs: 'queueUrl', sns: 'targetArn' } as const;

/** A queue or topic that keeps an order which rules do not have. */
export const fifoTarget: Check = {
  id: 'fifo-target',
  code: 'DG8063',
  severity: 'error',
  summary: 'a rule sends to a FIFO queue or a FIFO topic',
  why: 'The actions do not support them: rules keep no order of messages.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/sqs-rule-action.html',
  *find(context) {
    for (const [action, member] of Object.entries(NAMED))
      for (const { address, path, settings } of actionsIn(context, action))
        if (String(settings[member]).endsWith('.fifo'))
          yield {
            address,
            path: `${path}.${member}`,
            message: `${String(settings[member]).replace(/.*[:/]/, '')} is a FIFO ${action === 'sqs' ? 'queue' : 'topic'}.`,
            hint: 'Name a standard one, or go by lambda.',
          };
  },
};
