import type { Check } from '../shared/check.ts';
import { profilesIn } from '../shared/profiles.ts';

/** Two behaviors of one name. */
export const behaviorNamedTwice: Check = {
  id: 'behavior-named-twice',
  code: 'DG8010',
  severity: 'error',
  summary: 'two behaviors of a profile have the same name',
  why: 'Alarms name the behavior, so nobody could tell which one it was; AWS takes each name once.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_Behavior.html',
  *find(context) {
    for (const { address, spec } of profilesIn(context)) {
      const names = new Set<string>();
      for (const { name } of spec.behaviors ?? [])
        if (names.has(name))
          yield {
            address,
            path: `behaviors[${name}].name`,
            message: `There are two behaviors ${name}.`,
            hint: 'Give each behavior a name of its own.',
          };
        else names.add(name);
    }
  },
};
