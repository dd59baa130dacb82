import * as Firehose from '@aws-sdk/client-firehose';
import { beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';
import { name, place, streamIn } from './streams.ts';

let account: TestAccount;
let stream: ReturnType<typeof streamIn>;
beforeEach(() => {
  account = testAccount();
  stream = streamIn(account);
});

describe('lists of Data Firehose', () => {
  test('of streams have 10 names unless told otherwise', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `s${String(index).padStart(2, '0')}`);
    for (const one of names) {
      await account.firehose.send(
        new Firehose.CreateDeliveryStreamCommand({
          DeliveryStreamName: one,
          ExtendedS3DestinationConfiguration: place,
        }),
      );
    }
    const list = (input: Firehose.ListDeliveryStreamsInput) =>
      account.firehose.send(new Firehose.ListDeliveryStreamsCommand(input));
    expect(await list({})).toMatchObject({
      DeliveryStreamNames: names.slice(0, 10),
      HasMoreDeliveryStreams: true,
    });
    expect(await list({ ExclusiveStartDeliveryStreamName: 's09' })).toMatchObject({
      DeliveryStreamNames: ['s10', 's11'],
      HasMoreDeliveryStreams: false,
    });
    expect(await list({ Limit: 100, DeliveryStreamType: 'KinesisStreamAsSource' })).toMatchObject({
      DeliveryStreamNames: [],
    });
  });

  test('of tags go on after a key', async () => {
    await stream.createActive();
    const Tags = [{ Key: 'b', Value: '2' }, { Key: 'a', Value: '1' }, { Key: 'c' }];
    await account.firehose.send(new Firehose.TagDeliveryStreamCommand({ DeliveryStreamName: name, Tags }));
    await account.firehose.send(
      new Firehose.UntagDeliveryStreamCommand({ DeliveryStreamName: name, TagKeys: ['b', 'never'] }),
    );
    const list = (input: Partial<Firehose.ListTagsForDeliveryStreamInput>) =>
      account.firehose.send(new Firehose.ListTagsForDeliveryStreamCommand({ DeliveryStreamName: name, ...input }));
    expect(await list({ Limit: 1 })).toMatchObject({ Tags: [{ Key: 'a', Value: '1' }], HasMoreTags: true });
    expect(await list({ ExclusiveStartTagKey: 'a' })).toMatchObject({
      Tags: [{ Key: 'c', Value: '' }],
      HasMoreTags: false,
    });
    expect((await stream.live()).VersionId).toBe('1');
  });

  test('of tags are 50 at most', async () => {
    await stream.createActive();
    const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}` }));
    await account.firehose.send(new Firehose.TagDeliveryStreamCommand({ DeliveryStreamName: name, Tags }));
    const more = account.firehose.send(
      new Firehose.TagDeliveryStreamCommand({ DeliveryStreamName: name, Tags: [{ Key: 'x' }] }),
    );
    expect(await refusalOf(more)).toMatchObject({ name: 'LimitExceededException' });
  });
});
