import { createHash } from 'node:crypto';
import type { Address } from '../../model/address.ts';
import type { CoverageChange } from '../../model/impact/coverage.ts';
import type { TableMismatch } from '../../model/impact/table-mismatch.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { canonical } from '../../model/values/json.ts';
import type { Change } from '../../model/plan.ts';
import type { Target } from '../../model/settings.ts';

/** Recognises one change: its address, its action, and both specs. Not positions, versions or time. */
export function digestOfChange(change: {
  action: Change['action'];
  address: Address;
  before?: JsonObject;
  after?: JsonObject;
}): string {
  const { action, address, before, after } = change;
  return digest('change/1', { action, address, before, after });
}

/** Recognises a plan: its target and the digests of its changes, in whatever order. */
export function digestOfPlan(target: Target, changes: readonly Pick<Change, 'digest'>[]): string {
  const { name, account, region } = target;
  return digest('plan/1', { name, account, region, changes: changes.map((change) => change.digest).sort() });
}

/** Recognises what a resource is or is to be: its address and its spec, or that it is not there. */
export function digestOfState(address: Address, spec: JsonObject | undefined): string {
  return digest('state/1', { address, spec: spec ?? null });
}

/** A short word that stands for a set of addresses, to name a hazard with. */
export function digestOfAddresses(addresses: readonly Address[]): string {
  return digest('addresses/1', [...addresses].sort()).slice('sha256:'.length, 'sha256:'.length + 8);
}

/** A short word that stands for what is lost, to name a hazard with. */
export function digestOfLosses(losses: readonly CoverageChange[]): string {
  return digest('losses/1', losses as unknown as JsonValue).slice('sha256:'.length, 'sha256:'.length + 8);
}

/** A short word that stands for how a table does not fit, to name a hazard with. */
export function digestOfMismatch({ stream, table, differences, questions }: TableMismatch): string {
  const what = { stream, table, differences, questions };
  return digest('mismatch/1', what).slice('sha256:'.length, 'sha256:'.length + 8);
}

/** The format is part of what is hashed, so that a digest of another version never matches by accident. */
function digest(format: string, value: JsonValue): string {
  return `sha256:${createHash('sha256')
    .update(`defender-gitops/${format}\0${canonical(value)}`)
    .digest('hex')}`;
}
