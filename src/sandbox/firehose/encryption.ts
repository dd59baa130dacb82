import { StartDeliveryStreamEncryption$, StopDeliveryStreamEncryption$ } from '@aws-sdk/client-firehose';
import type * as Firehose from '@aws-sdk/client-firehose';
import type { Checked } from '../checked.ts';
import type { OperationContext, FirehoseHandlers } from '../context.ts';
import type { DeliveryStreamRecord } from '../state.ts';
import { activeStreamOf, invalidArgument, inUse } from './refusals.ts';
import { named } from '../traits.ts';
import type { TraitsOf } from '../traits.ts';

type EncryptionInput = Checked<Firehose.DeliveryStreamEncryptionConfigurationInput>;

/** Server-side encryption. https://docs.aws.amazon.com/firehose/latest/APIReference/API_StartDeliveryStreamEncryption.html */
export const encryption = {
  StartDeliveryStreamEncryption(context, input) {
    const stream = encryptableStreamOf(context, input.DeliveryStreamName);
    const asked = input.DeliveryStreamEncryptionConfigurationInput ?? { KeyType: 'AWS_OWNED_CMK' };
    startEncryption(stream, asked, context.now + context.durations.encryption);
    stream.version += 1;
    return {};
  },

  StopDeliveryStreamEncryption(context, input) {
    const stream = encryptableStreamOf(context, input.DeliveryStreamName);
    if (stream.encryption.status === 'DISABLED') return {};
    stream.encryption.status = 'DISABLING';
    stream.encryptionDue = context.now + context.durations.encryption;
    stream.version += 1;
    return {};
  },
} satisfies FirehoseHandlers;

const on = named('deliverystream', 'DeliveryStreamName');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html */
export const encryptionTraits: TraitsOf<typeof encryption> = {
  StartDeliveryStreamEncryption: { shape: StartDeliveryStreamEncryption$, on },
  StopDeliveryStreamEncryption: { shape: StopDeliveryStreamEncryption$, on },
};

/** Begins to encrypt, also under another key than before. A key belongs to CUSTOMER_MANAGED_CMK and to nothing else. */
export function startEncryption(stream: DeliveryStreamRecord, asked: EncryptionInput, due: number): void {
  const { KeyType: keyType, KeyARN: keyArn } = asked;
  if (keyType === 'CUSTOMER_MANAGED_CMK' && keyArn === undefined) {
    throw invalidArgument('KeyARN must be specified for key type CUSTOMER_MANAGED_CMK.');
  }
  if (keyType === 'AWS_OWNED_CMK' && keyArn !== undefined) {
    throw invalidArgument('KeyARN must not be specified for key type AWS_OWNED_CMK.');
  }
  stream.encryption = { status: 'ENABLING', keyType, ...(keyArn === undefined ? {} : { keyArn }) };
  stream.encryptionDue = due;
}

function encryptableStreamOf(context: OperationContext, name: string): DeliveryStreamRecord {
  const stream = activeStreamOf(context, name);
  if (stream.type !== 'DirectPut')
    throw invalidArgument('Server-side encryption is supported for type DirectPut only.');
  if (stream.encryption.status.endsWith('ING')) {
    throw inUse(
      `Server-side encryption of Firehose ${name} under account ${context.account} is ${stream.encryption.status}`,
    );
  }
  return stream;
}
