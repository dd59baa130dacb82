import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type {
  GetBucketLocationCommandOutput,
  GetObjectCommandOutput,
  ListObjectsV2CommandOutput,
} from '@aws-sdk/client-s3';
import type { S3Operations } from '../../model/aws.ts';
import { GetBucketLocationCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '../../sdk/s3.ts';
import type { Send } from './assume-role.ts';
import { configuredEndpoint } from './configured-endpoint.ts';

/** Firehose gathers 128 MiB at most, before it compresses: https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
const LARGEST = 256 * 1024 * 1024;

const unzip = promisify(gunzip);

/** Opens the buckets that these credentials may read, in whatever region they are; `sender` sends through a client of the SDK. */
export async function openS3(
  config: { region: string; endpoint?: string },
  sender: (client: S3Client, commands: object) => Send,
): Promise<Send> {
  // Few who stand in for AWS have a host for each bucket.
  const forcePathStyle = (await configuredEndpoint(new S3Client(config), config)) !== undefined;
  const client = new S3Client({ ...config, forcePathStyle, followRegionRedirects: true });
  const send = sender(client, { GetBucketLocationCommand, GetObjectCommand, ListObjectsV2Command });
  return (operation, input) => {
    if (operation === 'GetObject') return getObject(send, input as S3Operations['GetObject']['input']);
    return operation === 'GetBucketLocation'
      ? bucketLocation(send, input as S3Operations['GetBucketLocation']['input'])
      : listObjects(send, input as S3Operations['ListObjectsV2']['input']);
  };
}

type Operation<Name extends keyof S3Operations> = Promise<S3Operations[Name]['output']>;

async function getObject(
  send: Send,
  { bucket: Bucket, key: Key }: S3Operations['GetObject']['input'],
): Operation<'GetObject'> {
  const { Body } = (await send('GetObject', { Bucket, Key })) as GetObjectCommandOutput;
  const body = (await Body?.transformToByteArray()) ?? new Uint8Array();
  const isZipped = body[0] === 0x1f && body[1] === 0x8b;
  return { body: isZipped ? await unzip(body, { maxOutputLength: LARGEST }) : body };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
async function bucketLocation(
  send: Send,
  { bucket: Bucket }: S3Operations['GetBucketLocation']['input'],
): Operation<'GetBucketLocation'> {
  const { LocationConstraint: region } = (await send('GetBucketLocation', {
    Bucket,
  })) as GetBucketLocationCommandOutput;
  return { region: region ?? 'us-east-1' };
}

async function listObjects(
  send: Send,
  { bucket, prefix, after }: S3Operations['ListObjectsV2']['input'],
): Operation<'ListObjectsV2'> {
  // Keys may hold what XML cannot.
  const asked = { Bucket: bucket, Prefix: prefix, ContinuationToken: after, EncodingType: 'url' };
  const { Contents = [], NextContinuationToken } = (await send('ListObjectsV2', asked)) as ListObjectsV2CommandOutput;
  const objects = Contents.map(({ Key = '', Size = 0 }) => ({
    key: decodeURIComponent(Key.replaceAll('+', ' ')),
    bytes: Size,
  }));
  return NextContinuationToken === undefined ? { objects } : { objects, next: NextContinuationToken };
}
