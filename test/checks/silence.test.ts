import { describe, expect, test } from 'vitest';
import { validate } from '../../src/commands/validate.ts';
import { EXIT } from '../../src/model/world.ts';
import { planned, testWorld } from '../world.ts';
import { checksIn, foundIn, SETTINGS } from './found.ts';

const live = (silence: string): string => `securityProfiles:
  P:
    targets: [thinggroup/soundboxes]
    metricsExport: { mqttTopic: a/b, roleArn: role/r, metrics: [aws:num-disconnects] }
    silence: [${silence}]
`;

describe('silence', () => {
  test('takes a warning away', () => {
    expect(checksIn(live(''))).toEqual(['export-not-received']);
    expect(checksIn(live('{ check: export-not-received, reason: a container subscribes }'))).toEqual([]);
    expect(checksIn(live('{ check: export-not-received, reason: r, until: "2026-11-22" }'))).toEqual([]);
  });

  test('of another check takes nothing away', () => {
    expect(checksIn(live('{ check: error-action-missing, reason: r }'))).toEqual(['export-not-received']);
  });

  test('ends with its last day', () => {
    const found = foundIn(live('{ check: export-not-received, reason: r, until: "2026-11-21" }'));
    expect(found.map(({ code }) => code)).toContain('DG2006');
    expect(found[0]?.message).toBe('Silencing export-not-received ran out on 2026-11-21.');
  });

  test('has a reason', () => {
    expect(checksIn(live('{ check: export-not-received }'))).toEqual(['DG1102']);
  });

  test('of an unknown check is a problem that names the nearest one', () => {
    const [found] = foundIn(live('{ check: export-not-recieved, reason: r }'));
    expect(found).toMatchObject({ code: 'DG2009', severity: 'error', hint: 'Did you mean export-not-received?' });
  });

  test('of an error is a problem', () => {
    const [found] = foundIn(live('{ check: sql-syntax, reason: r }'));
    expect(found).toMatchObject({ code: 'DG2010', severity: 'error' });
  });

  test('of nothing is told once the account is looked at', async () => {
    const yaml = live('{ check: export-not-received, reason: r }, { check: export-of-nothing, reason: r }');
    expect(checksIn(yaml)).toEqual([]);
    const world = testWorld({ 'profiles/a.yaml': `${SETTINGS()}${yaml}` });
    expect(await planned(world, { format: 'json' })).toBe(EXIT.changes);
    const plan = JSON.parse(world.printed()) as { targets: { findings: object[] }[] };
    expect(plan.targets[0]?.findings).toMatchObject([
      { code: 'DG2011', severity: 'note', message: 'export-of-nothing finds nothing in SecurityProfile/P.', line: 7 },
    ]);
  });
});

describe('how grave', () => {
  test('a warning stops nothing', async () => {
    const world = testWorld({ 'profiles/a.yaml': `${SETTINGS()}${live('')}` });
    expect(await validate(world, { folder: 'profiles' })).toBe(EXIT.fine);
    expect(world.printed()).toMatch(
      /^warning export-not-received: No rule reads a\/b\.[^]*1 warning in 1 file[^]*✔ No problems/,
    );
  });

  test('an error does', async () => {
    const world = testWorld({ 'profiles/a.yaml': `${SETTINGS()}rules: { R: { sql: SELECT, actions: [] } }` });
    expect(await validate(world, { folder: 'profiles' })).toBe(EXIT.invalid);
    expect(world.printed()).toMatch(/^DG8045: /);
  });

  test('warnings are not told beside what keeps a resource from being read', () => {
    expect(checksIn(`${live('')}customMetrics: { m: { metricType: numbr } }`)).toEqual(['DG1103']);
  });
});
