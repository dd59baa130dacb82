import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import { addressOf } from '../../src/model/address.ts';
import { isEqual, isList, isObject } from '../../src/model/values/json.ts';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import type { Kind } from '../../src/model/kind.ts';
import { FORBIDDEN_KEYS } from '../../src/model/limits.ts';
import { withMark } from '../../src/model/kinds/ownership.ts';
import { importForeign } from '../../src/pipeline/import/foreign/import-foreign.ts';
import { readForeign } from '../../src/pipeline/import/foreign/read-foreign.ts';
import { resolve } from '../../src/pipeline/profiles/resolve.ts';
import { validate } from '../../src/pipeline/profiles/validate.ts';
import { load } from '../../src/pipeline/yaml/load.ts';
import { maskValue } from '../../src/render/text/secrets.ts';
import { yamlLines } from '../../src/render/text/yaml.ts';
import { renderImport } from '../../src/render/yaml/import.ts';
import { fromSchema } from '../arbitraries/from-schema.ts';
import { specs } from '../arbitraries/specs.ts';
import { TARGET, testWorld } from '../world.ts';

const seed = Number(process.env['LAWS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const OWNER = 'acme/ours';

/** Members whose keys are the author's own. */
const MAPS = /^(tags|attributes|clientProperties|columnToJsonKeyMappings)$/i;
/** In CloudFormation too the map of alert targets has the key as it is. */
const KEPT = new Set(['SNS']);

const TYPES: Readonly<Record<string, string>> = {
  AuditConfiguration: 'AWS::IoT::AccountAuditConfiguration',
  ScheduledAudit: 'AWS::IoT::ScheduledAudit',
  SecurityProfile: 'AWS::IoT::SecurityProfile',
  CustomMetric: 'AWS::IoT::CustomMetric',
  Dimension: 'AWS::IoT::Dimension',
  MitigationAction: 'AWS::IoT::MitigationAction',
  ThingGroup: 'AWS::IoT::ThingGroup',
  TopicRule: 'AWS::IoT::TopicRule',
  DeliveryStream: 'AWS::KinesisFirehose::DeliveryStream',
};

function spelled(
  value: JsonValue,
  spell: (key: string) => string,
  coerce = (one: JsonValue): JsonValue => one,
): JsonValue {
  if (isList(value)) return value.map((item) => spelled(item, spell, coerce));
  if (!isObject(value)) return coerce(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      KEPT.has(key) ? key : spell(key),
      MAPS.test(key) && !isList(member) ? (member ?? null) : spelled(member ?? null, spell, coerce),
    ]),
  );
}

