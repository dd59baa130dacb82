import { kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import { groupsBy } from '../../model/values/groups.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { DesiredState } from '../../model/resource.ts';
import { once } from './check.ts';
import type { CheckContext } from './check.ts';

/** A resource with its spec. */
export interface Resource<Spec = JsonObject> {
  readonly address: Address;
  readonly name: string;
  readonly spec: Spec;
}

/** What the profiles declare of a kind. */
export function declared<Spec>(context: CheckContext, kind: string): readonly Resource<Spec>[] {
  return ofKind(declaredByKind(context), kind);
}

/** What of a kind will be there once the plan is carried out, whoever has it; without an account, what is declared. */
export function afterwards<Spec>(context: CheckContext, kind: string): readonly Resource<Spec>[] {
  return ofKind(context.account === undefined ? declaredByKind(context) : afterwardsByKind(context), kind);
}

/** What of a kind is live now, whoever has it; nothing where no account is looked at. */
export function before<Spec>(context: CheckContext, kind: string): readonly Resource<Spec>[] {
  return ofKind(beforeByKind(context), kind);
}

/**
 * What of a kind is there once just this plan is carried out, whoever has it: what the profiles want otherwise and this plan leaves is as it
 * is. Nothing where no account is looked at.
 */
export function afterThisPlan<Spec>(context: CheckContext, kind: string): readonly Resource<Spec>[] {
  return ofKind(afterThisPlanByKind(context), kind);
}

type ByKind = ReadonlyMap<string, readonly Resource[]>;

const declaredByKind = once(({ desired }) => byKind(specsOf(desired)));

const beforeByKind = once(({ account }) => byKind(account?.before ?? new Map()));

const afterwardsByKind = once(({ desired, account }) =>
  byKind(changed([...(account?.before ?? []), ...specsOf(desired)], account)),
);

const afterThisPlanByKind = once(({ account }) => byKind(changed(account?.before ?? [], account)));

function changed(
  before: Iterable<readonly [Address, JsonObject]>,
  account: CheckContext['account'],
): ReadonlyMap<Address, JsonObject> {
  const specs = new Map(before);
  for (const change of account?.changes ?? [])
    if (change.action === 'delete') specs.delete(change.address);
    else specs.set(change.address, change.after);
  return specs;
}

function specsOf({ resources }: DesiredState): ReadonlyMap<Address, JsonObject> {
  return new Map([...resources].map(([address, { spec }]) => [address, spec]));
}

function byKind(specs: ReadonlyMap<Address, JsonObject>): ByKind {
  const all = [...specs].map(([address, spec]) => ({ address, name: nameOf(address), spec }));
  return groupsBy(all, ({ address }) => kindOf(address));
}

function ofKind<Spec>(resources: ByKind, kind: string): readonly Resource<Spec>[] {
  return (resources.get(kind) ?? []) as readonly Resource[] as readonly Resource<Spec>[];
}
