import type * as Firehose from '@aws-sdk/client-firehose';
import { isObject, objectOf } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';
import type { OperationContext } from '../context.ts';
import type { OtherDestination, S3Destination } from '../state.ts';
import { plainDefaults, withParameters } from './destination-defaults.ts';
import { mergeElsewhere } from './destination-merge.ts';
import { assumptionProblems, processorProblems } from './destination-rules.ts';
import { placeProblem } from './prefixes.ts';
import { invalidArgument } from './refusals.ts';

/**
 * What the service fills in, by destination, as the types of the API tell it.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_Types.html
 */
const DEFAULTS: Readonly<Record<string, JsonObject>> = {
  HttpEndpoint: {
    BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
    RequestConfiguration: { ContentEncoding: 'NONE', CommonAttributes: [] },
    S3BackupMode: 'FailedDataOnly',
  },
  Splunk: { BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 60 }, S3BackupMode: 'FailedEventsOnly' },
  Amazonopensearchservice: searchDefaults({ IndexRotationPeriod: 'OneDay' }),
  Elasticsearch: searchDefaults({ IndexRotationPeriod: 'OneDay' }),
  AmazonOpenSearchServerless: searchDefaults({}),
  // Redshift has no hints of its own: the place that it loads from does.
  Redshift: { RetryOptions: { DurationInSeconds: 3600 }, S3BackupMode: 'Disabled' },
  Snowflake: { BufferingHints: { SizeInMBs: 128, IntervalInSeconds: 0 }, S3BackupMode: 'FailedDataOnly' },
  Iceberg: {
    BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
    RetryOptions: { DurationInSeconds: 300 },
    AppendOnly: false,
    S3BackupMode: 'FailedDataOnly',
  },
};

function searchDefaults(more: JsonObject): JsonObject {
  return {
    BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
    RetryOptions: { DurationInSeconds: 300 },
    S3BackupMode: 'FailedDocumentsOnly',
    ...more,
  };
}

/** A new destination, with what the service fills in. Refuses what the service would refuse. */
export function newElsewhere(context: OperationContext, { service, settings }: OtherDestination): OtherDestination {
  const whole = { service, settings: withDefaults(service, settings) };
  check(context, whole);
  return whole;
}

/** A destination after an update of the same sort. */
export function changedElsewhere(
  context: OperationContext,
  { service, settings }: OtherDestination,
  update: JsonObject,
): OtherDestination {
  const whole = { service, settings: withDefaults(service, mergeElsewhere(settings, update)) };
  checkChange(service, settings, whole.settings);
  check(context, whole);
  return whole;
}

/** Whether a destination is one of OpenSearch’s, between which and all others nothing switches. */
export function isSearch(service: string | undefined): boolean {
  return ['Amazonopensearchservice', 'AmazonOpenSearchServerless', 'Elasticsearch'].includes(service ?? '');
}

/** As the service describes it: keys and passwords are not told, but for the token of Splunk. */
export function describeElsewhere({ service, settings }: OtherDestination): Partial<Firehose.DestinationDescription> {
  const {
    S3Configuration,
    S3BackupConfiguration,
    VpcConfiguration: vpc,
    EndpointConfiguration: endpoint,
    Password: _,
    PrivateKey: __,
    KeyPassphrase: ___,
    ...rest
  } = settings;
  const { AccessKey: ____, ...told } = objectOf(endpoint);
  const described = {
    ...rest,
    ...(endpoint === undefined ? {} : { EndpointConfiguration: told }),
    ...(vpc === undefined ? {} : { VpcConfigurationDescription: { ...objectOf(vpc), VpcId: 'vpc-0sandbox0' } }),
    ...(S3BackupConfiguration === undefined ? {} : { S3BackupDescription: S3BackupConfiguration }),
    S3DestinationDescription: S3Configuration,
  };
  return { [`${service}DestinationDescription`]: described } as Partial<Firehose.DestinationDescription>;
}

function withDefaults(service: string, settings: JsonObject): JsonObject {
  const { ProcessingConfiguration: processing, S3Configuration: place, S3BackupConfiguration: backup } = settings;
  const { Processors, ...switched } = { Enabled: false, ...objectOf(processing) } as NonNullable<
    S3Destination['ProcessingConfiguration']
  >;
  const withRole = withParameters(settings['RoleARN'] as string | undefined);
  return {
    CloudWatchLoggingOptions: { Enabled: false },
    ...DEFAULTS[service],
    ...settings,
    ProcessingConfiguration: { ...switched, Processors: (Processors ?? []).map(withRole) } as unknown as JsonObject,
    ...(place === undefined ? {} : { S3Configuration: { ...plainDefaults(5), ...objectOf(place) } as JsonObject }),
    ...(backup === undefined
      ? {}
      : { S3BackupConfiguration: { ...plainDefaults(5), ...objectOf(backup) } as JsonObject }),
  };
}

