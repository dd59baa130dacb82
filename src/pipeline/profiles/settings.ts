import { settings as settingsValidator } from '../../generated/validators.js';
import type { Prices, Usage } from '../../model/impact/cost.ts';
import type { Document, Path } from '../../model/document.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import type { Problem } from '../../model/problem.ts';
import type { Limits, Target } from '../../model/settings.ts';
import { variableIn } from './fill.ts';
import { isSetting, settingsSchema } from './language.ts';
import { isBelow, schemaErrorsOf } from './schema-errors.ts';
import type { SchemaError } from './schema-errors.ts';

/** What the files say about settings. The owner has a default that is known elsewhere: the GitHub repository. */
export interface DeclaredSettings {
  readonly owner?: string;
  readonly targets: readonly Target[];
  readonly limits: Limits;
  readonly accept: readonly string[];
  readonly usage: Usage;
  /** By region. */
  readonly prices: Readonly<Record<string, Prices>>;
}

/** What holds where the settings say nothing. */
const DEFAULT_LIMITS: Limits = { deletes: 3, deletePercent: 20 };

/** Reads the settings from wherever they stand; each may stand in one place only. */
export function readSettings(
  documents: readonly Document[],
  kinds: readonly Kind[],
): { settings: DeclaredSettings; problems: Problem[] } {
  const problems: Problem[] = [];
  const schema = settingsSchema(kinds);
  const found: Record<string, JsonValue> = {};
  const documentOf = new Map<string, Document>();
  for (const document of documents) {
    const own = Object.fromEntries(Object.entries(document.value).filter(([key]) => isSetting(key)));
    const invalid = schemaErrorsOf(settingsValidator, schema, own);
    const unfilled = variablesIn(own).filter(({ path }) => !invalid.some((one) => isBelow(path, one.path)));
    const wrong = [...invalid, ...unfilled];
    for (const { path, ...error } of wrong) problems.push({ ...error, ...document.place(path) });
    for (const [key, value = null] of Object.entries(own)) {
      const first = documentOf.get(key)?.place([key]);
      if (first !== undefined)
        problems.push({
          code: 'DG1202',
          message: `${key} is set twice, first at ${first.file}:${first.line}.`,
          hint: 'Settings stand once per repository: keep one of the two.',
          ...document.place([key]),
        });
      else if (!wrong.some(({ path }) => path[0] === key)) found[key] = value;
      if (first === undefined) documentOf.set(key, document);
    }
  }
  return { settings: settingsOf(found), problems };
}

/** Nothing is filled into settings: a variable in them would be taken for its own name. */
function variablesIn(value: JsonValue | undefined, path: Path = []): SchemaError[] {
  if (typeof value === 'string') return unfilledIn(value, path);
  const members = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return members.flatMap(([step, member]) => {
    const inKey = typeof step === 'string' ? unfilledIn(step, [...path, step]) : [];
    return [...inKey, ...variablesIn(member, [...path, step])];
  });
}

function unfilledIn(text: string, path: Path): SchemaError[] {
  const found = variableIn(text);
  if (found === undefined) return [];
  const message = `${found} is not filled in here: settings take no variables.`;
  return [{ path, code: 'DG2001', message, hint: 'Write the value itself.' }];
}

/** Only what passed the schema gets here. */
function settingsOf(found: Readonly<Record<string, JsonValue>>): DeclaredSettings {
  const { owner, targets, limits, accept, usage, prices } = found;
  return {
    ...(typeof owner === 'string' ? { owner } : {}),
    targets: isObject(targets)
      ? Object.entries(targets).map(([name, value]) => targetOf(name, value as JsonObject))
      : [],
    limits: { ...DEFAULT_LIMITS, ...(isObject(limits) ? limits : {}) },
    accept: isList(accept) ? accept.map(String) : [],
    usage: { devices: {}, ...(isObject(usage) ? (usage as Partial<Usage>) : {}) },
    prices: isObject(prices)
      ? Object.fromEntries(Object.entries(prices).map(([region, value]) => [region, pricesOf(value as JsonObject)]))
      : {},
  };
}

function pricesOf({ asOf, currency, source, ...amounts }: JsonObject): Prices {
  return {
    asOf: String(asOf),
    currency: String(currency),
    source: typeof source === 'string' ? source : 'the settings',
    amounts: amounts as Prices['amounts'],
  };
}

function targetOf(name: string, value: JsonObject): Target {
  const region = String(value['region']);
  const variables = isObject(value['variables']) ? (value['variables'] as Record<string, string>) : {};
  const { assumeRoleArn, planRoleArn, quotas } = value;
  return {
    name,
    account: String(value['account']),
    region,
    partition: partitionOf(region),
    variables,
    ...(typeof assumeRoleArn === 'string' && { assumeRoleArn }),
    ...(typeof planRoleArn === 'string' && { planRoleArn }),
    ...(value['empty'] === true && { empty: true }),
    ...(isObject(quotas) && { quotas: quotas as Record<string, number> }),
  };
}

/** The partition of a region: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
