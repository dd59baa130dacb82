import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/command-table.ts';
import { apply } from '../../src/commands/apply.ts';
import { cost } from '../../src/commands/cost.ts';
import { doctor } from '../../src/commands/diagnose/doctor.ts';
import { verify } from '../../src/commands/diagnose/verify.ts';
import { explain } from '../../src/commands/explain.ts';
import { iam } from '../../src/commands/iam.ts';
import { importTarget } from '../../src/commands/import.ts';
import { simulate } from '../../src/commands/simulate.ts';
import type { Command } from '../../src/commands/usage/command.ts';
import { tables } from '../../src/commands/tables.ts';
import { validate } from '../../src/commands/validate.ts';
import { OperatorError } from '../../src/model/problem.ts';
import type { JsonValue } from '../../src/model/values/json.ts';
import type { ExitCode } from '../../src/model/world.ts';
import { errorText } from '../../src/render/json/error.ts';
import { simulate as flow } from '../../src/sandbox/data-plane/simulation.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import { EXAMPLE } from '../sandbox/data-plane/flow.ts';
import { closed } from '../render/closed.ts';
import { TARGET, planned, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';

/** What is wrong with a document by a schema of schemas/, as text; a member that the schema does not tell of is wrong, too. */
function mistakes(schema: string, document: unknown): string {
  const file = new URL(`../../schemas/${schema}.schema.json`, import.meta.url);
  const validated = new Ajv2020({ strict: true, validateFormats: false }).compile(
    closed(JSON.parse(readFileSync(file, 'utf8')) as JsonValue) as object,
  );
  return validated(document) ? '' : JSON.stringify(validated.errors);
}

const choice = { folder: 'profiles', format: 'json', only: [], accept: [] } as const;

/** Every command that prints JSON, by its name. */
const runs: Readonly<Record<string, (world: TestWorld) => Promise<ExitCode> | ExitCode>> = {
  validate: (world) => validate(world, choice),
  plan: (world) => planned(world, { ...choice, detailedExitcode: false }),
  apply: (world) => apply(world, choice),
  import: (world) => importTarget(world, choice),
  doctor: (world) => doctor(world, choice),
  verify: (world) => verify(world, { ...choice, publish: true }),
  iam: (world) => iam(world, choice),
  cost: (world) => cost(world, choice),
  simulate: (world) =>
    simulate(
      {
        ...world,
        simulate: ({ name, account, region }, { day, ...rest }) =>
          flow(world.sandbox.state, { target: name, account, region, begin: Date.parse(day), ...rest }),
      },
      { ...choice, devices: 5, hours: 1, seed: 1, isApplied: false },
    ),
  explain: (world) => explain(world, choice),
  tables: (world) => tables(world, choice),
};

const printing = Object.entries<Command>(COMMANDS).filter(([, { formats = {} }]) => 'json' in formats);
const schemaOf = ({ formats = {} }: Command): string => /schemas\/(\w+)\./.exec(formats['json'] ?? '')?.[1] ?? '';

/** The one document that a command prints about the example, which was applied. */
async function documentOf(name: string, files: Readonly<Record<string, string>> = EXAMPLE) {
  const world = testWorld(files);
  if (files === EXAMPLE) await apply(world, { ...choice, format: 'terminal' });
  world.printed();
  const code = await runs[name]?.(world);
  const text = world.printed();
  expect(text).toMatch(/\}\n$/);
  return { code, document: JSON.parse(text) as Record<string, unknown> };
}

test('every command that prints JSON is held to its schema here', () => {
  expect(Object.keys(runs).sort()).toEqual(printing.map(([name]) => name).sort());
});

test.each(printing)('%s --json prints one document of the schema that its help names', async (name, command) => {
  const { code, document } = await documentOf(name);
  expect(code).toBe(0);
  expect(mistakes(schemaOf(command), document)).toBe('');
  for (const member of Object.keys(document)) {
    const { [member]: _, ...rest } = document;
    expect(mistakes(schemaOf(command), rest), `without ${member}`).not.toBe('');
  }
});

test.each(printing.filter(([, { folder }]) => folder !== undefined))(
  '%s --json prints problems in their own form where the profiles are invalid',
  async (name) => {
    const { code, document } = await documentOf(name, { 'profiles/a.yaml': 'rule: {}\n' });
    expect(code).toBe(3);
    expect(mistakes('problems', document)).toBe('');
    expect(document['problems']).toHaveLength(1);
  },
);

test('an error that ends a run is a document, without secrets', () => {
  const error = new OperatorError('DG4001', 'There are no credentials at https://me:secret@host.', {
    hint: 'Set AWS_PROFILE.',
  });
  const document: unknown = JSON.parse(errorText(error));
  expect(mistakes('error', document)).toBe('');
  expect(document).toEqual({
    schemaVersion: 1,
    error: {
      code: 'DG4001',
      message: 'There are no credentials at https://(sensitive)@host.',
      hint: 'Set AWS_PROFILE.',
    },
  });
  expect(mistakes('error', JSON.parse(errorText(new OperatorError('DG4001', 'None.'))))).toBe('');
});