/** Words of the API are members in CloudFormation: `LOGGING_DISABLED_CHECK` is `LoggingDisabledCheck`. */
const pascal = (key: string): string =>
  /^[A-Z][A-Z0-9_]+$/.test(key)
    ? key.toLowerCase().replaceAll(/(?:^|_)([a-z0-9])/g, (_, first: string) => first.toUpperCase())
    : `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
/** One is spelled in its own way: `IoTPolicyPotentialMisConfigurationCheck`. */
const ofTemplates = (key: string): string =>
  pascal(key).replace('IotPolicyPotentialMisconfiguration', 'IoTPolicyPotentialMisConfiguration');
const snake = (key: string): string => key.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
const asText = (value: JsonValue): JsonValue =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** One request in the forms in which others write it. */
const FORMS: Readonly<Record<string, (kind: Kind, request: JsonObject) => JsonValue>> = {
  'the AWS CLI': (_, request) => request,
  'a list for the AWS CLI': (_, request) => [request],
  CloudFormation: ({ name }, request) => ({
    Resources: { One: { Type: TYPES[name] ?? '', Properties: spelled(request, ofTemplates) } },
  }),
  'CloudFormation with texts for numbers': ({ name }, request) => ({
    Resources: { One: { Type: TYPES[name] ?? '', Properties: spelled(request, ofTemplates, asText) } },
  }),
  'Terraform’s awscc': ({ name }, request) => ({
    format_version: '1.0',
    values: {
      root_module: {
        child_modules: [
          { resources: [{ address: 'a.b', type: awscc(name), name: 'b', values: spelled(request, snake) }] },
        ],
      },
    },
  }),
};

function awscc(name: string): string {
  if (name === 'AuditConfiguration') return 'awscc_iot_account_audit_configuration';
  return name === 'DeliveryStream' ? 'awscc_kinesisfirehose_delivery_stream' : `awscc_iot_${snake(name)}`;
}

/** The forms in which others write a kind: what CloudFormation lacks has those of the AWS CLI. */
const formsOf = ({ name }: Kind): readonly string[] =>
  Object.keys(FORMS).filter((form) => name in TYPES || form.includes('AWS CLI'));

/** What is sent to create it, or to make it so where there is always one. */
async function requestFor(kind: Kind, name: string, spec: JsonObject): Promise<JsonObject | undefined> {
  const world = testWorld({});
  const aws = await world.connect(TARGET, { resources: new Map(), sections: new Set() });
  try {
    if (kind.singleton === undefined) await kind.write?.create?.(aws, name, spec);
    else await kind.write?.update(aws, { name, spec: {} }, spec);
  } catch {
    // What refers to groups that are not there is refused after it was sent.
  }
  const call = world.sandbox.calls.find(({ operation }) => /^(Create|Update)/.test(operation));
  return call === undefined ? undefined : (JSON.parse(JSON.stringify(call.input)) as JsonObject);
}

function read(text: string): ReturnType<typeof resolve> {
  const { documents, problems } = load([{ file: 'a.yaml', bytes: new TextEncoder().encode(text) }]);
  const { profiles, problems: more } = validate(documents, kinds);
  const resolved = resolve(profiles, { target: TARGET, owner: OWNER, kinds, today: '2026-11-22' });
  return { ...resolved, problems: [...problems, ...more, ...resolved.problems] };
}

/** References to what is not in the file. */
const ELSEWHERE = 'DG2004';

function converted(text: string) {
  const settings = `owner: ${OWNER}\n`;
  const { documents } = load([{ file: 'defender.yaml', bytes: new TextEncoder().encode(settings) }]);
  const { profiles } = validate(documents, kinds);
  return importForeign({
    target: TARGET,
    owner: OWNER,
    kinds,
    profiles,
    desired: { resources: new Map(), sections: new Set() },
    only: [],
    name: 'in.json',
    file: readForeign('in.json', text, TARGET),
    print: (value) => `${yamlLines(value, 110).join('\n')}\n`,
    mask: maskValue,
  });
}

for (const kind of kinds)
  test(`the request that creates a ${kind.name}, however it is spelled, becomes what was asked for`, async () => {
    console.info(`LAWS_SEED=${seed}`);
    const met = new Map(formsOf(kind).map((form) => [form, 0]));
    const name = (fromSchema(kind.nameSchema) as fc.Arbitrary<string>).filter((one) => !FORBIDDEN_KEYS.has(one));
    await fc.assert(
      fc.asyncProperty(name, specs(kind), fc.constantFrom(...formsOf(kind)), async (given, spec, form) => {
        const { targets: _, ...plain } = spec;
        fc.pre(plain['parentGroupName'] !== given);
        const wanted = kind.normalize(plain, TARGET);
        const request = await requestFor(kind, given, wanted);
        // Keys that no file may hold.
        const isKept = [...FORBIDDEN_KEYS].every((key) => !JSON.stringify(plain).includes(`"${key}":`));
        fc.pre(request !== undefined && isKept);
        const imported = converted(JSON.stringify(FORMS[form]?.(kind, request ?? {})));
        const text = renderImport(imported);
        expect(imported.leftOut, text).toEqual([]);
        const { desired, problems } = read(text);
        expect(
          problems.filter(({ code }) => code !== ELSEWHERE),
          text,
        ).toEqual([]);
        const called = kind.singleton ?? kind.identity?.of?.(wanted) ?? given;
        const found = desired.resources.get(addressOf(kind.name, called));
        const mark = { owner: OWNER, name: called, isProtected: false };
        const expected = kind.normalize(withMark(kind, wanted, mark), TARGET);
        if (!isEqual(found?.spec, expected)) expect(found?.spec, text).toEqual(expected);
        met.set(form, (met.get(form) ?? 0) + 1);
      }),
      { numRuns: 60, seed },
    );
    expect(Math.min(...met.values()), JSON.stringify([...met])).toBeGreaterThan(0);
  });
