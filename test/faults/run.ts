import { expect } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { EXIT } from '../../src/model/world.ts';
import { kinds } from '../../src/kinds/index.ts';
import { addressOf, nameOf } from '../../src/model/address.ts';
import type { Address } from '../../src/model/address.ts';
import { isByDefault, kindAt } from '../../src/model/kind.ts';
import { markOf } from '../../src/model/kinds/ownership.ts';
import { canonical } from '../../src/model/values/json.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { readAccount } from '../../src/pipeline/read/read-account.ts';
import { emptyState } from '../../src/sandbox/state.ts';
import type { SandboxState } from '../../src/sandbox/state.ts';
import { TARGET, planned, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';
import { inject, isKilled } from './faults.ts';
import type { Fault } from './faults.ts';
import type { Scenario } from './scenarios.ts';

const CHOICE = { folder: 'profiles', only: [] };
const NOTHING = { resources: new Map(), sections: new Set<string>() };

/** Ids of all hazards of a plan, as a reviewer who accepts everything would write them. */
async function acceptable(world: TestWorld): Promise<readonly string[]> {
  await planned(world, { ...CHOICE, accept: [], format: 'json', detailedExitcode: false });
  const { targets } = JSON.parse(world.printed()) as { targets: { hazards: { id: string }[] }[] };
  return targets.flatMap(({ hazards }) => hazards.map(({ id }) => id));
}

/** Every live resource with its spec, but for what is always there and as AWS has it: what counts as the state of an account. */
async function liveOf(state: SandboxState): Promise<ReadonlyMap<string, string>> {
  const aws = await testWorld({}, { state }).connect(TARGET, NOTHING);
  const { live } = await readAccount(aws, { kinds, report: () => undefined });
  const said = [...live].filter(([address, { spec }]) => !isByDefault(kindAt(kinds, address), spec));
  return new Map(said.map(([address, { spec }]) => [calledBy(address, spec), canonical(spec)]));
}

/** As its author calls it, also where only its mark says so. */
function calledBy(address: Address, spec: JsonObject): Address {
  const kind = kindAt(kinds, address);
  return addressOf(kind.name, markOf(kind, spec).name ?? nameOf(address));
}

/** A scenario, undisturbed: where it starts, where it ends, and how many requests it takes. */
export interface Reference {
  readonly scenario: Scenario;
  readonly start: SandboxState;
  readonly end: ReadonlyMap<string, string>;
  readonly accept: readonly string[];
  readonly requests: number;
  /** What was sent, by name. */
  readonly operations: ReadonlySet<string>;
}

/** Runs a scenario undisturbed. */
export async function reference(scenario: Scenario): Promise<Reference> {
  const state = emptyState();
  expect(
    await apply(testWorld({ 'profiles/a.yaml': scenario.before }, { state }), {
      ...CHOICE,
      accept: [],
      format: 'json',
    }),
  ).toBe(EXIT.fine);
  const start = structuredClone(state);
  const world = testWorld({ 'profiles/a.yaml': scenario.after }, { state });
  const accept = await acceptable(world);
  world.sandbox.calls.length = 0;
  expect(await apply(world, { ...CHOICE, accept, format: 'json' }), world.printed()).toBe(EXIT.fine);
  const { calls } = world.sandbox;
  const operations = new Set(calls.map(({ operation }) => operation));
  return { scenario, start, end: await liveOf(state), accept, requests: calls.length, operations };
}

interface Reported {
  readonly targets: readonly { readonly outcomes: readonly { address: string; action: string; status: string }[] }[];
}

/** How a disturbed run ended: its exit code and ledger, an error that an operator sees, or not at all. */
type Ending =
  | { readonly code: number; readonly report: Reported }
  | { readonly error: OperatorError }
  | { readonly killed: true };

async function disturbed(
  { scenario, accept }: Reference,
  fault: Fault,
  at: number,
  state: SandboxState,
): Promise<Ending> {
  const world = testWorld({ 'profiles/a.yaml': scenario.after }, inject(fault, at, state));
  try {
    const code = await apply(world, { ...CHOICE, accept, format: 'json' });
    return { code, report: JSON.parse(world.printed()) as Reported };
  } catch (error) {
    if (error instanceof OperatorError) return { error };
    if (isKilled(error)) return { killed: true };
    throw error;
  }
}

/** One request of a scenario meets one fault; then the run is done again, undisturbed. Throws where a promise is broken. */
export async function meet(known: Reference, fault: Fault, at: number): Promise<void> {
  const state = structuredClone(known.start);
  const ending = await disturbed(known, fault, at, state);
  const after = await liveOf(state);
  if (fault.passes === true)
    expect(ending, `a run gets over a fault that passes: ${JSON.stringify(ending)}`).toMatchObject({ code: EXIT.fine });
  if ('report' in ending) {
    const outcomes = ending.report.targets.flatMap((target) => target.outcomes);
    for (const { address, action, status } of outcomes)
      if (status === 'verified')
        expect(after.has(address), `${action} ${address} was reported as verified`).toBe(action !== 'delete');
    expect(ending.code === EXIT.fine).toBe(outcomes.every(({ status }) => status === 'verified'));
    if (ending.code === EXIT.fine && fault.isForeign !== true) expect(after).toEqual(known.end);
  }
  await again(known, state);
}

/** A fault in the run, and another one in the run that is to fix it. */
export async function meetTwo(
  known: Reference,
  [first, at]: [Fault, number],
  [second, then]: [Fault, number],
): Promise<void> {
  const state = structuredClone(known.start);
  await disturbed(known, first, at, state);
  const world = testWorld({ 'profiles/a.yaml': known.scenario.after }, { state: structuredClone(state) });
  const accept = await acceptable(world);
  await disturbed({ ...known, accept }, second, then, state);
  await again(known, state);
}

/** Two runs at once that want different things. The end is one of the two, or one of them says that it stopped. */
export async function race(one: Reference, other: Reference, turns: () => number): Promise<void> {
  const state = structuredClone(one.start);
  const door: Fault['door'] = (handler) => ({
    ...handler,
    handle: async (request) => {
      for (let turn = turns(); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve));
      return handler.handle(request);
    },
  });
  const nobody: Fault = { name: 'another run', door };
  const endings = await Promise.all([one, other].map((known) => disturbed(known, nobody, 0, state)));
  const isFine = (ending: Ending): boolean => 'code' in ending && ending.code === EXIT.fine;
  const live = await liveOf(state);
  const ends = [one.end, other.end].map((end) => canonical(Object.fromEntries(end)));
  if (endings.every(isFine)) expect(ends).toContain(canonical(Object.fromEntries(live)));
  await again(one, state);
}

/** A second run fixes whatever the first one left, and leaves nothing to plan. */
async function again({ scenario, end }: Reference, state: SandboxState): Promise<void> {
  const world = testWorld({ 'profiles/a.yaml': scenario.after }, { state });
  const accept = await acceptable(world);
  expect(await apply(world, { ...CHOICE, accept, format: 'json' }), world.printed()).toBe(EXIT.fine);
  expect(await liveOf(state)).toEqual(end);
  world.printed();
  expect(await planned(world, { ...CHOICE, accept: [], detailedExitcode: true }), world.printed()).toBe(EXIT.fine);
}
