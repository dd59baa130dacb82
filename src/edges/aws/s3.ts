import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { S3Operations } from '../../model/aws.ts';
import type { Send } from './assume-role.ts';
import { notAws } from './answers.ts';
import { escapeUri, refused, signedSender } from './signed-request.ts';
import type { SignedAnswer } from './signed-request.ts';

/** Firehose gathers 128 MiB at most, before it compresses: https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
const LARGEST = 256 * 1024 * 1024;

const unzip = promisify(gunzip);

/** Asks a bucket in the region that it is in. */
type Ask = (bucket: string, key: string, query: Readonly<Record<string, string>>) => Promise<Buffer>;

/** Opens the buckets that these credentials may read. https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html */
export function openS3(config: { region: string; endpoint?: string }): Send {
  const ask = asking(config);
  return (operation, input) =>
    operation === 'GetObject'
      ? getObject(ask, input as S3Operations['GetObject']['input'])
      : listObjects(ask, input as S3Operations['ListObjectsV2']['input']);
}

async function getObject(ask: Ask, { bucket, key }: S3Operations['GetObject']['input']): Promise<object> {
  const body = await ask(bucket, key, {});
  const isZipped = body[0] === 0x1f && body[1] === 0x8b;
  return { body: isZipped ? await unzip(body, { maxOutputLength: LARGEST }) : body };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
async function listObjects(ask: Ask, { bucket, prefix, after }: S3Operations['ListObjectsV2']['input']) {
  // Keys may hold what XML cannot.
  const query = { 'list-type': '2', 'encoding-type': 'url', prefix };
  const xml = (
    await ask(bucket, '', after === undefined ? query : { ...query, 'continuation-token': after })
  ).toString();
  if (!xml.includes('<ListBucketResult')) throw notAws('no list of objects', 200);
  const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, contents = '']) => ({
    key: decodeURIComponent(textIn(contents, 'Key').replaceAll('+', ' ')),
    bytes: Number(textIn(contents, 'Size')),
  }));
  const next = textIn(xml, 'NextContinuationToken');
  return next === '' ? { objects } : { objects, next };
}

function asking(config: { region: string; endpoint?: string }): Ask {
  const { send, isOverridden } = signedSender(config, 'S3');
  const regions = new Map<string, string>();
  const suffix = config.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return async (bucket, key, query) => {
    const askIn = (region: string): Promise<SignedAnswer> => {
      // A bucket with a dot in its name has no host that a certificate is for.
      const isInPath = isOverridden || bucket.includes('.');
      const hostname = `${isInPath ? '' : `${bucket}.`}s3.${region}.${suffix}`;
      const path = [...(isInPath ? [bucket] : []), ...(key === '' ? [] : key.split('/'))].map(escapeUri);
      return send({ method: 'GET', service: 's3', region, hostname, path: `/${path.join('/')}`, query });
    };
    const region = regions.get(bucket) ?? config.region;
    const answer = await askIn(region);
    const { [`x-amz-bucket-region`]: actual = region } = answer.headers;
    regions.set(bucket, actual);
    return bodyOf(answer.status >= 300 && actual !== region ? await askIn(actual) : answer);
  };
}

function bodyOf({ status, body }: SignedAnswer): Buffer {
  if (status < 300) return body;
  const xml = body.toString();
  const name = textIn(xml, 'Code');
  throw refused(name === '' ? `HTTP ${status}` : name, textIn(xml, 'Message') || 'no reason is given', status);
}

/** The text of the first element of that name; empty where there is none. */
function textIn(xml: string, name: string): string {
  const [, text = ''] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
