import { matchesFilter } from '../../catalogue/topics.ts';
import { isObject } from '../../model/values/json.ts';
import type { Check } from '../shared/check.ts';
import { readRulesIn } from '../shared/statements.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import { declared } from '../shared/resources.ts';

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

/** A reserved topic that is republished to without the dollar that escapes it. */
export const republishReserved: Check = {
  id: 'republish-reserved',
  code: 'DG8033',
  severity: 'warning',
  summary: 'a rule republishes to a topic that begins with a single $',
  why: 'In the topic of this action $$ means $: with a single $ the message is not published.',
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
