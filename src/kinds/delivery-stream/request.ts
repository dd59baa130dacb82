import { compact, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import type { Requested } from '../../model/kind.ts';

const NAMES = [
  'deliveryStreamName',
  'deliveryStreamEncryptionConfigurationInput',
  's3DestinationConfiguration',
  'mskSourceConfiguration',
  'elasticsearchDestinationConfiguration',
  'tags',
] as const;

/**
 * A stream. The deprecated plain destination in S3 has the members of the extended one, and Elasticsearch those of OpenSearch.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
 */
export function streamOfRequest(request: JsonObject): Requested {
  const { taken, rest } = takeMembers(request, ...NAMES);
  const encryption = taken.deliveryStreamEncryptionConfigurationInput;
  const spec = {
    ...rest,
    mskSourceConfiguration: isObject(taken.mskSourceConfiguration)
      ? withPlainTime(taken.mskSourceConfiguration)
      : taken.mskSourceConfiguration,
    extendedS3Destination: taken.s3DestinationConfiguration,
    amazonopensearchserviceDestination: taken.elasticsearchDestinationConfiguration,
    // Without a type it is AWS's own key.
    deliveryStreamEncryption:
      isObject(encryption) && Object.keys(encryption).length === 0 ? { keyType: 'AWS_OWNED_CMK' } : encryption,
    ...tagsOfRequest(taken.tags),
  };
  return requested(taken.deliveryStreamName, compact(spec));
}

/** Others write thousandths of seconds too, which are none here. */
function withPlainTime(source: JsonObject): JsonObject {
  const { taken, rest } = takeMembers(source, 'readFromTimestamp');
  const { readFromTimestamp: from } = taken;
  return { ...rest, readFromTimestamp: typeof from === 'string' ? from.replace(/\.\d+Z$/, 'Z') : from };
}
