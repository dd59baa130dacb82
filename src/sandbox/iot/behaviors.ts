import type { Metric } from '../../catalogue/metric.ts';
import { DURATIONS } from '../../catalogue/operators.ts';
import { find } from '../state.ts';
import type { RegionState, SecurityProfileSpec } from '../state.ts';
import { metricNamed } from './metrics.ts';

type Behavior = NonNullable<SecurityProfileSpec['behaviors']>[number];
type Criteria = NonNullable<Behavior['criteria']>;

/**
 * Why the service refuses behaviors, beyond what its model says; nothing where it takes them.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_ValidateSecurityProfileBehaviors.html
 */
export function behaviorProblems(state: RegionState, behaviors: readonly Behavior[]): readonly string[] {
  const problems = behaviors.flatMap((behavior) =>
    [...problemsOf(state, behavior)].map((problem) => `Behavior ${behavior.name} is malformed. ${problem}`),
  );
  const names = behaviors.map((behavior) => behavior.name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) problems.push(`Duplicate behavior name: ${repeated}`);
  // https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-ml.html
  const learning = behaviors.filter(({ criteria }) => criteria?.mlDetectionConfig).length;
  if (learning > 0 && behaviors.some(({ criteria }) => criteria && !criteria.mlDetectionConfig)) {
    problems.push('A security profile cannot have both rules-based and ML behaviors.');
  }
  return problems;
}

function* problemsOf(state: RegionState, { metric: name, metricDimension, criteria }: Behavior): Generator<string> {
  if (name === undefined) return;
  const metric = metricNamed(state, name);
  if (metric === undefined) {
    yield `Metric ${name} does not exist.`;
    return;
  }
  const dimension = metricDimension && dimensionProblem(state, name, metricDimension.dimensionName);
  if (dimension !== undefined) yield dimension;
  if (criteria !== undefined) yield* criteriaProblems(name, metric, criteria);
}

/** Why a metric cannot be narrowed by a dimension. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/scoping-security-behavior.html */
export function dimensionProblem(state: RegionState, metric: string, dimension: string): string | undefined {
  if (find(state.dimensions, dimension) === undefined) return `Dimension ${dimension} does not exist.`;
  return metricNamed(state, metric)?.dimension ? undefined : `Metric ${metric} does not support dimensions.`;
}

function* criteriaProblems(name: string, metric: Metric, criteria: Criteria): Generator<string> {
  const { comparisonOperator: operator, durationSeconds, mlDetectionConfig, statisticalThreshold, value } = criteria;
  const seconds = durationSeconds;
  if (mlDetectionConfig !== undefined) {
    if (!metric.learning) yield `Metric ${name} does not support mlDetectionConfig.`;
    const others = [operator, seconds, statisticalThreshold, value].some((member) => member !== undefined);
    if (others) yield 'criteria with mlDetectionConfig can have no threshold.';
    return;
  }
  if (operator === undefined) yield "requires criteria's comparisonOperator field to be set";
  else if (!metric.operators.some((one) => one === operator))
    yield `comparisonOperator ${operator} does not fit metric ${name}.`;
  if (seconds !== undefined && !DURATIONS.includes(seconds)) {
    yield `durationSeconds ${seconds} should be one of [${DURATIONS.join(', ')}]`;
  }
  if (seconds !== undefined && metric.duration === 'forbidden') yield `durationSeconds does not fit metric ${name}.`;
  if (statisticalThreshold === undefined) yield* staticProblems(name, metric, criteria);
  else yield* statisticalProblems(name, metric, criteria);
}

function* staticProblems(name: string, metric: Metric, { value, durationSeconds }: Criteria): Generator<string> {
  const members = Object.keys(value ?? {});
  if (members.length !== 1) yield `criteria's value must have exactly one member, not ${members.length}.`;
  else if (members[0] !== metric.value) yield `criteria's value for metric ${name} must be ${metric.value}.`;
  // The sentence as users report it: https://github.com/hashicorp/terraform-provider-awscc/issues/3235
  if (metric.duration === 'required' && durationSeconds === undefined) yield DURATION_MISSING;
}

function* statisticalProblems(name: string, metric: Metric, { value, durationSeconds }: Criteria): Generator<string> {
  if (!metric.statistical) yield `Metric ${name} does not support statisticalThreshold.`;
  if (value !== undefined) yield 'criteria can have a value or a statisticalThreshold, not both.';
  if (durationSeconds === undefined) yield DURATION_MISSING;
}

const DURATION_MISSING = "requires criteria's duration field to be set";
