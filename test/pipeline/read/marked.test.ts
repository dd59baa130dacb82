import { describe, expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { importTarget } from '../../../src/commands/import.ts';
import { EXIT } from '../../../src/model/world.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import type { SandboxState } from '../../../src/sandbox/state.ts';
import { planned, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';
import { addGroups, sent } from './account.ts';

const SETTINGS =
  'owner: acme\ntargets: { production: { account: "111122223333", region: ap-south-1 } }\nlimits: { deletes: 3, deletePercent: 100 }\n';
const CHOICE = { folder: 'profiles', only: [], accept: ['data-loss:ThingGroup/north', 'data-loss:ThingGroup/south'] };
const TWO = `${SETTINGS}thingGroups: { north: {}, south: { thingGroupProperties: { thingGroupDescription: x } } }\n`;

/** An account that has two groups of ours among 300 of nobody's. */
async function crowded(yaml: string, options: Partial<SandboxOptions> = {}): Promise<TestWorld> {
  const first = testWorld({ 'profiles/a.yaml': TWO });
  addGroups(first, 300);
  expect(await apply(first, { ...CHOICE, accept: [] })).toBe(EXIT.fine);
  return testWorld({ 'profiles/a.yaml': yaml }, { state: first.sandbox.state as SandboxState, ...options });
}

const denied = (operation: string): Partial<SandboxOptions> => ({
  intercept: (call) =>
    call.operation === operation
      ? { when: 'before', answer: { name: 'AccessDeniedException', message: 'not authorized', status: 403 } }
      : undefined,
});

describe('of thing groups, which an account may have by the thousand,', () => {
  test('only those are looked at that are declared or ours', async () => {
    const world = await crowded(TWO);
    expect(await planned(world)).toBe(EXIT.fine);
    expect(sent(world)).toMatchObject({ DescribeThingGroup: 2 });
    expect(sent(world)).not.toHaveProperty('ListThingGroups');
  });

  test('ours go with their lines, and are told as orphaned without their section', async () => {
    const away = await crowded(`${SETTINGS}thingGroups: { north: {} }\n`);
    expect(await apply(away, CHOICE)).toBe(EXIT.fine);
    expect(away.printed()).toMatch(/delete +ThingGroup\/south/);
    const orphaned = await crowded(SETTINGS);
    expect(await planned(orphaned)).toBe(EXIT.fine);
    expect(orphaned.printed()).toContain('thingGroups');
    expect(sent(orphaned)).toMatchObject({ DescribeThingGroup: 2 });
  });

  test('nobody’s is found by the name under which it is declared', async () => {
    const world = await crowded(`${SETTINGS}thingGroups: { g7: {}, north: {}, south: {} }\n`);
    await planned(world);
    expect(world.printed()).toContain('ThingGroup/g7 is in the account already and nobody owns it');
  });

  test('all are looked at where the role may not ask the index and files have them, with a note', async () => {
    const world = await crowded(TWO, denied('GetResources'));
    expect(await planned(world)).toBe(EXIT.fine);
    expect(sent(world)).toMatchObject({ DescribeThingGroup: 304 });
    const notes = world.events.flatMap((event) => (event.type === 'read' ? event.reading.notes : []));
    expect(notes).toContainEqual(expect.stringMatching(/^All thingGroups of the account were looked at/));
  });

  test('none is looked at where the role may not ask the index and no file has them, with a note', async () => {
    const world = await crowded(SETTINGS, denied('GetResources'));
    expect(await planned(world)).toBe(EXIT.fine);
    expect(sent(world)).not.toHaveProperty('DescribeThingGroup');
    const unread = world.events.flatMap((event) => (event.type === 'read' ? event.reading.unread : []));
    expect(unread).toEqual([expect.stringMatching(/^thingGroups were not read, so none of them is planned/)]);
  });

  test('import writes ours, and nobody’s where it is asked for by name', async () => {
    const all = await crowded(SETTINGS);
    expect(await importTarget(all, { folder: 'profiles', only: [] })).toBe(EXIT.fine);
    const text = all.printed();
    expect(text).toContain('north:');
    expect(text).not.toContain('g7');
    const one = await crowded(SETTINGS);
    expect(await importTarget(one, { folder: 'profiles', only: ['ThingGroup/g7'] })).toBe(EXIT.fine);
    expect(one.printed()).toContain('g7: { adopt: true }');
  });
});
