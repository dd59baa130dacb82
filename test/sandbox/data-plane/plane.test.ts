import { describe, expect, test } from 'vitest';
import { OPTIONS } from './flow.ts';
import { batch, FIREHOSE, LAKE, plane } from './running-plane.ts';

describe('a rule with a firehose action', () => {
  test('makes a record of each element, with the separator behind it', async () => {
    const { publish, delivered } = await plane();
    publish(LAKE, batch(2));
    const key = 'acme-device-lake/defender/2026/11/23/soundbox-metrics-1-2026-11-23-00-00-00-UUID';
    expect((await delivered()).objects).toEqual({ [key]: '{"name":"m","thing":"t0"}\n{"name":"m","thing":"t1"}\n' });
  });

  test('makes one record of a message that is selected whole', async () => {
    const { publish, delivered } = await plane([['SELECT VALUE metrics', 'SELECT *']]);
    publish(LAKE, batch(2));
    expect(Object.values((await delivered()).objects)).toEqual([`${batch(2)}\n`]);
  });

  test('fails with more than 500 elements, and the error action takes the whole message', async () => {
    const { publish, delivered } = await plane();
    publish(LAKE, batch(501));
    const { objects, settled } = await delivered();
    expect(Object.keys(objects)).toEqual(['acme-device-lake/errors//UUID']);
    expect(JSON.parse(Object.values(objects)[0] ?? '')).toMatchObject({
      ruleName: 'SoundboxMetricsToLake',
      base64OriginalPayload: Buffer.from(batch(501)).toString('base64'),
      failures: [{ errorMessage: 'InvalidArgumentException: 501 records in one batch, at most 500' }],
    });
    expect(settled).toEqual([{ fate: 'error', where: 'acme-device-lake', points: 501 }]);
  });

  test('delivers when the buffer is full, whatever the time', async () => {
    const { publish, streams } = await plane([['sizeInMBs: 64', 'sizeInMBs: 1']]);
    for (let sent = 0; sent < 100; sent += 1) publish(LAKE, JSON.stringify({ metrics: ['x'.repeat(20_000)] }));
    expect(streams[0]?.due()).toBe(OPTIONS.begin + 300_000);
    expect(streams[0]?.counts).toMatchObject({ records: 100 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(streams[0]?.counts.objects).toBe(1);
  });
});

describe('other actions', () => {
  test('s3 writes an object under a key that is filled in', async () => {
    const s3 =
      '      - s3: { bucketName: "raw-${topic(1)}", key: "${topic()}/${timestamp()}.json", roleArn: role/RuleErrors }\n';
    const { publish, delivered } = await plane([[FIREHOSE, s3]]);
    publish(`${LAKE}/north/1`, batch(1));
    const { objects } = await delivered();
    expect(objects).toEqual({ [`raw-north/north/1/${OPTIONS.begin}.json`]: '[{"name":"m","thing":"t0"}]' });
  });

  test('republish reaches who subscribes, and one that goes in a circle ends', async () => {
    const republish = '      - republish: { topic: loop/metrics, roleArn: role/RuleErrors }\n';
    const { publish, onMessage, delivered } = await plane([
      [FIREHOSE, republish],
      ['SELECT VALUE metrics', "SELECT * FROM 'loop/metrics'"],
    ]);
    let heard = 0;
    onMessage('loop/+', () => void (heard += 1));
    publish(LAKE, batch(3));
    await delivered();
    expect(heard).toBe(10);
  });

  test('those of other services are named, with every data point', async () => {
    const sqs =
      '      - sqs: { queueUrl: "https://sqs.ap-south-1.amazonaws.com/111122223333/q", roleArn: role/RuleErrors }\n';
    const { publish, delivered } = await plane([[FIREHOSE, sqs]]);
    publish(LAKE, batch(3));
    expect((await delivered()).settled).toEqual([
      { fate: 'not-simulated', where: 'SoundboxMetricsToLake', reason: 'the action sqs', points: 3 },
    ]);
  });

  test('a message that is not JSON is named', async () => {
    const { publish, delivered } = await plane();
    publish(LAKE, 'no JSON');
    expect((await delivered()).settled).toEqual([
      { fate: 'not-simulated', where: 'SoundboxMetricsToLake', reason: 'a message that is not JSON', points: 1 },
    ]);
  });
});
