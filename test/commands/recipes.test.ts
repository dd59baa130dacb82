import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { importTarget } from '../../src/commands/import.ts';
import { validate } from '../../src/commands/validate.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { EXIT } from '../../src/model/world.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import { addThingGroup, planned, TARGET, testWorld } from '../world.ts';
import type { TestWorld } from '../world.ts';

const read = (file: string): string => readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8');
const ACCOUNTS = ['111122223333', '444455556666'];
const region = (of: TestWorld, account = ACCOUNTS[0] ?? '') => regionOf(of.sandbox.state, account, 'eu-west-1');

function worldWith(files: Readonly<Record<string, string>>): TestWorld {
  const one = testWorld(files);
  for (const account of ACCOUNTS)
    for (const name of ['irrigation-controllers', 'chargers', 'chargers-trial'])
      addThingGroup(one.sandbox, { ...TARGET, account, region: 'eu-west-1' }, name);
  return one;
}

const applied = (one: TestWorld, accept: readonly string[] = [], target?: string) =>
  apply(one, { folder: 'profiles', accept, only: [], ...(target !== undefined && { target }) });

/** Writes that were sent since the last call. */
function writes(one: TestWorld): readonly string[] {
  return one.sandbox.calls
    .splice(0)
    .filter(({ readOnly }) => !readOnly)
    .map(({ operation }) => operation);
}

describe('moving from CloudFormation', () => {
  const settings = read('cloudformation/profiles/defender.yaml');
  const fleet = read('cloudformation/profiles/fleet.yaml');
  let one: TestWorld;

  /** Gives every resource of the fleet other tags than those of an owner. */
  function retag(tags: Readonly<Record<string, string>>): void {
    const { customMetrics, securityProfiles, topicRules, deliveryStreams } = region(one);
    for (const all of [customMetrics, securityProfiles, topicRules, deliveryStreams])
      for (const resource of Object.values(all)) Object.assign(resource as object, { tags: { ...tags } });
  }

  beforeEach(async () => {
    one = worldWith({ 'profiles/defender.yaml': settings, 'profiles/fleet.yaml': fleet });
    expect(await applied(one), one.printed()).toBe(EXIT.fine);
    retag({ 'aws:cloudformation:stack-name': 'irrigation' });
    writes(one);
  });

  test('the example is what import makes of its template', async () => {
    const other = worldWith({
      'profiles/defender.yaml': settings,
      'template.yaml': read('cloudformation/template.yaml'),
    });
    const choice = { folder: 'profiles', only: [], from: 'template.yaml', out: 'profiles/fleet.yaml' };
    expect(await importTarget(other, choice)).toBe(EXIT.fine);
    expect(other.disk.get('profiles/fleet.yaml')).toBe(fleet);
    expect(await validate(other, { folder: 'profiles' })).toBe(EXIT.fine);
  });

  test('nothing is applied while the stack manages the resources', async () => {
    await expect(applied(one)).rejects.toThrow(OperatorError);
    expect(one.printed()).toContain('is managed by a CloudFormation stack');
    expect(writes(one)).toEqual([]);
  });

  test('new resources come beside the old ones, which stay as they are', async () => {
    const renamed = fleet
      .replace(/^customMetrics:\n.*\n/m, 'elsewhere: [CustomMetric/pipe_pressure]\n')
      .replaceAll(/\b(IrrigationControllers|IrrigationToLake|irrigation-metrics)\b/g, '$1_2');
    one.disk.set('profiles/fleet.yaml', renamed);
    expect(await applied(one), one.printed()).toBe(EXIT.fine);
    expect(writes(one).filter((operation) => /Delete|Update|Replace|Untag/.test(operation))).toEqual([]);
    const { securityProfiles, topicRules, deliveryStreams } = region(one);
    for (const all of [securityProfiles, topicRules, deliveryStreams]) expect(Object.keys(all)).toHaveLength(2);
    expect(await planned(one)).toBe(EXIT.fine);
  });

  test('resources that the stack has released are kept, and get the tag of their owner only', async () => {
    retag({});
    const adopting = fleet
      .replace('pipe_pressure: { ', 'pipe_pressure: { adopt: true, ')
      .replaceAll(/^ {2}(IrrigationControllers|IrrigationToLake|irrigation-metrics):\n/gm, '$&    adopt: true\n');
    one.disk.set('profiles/fleet.yaml', adopting);
    expect(await applied(one), one.printed()).toBe(EXIT.fine);
    expect(new Set(writes(one))).toEqual(new Set(['TagResource', 'TagDeliveryStream']));
    expect(await planned(one)).toBe(EXIT.fine);
  });
});

test('removing a target deletes what is ours there, once it is accepted, and leaves the other target alone', async () => {
  const settings = read('targets/defender.yaml');
  const files = { 'profiles/defender.yaml': settings, 'profiles/chargers.yaml': read('targets/chargers.yaml') };
  const one = worldWith(files);
  expect(await applied(one), one.printed()).toBe(EXIT.fine);
  one.disk.set('profiles/defender.yaml', settings.replace('    account: "444455556666"\n', '$&    empty: true\n'));
  one.printed();
  await expect(applied(one, [], 'staging')).rejects.toThrow(OperatorError);
  const ids = [...one.printed().matchAll(/--accept (\S+)/g)].map(([, id = '']) => id);
  expect(ids.map((id) => id.split(':')[0])).toContain('too-many-deletes');
  expect(await applied(one, ids, 'staging'), one.printed()).toBe(EXIT.fine);
  expect(Object.keys(region(one, '444455556666').securityProfiles)).toEqual([]);
  one.disk.set('profiles/defender.yaml', settings.replace(/ {2}staging:\n(?: {4}.*\n)+/, ''));
  one.disk.set(
    'profiles/chargers.yaml',
    read('targets/chargers.yaml').replace(/ {2}ChargersTrial:\n(?: {4}.*\n)+/, ''),
  );
  expect(await planned(one), one.printed()).toBe(EXIT.fine);
  expect(Object.keys(region(one).securityProfiles)).toEqual(['Chargers']);
});
