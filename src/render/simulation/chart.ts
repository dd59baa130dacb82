import type { SeriesSample } from '../../model/exports/simulation.ts';
import { html } from '../text/html.ts';
import type { Html } from '../text/html.ts';

/** One metric over time, and what is marked in it. */
export interface Chart {
  readonly title: string;
  readonly unit: string;
  /** Milliseconds since the epoch. */
  readonly begin: number;
  readonly end: number;
  readonly samples: readonly SeriesSample[];
  /** Spans that are shaded, with what they are. */
  readonly spans: readonly { readonly begin: number; readonly end: number; readonly text: string }[];
  /** Times that are marked, with what happened. */
  readonly marks: readonly { readonly at: number; readonly text: string }[];
}

const WIDTH = 860;
const HEIGHT = 220;
const INSET = { left: 64, right: 12, top: 14, bottom: 26 };

/** The most points that are drawn: more would fall on the same pixels. */
const COLUMNS = 400;

/** The mean as a line in the band from the least to the most value. Tells in words what it shows. */
export function chartSvg(chart: Chart): Html {
  const samples = thinned(chart.samples, COLUMNS);
  const ticks = ticksUpTo(
    Math.max(0, ...samples.map(({ most }) => most)),
    Math.min(0, ...samples.map(({ least }) => least)),
  );
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const x = (at: number): number =>
    round(
      INSET.left + ((at - chart.begin) / Math.max(1, chart.end - chart.begin)) * (WIDTH - INSET.left - INSET.right),
    );
  const y = (value: number): number =>
    round(HEIGHT - INSET.bottom - ((value - low) / Math.max(1e-9, high - low)) * (HEIGHT - INSET.top - INSET.bottom));
  const line = samples.map(({ at, mean }) => `${x(at)} ${y(mean)}`).join('L');
  const upper = samples.map(({ at, most }) => `${x(at)} ${y(most)}`);
  const lower = samples.map(({ at, least }) => `${x(at)} ${y(least)}`).reverse();
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${inWords(chart)}">
    ${ticks.map((tick) => html`<path class="grid" d="M${INSET.left} ${y(tick)}H${WIDTH - INSET.right}" /><text x="${INSET.left - 8}" y="${y(tick) + 4}" text-anchor="end">${short(tick)}</text>`)}
    ${hoursOf(chart).map((at) => html`<text x="${x(at)}" y="${HEIGHT - 8}" text-anchor="middle">${clock(at)}</text>`)}
    ${chart.spans.map(({ begin, end, text }) => html`<rect class="span" x="${x(begin)}" y="${INSET.top}" width="${Math.max(1, round(x(end) - x(begin)))}" height="${HEIGHT - INSET.top - INSET.bottom}"><title>${text}</title></rect>`)}
    <path class="band" d="M${[...upper, ...lower].join('L')}Z" />
    <path class="mean" d="M${line}" />
    ${chart.marks.map(({ at, text }) => html`<path class="mark" d="M${x(at)} ${INSET.top}V${HEIGHT - INSET.bottom}"><title>${text}</title></path>`)}
  </svg>`;
}

function inWords({ title, unit, samples, marks }: Chart): string {
  const most = Math.max(...samples.map((sample) => sample.most));
  const least = Math.min(...samples.map((sample) => sample.least));
  const range = samples.length === 0 ? 'no values' : `from ${short(least)} to ${short(most)} ${unit}`;
  return `${title}: ${range}; ${marks.length} marked.`;
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

/** Round numbers from below the least to above the most value, zero among them. */
function ticksUpTo(most: number, least: number): readonly number[] {
  const span = most - least || 1;
  const power = 10 ** Math.floor(Math.log10(span / 3));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => span / one <= 4) ?? span;
  const [first, last] = [Math.floor(least / step), Math.max(1, Math.ceil(most / step))];
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

const HOUR = 3_600_000;

/** Full hours, as many as there is room for. */
function hoursOf({ begin, end }: Chart): readonly number[] {
  const step = [1, 2, 3, 6, 12, 24, 48, 168, 720].map((hours) => hours * HOUR).find((one) => (end - begin) / one <= 8);
  const steps = step ?? (end - begin) / 8;
  const first = Math.ceil(begin / steps) + 1;
  return Array.from({ length: Math.max(0, Math.ceil(end / steps) - first) }, (_, index) => (first + index) * steps);
}

/** Made when it is first used: what Node knows of languages takes 10 ms to load. */
let format: Intl.DateTimeFormat | undefined;

/** `23/11 14:05`, UTC. */
export function clock(at: number): string {
  // Without Date, which only the edges have.
  format ??= new Intl.DateTimeFormat('sv', {
    timeZone: 'UTC',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return format.format(at);
}

function short(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return Math.abs(rounded) >= 1e6
    ? `${rounded / 1e6} M`
    : Math.abs(rounded) >= 1e4
      ? `${rounded / 1e3} k`
      : String(rounded);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
