import { kindOf, nameOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { JsonObject } from '../model/json.ts';
import type { Context } from './check.ts';

/** A resource with its spec. */
export interface Resource<Spec = JsonObject> {
  readonly address: Address;
  readonly name: string;
  readonly spec: Spec;
}

/** What the profiles declare of a kind. */
export function declared<Spec>({ desired }: Context, kind: string): readonly Resource<Spec>[] {
  return ofKind<Spec>(
    [...desired.resources].map(([address, { spec }]) => [address, spec]),
    kind,
  );
}

/** What of a kind will be there once the plan is carried out, whoever has it; without an account, what is declared. */
export function afterwards<Spec>({ desired, account }: Context, kind: string): readonly Resource<Spec>[] {
  const specs = new Map<Address, JsonObject>();
  for (const [address, { spec }] of account?.live ?? []) specs.set(address, spec);
  for (const [address, { spec }] of desired.resources) specs.set(address, spec);
  for (const change of account?.changes ?? [])
    if (change.action === 'delete') specs.delete(change.address);
    else specs.set(change.address, change.after);
  return ofKind<Spec>([...specs], kind);
}

/** What of a kind is live now, whoever has it; nothing where no account is looked at. */
export function before<Spec>({ account }: Context, kind: string): readonly Resource<Spec>[] {
  return ofKind<Spec>(
    [...(account?.live ?? [])].map(([address, { spec }]) => [address, spec]),
    kind,
  );
}

function ofKind<Spec>(specs: readonly (readonly [Address, JsonObject])[], kind: string): readonly Resource<Spec>[] {
  return specs
    .filter(([address]) => kindOf(address) === kind)
    .map(([address, spec]) => ({ address, name: nameOf(address), spec: spec as Spec }));
}
