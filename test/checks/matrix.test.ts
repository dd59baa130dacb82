import { describe, expect, test } from 'vitest';
import { metricFacts } from '../../src/catalogue/metrics.ts';
import { OPERATORS } from '../../src/catalogue/operators.ts';
import { CUSTOM_METRICS, METRICS, VALUES } from '../arbitraries/metrics.ts';
import type { Metric } from '../arbitraries/metrics.ts';
import { checksIn } from './found.ts';

/** The generator writes a duration for these, to be safe; the documentation does not say that they need one. */
const UNDECIDED = ['aws:num-listening-tcp-ports', 'aws:num-listening-udp-ports'];

interface Cell {
  readonly name: string;
  readonly what: string;
  readonly metric: Metric;
  readonly criteria: object;
  readonly dimension?: true;
  /** The check that has to find it; none where AWS takes it. */
  readonly check?: string;
  readonly verdict: string;
  readonly source: string;
}

const WITH_DURATION = { durationSeconds: 300 };

function cellsOf([name, metric]: [string, Metric]): readonly Cell[] {
  const customType = (CUSTOM_METRICS as Readonly<Record<string, string>>)[name];
  const source = metricFacts(name, customType)?.source ?? '';
  const duration = metric.duration === 'forbidden' ? {} : WITH_DURATION;
  const right = { comparisonOperator: metric.operators[0], value: { [metric.value]: VALUES[metric.value] } };
  const cell = (what: string, criteria: object, refused: boolean, check: string, more: Partial<Cell> = {}): Cell => ({
    name,
    what,
    metric,
    criteria,
    source,
    ...more,
    verdict: refused ? `refused by ${check}` : 'taken',
    ...(refused && { check }),
  });
  const isOf = (member: string): boolean => member === metric.value;
  const statistic = { comparisonOperator: metric.operators[0], statisticalThreshold: { statistic: 'p90' } };
  return [
    ...Object.keys(OPERATORS).map((operator) =>
      cell(
        operator,
        { ...right, comparisonOperator: operator, ...duration },
        !metric.operators.includes(operator),
        'metric-operator',
      ),
    ),
    ...Object.entries(VALUES).map(([member, value]) =>
      cell(`value ${member}`, { ...right, value: { [member]: value }, ...duration }, !isOf(member), 'metric-value'),
    ),
    cell('no duration', right, metric.duration === 'required' && !UNDECIDED.includes(name), 'duration-missing'),
    cell('a duration', { ...right, ...WITH_DURATION }, metric.duration === 'forbidden', 'duration-unfit'),
    // Where a list has neither statistics nor a duration, both are told.
    cell('a statistic', { ...statistic, ...WITH_DURATION }, !metric.statistical, 'statistic-unfit'),
    cell('a model', { mlDetectionConfig: { confidenceLevel: 'HIGH' } }, !metric.statistical, 'learning-unfit'),
    cell('a dimension', { ...right, ...duration }, !metric.dimension, 'dimension-unfit', { dimension: true }),
  ];
}

const cells = Object.entries(METRICS).flatMap(cellsOf);

const custom = Object.entries(CUSTOM_METRICS)
  .map(([name, metricType]) => `${name}: { metricType: ${metricType} }`)
  .join(', ');

const yamlOf = ({ name, criteria, dimension }: Cell): string => {
  const narrowed = dimension ? ', metricDimension: { dimensionName: telemetry }' : '';
  return `customMetrics: { ${custom} }
dimensions: { telemetry: { type: TOPIC_FILTER, stringValues: ["a/+"] } }
securityProfiles:
  P:
    targets: [thinggroup/soundboxes]
    behaviors: [{ name: b, metric: "${name}"${narrowed}, criteria: ${JSON.stringify(criteria)} }]
`;
};

describe('each cell of what AWS documents about metrics', () => {
  test('is there: 22 metrics with 10 operators, 6 sorts of values, and 5 more', () => {
    expect(Object.keys(METRICS)).toHaveLength(22);
    expect(cells).toHaveLength(22 * 21);
    expect(cells.every(({ source }) => source.startsWith('https://docs.aws.amazon.com/'))).toBe(true);
  });

  test.for(cells)('$name, $what: $verdict ($source)', (cell) => {
    const found = checksIn(yamlOf(cell));
    if (cell.check === undefined) expect(found).toEqual([]);
    else expect(found).toContain(cell.check);
  });
});
