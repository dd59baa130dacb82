import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { iotArn, refusalOf, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

const name = 'Soundbox';
const behavior: Iot.Behavior = {
  name: 'FewFailures',
  metric: 'aws:num-authorization-failures',
  criteria: { comparisonOperator: 'less-than', value: { count: 10 }, durationSeconds: 300 },
};
const full = {
  securityProfileDescription: 'Operational health',
  behaviors: [behavior],
  alertTargets: { SNS: { alertTargetArn: 'arn:aws:sns:eu-west-1:111122223333:fleet', roleArn: ROLE } },
  additionalMetricsToRetainV2: [{ metric: 'aws:num-messages-sent', exportMetric: true }],
  metricsExportConfig: { mqttTopic: '$aws/rules/ToLake', roleArn: ROLE },
};

let account: TestAccount;
const create = (more: Partial<Iot.CreateSecurityProfileRequest> = {}) =>
  account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: name, ...full, ...more }));
const update = (change: Partial<Iot.UpdateSecurityProfileRequest>) =>
  account.iot.send(new Iot.UpdateSecurityProfileCommand({ securityProfileName: name, ...change }));
const live = async () => {
  const { $metadata: _metadata, ...profile } = await account.iot.send(
    new Iot.DescribeSecurityProfileCommand({ securityProfileName: name }),
  );
  return profile;
};
const attach = (profile: string, target: string) =>
  account.iot.send(
    new Iot.AttachSecurityProfileCommand({
      securityProfileName: profile,
      securityProfileTargetArn: iotArn(target),
    }),
  );

beforeEach(() => {
  account = testAccount();
});

