import { STREAM_DESTINATIONS } from '../../catalogue/stream-destinations.ts';
import { compact, isObject, objectOf } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { DeliveryStreamSpec } from './schema.ts';
import { SOURCE_TYPES } from './source-schemas.ts';
import type { StreamDescription } from './state.ts';
import { authorsWord, inAuthorsWords } from './spelling.ts';
import { membersOf } from '../shared/wire.ts';

/** What a description says, in the author's words; not yet in its one form. */
export function specFrom(stream: StreamDescription): DeliveryStreamSpec {
  return compact({
    deliveryStreamType: stream.DeliveryStreamType,
    deliveryStreamStatus: stream.DeliveryStreamStatus?.endsWith('_FAILED') ? stream.DeliveryStreamStatus : undefined,
    ...sourceFrom(stream),
    ...destinationFrom(stream),
    deliveryStreamEncryption: encryptionFrom(stream),
  }) as unknown as DeliveryStreamSpec;
}

/**
 * The destination as it was configured. Firehose describes S3 twice, and one that this version does not know is only named: its
 * members can hold secrets, and no plan can write them.
 */
function destinationFrom({ Destinations }: StreamDescription): JsonObject {
  const { S3DestinationDescription: plain, ...others } = membersOf(Destinations?.[0] ?? {}, 'DestinationId');
  const described =
    Object.keys(others).length === 0 && plain !== undefined ? { S3DestinationDescription: plain } : others;
  return Object.fromEntries(
    Object.entries(described).map(([name, settings]) => {
      const member = authorsWord(name.replace(/Description$/, ''));
      return [member, member in STREAM_DESTINATIONS && isObject(settings) ? settingsFrom(settings) : {}];
    }),
  );
}

/**
 * What AWS says again of what it signs in with: a token, and who. Here that stands in Secrets Manager only, and what somebody
 * put elsewhere is shown to nobody. https://docs.aws.amazon.com/firehose/latest/APIReference/API_SplunkDestinationDescription.html
 */
const SIGNS_IN = ['HECToken', 'Username', 'Password', 'User', 'PrivateKey', 'KeyPassphrase'];

function settingsFrom(settings: JsonObject): JsonObject {
  const said = Object.entries(settings).filter(([name]) => !SIGNS_IN.includes(name));
  const { s3BackupDescription, s3DestinationDescription, vpcConfigurationDescription, ...members } = inAuthorsWords(
    Object.fromEntries(said),
  ) as JsonObject;
  const { vpcId: _, ...vpc } = objectOf(vpcConfigurationDescription);
  return compact({
    ...members,
    endpointConfiguration: withoutKey(members['endpointConfiguration']),
    s3Configuration: s3DestinationDescription,
    s3BackupConfiguration: s3BackupDescription,
    vpcConfiguration: vpcConfigurationDescription === undefined ? undefined : vpc,
  });
}

function withoutKey(endpoint: JsonObject[string]): JsonObject | undefined {
  if (!isObject(endpoint)) return undefined;
  const { accessKey: _, ...rest } = endpoint;
  return rest;
}

/** What AWS says of a source beside what was configured is when it began to read. */
function sourceFrom({ Source: source = {} }: StreamDescription): JsonObject {
  const { MSKSourceDescription: { ReadFromTimestamp } = {} } = source;
  const readFromTimestamp = ReadFromTimestamp?.toISOString().replace(/\.\d{3}Z$/, 'Z');
  const sources = Object.entries(membersOf(source)).map(([name, settings]): [string, JsonObject] => {
    const member = authorsWord(name.replace(/Description$/, 'Configuration'));
    return [member, member in SOURCE_TYPES && isObject(settings) ? (inAuthorsWords(settings) as JsonObject) : {}];
  });
  return Object.fromEntries(
    sources.map(([name, settings]) => [
      name,
      name === 'mskSourceConfiguration' ? compact({ ...settings, readFromTimestamp }) : settings,
    ]),
  );
}

/** Failed to start counts as off, so that the next plan tries again. AWS returns no ARN for its own key. */
function encryptionFrom({
  DeliveryStreamEncryptionConfiguration: encryption,
}: StreamDescription): JsonObject | undefined {
  const { Status, KeyType, KeyARN } = encryption ?? {};
  if (KeyType === undefined || Status === undefined || ['DISABLED', 'DISABLING', 'ENABLING_FAILED'].includes(Status))
    return undefined;
  return compact({ keyType: KeyType, keyArn: KeyType === 'CUSTOMER_MANAGED_CMK' ? KeyARN : undefined });
}
