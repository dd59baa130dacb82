/** Measures everything, or what is named, prints what came out and keeps it in docs/benchmarks.md. Fails where a goal is missed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Bench } from './bench.ts';
import { commands } from './commands.ts';
import { comment } from './comment.ts';
import { offline } from './offline.ts';
import { pace } from './pace.ts';
import { pageWith, sectionOf } from './report.ts';
import { sandbox } from './sandbox.ts';
import { simulation } from './simulate.ts';
import { startUp } from './start-up.ts';
import { subscription } from './subscribe.ts';

const BENCHES: readonly Bench[] = [pace, startUp, commands, offline, comment, sandbox, simulation, subscription];
const PAGE = 'docs/benchmarks.md';

const names = process.argv.slice(2);
const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown !== undefined)
  throw new Error(`There is no ${unknown}: choose from ${BENCHES.map(({ name }) => name).join(', ')}.`);

const sections = new Map<string, string>();
let missed = 0;
for (const bench of BENCHES) {
  if (names.length > 0 && !names.includes(bench.name)) continue;
  const measured = await bench.run();
  const section = sectionOf(bench, measured);
  console.log(`${section}\n`);
  sections.set(bench.title, section);
  missed += measured.goals.filter(({ holds }) => !holds).length;
}

const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
const titles = BENCHES.map(({ title }) => title);
writeFileSync(PAGE, pageWith(page, sections, titles));
spawnSync('oxfmt', [PAGE], { stdio: 'inherit' });
process.exitCode = missed === 0 ? 0 : 1;
