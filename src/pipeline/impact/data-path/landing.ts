import { objectPrefix } from '../../../catalogue/object-prefix.ts';
import { isList, isObject, memberOf, textAt } from '../../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../../model/values/json.ts';

/** A place in a bucket where what flows can be looked for. */
export interface Landing {
  readonly bucket: string;
  /** What the keys of all objects begin with that are written between two times, in milliseconds. */
  readonly prefix: (from: number, to: number) => string;
  /** Seconds until what arrives is written, at the latest. */
  readonly seconds: number;
  /** Why objects cannot be looked into, as the end of a sentence. */
  readonly sealed?: string;
}

/** Where a stream writes, and where it puts what it cannot process; none where its destination is no bucket. */
export function landingsOfStream(spec: JsonObject): { readonly records?: Landing; readonly errors?: Landing } {
  const destination = objectAt(spec, 'extendedS3Destination');
  const bucket = textAt(destination, 'bucketArn')?.split(':::')[1];
  if (bucket === undefined) return {};
  const zone = textAt(destination, 'customTimeZone') ?? 'UTC';
  const seconds = Number(objectAt(destination, 'bufferingHints')['intervalInSeconds'] ?? 300);
  const sealed = sealOf(destination);
  const errorPrefix = textAt(destination, 'errorOutputPrefix');
  return {
    records: {
      bucket,
      seconds,
      prefix: sharedPrefix(textAt(destination, 'prefix') ?? '', zone),
      ...(sealed === undefined ? {} : { sealed }),
    },
    ...(errorPrefix === undefined ? {} : { errors: { bucket, seconds, prefix: () => literalHead(errorPrefix, '!{') } }),
  };
}

/** Where the actions of a rule write to buckets themselves. Their names may have templates, of which only the text before is known. */
export function landingsOfActions(actions: JsonValue | undefined): readonly Landing[] {
  return (isList(actions) ? actions : [actions]).flatMap((action) => {
    const s3 = isObject(action) ? objectAt(action, 's3') : {};
    const [bucket, key] = [textAt(s3, 'bucketName'), textAt(s3, 'key')];
    if (bucket === undefined || key === undefined || bucket.includes('${')) return [];
    return [{ bucket, seconds: 0, prefix: () => literalHead(key, '${') }];
  });
}

/** What is the same whatever is filled in: nothing that is random, and no part of the time that passes in between. */
function sharedPrefix(prefix: string, zone: string): Landing['prefix'] {
  const print = objectPrefix(prefix, zone);
  if (typeof print === 'string') return () => literalHead(prefix, '!{');
  return (from, to) => {
    const [first, last] = [print(from, () => '0'), print(to, () => '1')];
    const parting = [...first].findIndex((character, index) => character !== last[index]);
    return parting < 0 ? first : first.slice(0, parting);
  };
}

function literalHead(text: string, mark: string): string {
  return text.split(mark)[0] ?? '';
}

function sealOf(destination: JsonObject): string | undefined {
  const compression = textAt(destination, 'compressionFormat') ?? 'UNCOMPRESSED';
  const conversion = destination['dataFormatConversionConfiguration'];
  if (isObject(conversion) && conversion['enabled'] !== false) return 'are converted to Parquet or ORC';
  if (objectAt(destination, 'encryptionConfiguration')['kmsEncryptionConfig'] !== undefined)
    return 'are encrypted with a key of KMS';
  return ['UNCOMPRESSED', 'GZIP'].includes(compression) ? undefined : `are compressed as ${compression}`;
}

function objectAt(value: JsonObject, member: string): JsonObject {
  const found = memberOf(value, member);
  return isObject(found) ? found : {};
}
