import { expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { EXIT } from '../../../src/model/world.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { planned, testWorld } from '../../world.ts';

const PROFILES = (group: string): string => `owner: acme
targets: { production: { account: "111122223333", region: ap-south-1 } }
thingGroups: { meters: ${group} }
securityProfiles: { Fleet: { targets: [thinggroup/meters] } }
`;
const CHOICE = {
  folder: 'profiles',
  only: [],
  accept: ['data-loss:ThingGroup/meters', 'replace-referenced:ThingGroup/meters'],
};
const refusing = (operation: string): Partial<SandboxOptions> => ({
  intercept: (call) =>
    call.operation === operation
      ? { when: 'before', answer: { name: 'AccessDeniedException', message: 'not authorized', status: 403 } }
      : undefined,
});

test('a replacement is done only where all that let go of it has taken hold of it again', async () => {
  const first = testWorld({ 'profiles/a.yaml': PROFILES('{}') });
  expect(await apply(first, CHOICE)).toBe(EXIT.fine);
  const { state } = first.sandbox;
  const after = { 'profiles/a.yaml': PROFILES('{ queryString: "a:b" }') };

  const broken = testWorld(after, { state, ...refusing('AttachSecurityProfile') });
  expect(await apply(broken, CHOICE)).toBe(EXIT.failed);
  expect(broken.printed().replaceAll(/\s+/g, ' ')).toContain(
    'SecurityProfile/Fleet does not use it again: AWS refuses iot:AttachSecurityProfile',
  );

  // Another run fixes it.
  const again = testWorld(after, { state });
  expect(await apply(again, CHOICE)).toBe(EXIT.fine);
  expect(await planned(again)).toBe(EXIT.fine);
});
