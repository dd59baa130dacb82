import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { nameOf } from '../../src/model/address.ts';
import { kindAt } from '../../src/model/kind.ts';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import { edited, worlds } from '../arbitraries/worlds.ts';
import type { Declared, World } from '../arbitraries/worlds.ts';
import { TARGET } from '../arbitraries/target.ts';

const CLI = new URL('../../dist/cli.mjs', import.meta.url).pathname;
const root = mkdtempSync(join(tmpdir(), 'defender-worlds-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Each world has the seed of its number, so that a failure can be repeated alone: WORLDS_SEED=… WORLDS=1. */
const WORLDS = Number(process.env['WORLDS'] ?? 20);
const FIRST = Number(process.env['WORLDS_SEED'] ?? (process.env['CI'] ? 1 : Math.floor(Math.random() * 2 ** 30)));

const SETTINGS = {
  owner: 'me',
  targets: { [TARGET.name]: { account: TARGET.account, region: TARGET.region } },
  limits: { deletes: 3, deletePercent: 30 },
};

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built program as a process in a folder. */
function run(folder: string, ...args: readonly string[]): Promise<Ended> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd: folder, env, maxBuffer: 1e8 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

/** Writes profiles with their files, resources and members in an order that a seed gives; the lists stay as they are. */
function write(folder: string, world: Declared, seed: number): void {
  rmSync(join(folder, 'profiles'), { recursive: true, force: true });
  const turn = (size: number, salt: number): number => ((seed + 1) * 7919 + salt * 104_729) % size;
  const shuffled = <Item>(items: readonly Item[]): readonly Item[] =>
    items
      .map((item, index) => ({ item, at: turn(1009, index) }))
      .sort((left, right) => left.at - right.at)
      .map(({ item }) => item);
  const reordered = (value: JsonValue): JsonValue => {
    if (isList(value)) return value.map(reordered);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      shuffled(Object.entries(value)).map(([name, member]) => [name, reordered(member ?? null)]),
    );
  };
  const files = new Map<string, Record<string, Record<string, JsonValue>>>();
  // Every section stands somewhere, so that what is taken out is gone.
  const empty = Object.fromEntries(kinds.map(({ section }) => [section, {}]));
  files.set(`profiles/${turn(9, 1)}-all.yaml`, empty);
  for (const [index, [address, spec]] of shuffled([...world]).entries()) {
    const file = `profiles/${seed === 0 ? 'all' : `${'abc'[turn(3, index)]}/${turn(4, index)}`}.yaml`;
    const sections = files.get(file) ?? {};
    const { section } = kindAt(kinds, address);
    sections[section] = { ...sections[section], [nameOf(address)]: reordered(spec) };
    files.set(file, sections);
  }
  files.set(`profiles/${turn(9, 2)}-settings.yaml`, SETTINGS as never);
  for (const [file, sections] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify(reordered(sections as unknown as JsonObject), null, 1));
  }
}

/** A plan without places in files, which is all that may differ where nothing but the files is another. */
const withoutPlaces = (text: string): JsonValue => {
  const cut = (value: JsonValue): JsonValue => {
    if (isList(value)) return value.map(cut);
    if (!isObject(value)) return value;
    const members = Object.entries(value).filter(([name]) => !['source', 'file', 'line', 'column'].includes(name));
    return Object.fromEntries(members.map(([name, member]) => [name, cut(member ?? null)]));
  };
  return cut(JSON.parse(text) as JsonValue);
};

/** Where two values differ, also in the order of members, each as a sentence. */
function differences(one: JsonValue | undefined, other: JsonValue | undefined, path = ''): readonly string[] {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  const [left, right] = [one, other].map((value) =>
    isList(value)
      ? value.map((item, index) => [String(index), item] as const)
      : Object.entries(isObject(value) ? value : {}),
  );
  if (!left?.length || left.map(([name]) => name).join() !== right?.map(([name]) => name).join())
    return [`${path}: ${JSON.stringify(one)?.slice(0, 300)} and ${JSON.stringify(other)?.slice(0, 300)}`];
  return left.flatMap(([name, value], index) => differences(value, right[index]?.[1], `${path}/${name}`));
}

interface PlanDocument {
  readonly targets: readonly {
    readonly digest: string;
    readonly hazards: readonly { readonly id: string; readonly acceptable: boolean }[];
  }[];
}

const counts = { runs: 0, applied: 0, refused: 0, invalid: 0, layouts: 0 };

/** Plans, in two layouts of the files and twice; then applies what was planned, after which there is nothing to plan. */
async function settle(folder: string, world: Declared, seed: number): Promise<void> {
  const plan = (...more: readonly string[]): Promise<Ended> => {
    counts.runs += 1;
    return run(folder, 'plan', '--sandbox', '--detailed-exitcode', '--format', 'json', ...more);
  };
  write(folder, world, 0);
  const planned = await plan();
  expect(planned.err).not.toMatch(/bug of defender-gitops/);
  if (planned.code === 3) {
    counts.invalid += 1;
    return;
  }
  expect([0, 2], planned.err).toContain(planned.code);
  expect((await plan()).out, 'the same files make the same plan, byte by byte').toBe(planned.out);
  write(folder, world, 1 + (seed % 1000));
  const other = await plan();
  expect(
    differences(withoutPlaces(planned.out), withoutPlaces(other.out)),
    'files and members in another order make the same plan',
  ).toEqual([]);
  counts.layouts += 1;

  const { targets } = JSON.parse(planned.out) as PlanDocument;
  const hazards = targets.flatMap((target) => target.hazards);
  const accept = hazards.filter(({ acceptable }) => acceptable).flatMap(({ id }) => ['--accept', id]);
  counts.runs += 1;
  const applied = await run(folder, 'apply', '--sandbox', ...accept);
  if (hazards.some(({ acceptable }) => !acceptable)) {
    counts.refused += 1;
    expect(applied.code).toBe(1);
    expect((await plan()).out, 'what was refused changed nothing').toBe(other.out);
    return;
  }
  expect(applied, `${applied.out}${applied.err}`).toMatchObject({ code: 0 });
  counts.applied += 1;
  const after = await plan();
  expect(after, after.out).toMatchObject({ code: 0 });
}

async function live(world: World, seed: number): Promise<void> {
  const folder = mkdtempSync(join(root, 'world-'));
  let declared = world.first;
  await settle(folder, declared, seed);
  for (const steps of world.then) {
    declared = edited(declared, steps);
    await settle(folder, declared, seed);
  }
  await settle(folder, new Map(), seed);
  rmSync(folder, { recursive: true, force: true });
}

test(
  `${WORLDS} worlds from seed ${FIRST} on are planned, applied, edited and emptied by the built program`,
  { timeout: Math.max(600_000, WORLDS * 30_000) },
  async () => {
    expect(existsSync(CLI)).toBe(true);
    const seeds = Array.from({ length: WORLDS }, (_, index) => FIRST + index);
    const broken: string[] = [];
    const work = async (): Promise<void> => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
        const [world] = fc.sample(worlds, { seed, numRuns: 1 });
        await live(world as World, seed).catch((error: Error) =>
          broken.push(
            `WORLDS_SEED=${seed} WORLDS=1: ${error.message.slice(0, 500)} ${String((error as { actual?: unknown }).actual).slice(0, 2000)}`,
          ),
        );
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    console.log(`${WORLDS} worlds from seed ${FIRST} on: ${JSON.stringify(counts)}`);
    expect(broken).toEqual([]);
    expect(counts.invalid, 'most worlds are valid').toBeLessThanOrEqual(Math.ceil(counts.layouts / 4));
  },
);
