import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { iotArn, refusalOf, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});

const createMetric = (metricName: string, more: Partial<Iot.CreateCustomMetricRequest> = {}) =>
  account.iot.send(
    new Iot.CreateCustomMetricCommand({
      metricName,
      metricType: 'number',
      clientRequestToken: undefined,
      ...more,
    }),
  );
const createDimension = (name: string, more: Partial<Iot.CreateDimensionRequest> = {}) =>
  account.iot.send(
    new Iot.CreateDimensionCommand({
      name,
      type: 'TOPIC_FILTER',
      stringValues: ['a/+'],
      clientRequestToken: undefined,
      ...more,
    }),
  );

describe('a custom metric', () => {
  test('is created, renamed and deleted', async () => {
    expect(await createMetric('battery', { displayName: 'Battery' })).toMatchObject({
      metricName: 'battery',
      metricArn: iotArn('custommetric/battery'),
    });
    account.pass(5);
    await account.iot.send(new Iot.UpdateCustomMetricCommand({ metricName: 'battery', displayName: 'Charge' }));
    const metric = await account.iot.send(new Iot.DescribeCustomMetricCommand({ metricName: 'battery' }));
    expect(metric).toMatchObject({ metricType: 'number', displayName: 'Charge' });
    expect((metric.lastModifiedDate?.getTime() ?? 0) - (metric.creationDate?.getTime() ?? 0)).toBe(5000);
    await account.iot.send(new Iot.DeleteCustomMetricCommand({ metricName: 'battery' }));
    await account.iot.send(new Iot.DeleteCustomMetricCommand({ metricName: 'battery' }));
    const gone = account.iot.send(new Iot.DescribeCustomMetricCommand({ metricName: 'battery' }));
    expect(await refusalOf(gone)).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('created again with its token is the same one; with another token it is a conflict', async () => {
    await createMetric('battery', { clientRequestToken: 'token-1' });
    expect(await createMetric('battery', { clientRequestToken: 'token-1' })).toMatchObject({
      metricName: 'battery',
    });
    for (const request of [
      createMetric('battery'),
      createMetric('battery', { clientRequestToken: 'token-2' }),
      createMetric('battery', { clientRequestToken: 'token-1', metricType: 'string-list' }),
    ]) {
      const refused = await refusalOf(request);
      expect(refused).toMatchObject({
        name: 'ResourceAlreadyExistsException',
        resourceArn: iotArn('custommetric/battery'),
      });
    }
  });

  test('cannot be deleted while a behavior or a retained metric names it', async () => {
    await createMetric('battery');
    const uses = [
      { behaviors: [{ name: 'b', metric: 'battery' }] },
      { additionalMetricsToRetainV2: [{ metric: 'battery' }] },
      { additionalMetricsToRetain: ['battery'] },
    ];
    for (const use of uses) {
      await account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'p', ...use }));
      const refused = await refusalOf(account.iot.send(new Iot.DeleteCustomMetricCommand({ metricName: 'battery' })));
      expect(refused).toMatchObject({
        name: 'InvalidRequestException',
        message: expect.stringContaining('p'),
      });
      await account.iot.send(new Iot.DeleteSecurityProfileCommand({ securityProfileName: 'p' }));
    }
    await account.iot.send(new Iot.DeleteCustomMetricCommand({ metricName: 'battery' }));
  });

  test('is one of a hundred at most, listed 25 at a time', async () => {
    for (let index = 0; index < 100; index += 1) await createMetric(`m${String(index).padStart(3, '0')}`);
    const refused = await refusalOf(createMetric('m100'));
    expect(refused).toMatchObject({ name: 'LimitExceededException', $metadata: { httpStatusCode: 410 } });
    const first = await account.iot.send(new Iot.ListCustomMetricsCommand({}));
    expect(first.metricNames).toHaveLength(25);
    const all: string[] = [];
    for await (const page of Iot.paginateListCustomMetrics({ client: account.iot }, {}))
      all.push(...(page.metricNames ?? []));
    expect(new Set(all).size).toBe(100);
  });
});

describe('a dimension', () => {
  test('is created, changed and deleted', async () => {
    expect(await createDimension('topics')).toMatchObject({
      name: 'topics',
      arn: iotArn('dimension/topics'),
    });
    const changed = await account.iot.send(
      new Iot.UpdateDimensionCommand({ name: 'topics', stringValues: ['b', 'c'] }),
    );
    expect(changed).toMatchObject({ type: 'TOPIC_FILTER', stringValues: ['b', 'c'] });
    expect((await account.iot.send(new Iot.ListDimensionsCommand({}))).dimensionNames).toEqual(['topics']);
    await account.iot.send(new Iot.DeleteDimensionCommand({ name: 'topics' }));
    await account.iot.send(new Iot.DeleteDimensionCommand({ name: 'topics' }));
    const gone = await refusalOf(account.iot.send(new Iot.DescribeDimensionCommand({ name: 'topics' })));
    expect(gone).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('created again with its token is the same one; with another token it is a conflict', async () => {
    await createDimension('topics', { clientRequestToken: 'token-1' });
    await createDimension('topics', { clientRequestToken: 'token-1' });
    expect(await refusalOf(createDimension('topics'))).toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
  });

  test('cannot be deleted while a profile names it', async () => {
    await createDimension('topics');
    const metricDimension = { dimensionName: 'topics' };
    const behaviors = [{ name: 'b', metric: 'aws:message-byte-size', metricDimension }];
    await account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: 'p', behaviors }));
    const refused = await refusalOf(account.iot.send(new Iot.DeleteDimensionCommand({ name: 'topics' })));
    expect(refused).toMatchObject({ name: 'InvalidRequestException' });
  });

  test('is one of ten at most', async () => {
    for (let index = 0; index < 10; index += 1) await createDimension(`d${index}`);
    expect(await refusalOf(createDimension('d10'))).toMatchObject({ name: 'LimitExceededException' });
  });
});
