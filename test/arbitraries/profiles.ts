import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import { compact, isList, isObject } from '../../src/model/values/json.ts';
import type { Overrides } from './from-schema.ts';
import { DIMENSIONS, METRICS, THING_GROUPS, VALUES } from './metrics.ts';
import type { Metric } from './metrics.ts';
import { TARGET } from './target.ts';

const arn = (resource: string): string => `arn:${TARGET.partition}:iot:${TARGET.region}:${TARGET.account}:${resource}`;
const metric = fc.constantFrom(...Object.keys(METRICS));
const dimension = fc.constantFrom(...DIMENSIONS);
const entry = { metric, 'metricDimension.dimensionName': dimension };
const at = (path: string): Overrides =>
  Object.fromEntries(Object.entries(entry).map(([member, value]) => [`${path}.${member}`, value]));

/** What the schema cannot know: which metrics, dimensions, groups and topics there are. */
export const profileOverrides: Overrides = {
  targets: fc.subarray([
    ...THING_GROUPS.map((group) => arn(`thinggroup/${group}`)),
    arn('all/things'),
    arn('all/registered-things'),
  ]),
  ...at('behaviors[]'),
  ...at('metricsExport.metrics[]'),
  ...at('retainedMetrics[]'),
  'metricsExport.mqttTopic': fc.constantFrom('$aws/rules/ToLake', '$aws/rules/ToLake/soundbox', 'defender/metrics'),
};

/** Makes a generated profile one that AWS takes: metric fits criteria, no ML beside rules, an export where metrics are exported. */
export function validProfile(spec: JsonObject): JsonObject {
  const { topic, ...metricsExport } = isObject(spec['metricsExport']) ? spec['metricsExport'] : {};
  const exports = topic === undefined ? spec['metricsExport'] : { mqttTopic: 'defender/live', ...metricsExport };
  const behaviors = unique((isList(spec['behaviors']) ? spec['behaviors'] : []).filter(isObject).map(validBehavior));
  const learns = behaviors.filter(
    ({ criteria }) => isObject(criteria) && criteria['mlDetectionConfig'] !== undefined,
  ).length;
  const uniform = learns > 0 && learns < behaviors.length ? behaviors.map(withoutLearning) : behaviors;
  const retained = isObject(exports) ? { metricsExport: withEntries(exports, 'metrics') } : {};
  return compact({
    ...withEntries(spec, 'retainedMetrics'),
    metricsExport: undefined,
    ...retained,
    behaviors: isObject(exports)
      ? uniform
      : uniform.map((behavior) => ({ ...behavior, exportMetric: undefined })).map(compact),
  });
}

function withEntries(holder: JsonObject, member: string): JsonObject {
  const entries = holder[member];
  if (!isList(entries)) return holder;
  const known = entries.map((one): JsonValue => (isObject(one) ? withDimension(one) : knownMetric(one)));
  return { ...holder, [member]: [...new Map(known.map((one) => [JSON.stringify(one), one])).values()] };
}

const NAMES = Object.keys(METRICS);

/** The schema alone gives metrics that are not there: each stands for one that is. */
function knownMetric(name: JsonValue | undefined): string {
  if (typeof name === 'string' && NAMES.includes(name)) return name;
  return NAMES[String(name).length % NAMES.length] ?? 'charge';
}

function withDimension(entry: JsonObject): JsonObject {
  const name = knownMetric(entry['metric']);
  const given = entry['metricDimension'];
  const metricDimension =
    METRICS[name]?.dimension === true && isObject(given)
      ? { ...given, dimensionName: given['dimensionName'] === 'commands' ? 'commands' : 'telemetry' }
      : undefined;
  return compact({ ...entry, metric: name, metricDimension });
}

function validBehavior(behavior: JsonObject): JsonObject {
  const { metric: name, criteria, ...rest } = behavior;
  if (name === undefined) return compact({ ...rest, metricDimension: undefined });
  const metric = METRICS[knownMetric(name)] as Metric;
  return withDimension(
    compact({
      ...rest,
      metric: knownMetric(name),
      criteria: isObject(criteria) ? validCriteria(metric, criteria) : undefined,
    }),
  );
}

function validCriteria(metric: Metric, criteria: JsonObject): JsonObject {
  const {
    comparisonOperator,
    durationSeconds = 300,
    value,
    statisticalThreshold,
    mlDetectionConfig,
    ...datapoints
  } = criteria;
  if (metric.statistical && mlDetectionConfig !== undefined) return { mlDetectionConfig, ...datapoints };
  const operator = metric.operators.find((one) => one === comparisonOperator) ?? metric.operators[0];
  if (metric.statistical && statisticalThreshold !== undefined)
    return { comparisonOperator: operator, statisticalThreshold, durationSeconds, ...datapoints };
  const given = isObject(value) ? value[metric.value] : undefined;
  const needsDuration =
    metric.duration === 'required' || (metric.duration === 'allowed' && criteria['durationSeconds'] !== undefined);
  return compact({
    comparisonOperator: operator,
    value: { [metric.value]: given ?? VALUES[metric.value] },
    durationSeconds: needsDuration ? durationSeconds : undefined,
    ...datapoints,
  });
}

function withoutLearning(behavior: JsonObject): JsonObject {
  const { criteria, ...rest } = behavior;
  return isObject(criteria) && criteria['mlDetectionConfig'] !== undefined ? rest : behavior;
}

function unique(behaviors: readonly JsonObject[]): readonly JsonObject[] {
  return [...new Map(behaviors.map((behavior) => [behavior['name'], behavior])).values()];
}
