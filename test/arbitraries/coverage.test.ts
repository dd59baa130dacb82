import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinds } from '../../src/kinds/index.ts';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { isList, isObject } from '../../src/model/values/json.ts';
import { pairs, specs } from './specs.ts';
import { TARGET } from './target.ts';

/** Paths of all members that a schema offers, elements and keys of maps in one. */
function offered(schema: JsonObject, path = ''): readonly string[] {
  if ('not' in schema) return [];
  const { properties, items, additionalProperties, anyOf } = schema;
  const inner = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, member]) =>
    isObject(member) ? offered(member, `${path}.${name}`) : [],
  );
  const elements = [items, additionalProperties].filter(isObject).flatMap((element) => offered(element, `${path}[]`));
  const branches = (isList(anyOf) ? anyOf : []).filter(isObject).flatMap((branch) => offered(branch, path));
  return [path, ...inner, ...elements, ...branches];
}

/** The same paths of a value, as far as its schema says that they are lists or maps. */
function present(value: JsonValue | undefined, schema: JsonObject, path = ''): readonly string[] {
  if (isList(value))
    return [path, ...value.flatMap((item) => present(item, schema['items'] as JsonObject, `${path}[]`))];
  if (!isObject(value)) return [path];
  const branch = isList(schema['anyOf'])
    ? (schema['anyOf'].find((one) => isObject(one) && one['type'] === 'object') as JsonObject)
    : schema;
  const { properties, additionalProperties } = branch;
  const step = (name: string): readonly [JsonObject, string] =>
    isObject(properties)
      ? [properties[name] as JsonObject, `${path}.${name}`]
      : [additionalProperties as JsonObject, `${path}[]`];
  return [path, ...Object.entries(value).flatMap(([name, member]) => present(member, ...step(name)))];
}

test.each(kinds)('generated specs of a $name have every member that its schema offers', (kind) => {
  const found = new Set(
    fc.sample(specs(kind), { seed: 1, numRuns: 1500 }).flatMap((spec) => present(spec, kind.schema)),
  );
  // `topic` is the author's word for what AWS knows as mqttTopic.
  const missing = offered(kind.schema).filter((path) => !found.has(path) && path !== '.metricsExport.topic');
  expect([...new Set(missing)]).toEqual([]);
});

test.each(kinds)('generated pairs of a $name differ in little as well as in much, and are seldom equal', (kind) => {
  const differences = fc.sample(pairs(kind), { seed: 1, numRuns: 150 }).map(({ live, desired }) => {
    const [before, after] = [kind.normalize(live, TARGET), kind.normalize(desired, TARGET)];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (member) => JSON.stringify(before[member]) !== JSON.stringify(after[member]),
    ).length;
  });
  expect(differences.filter((count) => count === 0).length).toBeLessThan(60);
  expect(differences.filter((count) => count === 1).length).toBeGreaterThan(15);
  expect(differences.filter((count) => count > 1).length).toBeGreaterThan(8);
});
