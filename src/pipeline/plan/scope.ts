import type { Address } from '../../model/address.ts';
import type { Change } from '../../model/plan.ts';
import type { Scope } from '../../model/scope.ts';
import { beforehand } from '../impact/afterwards.ts';
import type { Specs } from '../impact/afterwards.ts';
import { closure } from './order.ts';
import type { PlanInput } from './plan-input.ts';

/** Whether a resource was looked for in the account, so that what is not live is known to be missing. */
export function isRead({ read }: Scope, address: Address): boolean {
  return read === undefined || read.addresses.has(address);
}

/** The specs of everything in the account: as they were read, and as the profiles have what was not read. */
export function specsBefore({ desired, live, scope = {} }: Pick<PlanInput, 'desired' | 'live' | 'scope'>): Specs {
  const presumed = [...desired.resources].filter(([address]) => !isRead(scope, address));
  return new Map([...presumed.map(([address, { spec }]) => [address, spec] as const), ...beforehand(live)]);
}

/** The changes that a scope asks for, in their order. */
export function changesIn({ only, without }: Scope, changes: readonly Change[]): readonly Change[] {
  const chosen = only === undefined ? changes : closure(changes, only);
  if (without === undefined) return chosen;
  return chosen
    .filter(({ address }) => !without.has(address))
    .map((change) => ({ ...change, waitsFor: change.waitsFor.filter((address) => !without.has(address)) }));
}
