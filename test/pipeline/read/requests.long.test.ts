import { expect, test } from 'vitest';
import { loadingProfiles } from '../../../src/commands/planning/profiles.ts';
import { finish } from '../../../src/model/steps.ts';
import { kinds, bulkReaders } from '../../../src/kinds/index.ts';
import { kindOf } from '../../../src/model/address.ts';
import type { Address } from '../../../src/model/address.ts';
import { readAccount } from '../../../src/pipeline/read/read-account.ts';
import { TARGET, testWorld } from '../../world.ts';
import { fill, profilesOf, seen, sent } from './account.ts';

test.for([
  { groups: 200, requests: 1532, minimumSeconds: 39, reason: 'five profiles on each thing group' },
  { groups: 1000, requests: 2326, minimumSeconds: 99, reason: 'each profile on a thing group of its own' },
])(
  '1,000 profiles, 250 rules and 50 streams are read with $requests requests: $reason',
  { timeout: 300_000 },
  async (row) => {
    const size = { profiles: 1000, rules: 250, streams: 50, groups: row.groups };
    const world = testWorld({ 'profiles/a.yaml': profilesOf(size) });
    fill(world, size);
    const { desired } = finish(loadingProfiles(world, 'profiles')).targets[0] ?? {};
    if (desired === undefined) throw new Error('no target');
    const aws = await world.connect(TARGET, desired);
    for (const kind of kinds)
      for (const { address, spec } of desired.resources.values())
        if (kind.name === 'DeliveryStream' && address.startsWith('DeliveryStream/'))
          await kind.write?.create?.(aws, address.slice('DeliveryStream/'.length), spec);

    world.sandbox.calls.length = 0;
    const naive = await readAccount(await world.connect(TARGET, desired), { kinds, report: world.report });
    const surveyed = await seen(world, desired);
    console.info(row.reason, { naive: naive.reading, surveyed: surveyed.reading, sent: sent(world) });
    // Groups that no file declares and that do not bear our mark are not looked at.
    const looked = [...naive.live].filter(([address]) => kindOf(address) !== 'ThingGroup');
    expect(surveyed.live).toEqual(new Map(looked));
    expect(surveyed.reading).toMatchObject({ requests: row.requests, minimumSeconds: row.minimumSeconds });

    const names = (prefix: string, count: number): Address[] =>
      Array.from({ length: count }, (_, index): Address => `${prefix}${index}` as Address);
    const only = [...names('SecurityProfile/P', 50), ...names('TopicRule/R', 13), ...names('DeliveryStream/s', 3)];
    const part = await readAccount(await world.connect(TARGET, desired), {
      kinds,
      report: world.report,
      bulkReaders: bulkReaders,
      desired,
      only,
    });
    console.info('5 % of it', part.reading);
    expect(part.reading).toMatchObject({ resources: 66, requests: 117, minimumSeconds: 4 });
  },
);
