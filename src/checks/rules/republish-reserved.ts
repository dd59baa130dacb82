import { isObject } from '../../model/json.ts';
import type { Check } from '../shared/check.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import { declared } from '../shared/resources.ts';

/** A reserved topic that is republished to without the dollar that escapes it. */
export const republishReserved: Check = {
  id: 'republish-reserved',
  code: 'DG8033',
  severity: 'warning',
  summary: 'a rule republishes to a topic that begins with a single $',
  why: 'In the topic of this action $$ stands for $: with one the message is not published.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/republish-rule-action.html',
  *find(context) {
    for (const { address, spec } of declared<RuleSpec>(context, 'TopicRule'))
      for (const [index, { republish }] of (spec.actions ?? []).entries()) {
        const topic = isObject(republish) ? String(republish['topic']) : '';
        if (/^\$[^${]/.test(topic))
          yield {
            address,
            path: `actions[${index}].republish.topic`,
            message: `${topic} begins with one $ only.`,
            hint: `Write $${topic}.`,
          };
      }
  },
};
