import type { MetricValue } from '../../../detect/criteria.ts';
import type { SeriesSample, SimulatedSeries } from '../../../model/exports/simulation.ts';
import { seriesName } from '../../../model/exports/simulation.ts';
import type { Series } from './series.ts';

/** Keeps metrics over time, at most 300 samples each, however long it goes on. */
export interface Sampler {
  take(interval: number, at: number, values: ReadonlyMap<string, readonly (MetricValue | undefined)[]>): void;
  points(): number;
  series(): readonly SimulatedSeries[];
}

const MOST_SAMPLES = 300;

interface Span {
  at: number;
  points: number;
  sum: number;
  least: number;
  most: number;
}

/** Begins to sample series over a number of intervals, each for the devices that are in `sampled`, by place in the fleet. */
export function createSampler(
  series: readonly Series[],
  intervals: number,
  sampled: (key: string) => ReadonlySet<number>,
): Sampler {
  const each = Math.ceil(intervals / MOST_SAMPLES);
  const kept = series.map((one) => {
    const key = seriesName(one);
    return { series: one, key, things: sampled(key), points: 0, spans: [] as Span[] };
  });
  return {
    take: (interval, at, values) => {
      for (const one of kept) {
        const span = (one.spans[Math.floor(interval / each)] ??= emptySpan(at));
        span.at = at;
        for (const [thing, value] of (values.get(one.key) ?? []).entries()) {
          if (value === undefined) continue;
          one.points += 1;
          const number = value.count ?? value.number;
          if (number !== undefined && one.things.has(thing)) add(span, number);
        }
      }
    },
    points: () => kept.reduce((total, { points }) => total + points, 0),
    series: () =>
      kept.map(({ series: { metric, dimension, facts }, things, points, spans }) => {
        const { exportedUnit: unit = facts.unit } = facts;
        return {
          metric,
          ...(dimension === undefined ? {} : { dimension }),
          ...(unit === undefined ? {} : { unit }),
          points,
          things: things.size,
          samples: spans.filter((span) => span.points > 0).map(sampleOf),
        };
      }),
  };
}

function emptySpan(at: number): Span {
  return { at, points: 0, sum: 0, least: Infinity, most: -Infinity };
}

function add(span: Span, number: number): void {
  span.points += 1;
  span.sum += number;
  span.least = Math.min(span.least, number);
  span.most = Math.max(span.most, number);
}

function sampleOf({ at, points, sum, least, most }: Span): SeriesSample {
  return { at, points, least, mean: sum / points, most };
}