interface Diagnosed {
  readonly targets: readonly {
    readonly target: string;
    readonly diagnostics: readonly { status: string; code?: string; message: string; hint?: string }[];
  }[];
}

describe('doctor and verify', () => {
  const MARKS: Readonly<Record<string, string>> = { fine: '✔', blocks: '✖', warns: '!', unchecked: '?' };

  test.each([
    { name: 'doctor', look: doctor, expected: 0 },
    { name: 'verify', look: verify, expected: 1 },
  ])('$name says the same in both formats', async ({ look, expected }) => {
    const world = testWorld(EXAMPLE);
    await apply(world, { ...choice, format: 'terminal' });
    const { topicRules } = regionOf(world.sandbox.state, TARGET.account, TARGET.region);
    Object.assign(topicRules['SoundboxMetricsToLake']?.payload ?? {}, { ruleDisabled: true });
    world.printed();
    const asked = { folder: 'profiles', publish: false };
    const code = await look({ ...world, style: { color: false, width: 1_000 } }, asked);
    const text = world.printed();
    await look(world, { ...asked, format: 'json' });
    const [only] = (JSON.parse(world.printed()) as Diagnosed).targets;
    const lines = (only?.diagnostics ?? []).flatMap(({ status, code: of, message, hint = '' }) => [
      `  ${MARKS[status]} ${of === undefined ? '' : `${of}: `}${message}`,
      ...(hint === '' ? [] : [`      ${hint}`]),
    ]);
    const comparable = (all: string): string => all.replaceAll(/\s+/g, ' ').trim();
    expect(comparable(text)).toContain(comparable(lines.join('\n')));
    expect(code).toBe(expected);
  });

  test('what ends a look is a diagnostic of its target, and the others are looked at', async () => {
    const more = 'targets:\n  pilot: { account: "444455556666", region: eu-west-1, variables: { lake: x } }\n';
    const settings = EXAMPLE['profiles/defender.yaml']?.replace('targets:\n', more) ?? '';
    const world = testWorld({ ...EXAMPLE, 'profiles/defender.yaml': settings }, { account: TARGET.account });
    expect(await doctor(world, choice)).toBe(1);
    const document = JSON.parse(world.printed()) as Diagnosed;
    expect(mistakes('diagnosis', document)).toBe('');
    const [pilot, production] = document.targets;
    expect(pilot).toMatchObject({ target: 'pilot', diagnostics: [{ status: 'blocks', code: 'DG4005' }] });
    expect(production?.diagnostics.length).toBeGreaterThan(3);
  });

  test.each([
    { format: 'terminal', early: 2 },
    { format: 'json', early: 0 },
  ] as const)('as $format a target is told $early times before the last is looked at', async ({ format, early }) => {
    const more = ['a', 'b'].map((name) => `  ${name}: { account: "111122223333", region: eu-west-1 }\n`).join('');
    const world = testWorld({
      'profiles/a.yaml': `owner: me\ntargets:\n${more}  c: { account: "111122223333", region: eu-west-2 }\ndimensions: {}\n`,
    });
    const told: string[] = [];
    const before: number[] = [];
    const watched = {
      ...world,
      print: (text: string) => void told.push(text),
      connect: (...given: Parameters<typeof world.connect>) => (before.push(told.length), world.connect(...given)),
    };
    await doctor(watched, { ...choice, format });
    expect(before.at(-1)).toBe(early);
    expect(told).toHaveLength(format === 'json' ? 1 : 3);
  });
});

describe('import', () => {
  test('has in JSON what it writes as YAML, and tells both where it writes a file', async () => {
    const world = testWorld(EXAMPLE);
    await apply(world, { ...choice, format: 'terminal' });
    world.disk.set('new/defender.yaml', EXAMPLE['profiles/defender.yaml'] ?? '');
    world.printed();
    await importTarget(world, { ...choice, folder: 'new', out: 'new/all.yaml' });
    const document = JSON.parse(world.printed()) as {
      readonly resources: readonly { address: string; section: string; value: object }[];
      readonly topics: object;
    };
    const written = parse(world.disk.get('new/all.yaml') ?? '') as Record<string, Record<string, object>>;
    const { topics, ...sections } = written;
    expect(document.topics).toEqual(topics);
    expect(document.resources).toHaveLength(Object.values(sections).flatMap(Object.keys).length);
    for (const { address, section, value } of document.resources)
      expect(sections[section]?.[address.slice(address.indexOf('/') + 1)]).toEqual(value);
  });
});

describe('explain', () => {
  test('has one form, with a word and without', async () => {
    const told = async (word?: string) => {
      const world = testWorld({});
      await explain(world, { word, format: 'json' });
      const document = JSON.parse(world.printed()) as {
        entries: readonly { noun: string; name: string; facts: object }[];
      };
      expect(mistakes('explanation', document)).toBe('');
      return document.entries;
    };
    const [metric] = await told('num-disconnects');
    expect(metric).toMatchObject({
      noun: 'metric',
      name: 'aws:num-disconnects',
      alias: 'num-disconnects',
      facts: { side: 'cloud', value: 'count' },
    });
    expect(await told()).toContainEqual(metric);
  });
});
