import * as Firehose from '@aws-sdk/client-firehose';
import { BUCKET, ROLE } from './clients.ts';
import type { TestAccount } from './clients.ts';

/** The name of the stream that these helpers speak of. */
export const name = 'lake';

/** The least that a destination needs. */
export const place = { RoleARN: ROLE, BucketARN: BUCKET };

/** What tests do with one delivery stream. */
export function streamIn(account: TestAccount) {
  const { firehose } = account;
  const create = (more: Partial<Firehose.CreateDeliveryStreamInput> = {}) => {
    const destination = 'S3DestinationConfiguration' in more ? {} : { ExtendedS3DestinationConfiguration: place };
    const input = { DeliveryStreamName: name, ...destination, ...more };
    return firehose.send(new Firehose.CreateDeliveryStreamCommand(input));
  };
  const live = async () => {
    const command = new Firehose.DescribeDeliveryStreamCommand({ DeliveryStreamName: name });
    const { DeliveryStreamDescription: stream } = await firehose.send(command);
    if (stream === undefined) throw new Error('no description');
    return stream;
  };
  return {
    create,
    /** Creates the stream with a destination and waits until it is ACTIVE. */
    async createActive(configuration: Partial<Firehose.ExtendedS3DestinationConfiguration> = {}) {
      await create({ ExtendedS3DestinationConfiguration: { ...place, ...configuration } });
      account.pass(60);
    },
    live,
    destination: async () => (await live()).Destinations?.[0]?.ExtendedS3DestinationDescription,
    update: async (change: Firehose.ExtendedS3DestinationUpdate, version?: string) =>
      firehose.send(
        new Firehose.UpdateDestinationCommand({
          DeliveryStreamName: name,
          CurrentDeliveryStreamVersionId: version ?? (await live()).VersionId,
          DestinationId: 'destinationId-000000000001',
          ExtendedS3DestinationUpdate: change,
        }),
      ),
    delete: () => firehose.send(new Firehose.DeleteDeliveryStreamCommand({ DeliveryStreamName: name })),
    start: (config?: Firehose.DeliveryStreamEncryptionConfigurationInput) =>
      firehose.send(
        new Firehose.StartDeliveryStreamEncryptionCommand({
          DeliveryStreamName: name,
          ...(config ? { DeliveryStreamEncryptionConfigurationInput: config } : {}),
        }),
      ),
    stop: () => firehose.send(new Firehose.StopDeliveryStreamEncryptionCommand({ DeliveryStreamName: name })),
  };
}
