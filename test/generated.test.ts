import { globSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { generated } from '../scripts/generate.ts';
import { kinds } from '../src/kinds/index.ts';
import { version } from '../src/version.ts';

const text = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

describe('what is made from the kinds is current', () => {
  test.each([...generated()])('%s (node scripts/generate.ts)', (file, made) => expect(text(file) === made).toBe(true));
});

describe('the schema for editors', () => {
  const schema = JSON.parse(text('schemas/profile.schema.json')) as object;
  const validate = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true }).compile(
    schema,
  );
  const errors = (yaml: string): string[] =>
    validate(parse(yaml)) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);

  test.each(['profiles/defender.yaml', 'profiles/soundbox.yaml'])('takes %s', (file) =>
    expect(errors(text(file))).toEqual([]),
  );

  test.each([
    ['a short ARN', 'rules: { R: { sql: s, actions: [{ sns: { targetArn: sns/t, roleArn: role/R } }] } }'],
    [
      'a bucket’s name for its ARN',
      'deliveryStreams: { s: { extendedS3Destination: { roleArn: role/R, bucketArn: my-bucket } } }',
    ],
    ['a variable wherever text is checked', 'customMetrics: { "${var.m}": { metricType: "${var.type}" } }'],
    [
      'the words of the language',
      'customMetrics: { m: { metricType: number, protect: true, adopt: true, renamedFrom: n, onlyIn: [a], ignore: [{ path: displayName, reason: r, until: "2027-01-31" }], tags: { a: b } } }',
    ],
  ])('takes %s', (_, yaml) => expect(errors(yaml)).toEqual([]));

  test.each([
    ['an unknown key', 'customMetrics: { m: { metricType: number, nope: 1 } }'],
    ['a wrong word', 'customMetrics: { m: { metricType: numbr } }'],
    ['an account id as a number', 'targets: { a: { account: 111122223333, region: eu-west-1 } }'],
    [
      'two actions in one element',
      'rules: { R: { sql: s, actions: [{ sns: { targetArn: sns/t, roleArn: role/R }, lambda: { functionArn: function/f } }] } }',
    ],
    ['a destination that is not managed', 'deliveryStreams: { s: { splunkDestination: {} } }'],
  ])('refuses %s', (_, yaml) => expect(errors(yaml)).not.toEqual([]));
});

test.each(globSync('schemas/*.json', { cwd: new URL('..', import.meta.url) }))('%s explains every member', (file) => {
  const missing: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties' || key === '$defs')
        for (const [name, inner] of Object.entries(value as Record<string, Record<string, unknown>>))
          if (!('description' in inner) && !('$ref' in inner)) missing.push(`${path}/${name}`);
      // A condition is not offered to an author.
      if (!['if', 'then', 'not', 'dependentSchemas'].includes(key)) visit(value, `${path}/${key}`);
    }
  };
  visit(JSON.parse(text(file)), '');
  expect(missing).toEqual([]);
});

test('each kind has a section of its own', () => {
  expect(new Set(kinds.map((kind) => kind.section)).size).toBe(kinds.length);
  expect(new Set(kinds.map((kind) => kind.name)).size).toBe(kinds.length);
});

test('the version is that of the package', () => {
  expect(version).toBe((JSON.parse(text('package.json')) as { version: string }).version);
});
