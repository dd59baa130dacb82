import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import { importTarget } from '../../src/commands/import.ts';
import { validate } from '../../src/commands/validate.ts';
import { EXIT } from '../../src/model/world.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { regionOf } from '../../src/sandbox/state.ts';
import type { AuditSuppressionRecord } from '../../src/sandbox/untagged-records.ts';
import { planned, TARGET, testWorld, writes } from '../world.ts';
import type { TestWorld } from '../world.ts';

const [SHARED, LOGGING] = ['DEVICE_CERTIFICATE_SHARED_CHECK', 'LOGGING_DISABLED_CHECK'];
const [ID, OTHER_ID] = ['a'.repeat(64), 'b'.repeat(64)];
const SETTINGS = `owner: acme
targets: { production: { account: "111122223333", region: ap-south-1 } }
auditConfiguration:
  roleArn: role/Audits
  auditCheckConfigurations: { ${SHARED}: { enabled: true }, ${LOGGING}: { enabled: true } }
scheduledAudits:
  Daily: { frequency: DAILY, targetCheckNames: [${SHARED}, ${LOGGING}] }
`;
const suppression = (name: string, more = '', { id = ID, until = '2027-03-31' } = {}): string =>
  `auditSuppressions:
  ${name}:
    checkName: ${SHARED}
    resourceIdentifier: { deviceCertificateId: ${id} }
    until: ${until}
    description: Two gateways share it
${more}`;
const CHOICE = { folder: 'profiles', only: [], accept: [] };

/** An account in which these profiles were applied. */
async function appliedWorld(yaml: string): Promise<TestWorld> {
  const world = testWorld({ 'profiles/a.yaml': SETTINGS + yaml });
  expect(await apply(world, CHOICE)).toBe(EXIT.fine);
  world.sandbox.calls.length = 0;
  return world;
}

/** The same account with other profiles, on another day if need be. */
function later({ sandbox }: TestWorld, yaml: string, today = '2026-11-22'): TestWorld {
  const assumed = { state: sandbox.state };
  return { ...testWorld({ 'profiles/a.yaml': SETTINGS + yaml }, assumed), today };
}

const records = ({ sandbox }: TestWorld): readonly AuditSuppressionRecord[] =>
  Object.values(regionOf(sandbox.state, TARGET.account, TARGET.region).auditSuppressions);
const flat = (world: TestWorld): string => world.printed().replaceAll(/\s+/g, ' ');

