import type { SeriesSample } from '../../model/exports/simulation.ts';

/** A value beyond which something is abnormal, with what it is. */
export interface Threshold {
  readonly value: number;
  readonly text: string;
}

/** A span of time that is shaded, with what it is; milliseconds since the epoch. */
export interface Span {
  readonly begin: number;
  readonly end: number;
  readonly text: string;
}

/** From where to where the values of a chart go, and what is written beside them. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** The thresholds that are in it. */
  readonly shown: readonly Threshold[];
}

/** How far peaks may go beyond what is normal before they are cut off. */
const ROOM = 2;
/** How many times as far away as what is normal a threshold may be, to be shown. */
const FAR = 6;

/**
 * A scale that shows the normal range: the values outside of the shaded times, and thresholds that are not far from them. Peaks go beyond
 * it where they would press the rest flat.
 */
export function scaleOf(
  samples: readonly SeriesSample[],
  { spans, thresholds }: { readonly spans: readonly Span[]; readonly thresholds: readonly Threshold[] },
): Scale {
  const isUsual = ({ at }: SeriesSample): boolean => spans.every(({ begin, end }) => at < begin || at > end);
  const usual = samples.some(isUsual) ? samples.filter(isUsual) : samples;
  const most = Math.max(0, ...usual.map((sample) => sample.most));
  const least = Math.min(0, ...usual.map((sample) => sample.least));
  const size = Math.max(most, -least, 1e-9);
  const shown = thresholds.filter(({ value }) => Math.abs(value) <= FAR * size);
  const normal = [...shown.map(({ value }) => value), most, least];
  const [top, bottom] = [Math.max(...normal), Math.min(...normal)];
  const [peak, dip] = [Math.max(0, ...samples.map((one) => one.most)), Math.min(0, ...samples.map((one) => one.least))];
  const ticks = ticksFor(
    peak <= ROOM * top ? Math.max(top, peak) : top * 1.1,
    dip >= ROOM * bottom ? Math.min(bottom, dip) : bottom * 1.1,
  );
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks, shown };
}

/** Round numbers from below the least to above the most value, zero among them. */
function ticksFor(most: number, least: number): readonly number[] {
  const span = most - least || 1;
  const power = 10 ** Math.floor(Math.log10(span / 3));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => span / one <= 4) ?? span;
  const [first, last] = [Math.floor(least / step), Math.max(1, Math.ceil(most / step))];
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
