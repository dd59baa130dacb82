import { compact, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import type { Requested } from '../shared/request.ts';

const NAMES = [
  'deliveryStreamName',
  'deliveryStreamEncryptionConfigurationInput',
  'extendedS3DestinationConfiguration',
  's3DestinationConfiguration',
  'tags',
] as const;

/**
 * A stream. The deprecated plain destination in S3 has the members of the extended one.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
 */
export function streamOfRequest(request: JsonObject): Requested {
  const { taken, rest } = takeMembers(request, ...NAMES);
  const destination = taken.extendedS3DestinationConfiguration ?? taken.s3DestinationConfiguration;
  const encryption = taken.deliveryStreamEncryptionConfigurationInput;
  const spec = {
    ...rest,
    extendedS3Destination: destination,
    // Without a type it is AWS's own key.
    deliveryStreamEncryption:
      isObject(encryption) && Object.keys(encryption).length === 0 ? { keyType: 'AWS_OWNED_CMK' } : encryption,
    ...tagsOfRequest(taken.tags),
  };
  return requested(taken.deliveryStreamName, compact(spec));
}
