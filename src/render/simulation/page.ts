import { grouped } from '../../model/values/amounts.ts';
import type { Cost } from '../../model/impact/cost.ts';
import { seriesName } from '../../model/exports/simulation.ts';
import type { SimulatedBehavior, SimulatedSeries, SimulationReport } from '../../model/exports/simulation.ts';
import { chartHtml, short } from './chart.ts';
import { clock } from './time.ts';
import { html } from '../text/html.ts';
import type { Html } from '../text/html.ts';
import { STYLE } from './style.ts';
import { costText, FATES, many } from '../words/simulation.ts';

/** What flowed in one target, and a picture of the way, as SVG. */
export interface SimulatedTarget {
  readonly report: SimulationReport;
  readonly picture: string;
  readonly cost?: Cost | undefined;
}

/** A page that needs nothing beside itself, runs no script, and may be sent to anyone: the end of a simulation. */
export function simulationPage(targets: readonly SimulatedTarget[]): string {
  // The page loads nothing, whatever should ever get into it.
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const page = html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <title>Simulation of ${targets.map(({ report }) => report.target).join(', ')}</title>
      <style>
        ${{ html: STYLE }}
      </style>
      ${targets.map(targetPart)}
    </html> `;
  return page.html;
}

function targetPart({ report, picture, cost }: SimulatedTarget): Html {
  const money = cost === undefined ? undefined : costText(cost);
  const { target, devices, begin, end, seed } = report;
  const hours = Math.round((end - begin) / 3_600_000);
  return html`<main>
    <h1>Simulation: ${target}</h1>
    <p class="lead dim">
      ${many(devices, 'device')}, ${many(hours, 'hour')} of virtual time: ${clock(begin)} to ${clock(end)}. All times
      are UTC. Seed ${seed}. No device and no AWS account was involved.
    </p>
    ${cards(report)}
    ${money === undefined ? '' : html`<p>Cost: ${money} (<code>defender-gitops cost</code> has the details).</p>`}
    <h2>Data path</h2>
    <figure class="picture">
      <img src="data:image/svg+xml,${encodeURIComponent(picture)}" alt="Data path of ${target}" />
      <figcaption class="narrow">Wider than the screen: scroll it sideways.</figcaption>
    </figure>
    <h2>Delivery summary</h2>
    ${fates(report)}
    <h2>Alarms</h2>
    ${alarms(report)}
    <h2>Metrics</h2>
    <p class="dim">
      <b class="key">Line</b> mean of the devices that a behavior judges (of all, where none does).
      <b class="key of-band">Band</b> lowest to highest value. <b class="key of-threshold">Dashed</b> threshold: beyond
      it is abnormal. <b class="key of-mark">Red</b> an alarm begins. <b class="key of-span">Shaded</b> an anomaly was
      injected into a device. ▲ a peak above the scale.
    </p>
    ${report.series.flatMap((series) => (series.samples.length === 0 ? [] : [seriesPart(series, report)]))}
    ${lists(report)}
    ${
      report.notSimulated.length === 0
        ? ''
        : html`<h2>Not simulated</h2>
            <ul>
              ${report.notSimulated.map((text) => html`<li>${text}</li>`)}
            </ul>`
    }
  </main>`;
}

function cards({ totals, devices }: SimulationReport): Html {
  const rows: readonly (readonly [number, string])[] = [
    [devices, 'devices'],
    [totals.reported, 'data points reported'],
    [totals.exported, 'data points exported'],
    [totals.batches, 'batches'],
    [totals.ruleExecutions, 'rule executions'],
    [totals.objects, 'objects'],
    [totals.objectBytes, 'bytes in objects'],
    [totals.alarms, 'alarms'],
  ];
  return html`<ul class="cards">
    ${rows.map(([value, what]) => html`<li><b>${grouped(value)}</b>${what}</li>`)}
  </ul>`;
}

function fates({ fates: all }: SimulationReport): Html {
  if (all.length === 0) return html`<p>Nothing was exported.</p>`;
  const rows = all.map(({ fate, where, reason, points }) => {
    const [sign, words] = FATES[fate];
    return html`<tr class="${fate}">
      <td>${sign} ${words} ${where}${reason === undefined ? '' : ` (${reason})`}</td>
      <td class="number">${grouped(points)}</td>
    </tr>`;
  });
  return html`<table class="tight">
    <thead>
      <tr>
        <th>Exported data points</th>
        <th class="number">Count</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function alarms({ behaviors }: SimulationReport): Html {
  const judged = behaviors.filter(({ judge }) => judge !== 'none');
  if (judged.length === 0) return html`<p>No behavior has criteria, so nothing is judged.</p>`;
  const rows = judged.map((behavior) => {
    const { profile, name, metric, judge, alarms: count, things, isSuppressed } = behavior;
    const isLearned = judge === 'machine-learning';
    const about = [metric, normalText(behavior), isSuppressed ? 'suppressed' : ''].filter((part) => part !== '');
    return html`<tr>
      <td>${profile}/${name}<br /><span class="dim">${about.join(', ')}</span></td>
      <td class="number">${isLearned ? 'not simulated' : grouped(count)}</td>
      <td class="number">${isLearned ? '' : grouped(things)}</td>
    </tr>`;
  });
  return html`<table>
    <thead>
      <tr>
        <th>Behavior</th>
        <th class="number">Alarms</th>
        <th class="number">Devices</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

const OPERATORS: Readonly<Record<string, string>> = {
  'less-than': 'less than',
  'less-than-equals': 'at most',
  'greater-than': 'greater than',
  'greater-than-equals': 'at least',
};

/** `normal is less than 45`; empty where that is no number. */
function normalText({ threshold }: SimulatedBehavior): string {
  return threshold === undefined
    ? ''
    : `normal is ${OPERATORS[threshold.operator] ?? threshold.operator} ${short(threshold.value)}`;
}

/** What has no curve, in one sentence. */
function lists({ series }: SimulationReport): Html | '' {
  const all = series.filter(({ samples }) => samples.length === 0);
  if (all.length === 0) return '';
  const told = all.map((one) => `${seriesName(one)} (${grouped(one.points)})`).join(', ');
  return html`<p class="dim">Without a chart, because they are lists: ${told}.</p>`;
}

function seriesPart(series: SimulatedSeries, report: SimulationReport): Html {
  const { metric, unit = '', samples, things } = series;
  const title = seriesName(series);
  const behaviors = report.behaviors.filter((behavior) => behavior.metric === metric);
  const marks = report.alarms
    .filter(
      ({ state, profile, behavior }) =>
        state === 'in-alarm' && behaviors.some((one) => one.profile === profile && one.name === behavior),
    )
    .map(({ at, profile, behavior, thing }) => ({ at, text: `${clock(at)} ${thing}: ${profile}/${behavior}` }));
  const thresholds = behaviors.flatMap((one) =>
    one.threshold === undefined ? [] : [{ value: one.threshold.value, text: `${one.name}: ${normalText(one)}` }],
  );
  const spans = report.anomalies
    .filter((anomaly) => anomaly.series === title && anomaly.isSampled)
    .map(({ begin, end, thing }) => ({ begin, end, text: `anomaly injected into ${thing}` }));
  const { begin, end } = report;
  const told = [`${many(things, 'device')}, ${many(marks.length, 'alarm')}`, ...(unit.includes(' ') ? [] : [unit])];
  return html`<figure>
    <h3>${title}</h3>
    ${chartHtml({ title, unit, begin, end, samples, thresholds, marks, spans })}
    <figcaption>${told.filter((part) => part !== '').join('. Unit: ')}.</figcaption>
  </figure>`;
}
