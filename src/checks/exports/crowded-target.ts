import { QUOTAS } from '../../catalogue/quotas.ts';
import { addressOf } from '../../model/address.ts';
import { resourceOf } from '../../model/access/arn.ts';
import { groupsBy } from '../../model/values/groups.ts';
import type { Check, Finding } from '../shared/check.ts';
import { profilesIn } from '../shared/profiles.ts';
import type { Profile, ProfileSpec } from '../shared/profiles.ts';
import { afterwards, before } from '../shared/resources.ts';

const { limit, source } = QUOTAS.profilesPerTarget;

/** More profiles on a target than AWS takes, whoever owns them: afterwards, or on the way, because new ones come first. */
export const crowdedTarget: Check = {
  id: 'crowded-target',
  code: 'DG8044',
  severity: 'error',
  summary: `a target would have more than ${limit} security profiles, afterwards or on the way`,
  why: 'AWS refuses to attach another one; the quota is not adjustable.',
  source,
  *find(context) {
    const old = attachments(before<ProfileSpec>(context, 'SecurityProfile'));
    const all = attachments(afterwards<ProfileSpec>(context, 'SecurityProfile'));
    const declared = attachments(profilesIn(context));
    for (const [target, names] of all) {
      const were = old.get(target) ?? [];
      const meanwhile = new Set([...were, ...names]).size;
      const added = meanwhile > limit && declared.get(target)?.find((name) => !were.includes(name));
      if (typeof added === 'string') yield findingOn(added, target, { then: names.length, meanwhile });
    }
  },
};

/** Names of the profiles on each target. */
function attachments(profiles: readonly Profile[]): ReadonlyMap<string, readonly string[]> {
  const attached = profiles.flatMap(({ name, spec }) => (spec.targets ?? []).map((target) => ({ name, target })));
  const groups = [...groupsBy(attached, ({ target }) => target)];
  return new Map(groups.map(([target, group]) => [target, group.map(({ name }) => name)]));
}

function findingOn(added: string, target: string, { then, meanwhile }: { then: number; meanwhile: number }): Finding {
  const tooMany = then > limit;
  return {
    address: addressOf('SecurityProfile', added),
    path: 'targets',
    message: `${resourceOf(target)} would have ${tooMany ? then : meanwhile} security profiles${tooMany ? '' : ' until the old ones are off it'}; AWS takes ${limit}.`,
    hint: tooMany
      ? 'Combine behaviors in one profile, or detach one profile from it.'
      : 'New profiles are attached first, so that monitoring has no gap: detach one before, in a separate change.',
  };
}
