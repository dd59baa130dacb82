import { isList, textAt } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import type { Check } from '../shared/check.ts';
import { profilesIn } from '../shared/profiles.ts';

/** Two behaviors of one name. */
export const behaviorNamedTwice: Check = {
  id: 'behavior-named-twice',
  code: 'DG8010',
  severity: 'error',
  summary: 'two behaviors of a profile have the same name',
  why: 'Alarms name the behavior, so its name must be unique; AWS accepts each name once.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_Behavior.html',
  *find(context) {
    for (const { address, spec } of profilesIn(context)) {
      const names = (spec.behaviors ?? []).map(({ name }) => name);
      if (new Set(names).size === names.length) continue;
      for (const [index, name] of repeated(context.desired.resources.get(address)?.written()['behaviors']))
        yield {
          address,
          path: `behaviors[${index}].name`,
          message: `There is a behavior ${name} above.`,
          hint: 'Give each behavior a name of its own.',
        };
    }
  },
};

/** The names that come again, in the author's order, and where. */
function* repeated(behaviors: JsonValue | undefined): Generator<readonly [index: number, name: string]> {
  const names = new Set<string>();
  for (const [index, behavior] of (isList(behaviors) ? behaviors : []).entries()) {
    const name = textAt(behavior, 'name') ?? '';
    if (names.has(name)) yield [index, name];
    names.add(name);
  }
}