function check({ state }: OperationContext, { service, settings }: OtherDestination): void {
  const places = [settings['S3Configuration'], settings['S3BackupConfiguration']].filter((one) => isObject(one));
  const [problem] = [
    ...requiredProblems(service, settings),
    ...places.flatMap((place) => [...placeProblem(place as Partial<S3Destination>)]),
    ...processorProblems(settings as Pick<S3Destination, 'ProcessingConfiguration'>),
    ...secretProblems(service, settings),
    ...(RULES[service]?.(settings) ?? []),
    ...assumptionProblems(state, rolesIn(settings)),
  ];
  if (problem !== undefined) throw invalidArgument(problem);
}

/** What Create's model asks for, which Update's cannot: its members are all optional. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  HttpEndpoint: ['EndpointConfiguration'],
  Splunk: ['HECEndpoint', 'HECEndpointType'],
  Amazonopensearchservice: ['RoleARN', 'IndexName'],
  Elasticsearch: ['RoleARN', 'IndexName'],
  AmazonOpenSearchServerless: ['RoleARN', 'IndexName'],
  Redshift: ['RoleARN', 'ClusterJDBCURL', 'CopyCommand'],
  Snowflake: ['AccountUrl', 'Database', 'Schema', 'Table', 'RoleARN'],
  Iceberg: ['RoleARN', 'CatalogConfiguration'],
};

function* requiredProblems(service: string, settings: JsonObject): Generator<string> {
  for (const member of REQUIRED[service] ?? [])
    if (settings[member] === undefined) yield `${member} must be specified.`;
  for (const member of ['RoleARN', 'BucketARN'])
    if (objectOf(settings['S3Configuration'])[member] === undefined)
      yield `S3Configuration.${member} must be specified.`;
}

/** What a destination is signed in to with, where no secret is used; the secret's role is a must for Splunk. https://docs.aws.amazon.com/firehose/latest/APIReference/API_SecretsManagerConfiguration.html */
const SIGNED_IN: Readonly<Record<string, readonly string[]>> = {
  Splunk: ['HECToken'],
  Redshift: ['Username', 'Password'],
  Snowflake: ['User', 'PrivateKey'],
};

function* secretProblems(service: string, settings: JsonObject): Generator<string> {
  const { Enabled, SecretARN, RoleARN } = objectOf(settings['SecretsManagerConfiguration']);
  if (Enabled === true) {
    if (SecretARN === undefined) yield 'SecretsManagerConfiguration.SecretARN must be specified when it is enabled.';
    if ((RoleARN ?? settings['RoleARN']) === undefined) yield 'SecretsManagerConfiguration.RoleARN must be specified.';
    return;
  }
  for (const member of SIGNED_IN[service] ?? [])
    if (settings[member] === undefined) yield `${member} or SecretsManagerConfiguration must be specified.`;
}

const RULES: Readonly<Record<string, (settings: JsonObject) => Iterable<string>>> = {
  Amazonopensearchservice: oneAddress,
  Elasticsearch: oneAddress,
  *Redshift({ S3Configuration, S3BackupMode, S3BackupConfiguration }) {
    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_RedshiftDestinationConfiguration.html
    const { CompressionFormat } = objectOf(S3Configuration);
    if (!['UNCOMPRESSED', 'GZIP'].includes(String(CompressionFormat)))
      yield `CompressionFormat ${String(CompressionFormat)} is not supported for Amazon Redshift.`;
    if (S3BackupMode === 'Enabled' && S3BackupConfiguration === undefined)
      yield 'S3BackupConfiguration must be specified when S3BackupMode is Enabled.';
  },
  *Iceberg({ S3BackupMode }) {
    // https://docs.aws.amazon.com/firehose/latest/APIReference/API_IcebergDestinationConfiguration.html
    if (S3BackupMode !== 'FailedDataOnly') yield 'S3BackupMode must be FailedDataOnly.';
  },
};

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_AmazonopensearchserviceDestinationConfiguration.html */
function* oneAddress({ DomainARN, ClusterEndpoint }: JsonObject): Generator<string> {
  if ((DomainARN === undefined) === (ClusterEndpoint === undefined))
    yield 'Exactly one of DomainARN and ClusterEndpoint must be specified.';
}

/** What an update may not change. */
function checkChange(service: string, before: JsonObject, after: JsonObject): void {
  const goes = (member: string, from: JsonValue): boolean => before[member] === from && after[member] !== from;
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_SplunkDestinationUpdate.html
  if (service === 'Splunk' && goes('S3BackupMode', 'AllEvents'))
    throw invalidArgument('S3BackupMode cannot be changed from AllEvents to FailedEventsOnly.');
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_RedshiftDestinationUpdate.html
  if (service === 'Redshift' && goes('S3BackupMode', 'Enabled'))
    throw invalidArgument('S3BackupMode cannot be changed from Enabled to Disabled.');
  // https://github.com/hashicorp/terraform-provider-aws/issues/43067
  if (service === 'Iceberg' && goes('AppendOnly', true))
    throw invalidArgument('AppendOnly cannot be changed from true to false.');
}

function rolesIn(value: JsonValue): readonly string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'RoleARN' && typeof member === 'string' ? [member] : rolesIn(member ?? null),
  );
}
