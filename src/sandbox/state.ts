import type * as Firehose from '@aws-sdk/client-firehose';
import type * as Glue from '@aws-sdk/client-glue';
import type * as Iot from '@aws-sdk/client-iot';
import type { JsonObject } from '../model/values/json.ts';
import type { Checked } from './checked.ts';
import type { AuditSuppressionRecord, RuleDestinationRecord } from './untagged-records.ts';

/** Everything that the sandbox knows: one plain JSON value, for all accounts and regions. Times are in milliseconds. */
export interface SandboxState {
  readonly version: 1;
  /** By account id, then by region. */
  accounts: Record<string, Record<string, RegionState>>;
}

/** One account in one region. */
export interface RegionState {
  securityProfiles: Record<string, SecurityProfileRecord>;
  customMetrics: Record<string, CustomMetricRecord>;
  dimensions: Record<string, DimensionRecord>;
  topicRules: Record<string, TopicRuleRecord>;
  thingGroups: Record<string, ThingGroupRecord>;
  mitigationActions: Record<string, MitigationActionRecord>;
  scheduledAudits: Record<string, ScheduledAuditRecord>;
  deliveryStreams: Record<string, DeliveryStreamRecord>;
  /** What audits can do; absent where nobody ever said it. */
  auditConfiguration?: AuditConfigurationRecord;
  /** Findings of audits that are set apart, by check and resource. */
  auditSuppressions: Record<string, AuditSuppressionRecord>;
  /** What the account indexes of its things and groups. */
  indexing: Indexing;
  /** How much AWS IoT logs; absent where nobody ever said it. */
  logging?: Checked<Iot.SetV2LoggingOptionsRequest>;
  /** Where rules send to by HTTP or within a VPC, by ARN. */
  ruleDestinations: Record<string, RuleDestinationRecord>;
  /** Buckets that were made by others, beside those that rules and streams write to. */
  buckets: string[];
  /** Tables of the data catalog, by `database.name`. */
  catalogTables: Record<string, TableRecord>;
  /** Log groups, each with the names of its log streams. */
  logGroups: Record<string, string[]>;
  /** ARNs of roles that trust no service, which therefore fails to assume them; every other role is there and assumable. */
  unassumableRoles: string[];
}

/** What every resource has. Tags and attachments live in the record, so that they go with it. */
export interface ResourceRecord {
  arn: string;
  tags: Record<string, string>;
  createdAt: number;
  /** Tags that it had before, oldest first, for the index that lags behind. */
  earlierTags?: EarlierTags[];
}

/** Tags as they were until a time. */
export interface EarlierTags {
  readonly tags: Record<string, string>;
  readonly until: number;
}

/** A security profile with its targets' ARNs. Absent members were never set or were cleared. */
export interface SecurityProfileRecord extends ResourceRecord, SecurityProfileSpec {
  version: number;
  changedAt: number;
  targets: string[];
}

/** What a security profile says. */
export type SecurityProfileSpec = Pick<
  Checked<Iot.CreateSecurityProfileRequest>,
  | 'securityProfileDescription'
  | 'behaviors'
  | 'alertTargets'
  | 'additionalMetricsToRetain'
  | 'additionalMetricsToRetainV2'
  | 'metricsExportConfig'
>;

/** A custom metric. */
export interface CustomMetricRecord extends ResourceRecord {
  metricType: Iot.CustomMetricType;
  displayName?: string;
  changedAt: number;
  clientRequestToken: string;
}

/** A dimension. */
export interface DimensionRecord extends ResourceRecord {
  type: Iot.DimensionType;
  stringValues: string[];
  changedAt: number;
  clientRequestToken: string;
}

/** A topic rule, with the topic filter of its FROM clause. */
export interface TopicRuleRecord extends ResourceRecord {
  payload: Checked<Iot.TopicRulePayload>;
  topicPattern?: string;
}

/** A thing group: a static one, or with a query a dynamic one. */
export interface ThingGroupRecord extends ResourceRecord {
  id: string;
  version: number;
  parent?: string;
  properties?: Checked<Iot.ThingGroupProperties>;
  query?: GroupQuery;
}

/** What makes up a dynamic thing group, and until when its things are still looked for. */
export interface GroupQuery {
  queryString: string;
  indexName: string;
  queryVersion: string;
  status: 'BUILDING' | 'REBUILDING';
  dueAt: number;
}

/** What audits of an account can do. Checks and targets that were never named are off. */
export interface AuditConfigurationRecord {
  roleArn: string;
  targets: Record<string, Checked<Iot.AuditNotificationTarget>>;
  checks: Record<string, Checked<Iot.AuditCheckConfiguration>>;
}

/** When an audit runs, and what it runs. */
export type Schedule = Pick<
  Checked<Iot.CreateScheduledAuditRequest>,
  'frequency' | 'dayOfMonth' | 'dayOfWeek' | 'targetCheckNames'
>;

/** A scheduled audit. */
export interface ScheduledAuditRecord extends ResourceRecord, Schedule {}

/** A mitigation action. */
export interface MitigationActionRecord extends ResourceRecord {
  id: string;
  roleArn: string;
  params: Checked<Iot.MitigationActionParams>;
  changedAt: number;
}

/** What the account indexes. https://docs.aws.amazon.com/iot/latest/apireference/API_GetIndexingConfiguration.html */
export interface Indexing {
  thingIndexingConfiguration: Checked<Iot.ThingIndexingConfiguration>;
  thingGroupIndexingConfiguration: Checked<Iot.ThingGroupIndexingConfiguration>;
}

