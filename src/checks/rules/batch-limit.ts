import type { Check } from '../shared/check.ts';
import { firehoseActions } from '../shared/data-path.ts';
import { givesArray, readRulesIn } from '../shared/statements.ts';

/** https://docs.aws.amazon.com/iot/latest/apireference/API_FirehoseAction.html */
const LIMIT = 500;

/** Batches of exported metrics that may be too large to pass on, and nothing that keeps them. */
export const batchLimit: Check = {
  id: 'batch-limit',
  code: 'DG8050',
  severity: 'warning',
  summary: `a rule splits exported metrics into records, and keeps nothing of arrays of more than ${LIMIT}`,
  why: `AWS takes ${LIMIT} records in a batch. One exported message can have more, from many devices, and is then lost as a whole.`,
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_FirehoseAction.html',
  *find(context) {
    for (const rule of readRulesIn(context)) {
      if (!rule.isFed || givesArray(rule) === false || rule.spec.errorAction !== undefined) continue;
      for (const { path, settings } of firehoseActions(rule.spec))
        if (settings['batchMode'] === true)
          yield {
            address: rule.address,
            path: `${path}.batchMode`,
            message: `Of an exported message with more than ${LIMIT} metrics nothing would be delivered or kept.`,
            hint: 'Add an `errorAction`, which keeps the message.',
          };
    }
  },
};
