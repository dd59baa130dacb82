import type { S3Destination } from '../state.ts';

type Backup = NonNullable<S3Destination['S3Backup']>;
type Processor = NonNullable<NonNullable<S3Destination['ProcessingConfiguration']>['Processors']>[number];
type Parameter = NonNullable<Processor['Parameters']>[number];

/**
 * A destination with what the service fills in and reports although nobody said it.
 * Recorded read-backs: https://github.com/go-to-k/cdk-real-drift (tests/corpus)
 */
export function withDefaults(destination: S3Destination): S3Destination {
  const {
    DataFormatConversionConfiguration: conversion,
    DynamicPartitioningConfiguration: partitioning,
    ProcessingConfiguration: processing = { Enabled: false, Processors: [] },
    S3Backup: backup,
    ...rest
  } = destination;
  const converting = conversion !== undefined && conversion.Enabled !== false;
  return {
    // https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html: 128 with conversion.
    ...plainDefaults(converting ? 128 : 5),
    S3BackupMode: 'Disabled',
    ...rest,
    ProcessingConfiguration: {
      ...processing,
      Processors: (processing.Processors ?? []).map(withParameters(destination.RoleARN)),
    },
    ...(conversion === undefined ? {} : { DataFormatConversionConfiguration: { Enabled: true, ...conversion } }),
    ...(partitioning === undefined ? {} : { DynamicPartitioningConfiguration: withRetries(partitioning) }),
    ...(backup === undefined ? {} : { S3Backup: { ...plainDefaults(5), ...backup } }),
  };
}

/** What a place in S3 has: https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html and its neighbours. */
export function plainDefaults(SizeInMBs: number): Omit<Backup, 'RoleARN' | 'BucketARN'> {
  return {
    BufferingHints: { SizeInMBs, IntervalInSeconds: 300 },
    CompressionFormat: 'UNCOMPRESSED',
    EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
    CloudWatchLoggingOptions: { Enabled: false },
  };
}

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_RetryOptions.html */
function withRetries(partitioning: NonNullable<S3Destination['DynamicPartitioningConfiguration']>) {
  if (!partitioning.Enabled) return partitioning;
  return { ...partitioning, RetryOptions: { DurationInSeconds: 300, ...partitioning.RetryOptions } };
}

/**
 * What a Lambda processor has although nobody said it; the service also returns the parameters in an order of its own. The role is
 * the one that the destination has at that time: https://github.com/hashicorp/terraform-provider-aws/issues/14943
 */
export const withParameters =
  (role: string | undefined) =>
  (processor: Processor): Processor => {
    if (processor.Type !== 'Lambda') return processor;
    const assumed: readonly Parameter[] = [
      { ParameterName: 'NumberOfRetries', ParameterValue: '3' },
      ...(role === undefined ? [] : [{ ParameterName: 'RoleArn' as const, ParameterValue: role }]),
      { ParameterName: 'BufferIntervalInSeconds', ParameterValue: '60' },
      { ParameterName: 'BufferSizeInMBs', ParameterValue: '1' },
    ];
    const given = processor.Parameters ?? [];
    const missing = assumed.filter(
      ({ ParameterName }) => !given.some((parameter) => parameter.ParameterName === ParameterName),
    );
    const Parameters = [...given, ...missing].toSorted((left, right) =>
      left.ParameterName > right.ParameterName ? -1 : 1,
    );
    return { ...processor, Parameters };
  };
