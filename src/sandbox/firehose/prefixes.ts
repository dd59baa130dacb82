import { makesKey, pieceText, prefixPieces } from '../../catalogue/s3-prefix.ts';
import type { PrefixPiece } from '../../catalogue/s3-prefix.ts';
import type { S3Destination } from '../state.ts';

// As the service puts it, misspelling and all: https://github.com/hashicorp/terraform-provider-aws/pull/13416
const CONSTRAINT = 'Ths supplied prefix(es) do not satisfy the following constraint: ';

/** Why the service refuses the prefixes of a destination. https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
export function* prefixProblem(destination: S3Destination): Generator<string> {
  for (const one of [destination, destination.S3Backup]) if (one !== undefined) yield* placeProblem(one);
  for (const problem of partitionProblems(destination)) yield CONSTRAINT + problem;
}

/** Why the service refuses the prefixes of one place. */
export function* placeProblem({ Prefix = '', ErrorOutputPrefix = '' }: Partial<S3Destination>): Generator<string> {
  for (const problem of expressionProblems(Prefix, ErrorOutputPrefix)) yield CONSTRAINT + problem;
}

function* expressionProblems(prefix: string, errorPrefix: string): Generator<string> {
  const expressions = expressionsOf(prefix);
  const errorExpressions = expressionsOf(errorPrefix);
  const unknown = [...expressions, ...errorExpressions].find(({ type }) => type === 'unknown');
  if (unknown !== undefined) yield `Unknown expression ${pieceText(unknown)}`;
  if (expressions.length > 0 && errorPrefix === '') {
    yield 'ErrorOutputPrefix cannot be null or empty when Prefix contains expressions';
  }
  if (expressions.some(isErrorType)) yield 'Prefix cannot contain !{firehose:error-output-type}';
  if (errorExpressions.length > 0 && !errorExpressions.some(isErrorType)) {
    yield 'ErrorOutputPrefix must contain !{firehose:error-output-type} when it contains expressions';
  }
}

function expressionsOf(prefix: string): readonly PrefixPiece[] {
  return prefixPieces(prefix).filter(({ type }) => type !== 'text');
}

function isErrorType(piece: PrefixPiece): boolean {
  return piece.type === 'firehose' && piece.value === 'error-output-type';
}

// https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html
function* partitionProblems(destination: S3Destination): Generator<string> {
  const keys = prefixPieces(destination.Prefix ?? '').filter((piece) => piece.type === 'partition');
  const enabled = destination.DynamicPartitioningConfiguration?.Enabled ?? false;
  if (!enabled && keys.length > 0) yield 'Prefix can use partition keys only when Dynamic Partitioning is enabled';
  if (!enabled) return;
  if (keys.length === 0) yield 'Prefix must use partition keys when Dynamic Partitioning is enabled';
  const processing = destination.ProcessingConfiguration;
  const processors = processing?.Enabled ? (processing.Processors ?? []) : [];
  for (const { from, key } of keys) {
    const made = processors.some(({ Type, Parameters = [] }) =>
      from === 'Lambda'
        ? Type === 'Lambda'
        : Type === 'MetadataExtraction' && Parameters.some(({ ParameterValue }) => makesKey(ParameterValue, key)),
    );
    if (!made) yield `No processor makes the partition key ${key}`;
  }
}