/** A delivery stream with its one destination. */
export interface DeliveryStreamRecord extends ResourceRecord {
  status: Firehose.DeliveryStreamStatus;
  type: Firehose.DeliveryStreamType;
  source?: DeliveryStreamSource;
  /** When the status changes by itself, where it will. */
  statusDue?: number;
  encryption: {
    status: Firehose.DeliveryStreamEncryptionStatus;
    keyType?: Firehose.KeyType;
    keyArn?: string;
  };
  encryptionDue?: number;
  version: number;
  changedAt?: number;
  /** Absent where it delivers to something else than Amazon S3. */
  destination?: S3Destination;
  elsewhere?: OtherDestination;
}

/** A destination other than Amazon S3: as the API calls it, and what is configured, in the words of Create. */
export interface OtherDestination {
  readonly service: string;
  readonly settings: JsonObject;
}

/** A table of the data catalog, as GetTable gives it, without times. */
export type TableRecord = Readonly<Partial<Glue.Table>>;

/** Where a stream's records come from, if not only from direct puts. */
export interface DeliveryStreamSource {
  throughputHintInMBs?: number;
  kinesis?: Checked<Firehose.KinesisStreamSourceConfiguration>;
  /** Its time in milliseconds. */
  msk?: Omit<Checked<Firehose.MSKSourceConfiguration>, 'ReadFromTimestamp'> & { readFrom?: number };
}

/** A destination in Amazon S3, in the words of Create and Describe, but for the backup, which is called `S3Backup` here. */
export type S3Destination = Omit<Checked<Firehose.ExtendedS3DestinationConfiguration>, 'S3BackupConfiguration'> & {
  S3Backup?: Checked<Firehose.S3DestinationConfiguration>;
};

/** An account in which nothing is. */
export function emptyState(): SandboxState {
  return { version: 1, accounts: {} };
}

/** One region of one account; an empty one, which the state does not know yet, where nothing was ever done. */
export function peekRegion(state: SandboxState, account: string, region: string): RegionState {
  return state.accounts[account]?.[region] ?? emptyRegion();
}

/** Enters a region into the state. */
export function enterRegion(state: SandboxState, account: string, region: string, entered: RegionState): void {
  (state.accounts[account] ??= {})[region] = entered;
}

/** One region of one account, entered into the state: for whoever wants to change it past the wire. */
export function regionOf(state: SandboxState, account: string, region: string): RegionState {
  const found = peekRegion(state, account, region);
  enterRegion(state, account, region, found);
  return found;
}

/** What has no tags, and what there is once. */
type Untagged = 'indexing' | 'logging' | 'auditConfiguration' | 'auditSuppressions';

/** The tables of resources, with the sort of each as ARNs spell it, behind the service. */
const SORTS: Readonly<Record<Exclude<keyof RegionState, keyof ReturnType<typeof madeByOthers> | Untagged>, string>> = {
  securityProfiles: 'iot:securityprofile',
  customMetrics: 'iot:custommetric',
  dimensions: 'iot:dimension',
  topicRules: 'iot:rule',
  thingGroups: 'iot:thinggroup',
  mitigationActions: 'iot:mitigationaction',
  scheduledAudits: 'iot:scheduledaudit',
  deliveryStreams: 'firehose:deliverystream',
};
const TABLES = Object.keys(SORTS) as (keyof typeof SORTS)[];

function emptyRegion(): RegionState {
  const tables = Object.fromEntries(TABLES.map((table) => [table, {}]));
  return { ...tables, indexing: noIndexing(), auditSuppressions: {}, ...madeByOthers() } as unknown as RegionState;
}

/** What others make, and the program only looks at. */
function madeByOthers() {
  return { buckets: [], catalogTables: {}, logGroups: {}, ruleDestinations: {}, unassumableRoles: [] };
}

/** An account indexes nothing until it is told to. https://docs.aws.amazon.com/iot/latest/developerguide/managing-fleet-index.html */
function noIndexing(): Indexing {
  return {
    thingIndexingConfiguration: { thingIndexingMode: 'OFF', thingConnectivityIndexingMode: 'OFF' },
    thingGroupIndexingConfiguration: { thingGroupIndexingMode: 'OFF' },
  };
}

/** Every resource of a region. */
export function resourcesIn(state: RegionState): readonly ResourceRecord[] {
  return TABLES.flatMap((table) => Object.values<ResourceRecord>(state[table]));
}

/** The resources of a sort such as `iot:dimension`, by name; undefined where there is no such sort. */
export function resourcesOfSort(
  state: RegionState,
  sort: string,
): Readonly<Record<string, ResourceRecord>> | undefined {
  const table = TABLES.find((one) => SORTS[one] === sort);
  return table === undefined ? undefined : state[table];
}

/** A state as this version has it: what an older one did not know of is empty. */
export function completed({ version, accounts }: SandboxState): SandboxState {
  const regions = (account: Record<string, RegionState>) =>
    Object.entries(account).map(([region, state]) => [region, { ...emptyRegion(), ...state }] as const);
  const all = Object.entries(accounts).map(([id, account]) => [id, Object.fromEntries(regions(account))] as const);
  return { version, accounts: Object.fromEntries(all) };
}

/** The record of that name; names such as `constructor` are names like any other. */
export function find<Item>(records: Readonly<Record<string, Item>>, name: string): Item | undefined {
  return Object.hasOwn(records, name) ? records[name] : undefined;
}

/** Enters a record, also under the name `__proto__`. */
export function put<Item>(records: Record<string, Item>, name: string, item: Item): void {
  Object.defineProperty(records, name, { value: item, enumerable: true, writable: true, configurable: true });
}
