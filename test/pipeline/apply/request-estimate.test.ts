import { expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { EXIT } from '../../../src/model/world.ts';
import { testWorld } from '../../world.ts';
import { addGroups, profilesOf } from '../read/account.ts';

const SIZE = { profiles: 60, rules: 20, streams: 0, groups: 12 };

test('apply says before it writes what that takes at the least, and lists rules once a second at most', async () => {
  const world = testWorld({ 'profiles/a.yaml': profilesOf(SIZE) });
  addGroups(world, SIZE.groups);
  expect(await apply(world, { folder: 'profiles', only: [], accept: [], format: 'json' }), world.printed()).toBe(
    EXIT.fine,
  );
  // Each is written and described, profiles before as well, rules are asked for their tags: 60 profiles, 10 a second.
  expect(world.events).toContainEqual({
    type: 'estimate',
    doing: 'apply',
    target: 'production',
    requests: 60 * 3 + 20 * 3,
    seconds: 5,
  });
  const first = world.sandbox.calls.findIndex(({ readOnly }) => !readOnly);
  const sent = world.sandbox.calls.slice(first).map(({ operation }) => operation);
  expect(sent.length).toBeGreaterThanOrEqual(60 * 3 + 20 * 3 - 1);
  expect(sent).not.toContain('ListTopicRules');

  world.disk.set('profiles/a.yaml', profilesOf({ ...SIZE, rules: 0 }).replace('rules:\n', 'rules: {}\n'));
  world.sandbox.calls.length = 0;
  expect(await apply(world, { folder: 'profiles', only: [], accept: [], format: 'json' }), world.printed()).toBe(
    EXIT.fine,
  );
  const count = (name: string): number => world.sandbox.calls.filter(({ operation }) => operation === name).length;
  expect(count('DeleteTopicRule')).toBe(20);
  // One for the plan, and those that tell a rule that is gone from one that may not be read: shared by all who ask meanwhile.
  expect(count('ListTopicRules')).toBeLessThan(10);
});
