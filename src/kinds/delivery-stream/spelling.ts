import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';

/** Members whose keys are the author's own (columns and JSON keys), so never translated. */
const MAPS = ['columnToJsonKeyMappings', 'ColumnToJsonKeyMappings'];

/** Names whose capitals the rule cannot bring back. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  kmsEncryptionConfig: 'KMSEncryptionConfig',
  awskmsKeyArn: 'AWSKMSKeyARN',
  mskSourceConfiguration: 'MSKSourceConfiguration',
  mskClusterArn: 'MSKClusterARN',
  hecEndpoint: 'HECEndpoint',
  hecEndpointType: 'HECEndpointType',
  hecAcknowledgmentTimeoutInSeconds: 'HECAcknowledgmentTimeoutInSeconds',
};

/** Amazon Data Firehose's member name in the author's words: `RoleARN` roleArn, `S3BackupMode` s3BackupMode, `KMSEncryptionConfig` kmsEncryptionConfig. */
export function authorsWord(name: string): string {
  const word = name.replace(/ARN$/, 'Arn');
  return word.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}

/** The author's word in Amazon Data Firehose's spelling. */
export function firehoseWord(word: string): string {
  return ABBREVIATIONS[word] ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`.replace(/Arn$/, 'ARN');
}

/** A value of Amazon Data Firehose with its member names in the author's words, all the way down. */
export function inAuthorsWords(value: JsonValue): JsonValue {
  return renamed(value, authorsWord);
}

/** A value with its member names as Amazon Data Firehose spells them, all the way down. */
export function inFirehoseWords(value: JsonValue): JsonValue {
  return renamed(value, firehoseWord);
}

function renamed(value: JsonValue, rename: (name: string) => string): JsonValue {
  if (isList(value)) return value.map((item) => renamed(item, rename));
  if (!isObject(value)) return value;
  const members: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(value))
    if (member !== undefined) members[rename(name)] = MAPS.includes(name) ? member : renamed(member, rename);
  return members satisfies JsonObject;
}
