import type { Address } from '../../model/address.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Change } from '../../model/plan.ts';

/** The specs of everything that is known of an account. */
export type Specs = ReadonlyMap<Address, JsonObject>;

/** What is there before anything is done. */
export function beforehand(live: ReadonlyMap<Address, { readonly spec: JsonObject }>): Specs {
  return new Map([...live].map(([address, { spec }]) => [address, spec]));
}

/** What is there once changes are done, ours or not. */
export function afterwards(changes: readonly Change[], before: Specs): Specs {
  if (changes.length === 0) return before;
  const specs = new Map(before);
  for (const change of changes) {
    if (change.action === 'delete') specs.delete(change.address);
    else specs.set(change.address, change.after);
  }
  return specs;
}
