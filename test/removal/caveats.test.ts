import { expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { EXIT } from '../../src/model/world.ts';
import { diffDetails } from '../../src/render/markdown/diff.ts';
import { planned, testWorld } from '../world.ts';

const settings = `owner: acme/iot-security
targets:
  production: { account: "111122223333", region: ap-south-1 }
`;
const profile = (description: string): string => `securityProfiles:\n  Soundbox:\n    targets: []\n${description}`;
const options = { folder: 'profiles', accept: [], only: [], detailedExitcode: true };
const caveat = 'AWS documents no way to clear a description and may keep it';
/** Output is wrapped where the terminal ends. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

test.each([
  { clears: true, reason: 'AWS clears it', exit: EXIT.fine, told: '1 updated; each was read back', next: EXIT.fine },
  {
    clears: false,
    reason: 'AWS keeps it, and the run says so',
    exit: EXIT.failed,
    told: `AWS keeps other values than were sent: description. ${caveat}`,
    next: EXIT.changes,
  },
])('a description is taken out: $reason', async ({ clears, exit, told, next }) => {
  const world = testWorld(
    { 'profiles/defender.yaml': settings, 'profiles/soundbox.yaml': profile('    description: old\n') },
    { assumptions: { emptyDescriptionClears: clears } },
  );
  expect(await apply(world, options)).toBe(EXIT.fine);
  world.disk.set('profiles/soundbox.yaml', profile(''));
  world.printed();

  expect(await planned(world, options)).toBe(EXIT.changes);
  expect(flat(world.printed())).toContain(caveat);
  await planned(world, { ...options, format: 'json' });
  expect(JSON.parse(world.printed())).toMatchObject({
    targets: [{ changes: [{ edits: [{ path: 'description', caveat: expect.stringContaining(caveat) as unknown }] }] }],
  });

  expect(await apply(world, options)).toBe(exit);
  expect(flat(world.printed())).toContain(told);
  expect(await planned(world, options)).toBe(next);
  expect(flat(world.printed()).includes(caveat)).toBe(!clears);
});

test('a pull request shows the caveat below the difference', () => {
  const edits = [{ op: 'remove', path: 'description', before: 'old', caveat }] as const;
  const shown = diffDetails({ action: 'update', address: 'SecurityProfile/Soundbox', edits }, undefined, true);
  expect(shown).toMatch(/```\n\n⚠️ AWS documents no way to clear a description and may keep it\.\n\n<\/details>$/);
});
