import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import type { SimulationReport } from '../../../src/model/exports/simulation.ts';
import { simulate } from '../../../src/sandbox/data-plane/simulation.ts';
import type { SimulationOptions } from '../../../src/sandbox/data-plane/options.ts';
import { TARGET, testWorld } from '../../world.ts';

/** The example profiles. */
export const EXAMPLE = Object.fromEntries(
  ['defender.yaml', 'soundbox.yaml'].map((name) => [
    `profiles/${name}`,
    readFileSync(new URL(`../../../profiles/${name}`, import.meta.url), 'utf8'),
  ]),
);

/** Changes of the example: what is found is replaced. */
export type Edits = readonly (readonly [find: string | RegExp, replacement: string])[];

/** The example with changes. */
export function edited(edits: Edits): Readonly<Record<string, string>> {
  let text = EXAMPLE['profiles/soundbox.yaml'] ?? '';
  for (const [find, replacement] of edits) {
    if (typeof find === 'string') expect(text).toContain(find);
    else expect(text).toMatch(find);
    text = text.replace(find, () => replacement);
  }
  return { ...EXAMPLE, 'profiles/soundbox.yaml': text };
}

/** Applies the example over the wire, and gives what then stands in the sandbox. */
export async function applied(edits: Edits = []) {
  const world = testWorld(edited(edits));
  const code = await apply(world, { folder: 'profiles', only: [], accept: [] });
  expect(code, world.printed()).toBe(0);
  return world.sandbox.state;
}

/** 20 devices for 2 hours. */
export const OPTIONS: SimulationOptions = {
  target: TARGET.name,
  account: TARGET.account,
  region: TARGET.region,
  devices: 20,
  hours: 2,
  seed: 7,
  begin: Date.UTC(2026, 10, 23),
};

/** Lets an edited example flow. */
export async function flow(edits: Edits = [], more: Partial<SimulationOptions> = {}): Promise<SimulationReport> {
  return simulate(await applied(edits), { ...OPTIONS, ...more });
}

/** A folder that goes when the work is done. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'defender-lake-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files below a folder, in their order. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** How many data points had each fate. */
export function fatesOf(report: SimulationReport): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { fate, points } of report.fates) sums[fate] = (sums[fate] ?? 0) + points;
  return sums;
}
