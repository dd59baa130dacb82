import type { Check } from '../shared/check.ts';
import { givesArray, readRulesIn } from '../shared/statements.ts';

/** Batch mode for a result that is one record anyway. */
export const batchNotArray: Check = {
  id: 'batch-not-array',
  code: 'DG8049',
  severity: 'warning',
  summary: 'an action has batchMode, and the SQL gives no array',
  why: 'Only the elements of an array become records of their own: here the message stays one record.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/kinesis-firehose-rule-action.html',
  *find(context) {
    for (const rule of readRulesIn(context)) {
      if (givesArray(rule) !== false) continue;
      for (const [index, action] of (rule.spec.actions ?? []).entries())
        for (const [sort, settings] of Object.entries(action))
          if (isBatching(settings))
            yield {
              address: rule.address,
              path: `actions[${index}].${sort}.batchMode`,
              message: `${rule.name} gives an object, not an array: batchMode splits nothing.`,
              hint: 'Write `SELECT VALUE metrics` to have a record for each metric, or remove batchMode.',
            };
    }
  },
};

function isBatching(settings: unknown): boolean {
  return typeof settings === 'object' && settings !== null && 'batchMode' in settings && settings.batchMode === true;
}
