import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { validate } from '../../src/commands/validate.ts';
import { EXIT } from '../../src/model/world.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import { planned, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';

/** What somebody else published, in the language of profiles. */
interface Example {
  readonly title: string;
  readonly text: string;
  /** Our code, or AWS's name, of the refusal, where it is one. */
  readonly code: string;
}

const FOLDER = new URL('published/', import.meta.url);
const HEAD = /^# (?<address>https:\/\/\S+)(?<about>.*)\n(?:# refused: (?<code>DG\d+|\w+Exception) (?<reason>.*)\n)?/;

/** Each document of the files whose names begin so; the comment at its head says where it was published. */
const examples = (prefix: string): readonly Example[] =>
  readdirSync(FOLDER)
    .filter((file) => file.startsWith(prefix))
    .flatMap((file) => {
      const [, ...documents] = readFileSync(new URL(file, FOLDER), 'utf8').split(/^---\n/m);
      return documents.map((text, index) => {
        const { address, about, code = '', reason = '' } = HEAD.exec(text)?.groups ?? {};
        if (address === undefined) throw new Error(`${file}: document ${index + 1} does not say where it stands`);
        return { title: `${file} ${index + 1}: ${reason || address.replace(/.*\//, '')}${about}`, text, code };
      });
    });

const SETTINGS = 'owner: us\ntargets: { production: { account: "123456789012", region: us-west-2 } }\n';
const CHOICE = { folder: 'profiles', only: [], accept: [] };
const worldOf = (text: string): TestWorld => {
  const world = testWorld(
    { 'profiles/defender.yaml': SETTINGS, 'profiles/example.yaml': text },
    { durations: { streamCreating: 0 } },
  );
  // What AWS's guides tell to do before.
  const { indexing } = regionOf(world.sandbox.state, '123456789012', 'us-west-2');
  indexing.thingIndexingConfiguration = { thingIndexingMode: 'REGISTRY' };
  return world;
};

const accepted = examples('accepted');
const refused = examples('refused');

describe('published examples', () => {
  test('are 40 or more, and 30 or more documented violations', () => {
    expect(accepted.length).toBeGreaterThanOrEqual(40);
    expect(refused.length).toBeGreaterThanOrEqual(30);
  });

  test.for(accepted)('validate, apply and plan empty: $title', async ({ text }) => {
    const world = worldOf(text);
    expect(await validate(world, CHOICE), world.printed()).toBe(EXIT.fine);
    expect(await apply(world, CHOICE), world.printed()).toBe(EXIT.fine);
    world.printed();
    expect(await planned(world), world.printed()).toBe(EXIT.fine);
  });
});

/** The codes that a run ends with: of its problems, or of the error that ends it. */
async function codesOf(world: TestWorld): Promise<string> {
  if ((await validate(world, CHOICE)) === EXIT.invalid) return world.printed();
  try {
    const code = await apply(world, CHOICE);
    return code === EXIT.fine ? 'accepted' : world.printed();
  } catch (error) {
    if (error instanceof OperatorError) return error.code;
    throw error;
  }
}

describe('documented violations', () => {
  test.for(refused)('are refused: $title', async ({ text, code }) => {
    expect(code).not.toBe('');
    expect(await codesOf(worldOf(text))).toContain(code);
  });
});
