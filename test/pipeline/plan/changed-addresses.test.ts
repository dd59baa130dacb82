import { describe, expect, test } from 'vitest';
import { kinds } from '../../../src/kinds/index.ts';
import type { Address } from '../../../src/model/address.ts';
import { changedAddresses } from '../../../src/pipeline/plan/changed-addresses.ts';
import type { Wanted as Version } from '../../../src/pipeline/plan/changed-addresses.ts';
import { TARGET } from '../../target.ts';
import { input, SOURCE } from './input.ts';
import type { Wanted } from './input.ts';

/** A version of the profiles that wants these resources. */
const version = (wanted: Record<Address, Wanted>, more: Partial<Version['desired']> = {}): Version => ({
  owner: 'acme',
  target: TARGET,
  desired: { ...input(wanted, {}).desired, ...more },
});
const changed = (before: Version, after: Version): readonly Address[] | undefined => {
  const found = changedAddresses(before, after, kinds);
  return found === undefined ? undefined : [...found].sort();
};

const metric = { spec: { metricType: 'number' } };
const ignore = [{ path: 'displayName', reason: 'the console sets it' }];
const watching = (name: string): Wanted => ({ spec: { behaviors: [{ name: 'b', metric: name }] } });
const left = (...addresses: Address[]): Partial<Version['desired']> => ({
  managedElsewhere: new Map(addresses.map((address) => [address, SOURCE])),
});

describe('what two versions of the profiles want otherwise is', () => {
  const rows: { reason: string; before: Version; after: Version; expected: readonly Address[] }[] = [
    {
      reason: 'nothing where both want the same',
      before: version({ 'CustomMetric/m': { ...metric, ignore } }),
      after: version({ 'CustomMetric/m': { ...metric, ignore } }),
      expected: [],
    },
    {
      reason: 'what came',
      before: version({ 'CustomMetric/m': metric }),
      after: version({ 'CustomMetric/m': metric, 'CustomMetric/n': metric }),
      expected: ['CustomMetric/n'],
    },
    {
      reason: 'what went',
      before: version({ 'CustomMetric/m': metric, 'CustomMetric/n': metric }),
      after: version({ 'CustomMetric/m': metric }),
      expected: ['CustomMetric/n'],
    },
    {
      reason: 'what has another spec',
      before: version({ 'CustomMetric/m': metric }),
      after: version({ 'CustomMetric/m': { spec: { metricType: 'string-list' } } }),
      expected: ['CustomMetric/m'],
    },
    {
      reason: 'what is taken over from now on',
      before: version({ 'CustomMetric/m': metric }),
      after: version({ 'CustomMetric/m': { ...metric, adopt: true } }),
      expected: ['CustomMetric/m'],
    },
    {
      reason: 'what ignores another field',
      before: version({ 'CustomMetric/m': metric }),
      after: version({ 'CustomMetric/m': { ...metric, ignore } }),
      expected: ['CustomMetric/m'],
    },
    {
      reason: 'what ignores another field instead, or for another reason',
      before: version({ 'CustomMetric/m': { ...metric, ignore }, 'CustomMetric/n': { ...metric, ignore } }),
      after: version({
        'CustomMetric/m': { ...metric, ignore: [{ path: 'tags', reason: 'the console sets it' }] },
        'CustomMetric/n': { ...metric, ignore: [{ path: 'displayName', reason: 'another' }] },
      }),
      expected: ['CustomMetric/m', 'CustomMetric/n'],
    },
    {
      reason: 'what got another former name, and that name, because its resource is to be deleted',
      before: version({ 'CustomMetric/m': metric }),
      after: version({ 'CustomMetric/m': { ...metric, renamedFrom: 'old' } }),
      expected: ['CustomMetric/m', 'CustomMetric/old'],
    },
    {
      reason: 'what is left to others from now on, and no longer',
      before: version({}, left('CustomMetric/a', 'CustomMetric/b')),
      after: version({}, left('CustomMetric/b', 'CustomMetric/c')),
      expected: ['CustomMetric/a', 'CustomMetric/c'],
    },
    {
      reason: 'what is left to others where nothing was before',
      before: version({}),
      after: version({}, left('CustomMetric/a')),
      expected: ['CustomMetric/a'],
    },
    {
      reason: 'what is no longer left to others where nothing is any more',
      before: version({}, left('CustomMetric/a')),
      after: version({}),
      expected: ['CustomMetric/a'],
    },
    {
      reason: 'also what a changed resource refers to and no file declares: it may be missing',
      before: version({}),
      after: version({ 'SecurityProfile/P': watching('theirs') }),
      expected: ['CustomMetric/theirs', 'SecurityProfile/P'],
    },
    {
      reason: 'not what a changed resource refers to and a file declares',
      before: version({ 'CustomMetric/m': metric }),
      after: version({ 'CustomMetric/m': metric, 'SecurityProfile/P': watching('m') }),
      expected: ['SecurityProfile/P'],
    },
    {
      reason: 'not what a resource refers to that stays as it is',
      before: version({ 'SecurityProfile/P': watching('theirs') }),
      after: version({ 'SecurityProfile/P': watching('theirs') }),
      expected: [],
    },
    {
      reason: 'not a group that no file declares: of groups only ours are looked for',
      before: version({}),
      after: version({ 'SecurityProfile/P': { spec: { targets: [`arn:aws:iot:${TARGET.region}:1:thinggroup/g`] } } }),
      expected: ['SecurityProfile/P'],
    },
    {
      reason: 'only that, where a section is in no file any more: nothing is deleted by that',
      before: version({ 'CustomMetric/m': metric }),
      after: version({}, { sections: new Set() }),
      expected: ['CustomMetric/m'],
    },
  ];
  test.each(rows)('$reason', ({ before, after, expected }) => expect(changed(before, after)).toEqual(expected));
});

describe('everything has to be read where', () => {
  const before = version({ 'CustomMetric/m': metric });
  const rows: { reason: string; was?: Version; after: Version }[] = [
    { reason: 'the owner is another', after: { ...before, owner: 'other' } },
    { reason: 'the account is another', after: { ...before, target: { ...TARGET, account: '999999999999' } } },
    { reason: 'the region is another', after: { ...before, target: { ...TARGET, region: 'eu-west-1' } } },
    { reason: 'the partition is another', after: { ...before, target: { ...TARGET, partition: 'aws-cn' } } },
    {
      reason: 'one section of several is complete from now on: whatever it lacks is to be deleted',
      was: version({ 'CustomMetric/m': metric }, { sections: new Set(['customMetrics']) }),
      after: version({ 'CustomMetric/m': metric }, { sections: new Set(['customMetrics', 'dimensions']) }),
    },
  ];
  test.each(rows)('$reason', ({ was = before, after }) => expect(changed(was, after)).toBeUndefined());

  test('and not where the target only has another name', () => {
    expect(changed(before, { ...before, target: { ...TARGET, name: 'other' } })).toEqual([]);
  });
});
