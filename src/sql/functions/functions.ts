import type { SqlFunction } from './function.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import { OTHER_FUNCTIONS } from './other-functions.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';

/**
 * Every function that is evaluated, by name in lower case: AWS's documentation writes `Trim` and `trim` alike.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html
 */
export const FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  ...NUMBER_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...OTHER_FUNCTIONS,
};

const wordsOf = (words: string): readonly string[] => words.trim().split(/\s+/);

/** Why documented functions are not evaluated, each with their names. */
const UNSUPPORTED: readonly (readonly [why: string, names: readonly string[]])[] = [
  [
    'asks another service',
    wordsOf(`aws_lambda get_dynamodb get_registry_data get_secret get_thing_shadow machinelearning_predict`),
  ],
  [
    'asks about the MQTT client, and AWS does not document what Device Defender is to it',
    wordsOf(`clientid get_mqtt_property get_user_properties principal sourceip traceid`),
  ],
  ['takes regular expressions of Java', wordsOf(`regexp_matches regexp_replace regexp_substr`)],
  ['takes date patterns of Joda-Time or Java', wordsOf(`parse_time time_to_epoch`)],
  ['is not evaluated here', wordsOf(`bitnot decode encode get_or_default md2 md5 sha1 sha224 sha256 sha384 sha512`)],
];

/** Why a call cannot be evaluated; undefined where it can. */
export function whyNotCalled(name: string): string | undefined {
  const key = name.toLowerCase();
  if (Object.hasOwn(FUNCTIONS, key)) return undefined;
  const [why] = UNSUPPORTED.find(([, names]) => names.includes(key)) ?? [];
  return why === undefined ? `AWS documents no function ${name}()` : `${name}() ${why}`;
}
