import type { OperationContext } from '../context.ts';
import { isObject } from '../../model/values/json.ts';
import type { DeliveryStreamSource, S3Destination } from '../state.ts';
import { prefixProblem } from './prefixes.ts';
import { invalidArgument } from './refusals.ts';

/** With format conversion or dynamic partitioning. */
const MINIMUM_SIZE = 64;

/**
 * Refuses a destination that the service would refuse, as it would be after the request.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html
 */
export function checkDestination(context: OperationContext, destination: S3Destination): void {
  const [problem] = [
    ...prefixProblem(destination),
    ...conversionProblems(destination),
    ...partitioningProblems(destination),
    ...processorProblems(destination),
    ...backupProblems(destination),
    ...roleProblems(context, destination),
  ];
  if (problem !== undefined) throw invalidArgument(problem);
}

/** Refuses what an update may not change. */
export function checkTransition(current: S3Destination, updated: S3Destination): void {
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationUpdate.html
  if (current.S3BackupMode === 'Enabled' && updated.S3BackupMode === 'Disabled') {
    throw invalidArgument('S3BackupMode cannot be changed from Enabled to Disabled.');
  }
  // https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-enable.html
  const [before, after] = [current, updated].map((one) => one.DynamicPartitioningConfiguration?.Enabled ?? false);
  if (!before && after) throw invalidArgument('Dynamic partitioning cannot be enabled on an existing Firehose stream.');
  if (before && !after) throw invalidArgument('Dynamic partitioning cannot be disabled once it is enabled.');
}

/** Refuses buffering hints of which one is missing, at any depth. https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
export function checkHints(destination: object): void {
  for (const [name, member] of Object.entries(destination) as [string, unknown][]) {
    if (!isObject(member)) continue;
    const { SizeInMBs, IntervalInSeconds } = member as Record<string, unknown>;
    if (name === 'BufferingHints' && (SizeInMBs === undefined) !== (IntervalInSeconds === undefined)) {
      throw invalidArgument(
        'BufferingHints.SizeInMBs and BufferingHints.IntervalInSeconds must be specified together.',
      );
    }
    checkHints(member);
  }
}

/** Refuses a source whose role Firehose cannot assume. */
export function checkSource({ state }: OperationContext, { kinesis, msk }: DeliveryStreamSource): void {
  const [problem] = assumptionProblems(state, [kinesis?.RoleARN, msk?.AuthenticationConfiguration.RoleARN]);
  if (problem !== undefined) throw invalidArgument(problem);
}

// https://docs.aws.amazon.com/firehose/latest/dev/enable-record-format-conversion.html
function* conversionProblems(destination: S3Destination): Generator<string> {
  const { BufferingHints, CompressionFormat, DataFormatConversionConfiguration: conversion } = destination;
  if (!conversion?.Enabled) return;
  if (CompressionFormat !== 'UNCOMPRESSED') {
    yield 'CompressionFormat must be UNCOMPRESSED when data format conversion is enabled.';
  }
  if ((BufferingHints?.SizeInMBs ?? 0) < MINIMUM_SIZE) {
    yield `BufferingHints.SizeInMBs must be at least ${MINIMUM_SIZE} when data format conversion is enabled.`;
  }
  const {
    InputFormatConfiguration: input,
    OutputFormatConfiguration: output,
    SchemaConfiguration: schema,
  } = conversion;
  if (!input || !output || !schema) {
    yield 'SchemaConfiguration, InputFormatConfiguration and OutputFormatConfiguration are required when data format conversion is enabled.';
  } else {
    if (Object.keys(input.Deserializer ?? {}).length !== 1) yield 'Exactly one deserializer must be specified.';
    if (Object.keys(output.Serializer ?? {}).length !== 1) yield 'Exactly one serializer must be specified.';
    for (const member of ['RoleARN', 'DatabaseName', 'TableName'] as const) {
      if (schema[member] === undefined) yield `SchemaConfiguration.${member} must be specified.`;
    }
  }
}

// https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html
function* partitioningProblems({ BufferingHints, DynamicPartitioningConfiguration }: S3Destination): Generator<string> {
  if (!DynamicPartitioningConfiguration?.Enabled) return;
  if ((BufferingHints?.SizeInMBs ?? 0) < MINIMUM_SIZE) {
    yield `BufferingHints.SizeInMBs must be at least ${MINIMUM_SIZE} when Dynamic Partitioning is enabled.`;
  }
}

/** Why processing is refused. The first sentence as users report it: https://github.com/pulumi/pulumi-aws/issues/937 */
export function* processorProblems({
  ProcessingConfiguration: processing,
}: Pick<S3Destination, 'ProcessingConfiguration'>): Generator<string> {
  if (!processing?.Enabled) return;
  const processors = processing.Processors ?? [];
  const functions = processors.filter(({ Type }) => Type === 'Lambda');
  if (processors.length === 0 || functions.length > 1)
    yield 'Exactly 1 Processor needs to be supplied when processing is enabled';
  for (const { Parameters = [] } of functions) {
    if (!Parameters.some(({ ParameterName }) => ParameterName === 'LambdaArn'))
      yield 'LambdaArn must be specified for a processor of type Lambda.';
  }
}

function* backupProblems({ S3BackupMode, S3Backup }: S3Destination): Generator<string> {
  if (S3BackupMode === 'Enabled' && S3Backup === undefined) {
    yield 'S3BackupConfiguration must be specified when S3BackupMode is Enabled.';
  }
  // An update names a backup in part, so that its model cannot require these.
  const { RoleARN, BucketARN }: Partial<S3Destination> = S3Backup ?? { RoleARN: '', BucketARN: '' };
  if (RoleARN === undefined || BucketARN === undefined)
    yield 'RoleARN and BucketARN of the S3 backup must be specified.';
}

function roleProblems({ state }: OperationContext, { RoleARN, S3Backup }: S3Destination): Iterable<string> {
  return assumptionProblems(state, [RoleARN, S3Backup?.RoleARN]);
}

/** Roles that cannot be assumed. The sentence as users report it: https://github.com/hashicorp/terraform-provider-aws/issues/3380 */
export function* assumptionProblems(
  { unassumableRoles }: OperationContext['state'],
  roles: readonly (string | undefined)[],
): Generator<string> {
  for (const role of roles)
    if (role !== undefined && unassumableRoles.includes(role))
      yield `Firehose is unable to assume role ${role}. Please check the role provided.`;
}
