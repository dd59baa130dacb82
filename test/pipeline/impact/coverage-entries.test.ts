import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import {
  coverageEntries,
  coverageKey,
  coverageKeys,
  throughOf,
  watchedKey,
  widerThan,
} from '../../../src/pipeline/impact/coverage-entries.ts';

const BOXES = 'arn:aws:iot:r:1:thinggroup/boxes';
const entry = (by: Address, aspect: 'detection' | 'export' | 'audit', metric: string, target: string) => ({
  by,
  aspect,
  watched: { metric },
  target,
  key: watchedKey(aspect, { metric }),
});

describe('what a resource watches is', () => {
  const profile: JsonObject = {
    targets: [BOXES, 'arn:aws:iot:r:1:all/things'],
    behaviors: [{ name: 'b', metric: 'm', criteria: {} }],
    metricsExport: { mqttTopic: 'a/b', metrics: ['n'] },
  };
  const P: Address = 'SecurityProfile/P';
  const W: Address = 'ScheduledAudit/W';
  const rows: { reason: string; by: Address; spec: JsonObject; expected: object[] }[] = [
    {
      reason: 'of a profile each metric on each target',
      by: P,
      spec: profile,
      expected: [
        entry(P, 'detection', 'm', 'thinggroup/boxes'),
        entry(P, 'export', 'n', 'thinggroup/boxes'),
        entry(P, 'detection', 'm', 'all/things'),
        entry(P, 'export', 'n', 'all/things'),
      ],
    },
    {
      reason: 'nothing of a profile that is attached to nothing',
      by: P,
      spec: { ...profile, targets: [] },
      expected: [],
    },
    {
      reason: 'by Basic Ingest, of exports only, what a rule can switch off',
      by: P,
      spec: { ...profile, targets: [BOXES], metricsExport: { mqttTopic: '$aws/rules/R/x', metrics: ['n'] } },
      expected: [
        entry(P, 'detection', 'm', 'thinggroup/boxes'),
        { ...entry(P, 'export', 'n', 'thinggroup/boxes'), through: 'TopicRule/R' },
      ],
    },
    {
      reason: 'of an audit each check on the account, which the settings can switch off',
      by: W,
      spec: { targetCheckNames: ['A', 'B'] },
      expected: ['A', 'B'].map((check) => ({
        ...entry(W, 'audit', check, 'account'),
        through: 'AuditConfiguration/account',
      })),
    },
    { reason: 'nothing of an audit that is broken', by: W, spec: { targetCheckNames: 'A' }, expected: [] },
    { reason: 'nothing of another kind, whatever it says', by: 'TopicRule/P', spec: profile, expected: [] },
  ];
  test.each(rows)('$reason', ({ by, spec, expected }) => {
    expect(coverageEntries(by, spec)).toStrictEqual(expected);
  });

  test('through nothing where the topic is an ordinary one, or there is none', () => {
    expect(throughOf(P, profile)).toBeUndefined();
    expect(throughOf(P, {})).toBeUndefined();
  });
});

describe('a target is part of', () => {
  test.each([
    { target: 'thinggroup/boxes', wider: ['all/registered-things', 'all/things'] },
    { target: 'all/registered-things', wider: ['all/things'] },
    { target: 'all/unregistered-things', wider: ['all/things'] },
    { target: 'all/things', wider: [] },
    { target: 'account', wider: [] },
  ])('$target: $wider', ({ target, wider }) => {
    expect(widerThan(target)).toEqual(wider);
    const one = { target, key: watchedKey('detection', { metric: 'm' }) };
    expect(coverageKeys(one)).toEqual([target, ...wider].map((each) => coverageKey({ ...one, target: each })));
  });
});
