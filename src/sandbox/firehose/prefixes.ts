import type { S3Destination } from '../state.ts';

/** Expressions of a prefix: `timestamp:yyyy`, `firehose:random-string`, `partitionKeyFromQuery:device`, … */
function expressionsOf(prefix: string): readonly string[] {
  return [...prefix.matchAll(/!\{([^}]*)\}/g)].map(([, expression = '']) => expression);
}

const KNOWN = /^(timestamp:.+|firehose:(error-output-type|random-string)|partitionKeyFrom(Query|Lambda):.+)$/;

// As the service puts it, misspelling and all: https://github.com/hashicorp/terraform-provider-aws/pull/13416
const CONSTRAINT = 'Ths supplied prefix(es) do not satisfy the following constraint: ';

/** Why the service refuses the prefixes of a destination. https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
export function* prefixProblem(destination: S3Destination): Generator<string> {
  for (const one of [destination, destination.S3Backup]) {
    if (one === undefined) continue;
    for (const problem of expressionProblems(one.Prefix ?? '', one.ErrorOutputPrefix ?? '')) yield CONSTRAINT + problem;
  }
  for (const problem of partitionProblems(destination)) yield CONSTRAINT + problem;
}

function* expressionProblems(prefix: string, errorPrefix: string): Generator<string> {
  const expressions = expressionsOf(prefix);
  const errorExpressions = expressionsOf(errorPrefix);
  const unknown = [...expressions, ...errorExpressions].find((expression) => !KNOWN.test(expression));
  if (unknown !== undefined) yield `Unknown expression !{${unknown}}`;
  if (expressions.length > 0 && errorPrefix === '') {
    yield 'ErrorOutputPrefix cannot be null or empty when Prefix contains expressions';
  }
  if (expressions.includes('firehose:error-output-type')) yield 'Prefix cannot contain !{firehose:error-output-type}';
  if (errorExpressions.length > 0 && !errorExpressions.includes('firehose:error-output-type')) {
    yield 'ErrorOutputPrefix must contain !{firehose:error-output-type} when it contains expressions';
  }
}

// https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html
function* partitionProblems(destination: S3Destination): Generator<string> {
  const keys = expressionsOf(destination.Prefix ?? '').flatMap((expression) => {
    const [, source, key = ''] = /^partitionKeyFrom(Query|Lambda):(.+)$/.exec(expression) ?? [];
    return source === undefined ? [] : [{ source, key }];
  });
  const enabled = destination.DynamicPartitioningConfiguration?.Enabled ?? false;
  if (!enabled && keys.length > 0) yield 'Prefix can use partition keys only when Dynamic Partitioning is enabled';
  if (!enabled) return;
  if (keys.length === 0) yield 'Prefix must use partition keys when Dynamic Partitioning is enabled';
  const processing = destination.ProcessingConfiguration;
  const processors = processing?.Enabled ? (processing.Processors ?? []) : [];
  for (const { source, key } of keys) {
    const made = processors.some(({ Type, Parameters = [] }) =>
      source === 'Lambda'
        ? Type === 'Lambda'
        : Type === 'MetadataExtraction' && Parameters.some(({ ParameterValue }) => namesKey(ParameterValue, key)),
    );
    if (!made) yield `No processor makes the partition key ${key}`;
  }
}

/** Whether a JQ object such as `{device: .thing, "day": .t}` has a key. */
function namesKey(query: string, key: string): boolean {
  return [...query.matchAll(/"?([\w-]+)"?\s*:/g)].some(([, name]) => name === key);
}
