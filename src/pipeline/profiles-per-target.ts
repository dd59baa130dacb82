import { kindOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { JsonObject } from '../model/json.ts';
import { isList } from '../model/json.ts';
import type { Change } from '../model/plan.ts';
import type { Problem, Source } from '../model/problem.ts';
import type { PlanInput } from './plan-input.ts';

/** Not adjustable. https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html */
const PROFILES_PER_TARGET = 5;

/**
 * Targets that would have more profiles attached than AWS takes, whoever owns them: afterwards, or on the way,
 * because new ones are attached before old ones are taken off.
 */
export function crowdedTargets(changes: readonly Change[], { desired, live }: PlanInput): Problem[] {
  const before: ReadonlyMap<Address, readonly string[]> = new Map(
    [...live].map(([address, { spec }]) => [address, targetsOf(spec)]),
  );
  const after = new Map(before);
  for (const change of changes) after.set(change.address, change.action === 'delete' ? [] : targetsOf(change.after));
  const attached = new Set([...after].flatMap(([address, targets]) => added(targets, before.get(address))));
  const had = profilesOn(before);
  const has = profilesOn(after);
  return [...attached].flatMap((target): Problem[] => {
    const then = has.get(target) ?? [];
    const meanwhile = new Set([...then, ...(had.get(target) ?? [])]);
    if (meanwhile.size <= PROFILES_PER_TARGET) return [];
    const source = then
      .filter((address) => before.get(address)?.includes(target) !== true)
      .flatMap((address) => desired.resources.get(address)?.locate('targets') ?? [])[0];
    return source === undefined ? [] : [problem(target, then.length, meanwhile.size, source)];
  });
}

/** The security profiles that are attached to each target. */
function profilesOn(attached: ReadonlyMap<Address, readonly string[]>): ReadonlyMap<string, readonly Address[]> {
  const profiles = new Map<string, Address[]>();
  for (const [address, targets] of attached) {
    if (kindOf(address) !== 'SecurityProfile') continue;
    for (const target of new Set(targets)) {
      const found = profiles.get(target);
      if (found === undefined) profiles.set(target, [address]);
      else found.push(address);
    }
  }
  return profiles;
}

function problem(target: string, then: number, meanwhile: number, source: Source): Problem {
  const resource = target.split(':').slice(5).join(':');
  const tooMany = then > PROFILES_PER_TARGET;
  const until = tooMany ? '' : ' until the old ones are off it';
  return {
    code: 'DG3004',
    message: `${resource} would have ${tooMany ? then : meanwhile} security profiles${until}; AWS takes ${PROFILES_PER_TARGET}.`,
    hint: tooMany
      ? 'Put behaviors together in one profile, or take one profile off it.'
      : 'New profiles are attached first, so that nothing goes unwatched: take one off before, in a change of its own.',
    ...source,
  };
}

function targetsOf(spec: JsonObject): readonly string[] {
  return isList(spec['targets']) ? spec['targets'].map(String) : [];
}

function added(after: readonly string[], before: readonly string[] = []): readonly string[] {
  return after.filter((target) => !before.includes(target));
}
