import { REGIONS } from '../../catalogue/regions.ts';
import { settings as settingsValidator } from '../../generated/validators.mjs';
import type { Prices, Usage } from '../../model/impact/cost.ts';
import type { Document, Path } from '../../model/document.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { isList, isObject, textAt } from '../../model/values/json.ts';
import { nearest } from '../../model/values/nearest.ts';
import type { Kind } from '../../model/kind.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { Limits, Target, Variable } from '../../model/settings.ts';
import { wrongAcceptance } from './acceptance.ts';
import { isSetting, settingsSchema } from './language.ts';
import { isBelow, placeIn, schemaErrorsOf } from './schema/errors.ts';
import type { SchemaError } from './schema/errors.ts';
import { variableIn } from './variables.ts';

/** What the files say about settings. The owner has a default that is known elsewhere: the GitHub repository. */
export interface DeclaredSettings {
  readonly owner?: string;
  readonly targets: readonly Target[];
  readonly limits: Limits;
  readonly accept: readonly string[];
  /** Where each of them stands. */
  readonly acceptedAt: (index: number) => Source | undefined;
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
  const found: Record<string, JsonValue> = {};
  const documentOf = new Map<string, Document>();
  for (const document of documents) {
    const own = Object.fromEntries(Object.entries(document.value).filter(([key]) => isSetting(key)));
    const invalid = schemaErrorsOf(settingsValidator, () => settingsSchema(kinds), own);
    const isValid = ({ path }: SchemaError): boolean => !invalid.some((one) => isBelow(path, one.path));
    const wrong = [...invalid, ...variablesIn(own).filter(isValid), ...wrongAcceptances(own).filter(isValid)];
    problems.push(...wrong.map((error) => placeIn(document, [], error)));
    problems.push(
      ...unknownRegions(own)
        .filter(isValid)
        .map((error) => ({ ...placeIn(document, [], error), severity: 'warning' as const })),
    );
    for (const [key, value = null] of Object.entries(own)) {
      const first = documentOf.get(key)?.place([key]);
      if (first !== undefined)
        problems.push({
          code: 'DG1202',
          message: `${key} is set twice, first at ${first.file}:${first.line}.`,
          hint: 'Settings are declared once per repository: keep one of the two.',
          ...document.place([key]),
        });
      else if (!wrong.some(({ path }) => path[0] === key)) found[key] = value;
      if (first === undefined) documentOf.set(key, document);
    }
  }
  const acceptedAt = (index: number): Source | undefined => documentOf.get('accept')?.place(['accept', index]);
  return { settings: { ...settingsOf(found), acceptedAt }, problems };
}

function wrongAcceptances({ accept }: JsonObject): SchemaError[] {
  return (isList(accept) ? accept : []).flatMap((id, index): SchemaError[] => {
    const wrong = typeof id === 'string' ? wrongAcceptance(id) : undefined;
    return wrong === undefined ? [] : [{ path: ['accept', index], code: 'DG1109', ...wrong }];
  });
}

/** Regions that this version does not know: AWS may have opened them since. */
function unknownRegions({ targets }: JsonObject): SchemaError[] {
  return Object.entries(isObject(targets) ? targets : {}).flatMap(([name, target]): SchemaError[] => {
    const region = textAt(target, 'region');
    if (region === undefined || REGIONS.includes(region)) return [];
    const meant = nearest(region, REGIONS);
    const hint = `${meant === undefined ? '' : `Did you mean ${meant}? `}If AWS has opened it since this version, ignore this.`;
    return [
      { path: ['targets', name, 'region'], code: 'DG1110', message: `${region} is not a known AWS region.`, hint },
    ];
  });
}

/** Nothing is filled into settings: a variable in them would be taken for its own name. */
function variablesIn(value: JsonValue | undefined, path: Path = []): SchemaError[] {
  if (typeof value === 'string') return unfilledIn(value, path);
  const members = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return members.flatMap(([step, member]) => {
    const inKey = typeof step === 'string' ? unfilledIn(step, [...path, step]) : [];
    return [...inKey.map((one) => ({ ...one, part: 'key' as const })), ...variablesIn(member, [...path, step])];
  });
}

function unfilledIn(text: string, path: Path): SchemaError[] {
  const found = variableIn(text);
  if (found === undefined) return [];
  const message = `${found} is not filled in here: settings take no variables.`;
  return [{ path, code: 'DG2001', message, hint: 'Write the value itself.' }];
}

/** Only what passed the schema gets here. */
function settingsOf(found: Readonly<Record<string, JsonValue>>): Omit<DeclaredSettings, 'acceptedAt'> {
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
    currency: String(currency),
    sources: [{ name: typeof source === 'string' ? source : 'the settings', asOf: String(asOf) }],
    amounts: Object.fromEntries(
      Object.entries(amounts).map(([part, price]) => [part, [{ beyond: 0, price }]]),
    ) as Prices['amounts'],
  };
}

function targetOf(name: string, value: JsonObject): Target {
  const region = String(value['region']);
  const variables = isObject(value['variables']) ? (value['variables'] as Record<string, Variable>) : {};
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
