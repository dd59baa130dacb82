import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isList, isObject } from '../../../model/values/json.ts';
import { nearest } from '../../../model/values/nearest.ts';
import { isArn } from './places.ts';
import { show } from './value-words.ts';

/** What an author most likely meant by a value of the wrong type, as an instruction; undefined where nothing suggests itself. */
export function meantValue(
  value: JsonValue | undefined,
  types: readonly unknown[],
  schemas: readonly JsonObject[],
): string | undefined {
  if (typeof value === 'string') return meantByText(value, types);
  if (types.includes('string') && typeof value === 'number')
    return 'Put it in quotes, with all its digits: YAML reads it as a number and drops leading zeros.';
  if (types.includes('string') && typeof value === 'boolean') return `Put it in quotes: "${value}".`;
  if (!types.includes('object')) return undefined;
  if (isList(value)) return meantByPairs(value);
  const members = schemas.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : []));
  if (value === null || value === undefined || members.length === 0) return undefined;
  const [only] = members;
  const others = members.length === 1 ? '' : `; the members are ${members.join(', ')}`;
  return `Name its member, as in { ${only}: ${show(value)} }${others}.`;
}

/** How a variable has to be declared where its value is of the wrong type. */
export function meantVariable(name: string, value: JsonValue, types: readonly unknown[]): string {
  const declared = (how: string, text: string): string =>
    `In the settings declare it ${how}: \`variables: { ${name}: ${text} }\`.`;
  if (types.includes('string')) return declared('in quotes', JSON.stringify(String(value)));
  const text = String(value).trim();
  if (types.includes('boolean')) return declared('without quotes', /^(true|yes|on|1)$/i.test(text) ? 'true' : 'false');
  if (text !== '' && Number.isFinite(Number(text))) return declared('without quotes', text);
  return `It is the value of \${var.${name}}.`;
}

const TRUE = ['true', 'yes', 'on', 'y', '1'];
const FALSE = ['false', 'no', 'off', 'n', '0'];

function meantByText(text: string, types: readonly unknown[]): string | undefined {
  const word = text.trim().toLowerCase();
  if (types.includes('boolean') && [...TRUE, ...FALSE].includes(word)) {
    const meant = TRUE.includes(word);
    return word === String(meant) ? `Remove the quotes: ${meant}.` : `Write ${meant}.`;
  }
  const isNumeric = word !== '' && Number.isFinite(Number(word));
  if (isNumeric && (types.includes('number') || types.includes('integer'))) return `Remove the quotes: ${word}.`;
  if (types.includes('array') && /^-\S/.test(text)) return `Add a space after the dash: - ${text.slice(1)}`;
  if (types.includes('array')) return `Write it as a list: [${text}].`;
  const [, key, rest] = types.includes('object') ? (/^([\w.-]+):(\S.*)$/.exec(text) ?? []) : [];
  return key === undefined ? undefined : `Add a space after the colon: ${key}: ${rest}`;
}

/** Tags in the spelling of CloudFormation and the AWS CLI: `[{ Key: team, Value: payments }]`. */
function meantByPairs(list: readonly JsonValue[]): string | undefined {
  const pairs = list.map((item) =>
    isObject(item) ? ([item['Key'] ?? item['key'], item['Value'] ?? item['value']] as const) : [],
  );
  const isPairs = pairs.length > 0 && pairs.every(([key, value]) => typeof key === 'string' && value !== undefined);
  return isPairs
    ? `Write { ${pairs.map(([key, value]) => `${String(key)}: ${String(value)}`).join(', ')} }.`
    : undefined;
}

/** What an author most likely meant by a text where an ARN is wanted; undefined where nothing suggests itself. */
export function meantArn(text: string, schema: JsonObject): string | undefined {
  if (!isArn(schema)) return undefined;
  if (/^arn:?/i.test(text)) return wrongPart(text);
  const examples = (isList(schema['examples']) ? schema['examples'] : []).map(String);
  const bucket = /^s3:\/\/([^/]+)/.exec(text)?.[1];
  if (bucket !== undefined && examples.some((example) => !example.includes('/'))) return `Did you mean ${bucket}?`;
  const heads = examples.flatMap((example) => (example.includes('/') ? [example.slice(0, example.indexOf('/'))] : []));
  const [head = '', ...tail] = text.split('/');
  if (tail.length === 0) return heads[0] === undefined || head === '' ? undefined : `Did you mean ${heads[0]}/${head}?`;
  const meant = nearest(head, heads);
  return meant === undefined || meant === head ? undefined : `Did you mean ${[meant, ...tail].join('/')}?`;
}

const PARTS = 'arn:partition:service:region:account:resource';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function wrongPart(text: string): string | undefined {
  const parts = text.split(':');
  const [, partition = '', service = '', region = ''] = parts;
  if (service === 'iam' && region !== '') {
    const rest = parts.slice(/^\d{12}$/.test(region) ? 3 : 4).join(':');
    return `IAM has no region, but its colon stays: arn:${partition}:iam::${rest}`;
  }
  if (parts.length < 6) return `An ARN has six parts, ${PARTS}; this one has ${parts.length}.`;
  if (/^\d+$/.test(parts[4] ?? '') && parts[4]?.length !== 12)
    return `Its account id has ${parts[4]?.length} digits; it must have 12.`;
  return undefined;
}
