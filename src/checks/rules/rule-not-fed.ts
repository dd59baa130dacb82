import type { Check } from '../shared/check.ts';
import { readRulesIn } from '../shared/statements.ts';

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
