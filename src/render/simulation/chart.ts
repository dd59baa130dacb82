import type { SeriesSample } from '../../model/exports/simulation.ts';
import { html } from '../text/html.ts';
import type { Html } from '../text/html.ts';
import { scaleOf } from './scale.ts';
import type { Span, Threshold } from './scale.ts';
import { hour } from './time.ts';

/** One metric over time, and what is marked in it. */
export interface Chart {
  readonly title: string;
  readonly unit: string;
  /** Milliseconds since the epoch. */
  readonly begin: number;
  readonly end: number;
  readonly samples: readonly SeriesSample[];
  readonly thresholds: readonly Threshold[];
  readonly spans: readonly Span[];
  /** Times that are marked, with what happened. */
  readonly marks: readonly { readonly at: number; readonly text: string }[];
}

/** The most points that are drawn: more would fall on the same pixels. */
const COLUMNS = 400;
/** Of so many peaks above the scale the highest are named. */
const PEAKS = 4;
/** A share of the width. */
const APART = 0.14;

/**
 * The mean as a line in the band from the lowest to the highest value. The shapes are stretched to the width that there is; the words stand
 * beside them and keep their size. Tells in words what it shows.
 */
export function chartHtml(chart: Chart): Html {
  const samples = thinned(chart.samples, COLUMNS);
  const { low, high, ticks, shown } = scaleOf(samples, chart);
  const x = (at: number): number => round(((at - chart.begin) / Math.max(1, chart.end - chart.begin)) * 1000);
  const y = (value: number): number => round(100 - ((value - low) / Math.max(1e-9, high - low)) * 100);
  const line = samples.map(({ at, mean }) => `${x(at)} ${y(mean)}`).join('L');
  const upper = samples.map(({ at, most }) => `${x(at)} ${y(most)}`);
  const lower = samples.map(({ at, least }) => `${x(at)} ${y(least)}`).reverse();
  return html`<div class="chart">
    <div class="plot">
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label="${inWords(chart)}">
        ${ticks.map((tick) => html`<path class="grid" d="M0 ${y(tick)}H1000" />`)}
        ${chart.spans.map(({ begin, end, text }) => html`<rect class="span" x="${x(begin)}" y="0" width="${Math.max(1, round(x(end) - x(begin)))}" height="100"><title>${text}</title></rect>`)}
        <path class="band" d="M${[...upper, ...lower].join('L')}Z" />
        <path class="mean" d="M${line}" />
        ${shown.map(({ value, text }) => html`<path class="threshold" d="M0 ${y(value)}H1000"><title>${text}</title></path>`)}
        ${chart.marks.map(({ at, text }) => html`<path class="mark" d="M${x(at)} 0V100"><title>${text}</title></path>`)}
      </svg>
      ${ticks.map((tick) => html`<span class="tick" style="top:${y(tick)}%">${short(tick)}</span>`)}
      ${shown.map(({ value, text }) => html`<span class="limit" style="top:${y(value)}%">${text}</span>`)}
      ${peaksAbove(samples, high, chart).map(({ at, most }) => html`<span class="peak" style="left:${Math.min(96, Math.max(4, x(at) / 10))}%">▲ ${short(most)}</span>`)}
    </div>
    <div class="hours">
      ${hoursOf(chart).map((at, index) => html`<span class="${index % 2 === 0 ? 'hour' : 'hour minor'}" style="left:${x(at) / 10}%">${hour(at)}</span>`)}
    </div>
  </div>`;
}

function inWords({ title, unit, samples, marks, thresholds }: Chart): string {
  const most = Math.max(...samples.map((sample) => sample.most));
  const least = Math.min(...samples.map((sample) => sample.least));
  const range = samples.length === 0 ? 'no values' : `from ${short(least)} to ${short(most)} ${unit}`;
  const limits = thresholds.map(({ text }) => ` ${text}.`).join('');
  return `${title}: ${range}; ${marks.length} alarms.${limits}`;
}

/** The highest values above the scale, as far apart as their words need. */
function peaksAbove(
  samples: readonly SeriesSample[],
  high: number,
  { begin, end }: Pick<Chart, 'begin' | 'end'>,
): readonly SeriesSample[] {
  const above = samples.filter(({ most }) => most > high).sort((left, right) => right.most - left.most);
  const peaks: SeriesSample[] = [];
  for (const sample of above) {
    const isApart = peaks.every(({ at }) => Math.abs(at - sample.at) > (end - begin) * APART);
    if (isApart && peaks.length < PEAKS) peaks.push(sample);
  }
  return peaks;
}

/** At most so many samples, each for a span as long as any other; none of their extremes is lost. */
export function thinned(samples: readonly SeriesSample[], most: number): readonly SeriesSample[] {
  const size = Math.ceil(samples.length / most);
  if (size <= 1) return samples;
  return Array.from({ length: Math.ceil(samples.length / size) }, (_, index) =>
    merged(samples.slice(index * size, (index + 1) * size)),
  );
}

function merged(samples: readonly SeriesSample[]): SeriesSample {
  const points = samples.reduce((sum, sample) => sum + sample.points, 0);
  return {
    at: samples.at(-1)?.at ?? 0,
    points,
    least: Math.min(...samples.map(({ least }) => least)),
    mean: samples.reduce((sum, sample) => sum + sample.mean * sample.points, 0) / Math.max(1, points),
    most: Math.max(...samples.map(({ most }) => most)),
  };
}

const HOUR = 3_600_000;

/** Full hours, as many as there is room for. */
function hoursOf({ begin, end }: Chart): readonly number[] {
  const step = [1, 2, 3, 6, 12, 24, 48, 168, 720].map((hours) => hours * HOUR).find((one) => (end - begin) / one <= 8);
  const steps = step ?? (end - begin) / 8;
  const first = Math.ceil(begin / steps);
  const all = Array.from(
    { length: Math.max(0, Math.ceil(end / steps) - first) },
    (_, index) => (first + index) * steps,
  );
  // At the edges there is no room for the words.
  const edge = (end - begin) / 30;
  return all.filter((at) => at - begin >= edge && end - at >= edge);
}

/** A value as people write it, short. */
export function short(value: number): string {
  const rounded = Number(value.toPrecision(4));
  if (Math.abs(rounded) >= 1e6) return `${rounded / 1e6} M`;
  return Math.abs(rounded) >= 1e4 ? `${rounded / 1e3} k` : String(rounded);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
