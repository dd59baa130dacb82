import { refusal } from '../refusal.ts';
import type { ListedObjects } from '../s3/objects.ts';
import { queryText } from './message.ts';
import type { WireRequest } from './message.ts';
import type { Protocol } from './protocol.ts';
import { operationOf, shapeless } from './schemas.ts';
import { element, text } from './xml.ts';

const service = shapeless('ListObjectsV2', 'GetBucketLocation', 'GetObject');

/** Amazon S3, as far as buckets are read: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAPI.html */
export const s3Xml: Protocol = {
  service,
  decode(request) {
    const { bucket, key } = addressed(request);
    if (request.method !== 'GET' || bucket === '')
      throw refusal('MethodNotAllowed', 'The specified method is not allowed against this resource.', { status: 405 });
    if (key !== '') return { operation: operationOf(service, 'GetObject'), input: { bucket, key } };
    if (queryText(request, 'location') !== undefined)
      return { operation: operationOf(service, 'GetBucketLocation'), input: { bucket } };
    const after = queryText(request, 'continuation-token');
    const input = { bucket, prefix: queryText(request, 'prefix') ?? '', ...(after === undefined ? {} : { after }) };
    return { operation: operationOf(service, 'ListObjectsV2'), input };
  },
  encode(operation, output, requestId) {
    const headers = { 'x-amz-request-id': requestId };
    if (operation.name === 'GetObject') return { status: 200, headers, body: output['body'] as Uint8Array };
    if (operation.name === 'GetBucketLocation')
      return { status: 200, headers, body: location(String(output['region'])) };
    return { status: 200, headers, body: listing(output as unknown as ListedObjects) };
  },
  refuse({ name, message, refusal: { status = 400 } }, requestId) {
    const error = element('Code', name) + element('Message', text(message)) + element('RequestId', requestId);
    return { status, headers: { 'x-amz-request-id': requestId }, body: element('Error', error) };
  },
};

/** The bucket is the host's first part, or the path's: https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html */
function addressed({ path, headers }: WireRequest): { bucket: string; key: string } {
  const [, hosted] = /^(.+)\.s3\./.exec(headers['host'] ?? '') ?? [];
  const full = decodeURIComponent(path.slice(1));
  if (hosted !== undefined) return { bucket: hosted, key: full };
  const [, bucket = '', key = ''] = /^([^/]*)\/?(.*)$/s.exec(full) ?? [];
  return { bucket, key };
}

/** Of the first region there is none: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
function location(region: string): string {
  return element('LocationConstraint', region === 'us-east-1' ? '' : region);
}

/** Keys are encoded as in addresses, which clients have to ask for. */
function listing({ bucket, prefix, objects, next }: ListedObjects): string {
  const contents = objects.map(({ key, size, putAt }) =>
    element(
      'Contents',
      element('Key', encodeURIComponent(key)) +
        element('LastModified', new Date(putAt).toISOString()) +
        element('Size', String(size)),
    ),
  );
  return element(
    'ListBucketResult',
    element('Name', bucket) +
      element('Prefix', encodeURIComponent(prefix)) +
      element('EncodingType', 'url') +
      element('KeyCount', String(objects.length)) +
      element('IsTruncated', String(next !== undefined)) +
      (next === undefined ? '' : element('NextContinuationToken', text(next))) +
      contents.join(''),
  );
}
