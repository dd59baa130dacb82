import { compact, isList, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import type { Requested } from '../../model/kind.ts';

const NAMES = [
  'securityProfileName',
  'securityProfileDescription',
  'additionalMetricsToRetain',
  'additionalMetricsToRetainV2',
  'metricsExportConfig',
  'targetArns',
  'tags',
] as const;

/**
 * A profile; CloudFormation attaches it too. What is retained is told apart by whether it is exported.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_CreateSecurityProfile.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-securityprofile.html
 */
export function profileOfRequest(request: JsonObject): Requested {
  const { taken, rest } = takeMembers(request, ...NAMES);
  const {
    metricsExportConfig,
    additionalMetricsToRetain: plain = [],
    additionalMetricsToRetainV2: metrics = [],
  } = taken;
  const entries = isList(metrics) ? metrics.map(entryOf) : [];
  const exported = entries.flatMap(({ isExported, entry }) => (isExported ? [entry] : []));
  const kept = entries.flatMap(({ isExported, entry }) => (isExported ? [] : [entry]));
  const hasExport = metricsExportConfig !== undefined || exported.length > 0;
  // What is no list or object here is passed on, and refused where it is checked.
  const retained = [metrics, plain].find((one) => !isList(one)) ?? [...kept, ...(isList(plain) ? plain : [])];
  const spec = {
    ...rest,
    description: taken.securityProfileDescription,
    targets: taken.targetArns,
    metricsExport: hasExport ? exportOf(metricsExportConfig ?? {}, exported) : undefined,
    retainedMetrics: isList(retained) && retained.length === 0 ? undefined : retained,
    ...tagsOfRequest(taken.tags),
  };
  return requested(taken.securityProfileName, compact(spec));
}

function exportOf(config: JsonValue, metrics: readonly JsonValue[]): JsonValue {
  return isObject(config) ? { ...config, metrics } : config;
}

/** An entry without whether it is exported; one that is a metric alone is its name. */
function entryOf(value: JsonValue): { readonly isExported: boolean; readonly entry: JsonValue } {
  if (!isObject(value)) return { isExported: false, entry: value };
  const { taken, rest } = takeMembers(value, 'exportMetric', 'metric');
  const isExported = String(taken.exportMetric) === 'true';
  const isPlain = taken.metric !== undefined && Object.keys(rest).length === 0;
  return { isExported, entry: isPlain ? (taken.metric ?? null) : compact({ metric: taken.metric, ...rest }) };
}
