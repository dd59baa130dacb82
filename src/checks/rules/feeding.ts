import type { Check } from '../shared/check.ts';
import { readRulesIn } from '../shared/statements.ts';
import { firehoseActions, rulesIn } from '../shared/data-path.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import { declared } from '../shared/resources.ts';
import { isFedByPut } from '../shared/streams.ts';
import type { StreamSpec } from '../shared/streams.ts';

/** A rule that no message reaches. */
export const ruleNotFed: Check = {
  id: 'rule-not-fed',
  code: 'DG8047',
  severity: 'warning',
  summary: 'a rule has no FROM, and nothing is exported to its Basic Ingest topic',
  why: 'Without FROM only what is published to $aws/rules/RULE reaches a rule.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html',
  *find(context) {
    for (const { address, name, filter, isFed, spec } of readRulesIn(context))
      if (filter === undefined && !isFed && spec.ruleDisabled !== true)
        yield {
          address,
          path: 'sql',
          message: `${name} has no FROM, and no profile exports to $aws/rules/${name}.`,
          hint: "Add FROM 'topic', or silence this where devices publish to it.",
        };
  },
};

/** A delivery stream that no rule sends to. */
export const streamNotFed: Check = {
  id: 'stream-not-fed',
  code: 'DG8043',
  severity: 'note',
  summary: 'no rule sends to a delivery stream',
  why: 'It delivers nothing, unless something else writes to it.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/kinesis-firehose-rule-action.html',
  *find(context) {
    const names = rulesIn(context).flatMap(({ spec }) => streamsOf(spec));
    // A name that is made from the message may be any.
    if (names.some((name) => name.includes('${'))) return;
    const fed = new Set(names);
    for (const { address, name, spec } of declared<StreamSpec>(context, 'DeliveryStream'))
      if (!fed.has(name) && isFedByPut(spec) && context.desired.meant?.has(address) !== true)
        yield {
          address,
          message: `No rule sends to ${name}.`,
          hint: 'Add a rule with a `firehose` action, or silence this where something else writes to it.',
        };
  },
};

function streamsOf(spec: RuleSpec): readonly string[] {
  const onError = spec.errorAction === undefined ? [] : firehoseActions({ sql: '', actions: [spec.errorAction] });
  return [...firehoseActions(spec), ...onError].map(({ settings }) => String(settings['deliveryStreamName']));
}
