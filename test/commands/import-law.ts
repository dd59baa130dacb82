import fc from 'fast-check';
import { expect } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { Address } from '../../src/model/address.ts';
import type { Imported } from '../../src/model/imported.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import type { JsonValue } from '../../src/model/values/json.ts';
import { kindAt } from '../../src/model/kind.ts';
import type { Live } from '../../src/model/kind.ts';
import { markOf, ownerOf } from '../../src/model/kinds/ownership.ts';
import type { Target } from '../../src/model/settings.ts';
import type { LiveState } from '../../src/model/resource.ts';
import { importAccount } from '../../src/pipeline/import/import.ts';
import { load } from '../../src/pipeline/yaml/load.ts';
import { plan } from '../../src/pipeline/plan/plan.ts';
import { resolve } from '../../src/pipeline/profiles/resolve.ts';
import { validate } from '../../src/pipeline/profiles/validate.ts';
import { renderImport } from '../../src/render/yaml/import.ts';
import { maskValue } from '../../src/render/text/secrets.ts';
import { yamlLines } from '../../src/render/text/yaml.ts';
import { accepts } from '../arbitraries/from-schema.ts';
import { accounts, OWNER, targets } from '../arbitraries/accounts.ts';

/** What was met, so that a law about nothing shows. */
export interface Met {
  accounts: number;
  written: number;
  adopted: number;
  ignoring: number;
  leftOut: number;
  elsewhere: number;
}

const cases = targets.chain((target) =>
  fc.record({ target: fc.constant(target), live: accounts(target), several: fc.boolean() }),
);

/** Whatever an account has: what is imported of it is in the language, and a plan finds nothing to do but to mark what nobody owned. */
export function obeyRoundTrip(numRuns: number, seed: number): Met {
  const met: Met = { accounts: 0, written: 0, adopted: 0, ignoring: 0, leftOut: 0, elsewhere: 0 };
  fc.assert(
    fc.property(cases, ({ target, live, several }) => {
      const settings = settingsText(target, several);
      const before = read(target, { 'defender.yaml': settings });
      const imported = importAccount({
        ...before,
        target,
        owner: OWNER,
        kinds,
        live,
        only: [],
        print: (value) => `${yamlLines(value, 110).join('\n')}\n`,
        mask: maskValue,
      });
      expectNothingToDo(target, live, imported, { 'defender.yaml': settings, 'imported.yaml': renderImport(imported) });
      count(met, imported);
    }),
    { numRuns, seed },
  );
  return met;
}

function settingsText({ name, account, region, variables }: Target, several: boolean): string {
  const target = { account, region, variables };
  const all = { [name]: target, ...(several ? { another: { ...target, region: 'us-east-1' } } : {}) };
  return `owner: ${OWNER}\ntargets: ${JSON.stringify(all)}\nlimits: { deletes: 0, deletePercent: 0 }\n`;
}

function read(target: Target, files: Readonly<Record<string, string>>) {
  const raw = Object.entries(files).map(([file, text]) => ({ file, bytes: new TextEncoder().encode(text) }));
  const { documents, problems } = load(raw);
  const { profiles, problems: more } = validate(documents, kinds);
  const { desired, problems: most } = resolve(profiles, { target, owner: OWNER, kinds, today: '2026-11-22' });
  expect([...problems, ...more, ...most], Object.values(files).join('\n')).toEqual([]);
  return { profiles, desired };
}

function expectNothingToDo(
  target: Target,
  live: LiveState,
  imported: Imported,
  files: Readonly<Record<string, string>>,
): void {
  const text = files['imported.yaml'] ?? '';
  const { profiles, desired } = read(target, files);
  const { plan: found, problems } = plan({
    target,
    owner: OWNER,
    limits: profiles.limits,
    accept: [],
    kinds,
    desired,
    live,
  });
  expect(problems, text).toEqual([]);
  // Nothing is dropped silently.
  const told = [...imported.resources, ...imported.leftOut].map(({ address }) => address);
  expect(told.toSorted()).toEqual([...live.keys()].toSorted());
  for (const { address } of imported.leftOut) expect(text).toContain(`# - ${address} `);
  // And what can be said is said.
  const unsaid = imported.leftOut.filter(({ address }) => canBeSaid(address, live.get(address) as Live));
  expect(unsaid, text).toEqual([]);
  // What is ours and no file can say would go, and is told so; everything else is as it was but for the owner's tag.
  const warned = imported.leftOut.filter(({ reason }) => reason.includes('DELETE')).map(({ address }) => address);
  const handed = imported.managedElsewhere
    .filter(({ reason }) => reason.startsWith('is ours'))
    .map(({ address }) => address);
  for (const change of found.changes) {
    if (change.action === 'delete') expect(warned, text).toContain(change.address);
    else expect(marks(change.address, live, handed), text).toBe(true);
    if (change.action === 'delete') continue;
    const kind = kindAt(kinds, change.address);
    const edited = change.edits.map(({ path }) => path).join();
    expect(edited, text).toMatch(
      kind.ownership.by === 'text' ? /^description$/ : /^tags(\["defender-gitops:owner"\])?$/,
    );
    if (change.action === 'update' && !handed.includes(change.address))
      expect(markOf(kind, change.after), text).toMatchObject({ owner: OWNER });
  }
  const open = found.hazards.filter(({ accepted, rule }) => !accepted && rule !== 'too-many-deletes');
  expect(open.filter(({ addresses }) => !addresses.every((address) => warned.includes(address)))).toEqual([]);
  // What nothing can mark is taken over without a change.
  const adopted = imported.resources
    .filter(({ address, value }) => value['adopt'] === true && kindAt(kinds, address).ownership.by !== 'section')
    .map(({ address }) => address);
  expect(
    found.changes
      .filter(({ action }) => action === 'update')
      .map(({ address }) => address)
      .toSorted(),
  ).toEqual([...adopted, ...handed].toSorted());
}

/** Keys that files may not have. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

/** Whether the language has words for it: its schema takes it, and YAML its numbers and keys. */
function canBeSaid(address: Address, { name, spec, managedBy }: Live): boolean {
  const kind = kindAt(kinds, address);
  const owner = ownerOf(kind, spec);
  const isFree = owner === OWNER || (owner === undefined && managedBy === undefined);
  return isFree && !RESERVED.includes(name) && accepts(kind.schema, spec) && isKept(spec);
}

function isKept(value: JsonValue | undefined): boolean {
  if (isObject(value)) return Object.entries(value).every(([key, member]) => !RESERVED.includes(key) && isKept(member));
  if (isList(value)) return value.every(isKept);
  return typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value);
}

function marks(address: Address, live: LiveState, handed: readonly Address[]): boolean {
  const owner = ownerOf(kindAt(kinds, address), live.get(address)?.spec ?? {});
  return handed.includes(address) ? owner === OWNER : owner === undefined;
}

function count(met: Met, { resources, leftOut, managedElsewhere: elsewhere }: Imported): void {
  met.accounts += 1;
  met.written += resources.length;
  met.adopted += resources.filter(({ value }) => value['adopt'] === true).length;
  met.ignoring += resources.filter(({ value }) => value['ignore'] !== undefined).length;
  met.leftOut += leftOut.length;
  met.elsewhere += elsewhere.length;
}
