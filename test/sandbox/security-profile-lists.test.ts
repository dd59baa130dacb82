import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

const behavior: Iot.Behavior = {
  name: 'FewFailures',
  metric: 'aws:num-authorization-failures',
  criteria: { comparisonOperator: 'less-than', value: { count: 10 }, durationSeconds: 300 },
};

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});

describe('the list of security profiles', () => {
  test('is filtered by a dimension or by a custom metric, not by both', async () => {
    await account.iot.send(
      new Iot.CreateDimensionCommand({
        name: 'topics',
        type: 'TOPIC_FILTER',
        stringValues: ['a/+'],
        clientRequestToken: 't',
      }),
    );
    await account.iot.send(
      new Iot.CreateCustomMetricCommand({
        metricName: 'battery',
        metricType: 'number',
        clientRequestToken: 't',
      }),
    );
    const metricDimension = { dimensionName: 'topics' };
    const profiles = {
      plain: [],
      metered: [{ metric: 'battery' }],
      narrowed: [{ metric: 'aws:message-byte-size', metricDimension }],
    };
    for (const [securityProfileName, additionalMetricsToRetainV2] of Object.entries(profiles)) {
      await account.iot.send(
        new Iot.CreateSecurityProfileCommand({ securityProfileName, additionalMetricsToRetainV2 }),
      );
    }
    const list = async (filter: Iot.ListSecurityProfilesRequest) =>
      (await account.iot.send(new Iot.ListSecurityProfilesCommand(filter))).securityProfileIdentifiers?.map(
        (identifier) => identifier.name,
      );
    expect(await list({})).toEqual(['metered', 'narrowed', 'plain']);
    expect(await list({ dimensionName: 'topics' })).toEqual(['narrowed']);
    expect(await list({ metricName: 'battery' })).toEqual(['metered']);
    const both = await refusalOf(list({ metricName: 'battery', dimensionName: 'topics' }));
    expect(both).toMatchObject({ name: 'InvalidRequestException' });
    expect(await refusalOf(list({ metricName: 'none' }))).toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('comes in pages of 25, or of maxResults, that neither repeat nor skip while others come and go', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${String(index).padStart(2, '0')}`);
    for (const one of names) await account.iot.send(new Iot.CreateSecurityProfileCommand({ securityProfileName: one }));
    const first = await account.iot.send(new Iot.ListSecurityProfilesCommand({}));
    expect(first.securityProfileIdentifiers).toHaveLength(25);
    await account.iot.send(new Iot.DeleteSecurityProfileCommand({ securityProfileName: 'p24' }));
    const second = await account.iot.send(new Iot.ListSecurityProfilesCommand({ nextToken: first.nextToken }));
    expect(second.securityProfileIdentifiers?.map((one) => one.name)).toEqual(names.slice(25));
    expect(second.nextToken).toBeUndefined();
    const seven = await account.iot.send(new Iot.ListSecurityProfilesCommand({ maxResults: 7 }));
    expect(seven.securityProfileIdentifiers).toHaveLength(7);
    const paged: (string | undefined)[] = [];
    for await (const page of Iot.paginateListSecurityProfiles({ client: account.iot, pageSize: 7 }, {})) {
      paged.push(...(page.securityProfileIdentifiers ?? []).map((one) => one.name));
    }
    expect(paged).toEqual(names.filter((one) => one !== 'p24'));
  });

  test('refuses a token that it never gave', async () => {
    const list = account.iot.send(new Iot.ListSecurityProfilesCommand({ nextToken: 'AAAA' }));
    expect(await refusalOf(list)).toMatchObject({ name: 'InvalidRequestException' });
  });
});

describe('validation of behaviors', () => {
  const validate = (behaviors: Iot.Behavior[]) =>
    account.iot.send(new Iot.ValidateSecurityProfileBehaviorsCommand({ behaviors }));

  test('finds nothing wrong with good ones', async () => {
    expect(await validate([behavior])).toMatchObject({ valid: true, validationErrors: [] });
  });

  test('reports, rather than refuses, also what the model forbids', async () => {
    const criteria = { ...behavior.criteria, consecutiveDatapointsToAlarm: 100_000, durationSeconds: 1200 };
    const { valid, validationErrors } = await validate([{ ...behavior, criteria }]);
    expect(valid).toBe(false);
    expect(validationErrors?.map((error) => error.errorMessage)).toEqual([
      expect.stringContaining('consecutiveDatapointsToAlarm'),
      'Behavior FewFailures is malformed. durationSeconds 1200 should be one of [300, 600, 900, 1800, 3600]',
    ]);
  });
});