describe('a security profile', () => {
  test('is described as it was created, with version 1, and without targets and tags', async () => {
    const created = await create({ tags: [{ Key: 'team', Value: 'payments' }] });
    expect(created).toMatchObject({
      securityProfileName: name,
      securityProfileArn: iotArn(`securityprofile/${name}`),
    });
    const time = new Date(Date.UTC(2026, 10, 22, 12));
    const times = { creationDate: time, lastModifiedDate: time };
    const id = { securityProfileName: name, securityProfileArn: iotArn(`securityprofile/${name}`) };
    expect(await live()).toEqual({ ...id, ...full, version: 1, ...times });
  });

  test('does not mention what was never set or is empty', async () => {
    const said = {
      behaviors: [],
      alertTargets: {},
      additionalMetricsToRetainV2: [],
      metricsExportConfig: undefined,
    };
    await create({ ...said, securityProfileDescription: undefined });
    expect(Object.keys(await live()).toSorted()).toEqual(
      ['creationDate', 'lastModifiedDate', 'securityProfileArn', 'securityProfileName', 'version'].toSorted(),
    );
  });

  test('can be created twice if it is the same, and not if it is another', async () => {
    await create();
    await create();
    const refused = await refusalOf(create({ behaviors: [{ ...behavior, suppressAlerts: true }] }));
    expect(refused).toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceId: name,
      resourceArn: iotArn(`securityprofile/${name}`),
    });
    expect(await live()).toMatchObject({ version: 1, behaviors: [behavior] });
  });

  test('has one version more after each update', async () => {
    await create();
    account.pass(60);
    const updated = await update({ securityProfileDescription: 'new' });
    expect(updated).toMatchObject({ version: 2, securityProfileDescription: 'new', behaviors: [behavior] });
    expect(updated.lastModifiedDate?.getTime()).toBe((updated.creationDate?.getTime() ?? 0) + 60_000);
  });

  test('is changed or deleted only at the version that was expected', async () => {
    await create();
    for (const request of [
      update({ expectedVersion: 2 }),
      account.iot.send(new Iot.DeleteSecurityProfileCommand({ securityProfileName: name, expectedVersion: 7 })),
    ]) {
      expect(await refusalOf(request)).toMatchObject({
        name: 'VersionConflictException',
        $metadata: { httpStatusCode: 409 },
      });
    }
    expect(await update({ expectedVersion: 1 })).toMatchObject({ version: 2 });
  });

  test('keeps what an update leaves out', async () => {
    await create();
    await update({ behaviors: [{ name: 'Other', metric: 'aws:num-disconnects' }] });
    const { behaviors: _behaviors, ...rest } = full;
    expect(await live()).toMatchObject({
      ...rest,
      behaviors: [{ name: 'Other', metric: 'aws:num-disconnects' }],
    });
  });

  test('is not cleared by empty collections', async () => {
    await create();
    await update({ behaviors: [], alertTargets: {}, additionalMetricsToRetainV2: [] });
    expect(await live()).toMatchObject(full);
  });

  test.each([
    ['deleteBehaviors', 'behaviors'],
    ['deleteAlertTargets', 'alertTargets'],
    ['deleteAdditionalMetricsToRetain', 'additionalMetricsToRetainV2'],
  ] as const)('%s clears %s and nothing else', async (flag, member) => {
    await create();
    await update({ [flag]: true });
    const { [member]: _cleared, ...rest } = full;
    expect(await live()).toMatchObject(rest);
    expect(await live()).not.toHaveProperty(member);
  });

  test('deleteMetricsExportConfig is refused as long as something is exported', async () => {
    await create();
    expect(await refusalOf(update({ deleteMetricsExportConfig: true }))).toMatchObject({
      name: 'InvalidRequestException',
    });
    const additionalMetricsToRetainV2 = [{ metric: 'aws:num-messages-sent', exportMetric: false }];
    await update({ deleteMetricsExportConfig: true, additionalMetricsToRetainV2 });
    expect(await live()).not.toHaveProperty('metricsExportConfig');
  });

  test.each([
    { flag: 'deleteBehaviors', member: { behaviors: [behavior] } },
    { flag: 'deleteAlertTargets', member: { alertTargets: full.alertTargets } },
    {
      flag: 'deleteAdditionalMetricsToRetain',
      member: { additionalMetricsToRetain: ['aws:num-disconnects'] },
    },
    { flag: 'deleteMetricsExportConfig', member: { metricsExportConfig: full.metricsExportConfig } },
  ])('$flag is refused together with its member', async ({ flag, member }) => {
    await create();
    const refused = await refusalOf(update({ [flag]: true, ...member }));
    expect(refused).toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining(flag),
    });
    expect(await live()).toMatchObject({ version: 1 });
  });

  test('takes an empty description in place of a description', async () => {
    await create();
    await update({ securityProfileDescription: '' });
    expect((await live()).securityProfileDescription).toBe('');
  });

  test('that is missing can be deleted, and neither described nor updated', async () => {
    await account.iot.send(new Iot.DeleteSecurityProfileCommand({ securityProfileName: name, expectedVersion: 3 }));
    for (const request of [live(), update({}), attach(name, 'all/things')]) {
      const refused = await refusalOf(request);
      expect(refused).toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    }
  });

  test('that is made anew has neither the tags nor the targets of the old one', async () => {
    await create({ tags: [{ Key: 'old', Value: '1' }] });
    await attach(name, 'all/things');
    await account.iot.send(new Iot.DeleteSecurityProfileCommand({ securityProfileName: name }));
    await create();
    const resourceArn = iotArn(`securityprofile/${name}`);
    const [tags, targets] = await Promise.all([
      account.iot.send(new Iot.ListTagsForResourceCommand({ resourceArn })),
      account.iot.send(new Iot.ListTargetsForSecurityProfileCommand({ securityProfileName: name })),
    ]);
    expect([tags.tags, targets.securityProfileTargets]).toEqual([[], []]);
  });

  test('can be called like a member of every object', async () => {
    for (const odd of ['__proto__', 'constructor', 'toString']) {
      const missing = account.iot.send(new Iot.DescribeSecurityProfileCommand({ securityProfileName: odd }));
      expect(await refusalOf(missing)).toMatchObject({ name: 'ResourceNotFoundException' });
      await account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: odd }));
      const found = await account.iot.send(new Iot.DescribeSecurityProfileCommand({ securityProfileName: odd }));
      expect(found.securityProfileName).toBe(odd);
    }
    expect(({} as Record<string, unknown>)['version']).toBeUndefined();
    expect(JSON.parse(JSON.stringify(account.sandbox.state))).toEqual(account.sandbox.state);
  });
});
