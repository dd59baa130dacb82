import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { iotArn, refusalOf, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

const DAY = 86_400_000;
/** Where the clock of a test account stands. */
const now = Date.UTC(2026, 10, 22, 12);
let account: TestAccount;
beforeEach(async () => {
  account = testAccount();
  await account.iot.send(new Iot.CreateThingGroupCommand({ thingGroupName: 'soundboxes' }));
  await account.iot.send(new Iot.CreateThingGroupCommand({ thingGroupName: 'pilots', parentGroupName: 'soundboxes' }));
  await account.iot.send(
    new Iot.CreateSecurityProfileCommand({
      securityProfileName: 'Soundbox',
      behaviors: [{ name: 'Quiet', metric: 'aws:num-messages-sent' }],
    }),
  );
  for (const group of ['soundboxes', 'pilots'])
    await account.iot.send(
      new Iot.AttachSecurityProfileCommand({
        securityProfileName: 'Soundbox',
        securityProfileTargetArn: iotArn(`thinggroup/${group}`),
      }),
    );
});

const valuesFrom = (from: number, until: number, more: Partial<Iot.ListMetricValuesRequest> = {}) =>
  account.iot.send(
    new Iot.ListMetricValuesCommand({
      thingName: 'soundboxes-00001',
      metricName: 'aws:num-messages-sent',
      startTime: new Date(from),
      endTime: new Date(until),
      maxResults: 250,
      ...more,
    }),
  );

describe('the things of an account', () => {
  test('come page by page', async () => {
    const names: (string | undefined)[] = [];
    for await (const { things = [] } of Iot.paginateListThings({ client: account.iot, pageSize: 20 }, {}))
      names.push(...things.map(({ thingName }) => thingName));
    expect(names).toHaveLength(50);
    expect(new Set(names).size).toBe(50);
    expect(names.at(-1)).toBe('soundboxes-00025');
  });

  test('are in their groups, and in those above on request', async () => {
    const inGroup = async (recursive: boolean) => {
      const input = { thingGroupName: 'soundboxes', recursive, maxResults: 250 };
      return (await account.iot.send(new Iot.ListThingsInThingGroupCommand(input))).things ?? [];
    };
    expect(await inGroup(false)).toHaveLength(25);
    expect(await inGroup(true)).toHaveLength(50);
    expect(
      await refusalOf(account.iot.send(new Iot.ListThingsInThingGroupCommand({ thingGroupName: 'none' }))),
    ).toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('the values of a metric', () => {
  test('lie in the time that is asked for, one in five minutes at most, and repeat', async () => {
    const { metricDatumList: data = [] } = await valuesFrom(now - DAY / 2, now);
    expect(data.length).toBeGreaterThan(130);
    expect(data.length).toBeLessThanOrEqual(145);
    const times = data.map(({ timestamp }) => Number(timestamp));
    expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
    expect(times.every((time) => time % 300_000 === 0 && time >= now - DAY / 2 && time <= now)).toBe(true);
    expect(data.every(({ value }) => Number.isInteger(value?.count))).toBe(true);
    expect((await valuesFrom(now - DAY / 2, now)).metricDatumList).toEqual(data);
  });

  test('come page by page, and are gone after 14 days', async () => {
    const days = async (from: number, until: number): Promise<number> => {
      let count = 0;
      let nextToken: string | undefined;
      do {
        const page = await valuesFrom(now - from * DAY, now - until * DAY, nextToken ? { nextToken } : {});
        count += page.metricDatumList?.length ?? 0;
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return count;
    };
    expect(await days(2, 0)).toBeGreaterThan(500);
    expect(await days(16, 14.1)).toBe(0);
    expect(await days(14.5, 13.5)).toBeLessThan(160);
  });

  test('are those of a fleet that is normal as behaviors have it, as in a simulation', async () => {
    const metricName = 'queue_depth';
    const names = { securityProfileName: 'Queues', securityProfileTargetArn: iotArn('thinggroup/soundboxes') };
    const criteria = { comparisonOperator: 'less-than', value: { number: 8 }, durationSeconds: 300 } as const;
    await account.iot.send(
      new Iot.CreateCustomMetricCommand({ metricName, metricType: 'number', clientRequestToken: 'q' }),
    );
    const behaviors = [{ name: 'Short', metric: metricName, criteria }];
    await account.iot.send(new Iot.CreateSecurityProfileCommand({ ...names, behaviors }));
    await account.iot.send(new Iot.AttachSecurityProfileCommand(names));
    const { metricDatumList: data = [] } = await valuesFrom(now - DAY, now, { metricName });
    const normal = data.filter(({ value }) => Number(value?.number) < 8);
    // Strange is who is strange, for two hours at most.
    expect(data.length - normal.length).toBeLessThanOrEqual(24);
    expect(normal.length).toBeGreaterThan(200);
  });

  test('are none where a profile collects the metric from other things only', async () => {
    const names = { securityProfileName: 'Elsewhere', securityProfileTargetArn: iotArn('thinggroup/pilots') };
    const behaviors = [{ name: 'Calm', metric: 'aws:num-disconnects' }];
    await account.iot.send(new Iot.CreateSecurityProfileCommand({ ...names, behaviors }));
    await account.iot.send(new Iot.AttachSecurityProfileCommand(names));
    const dataOf = async (thingName: string) =>
      (await valuesFrom(now - DAY, now, { thingName, metricName: 'aws:num-disconnects' })).metricDatumList?.length;
    expect(await dataOf('pilots-00001')).toBeGreaterThan(0);
    expect(await dataOf('soundboxes-00001')).toBe(0);
  });

  test.each([
    { metricName: 'aws:num-disconnects', reason: 'no profile collects it' },
    { metricName: 'aws:num-messages-sent', dimensionName: 'some', reason: 'a profile collects it, but not so' },
  ])('are none where $reason', async ({ reason: _, ...more }) => {
    expect((await valuesFrom(now - DAY, now, more)).metricDatumList).toEqual([]);
  });

  test.each([
    { more: { thingName: 'nobody' }, name: 'ResourceNotFoundException', reason: 'there is no such thing' },
    { more: { metricName: 'temperature' }, name: 'ResourceNotFoundException', reason: 'there is no such metric' },
    { more: { maxResults: 251 }, name: 'InvalidRequestException', reason: 'a page has 250 at most' },
    { more: { endTime: new Date(0) }, name: 'InvalidRequestException', reason: 'time does not run backwards' },
  ])('are refused where $reason', async ({ more, name }) => {
    expect(await refusalOf(valuesFrom(now - DAY, now, more))).toMatchObject({ name });
  });
});