describe('a suppression', () => {
  test('says whose it is at the end of its reason, with the name that AWS does not keep, and is planned no more', async () => {
    const world = await appliedWorld(suppression('LegacyGateway'));
    expect(records(world)).toEqual([
      expect.objectContaining({
        checkName: SHARED,
        expiresAt: Date.UTC(2027, 3, 1),
        description: 'Two gateways share it [defender-gitops:acme LegacyGateway]',
      }),
    ]);
    expect(await planned(world)).toBe(EXIT.fine);
  });

  test('comes after its check is enabled', async () => {
    const world = testWorld({ 'profiles/a.yaml': SETTINGS + suppression('LegacyGateway') });
    await apply(world, CHOICE);
    const sent = writes(world);
    expect(sent.indexOf('CreateAuditSuppression')).toBeGreaterThan(sent.indexOf('UpdateAccountAuditConfiguration'));
  });

  test('of a check that is off in the account is a problem before anything is sent, though no file has the audits', async () => {
    const settings = SETTINGS.slice(0, SETTINGS.indexOf('auditConfiguration'));
    const world = testWorld({ 'profiles/a.yaml': settings + suppression('LegacyGateway') });
    expect(await apply(world, CHOICE)).toBe(EXIT.invalid);
    expect(flat(world)).toContain(`DG8094: ${SHARED} is not enabled. profiles/a.yaml:5:16`);
    expect(writes(world)).toEqual([]);
  });

  test('is prolonged in place, and renamed in place', async () => {
    const world = await appliedWorld(suppression('LegacyGateway'));
    const longer = later(world, suppression('LegacyGateway', '', { until: 'indefinitely' }));
    expect(await apply(longer, CHOICE)).toBe(EXIT.fine);
    expect(writes(longer)).toEqual(['UpdateAuditSuppression']);
    expect(records(longer)).toEqual([expect.not.objectContaining({ expiresAt: expect.any(Number) })]);
    const renamed = later(longer, suppression('Gateway', '', { until: 'indefinitely' }));
    expect(await apply(renamed, CHOICE)).toBe(EXIT.fine);
    expect(writes(renamed)).toEqual(['UpdateAuditSuppression']);
    expect(records(renamed)[0]?.description).toBe('Two gateways share it [defender-gitops:acme Gateway]');
  });

  test('is another one where it is about something else: the old one goes', async () => {
    const world = await appliedWorld(suppression('LegacyGateway'));
    const moved = later(world, suppression('LegacyGateway', '', { id: OTHER_ID }));
    expect(await planned(moved)).toBe(EXIT.changes);
    expect(moved.printed()).toContain('replace');
    expect(await apply(moved, CHOICE)).toBe(EXIT.fine);
    expect(records(moved).map(({ resourceIdentifier }) => resourceIdentifier)).toEqual([
      { deviceCertificateId: OTHER_ID },
    ]);
  });

  test('goes with its lines, and nobody else’s does', async () => {
    const world = await appliedWorld(suppression('LegacyGateway'));
    const finding = { checkName: LOGGING, resourceIdentifier: { account: '111122223333' } };
    const aws = await world.connect(TARGET, { resources: new Map(), sections: new Set() });
    await aws.iot('CreateAuditSuppression', { ...finding, suppressIndefinitely: true, clientRequestToken: undefined });
    const empty = later(world, 'auditSuppressions: {}\nlimits: { deletes: 9, deletePercent: 100 }\n');
    expect(await apply(empty, CHOICE)).toBe(EXIT.fine);
    expect(records(empty).map(({ checkName }) => checkName)).toEqual([LOGGING]);
  });

  test('that nobody owns is taken over once `adopt` is said', async () => {
    const world = await appliedWorld('');
    const aws = await world.connect(TARGET, { resources: new Map(), sections: new Set() });
    const finding = { checkName: SHARED, resourceIdentifier: { deviceCertificateId: ID } };
    const request = { ...finding, expirationDate: new Date('2027-04-01'), description: 'by hand' };
    await aws.iot('CreateAuditSuppression', { ...request, clientRequestToken: undefined });
    const refused = later(world, suppression('LegacyGateway'));
    await expect(apply(refused, CHOICE)).rejects.toThrow(OperatorError);
    expect(writes(refused)).toEqual([]);
    const adopted = later(world, suppression('LegacyGateway', '    adopt: true\n'));
    expect(await apply(adopted, CHOICE)).toBe(EXIT.fine);
    expect(records(adopted)[0]?.description).toBe('Two gateways share it [defender-gitops:acme LegacyGateway]');
  });

  test('is imported, and the next plan has no more to do than to mark it', async () => {
    const world = await appliedWorld('');
    const aws = await world.connect(TARGET, { resources: new Map(), sections: new Set() });
    const finding = { checkName: SHARED, resourceIdentifier: { deviceCertificateId: ID } };
    const request = { ...finding, expirationDate: new Date('2027-04-01'), description: 'by hand' };
    await aws.iot('CreateAuditSuppression', { ...request, clientRequestToken: undefined });
    world.disk.delete('profiles/a.yaml');
    const settings = SETTINGS.slice(0, SETTINGS.indexOf('auditConfiguration'));
    world.disk.set('profiles/defender.yaml', settings);
    expect(await importTarget(world, { folder: 'profiles', only: [], out: 'profiles/live' })).toBe(EXIT.fine);
    const [file = '', text = ''] = [...world.disk].find(([, one]) => one.includes('auditSuppressions:')) ?? [];
    expect(file).toContain('profiles/');
    expect(text).toContain(`${SHARED}:deviceCertificateId=${ID}`);
    expect(text).toMatch(/until: "?2027-03-31/);
    expect(text).toContain('description: by hand');
  });
});

describe('a date', () => {
  test('that is gone is a problem at its line, and no request', async () => {
    const world = testWorld({
      'profiles/a.yaml': SETTINGS + suppression('LegacyGateway', '', { until: '2026-11-21' }),
    });
    expect(await validate(world, CHOICE)).toBe(EXIT.invalid);
    expect(flat(world)).toMatch(
      /DG8090: Suppressing DEVICE_CERTIFICATE_SHARED_CHECK ran out on 2026-11-21\. profiles\/a\.yaml:12:12 /,
    );
    expect(await apply(world, CHOICE)).toBe(EXIT.invalid);
    expect(writes(world)).toEqual([]);
  });

  test('of today is not gone, and what ends within 30 days is told', async () => {
    for (const [until, isTold] of Object.entries({ '2026-11-22': true, '2026-12-22': true, '2026-12-23': false })) {
      const world = testWorld({ 'profiles/a.yaml': SETTINGS + suppression('LegacyGateway', '', { until }) });
      expect(await validate(world, CHOICE)).toBe(EXIT.fine);
      expect(flat(world).includes('runs out'), until).toBe(isTold);
    }
  });

  test('that passes is told in the plans of its last month, and asks then to be removed', async () => {
    const world = await appliedWorld(suppression('LegacyGateway'));
    const [soon, gone] = ['2027-03-15', '2027-04-01'].map((day) => later(world, suppression('LegacyGateway'), day));
    expect(await planned(soon as TestWorld)).toBe(EXIT.fine);
    expect(flat(soon as TestWorld)).toContain(`Suppressing ${SHARED} runs out on 2027-03-31.`);
    expect(await validate(gone as TestWorld, CHOICE)).toBe(EXIT.invalid);
  });
});
