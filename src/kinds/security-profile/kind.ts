import { addressOf, kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { compact, isList, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Kind, Part } from '../../model/kind.ts';
import { canonicalCidr } from './cidr.ts';
import { dimensionOf, entriesFrom, metricOf, normalEntries, without } from './metric-retention.ts';
import type { MetricEntry, MetricToRetain } from './metric-retention.ts';
import { securityProfileOperations } from './operations.ts';
import { securityProfileAccess } from './roles.ts';
import { normalForm, sorted } from '../shared/normal-form.ts';
import { iotArn, iotTags, readerOf } from '../shared/parts.ts';
import type { Described } from '../shared/parts.ts';
import { profileOfRequest } from './request.ts';
import { securityProfileNameSchema, securityProfileSchema } from './schema.ts';
import type { Behavior, SecurityProfileSpec } from './schema.ts';
import { securityProfileWrite } from './write.ts';
import { checked, membersOf, pages } from '../shared/wire.ts';
import { compareTexts } from '../../model/values/text.ts';

const arn = iotArn('securityprofile');
const parts = {
  tags: iotTags(arn),
  targets: readTargets,
};

/** A security profile of Device Defender: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateSecurityProfile.html */
export const securityProfile: Kind<SecurityProfileSpec> = {
  name: 'SecurityProfile',
  section: 'securityProfiles',
  description: 'The expected behavior of devices, who is alerted, and which metrics are exported where.',
  nameSchema: securityProfileNameSchema,
  ownership: { by: 'tag' },
  schema: securityProfileSchema,
  normalize,
  references,
  arn,
  fromRequest: profileOfRequest,
  async *list(aws) {
    for await (const page of pages((position) => aws.iot('ListSecurityProfiles', { maxResults: 250, ...position })))
      for (const { name } of page.securityProfileIdentifiers ?? []) if (name !== undefined) yield name;
  },
  operations: securityProfileOperations,
  access: securityProfileAccess,
  parts,
  read: readerOf(describe, { parts, normalize }),
  write: { ...securityProfileWrite, release: (spec, address) => normalize(release(spec, address)) },
};

function normalize({
  behaviors = [],
  metricsExport,
  retainedMetrics,
  ...rest
}: SecurityProfileSpec): SecurityProfileSpec {
  const exported = normalEntries(metricsExport?.metrics);
  const byName = (left: Behavior, right: Behavior): number => compareTexts(left.name, right.name);
  const spec = {
    ...rest,
    behaviors: behaviors.map(withCanonicalValue).sort(byName),
    ...(metricsExport === undefined ? {} : { metricsExport: { ...metricsExport, metrics: exported } }),
    retainedMetrics: without(normalEntries(retainedMetrics), exported),
  };
  return normalForm(securityProfileSchema, spec as JsonObject) as SecurityProfileSpec;
}

/** The value's one member that says something: beside it an empty list says nothing. Addresses have one spelling. */
function withCanonicalValue(behavior: Behavior): Behavior {
  const value = behavior.criteria?.['value'];
  if (!isObject(value) || !Object.values(value).some(isList)) return behavior;
  const said = Object.entries(value).filter(([, member]) => !isList(member) || member.length > 0);
  const { cidrs, ...rest }: JsonObject = said.length > 0 ? Object.fromEntries(said) : value;
  const canonical = isList(cidrs) ? { cidrs: sorted(cidrs.map((cidr) => canonicalCidr(String(cidr)))) } : {};
  return { ...behavior, criteria: { ...behavior.criteria, value: { ...rest, ...canonical } } };
}

/** Every metric that a profile speaks of, with its dimension. */
function entriesOf({
  behaviors = [],
  metricsExport,
  retainedMetrics = [],
}: SecurityProfileSpec): readonly Partial<MetricToRetain>[] {
  const listed = [...(metricsExport?.metrics ?? []), ...retainedMetrics];
  return [...behaviors, ...listed.map((entry) => (typeof entry === 'string' ? { metric: entry } : entry))];
}

function references(spec: SecurityProfileSpec): readonly Address[] {
  const addresses = new Set<Address>();
  for (const { metric, metricDimension } of entriesOf(spec)) {
    if (metric !== undefined && !metric.startsWith('aws:')) addresses.add(addressOf('CustomMetric', metric));
    if (metricDimension !== undefined) addresses.add(addressOf('Dimension', metricDimension.dimensionName));
  }
  // https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html
  const rule = /^\$aws\/rules\/([^/]+)/.exec(spec.metricsExport?.mqttTopic ?? '')?.[1];
  if (rule !== undefined) addresses.add(addressOf('TopicRule', rule));
  for (const group of groupsOf(spec)) addresses.add(addressOf('ThingGroup', group));
  return [...addresses];
}

/** The name of a thing group in what a profile is attached to. */
const GROUP = /:thinggroup\/(.+)$/;

function groupsOf({ targets = [] }: SecurityProfileSpec): readonly string[] {
  return targets.flatMap((target) => GROUP.exec(target)?.[1] ?? []);
}

/** Takes out whole entries: without its dimension a behavior would alarm on all topics. */
function release(spec: SecurityProfileSpec, address: Address): SecurityProfileSpec {
  const name = nameOf(address);
  if (kindOf(address) === 'ThingGroup')
    return { ...spec, targets: (spec.targets ?? []).filter((target) => GROUP.exec(target)?.[1] !== name) };
  const isMetric = kindOf(address) === 'CustomMetric';
  if (!isMetric && kindOf(address) !== 'Dimension') return spec;
  const stays = (entry: MetricEntry): boolean => (isMetric ? metricOf(entry) : dimensionOf(entry)) !== name;
  const staysBehavior = ({ metric, metricDimension }: Behavior): boolean =>
    (isMetric ? metric : metricDimension?.dimensionName) !== name;
  return compact({
    ...spec,
    behaviors: spec.behaviors?.filter(staysBehavior),
    metricsExport: spec.metricsExport && {
      ...spec.metricsExport,
      metrics: spec.metricsExport.metrics?.filter(stays),
    },
    retainedMetrics: spec.retainedMetrics?.filter(stays),
  }) as SecurityProfileSpec;
}

/** Described, attachments and tags are three calls: https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeSecurityProfile.html */
async function describe(aws: Aws, name: string): Promise<Described<SecurityProfileSpec>> {
  const securityProfileName = checked(name, securityProfileNameSchema);
  const profile = await aws.iot('DescribeSecurityProfile', { securityProfileName });
  const version = String(profile.version);
  return { name, arn: String(profile.securityProfileArn), spec: specFrom(profile), version };
}

async function readTargets(aws: Aws, name: string): Promise<Part> {
  const securityProfileName = checked(name, securityProfileNameSchema);
  const targets: string[] = [];
  for await (const page of pages((position) =>
    aws.iot('ListTargetsForSecurityProfile', { securityProfileName, maxResults: 250, ...position }),
  ))
    targets.push(...(page.securityProfileTargets ?? []).map((target) => String(target.arn)));
  return { spec: { targets } };
}

const READ_ONLY = ['securityProfileName', 'securityProfileArn', 'version', 'creationDate', 'lastModifiedDate'];

function specFrom(profile: object): SecurityProfileSpec {
  const members = membersOf(profile, ...READ_ONLY);
  const {
    securityProfileDescription,
    additionalMetricsToRetain,
    additionalMetricsToRetainV2,
    metricsExportConfig,
    ...rest
  } = members;
  const retained = additionalMetricsToRetainV2 as readonly MetricToRetain[] | undefined;
  const { exported, kept } = entriesFrom(retained, additionalMetricsToRetain as readonly string[] | undefined);
  // Exported metrics without a topic stay visible too, so that a plan can put them right.
  const exports = metricsExportConfig !== undefined || exported.length > 0;
  return compact({
    ...rest,
    description: securityProfileDescription,
    metricsExport: exports ? { ...(metricsExportConfig as JsonObject | undefined), metrics: exported } : undefined,
    retainedMetrics: kept,
  } as JsonObject) as unknown as SecurityProfileSpec;
}
