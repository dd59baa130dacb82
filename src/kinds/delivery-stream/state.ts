import type { Aws, FirehoseOperations } from '../../model/aws.ts';
import { OperatorError } from '../../model/problem.ts';
import { deliveryStreamNameSchema } from './schema.ts';
import { checked, unlessMissing } from '../shared/wire.ts';

/** What AWS says about a stream: https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamDescription.html */
export type StreamDescription = NonNullable<
  FirehoseOperations['DescribeDeliveryStream']['output']['DeliveryStreamDescription']
>;

/** The stream as it is now; undefined where there is none. */
export async function describeStream(aws: Aws, name: string): Promise<StreamDescription | undefined> {
  const answer = await unlessMissing(
    aws.firehose('DescribeDeliveryStream', { DeliveryStreamName: checked(name, deliveryStreamNameSchema) }),
  );
  return answer?.DeliveryStreamDescription;
}

/** Waits until a stream can be used and changed. Throws an OperatorError with AWS's reason where it never will. */
export async function untilActive(aws: Aws, name: string): Promise<StreamDescription> {
  return aws.until(`delivery stream ${name} becoming active`, async () => {
    const stream = await describeStream(aws, name);
    const status = stream?.DeliveryStreamStatus;
    if (stream === undefined || status === 'CREATING') return undefined;
    const isEncrypting = stream.DeliveryStreamEncryptionConfiguration?.Status?.endsWith('ING') === true;
    if (status === 'ACTIVE') return isEncrypting ? undefined : stream;
    throw failed(
      `Delivery stream ${name} is ${String(status)}`,
      stream.FailureDescription,
      'Put right what AWS names, then plan again: a stream that failed is replaced.',
    );
  });
}

/** Waits until a stream that is being deleted is gone and its name free. */
export async function untilGone(aws: Aws, name: string): Promise<void> {
  await aws.until(`delivery stream ${name} being deleted`, async () => {
    const stream = await describeStream(aws, name);
    if (stream === undefined) return true;
    if (stream.DeliveryStreamStatus !== 'DELETING_FAILED') return undefined;
    throw failed(
      `Delivery stream ${name} could not be deleted`,
      stream.FailureDescription,
      'Apply again to force it; retire the grant of its KMS key yourself then.',
    );
  });
}

/** Waits until encryption is on or off as asked. Throws an OperatorError with AWS's reason where it failed. */
export async function untilEncryption(aws: Aws, name: string, wanted: 'ENABLED' | 'DISABLED'): Promise<void> {
  await aws.until(`encryption of delivery stream ${name} being ${wanted.toLowerCase()}`, async () => {
    const encryption = (await describeStream(aws, name))?.DeliveryStreamEncryptionConfiguration;
    const status = encryption?.Status ?? 'DISABLED';
    if (status === wanted) return true;
    if (!status.endsWith('_FAILED')) return undefined;
    throw failed(
      `Encryption of delivery stream ${name} is ${status}`,
      encryption?.FailureDescription,
      'Check the key and its policy, then plan again.',
    );
  });
}

function failed(what: string, reason: StreamDescription['FailureDescription'], hint: string): OperatorError {
  const why = reason === undefined ? '' : ` (${String(reason.Type)}): ${String(reason.Details)}`;
  return new OperatorError('DG4007', `${what}${why}`, { hint });
}
