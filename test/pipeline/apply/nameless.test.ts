import { expect, test } from 'vitest';
import { openAccount } from '../../contract/account.ts';
import { applied, carriedOut, planned } from '../../contract/sorts/profiles.ts';
import { openService } from '../../contract/sorts/service.ts';

const OUT = 'relays: { Out: { protocol: https, url: a } }';

test('what AWS gave an id is read back by that, also where it loses the mark that it was found by', async () => {
  const service = openService((await openAccount()).aws);
  await applied(service, OUT);
  const leaving = await planned(service, 'elsewhere: [Relay/Out]\nrelays: {}');
  expect(await carriedOut(service, leaving)).toMatchObject([{ action: 'update', status: 'verified' }]);
  expect([...service.state.relays.values()].map(({ tags }) => tags)).toEqual([{}]);
});

test('what is made anew is read back by what AWS knows it by from then on', async () => {
  const service = openService((await openAccount()).aws);
  const locked = (door: string): string => `waivers: { cellar: { rule: LOCKED, door: ${door} } }`;
  await applied(service, locked('a'));
  const anew = await planned(service, locked('b'));
  expect(await carriedOut(service, anew)).toMatchObject([{ action: 'replace', status: 'verified' }]);
  expect([...service.state.waivers.keys()]).toEqual(['LOCKED-b']);
});

test('what is made anew has another id, and is found by its mark', async () => {
  const service = openService((await openAccount()).aws);
  await applied(service, OUT);
  const [before] = service.state.relays.keys();
  const anew = await planned(service, OUT.replace('https', 'mqtt'));
  expect(await carriedOut(service, anew)).toMatchObject([{ action: 'replace', status: 'verified' }]);
  expect([...service.state.relays.keys()]).not.toContain(before);
});
