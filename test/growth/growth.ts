import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WORLDS } from '../../bench/worlds.ts';
import type { WorldName } from '../../bench/worlds.ts';
import { apply } from '../../src/commands/apply.ts';
import { cost } from '../../src/commands/cost.ts';
import { doctor } from '../../src/commands/diagnose/doctor.ts';
import type { GraphFormat } from '../../src/commands/graph.ts';
import { graph } from '../../src/commands/graph.ts';
import type { IamFormat } from '../../src/commands/iam.ts';
import { iam } from '../../src/commands/iam.ts';
import { importTarget } from '../../src/commands/import.ts';
import { planAll } from '../../src/commands/planning/plan-targets.ts';
import { validate } from '../../src/commands/validate.ts';
import { annotatePlans } from '../../src/render/annotations/annotations.ts';
import { renderJobSummary } from '../../src/render/markdown/comment.ts';
import { planned as plannedIn, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';
import { openCounter } from './operations.ts';
import type { OperationCounter, OperationsOf } from './operations.ts';

type Work = () => unknown;

const CHOICE = { folder: 'profiles', only: [], accept: [] } as const;
const ABOUT = {
  head: 'a'.repeat(40),
  runUrl: 'https://github.com/acme/iot/actions/runs/1',
  links: () => '',
  notes: [],
};
const planned =
  (world: TestWorld): Work =>
  () =>
    plannedIn(world, { ...CHOICE, detailedExitcode: false });
const drawn =
  (format: GraphFormat) =>
  (world: TestWorld): Work =>
  () =>
    graph(world, { ...CHOICE, format });
const granted =
  (format: IamFormat) =>
  (world: TestWorld): Work =>
  () =>
    iam(world, { ...CHOICE, format });

/** What is done before anything is counted; gives what is counted. */
type Prepare = (world: TestWorld) => Work | Promise<Work>;

/** Applies everything, and leaves other files than before. */
async function applied(world: TestWorld, files?: Readonly<Record<string, string>>): Promise<void> {
  await apply(world, CHOICE);
  if (files === undefined) return;
  for (const file of world.disk.keys()) if (!file.endsWith('defender.yaml')) world.disk.delete(file);
  for (const [file, text] of Object.entries(files)) world.disk.set(file, text);
}

const COMMANDS = {
  validate: (world) => () => validate(world, CHOICE),
  'validate --json': (world) => () => validate(world, { ...CHOICE, format: 'json' }),
  'plan that creates': planned,
  'plan --json': (world) => () => plannedIn(world, { ...CHOICE, format: 'json', detailedExitcode: false }),
  'plan of no change': async (world) => (await applied(world), planned(world)),
  'plan that deletes': async (world) => {
    await applied(world, { 'profiles/none.yaml': 'securityProfiles: {}\nrules: {}\n' });
    return planned(world);
  },
  apply: (world) => () => apply(world, CHOICE),
  import: async (world) => (await applied(world, {}), () => importTarget(world, CHOICE)),
  doctor: async (world) => (await applied(world), () => doctor(world, CHOICE)),
  cost: (world) => () => cost(world, CHOICE),
  'iam --format json': granted('json'),
  'iam --format terraform': granted('terraform'),
  'graph --format mermaid': drawn('mermaid'),
  'graph --format svg': drawn('svg'),
  'the comment': async (world) => {
    const reviews = ((await planAll(world, CHOICE)) ?? []).map(({ review }) => review);
    return () => [renderJobSummary({ ...ABOUT, state: 'planned', reviews }), annotatePlans(reviews)];
  },
} satisfies Readonly<Record<string, Prepare>>;

/** What is looked at. */
export type CommandName = keyof typeof COMMANDS;

/** What a repository is large in, and the commands that meet it. */
export interface Growth {
  readonly large: string;
  readonly world: WorldName;
  /** Each twice the one before. */
  readonly sizes: readonly number[];
  readonly by: readonly CommandName[];
}

/** How many times as much twice as much may take: a heap of so few takes 2.6 times, comparing each with each four times. */
const MOST = 3;
/** What runs so seldom for each is left out: it may depend on where a name falls, or a minute. */
const SELDOM = 20;

/** A first run loads what others find loaded. */
const WARM_UP = 6;

/** What grows faster than it may, with how often it ran at each size. */
export function steep(counts: readonly OperationsOf[], size: number): readonly string[] {
  const [small, middle, large] = counts as [OperationsOf, OperationsOf, OperationsOf];
  return [...new Set(large.blocks)].flatMap((block) => {
    const [one, two, three] = [small.of(block), middle.of(block), large.of(block)];
    const isSteep = three - two > MOST * (two - one) && three > SELDOM * size;
    return isSteep ? [`${block}: ${one}, ${two}, ${three}`] : [];
  });
}

/** Makes a test for each command that meets what grows: at twice the size nothing may be done much more than twice as often. */
export function testGrowth(rows: readonly Growth[]): void {
  let counter: OperationCounter;
  beforeAll(async () => {
    counter = await openCounter();
  });
  afterAll(() => counter.close());
  describe.each(rows)('with twice as many $large', ({ world, sizes, by }) => {
    test.each(by)('%s does at most about twice as much of anything', async (name) => {
      const counts: OperationsOf[] = [];
      for (const size of [WARM_UP, ...sizes]) {
        const files = [...WORLDS[world](size)].map(([file, text]) => [`profiles/${file}`, text] as const);
        const work = await COMMANDS[name](testWorld(Object.fromEntries(files)));
        counts.push(await counter.count(work));
      }
      expect(steep(counts.slice(1), sizes.at(-1) ?? 0)).toEqual([]);
    });
  });
}
