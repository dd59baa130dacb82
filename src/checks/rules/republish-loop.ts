import { matchesFilter } from '../../catalogue/topics.ts';
import { isObject } from '../../model/json.ts';
import type { Check } from '../shared/check.ts';
import { readRulesIn } from '../shared/statements.ts';

/** A rule that feeds itself. */
export const republishLoop: Check = {
  id: 'republish-loop',
  code: 'DG8052',
  severity: 'warning',
  summary: 'a rule republishes to a topic that it reads',
  why: 'Each message sets it off again, and every turn is paid for.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/republish-rule-action.html',
  *find(context) {
    for (const { address, name, filter, spec } of readRulesIn(context))
      for (const [index, { republish }] of (spec.actions ?? []).entries()) {
        const topic = isObject(republish) ? String(republish['topic']) : '';
        if (filter === undefined || topic.includes('${') || !matchesFilter(filter, topic)) continue;
        yield {
          address,
          path: `actions[${index}].republish.topic`,
          message: `${name} reads ${filter} and republishes to ${topic}.`,
          hint: 'Republish to a topic outside of the filter.',
        };
      }
  },
};
