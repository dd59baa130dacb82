import { grouped } from '../../model/values/amounts.ts';
import type { Cost } from '../../model/impact/cost.ts';
import { seriesName } from '../../model/exports/simulation.ts';
import type { SimulatedSeries, SimulationReport } from '../../model/exports/simulation.ts';
import { chartSvg, clock } from './chart.ts';
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
    <h1>What would flow: ${target}</h1>
    <p class="lead dim">
      ${many(devices, 'device')} for ${many(hours, 'hour')} of virtual time, ${clock(begin)} to ${clock(end)} UTC, seed
      ${seed}. Simulated: no device and no account was involved.
    </p>
    ${cards(report)}
    ${money === undefined ? '' : html`<p>Cost: ${money} (<code>defender-gitops cost</code> says how).</p>`}
    <h2>The way</h2>
    <figure><img src="data:image/svg+xml,${encodeURIComponent(picture)}" alt="Data path of ${target}" /></figure>
    <h2>What became of the data points</h2>
    ${fates(report)}
    <h2>Alarms</h2>
    ${alarms(report)}
    <h2>Metrics</h2>
    <p class="dim">
      The line is the mean over all devices, the band goes from the least to the most. Red marks are alarms; shaded is
      when a device was made to be strange.
    </p>
    ${report.series.map((series) => seriesPart(series, report))}
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
      <td class="number">${grouped(points)}</td>
      <td>${sign} ${words} ${where}${reason === undefined ? '' : ` (${reason})`}</td>
    </tr>`;
  });
  return html`<div class="scroll">
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function alarms({ behaviors }: SimulationReport): Html {
  const judged = behaviors.filter(({ judge }) => judge !== 'none');
  if (judged.length === 0) return html`<p>No behavior judges anything.</p>`;
  const rows = judged.map(
    ({ profile, name, metric, judge, alarms: count, things, isSuppressed }) =>
      html`<tr>
        <td>${profile}</td>
        <td>${name}</td>
        <td>${metric}</td>
        <td class="number">${judge === 'machine-learning' ? 'not simulated' : grouped(count)}</td>
        <td class="number">${judge === 'machine-learning' ? '' : grouped(things)}</td>
        <td>${isSuppressed ? 'suppressed' : ''}</td>
      </tr>`,
  );
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>Profile</th>
          <th>Behavior</th>
          <th>Metric</th>
          <th class="number">Alarms</th>
          <th class="number">Devices</th>
          <th></th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function seriesPart(series: SimulatedSeries, report: SimulationReport): Html {
  const { metric, unit = '', points, samples } = series;
  const title = seriesName(series);
  const told = html`<h3>${title}</h3>`;
  if (samples.length === 0)
    return html`${told}
      <p class="dim">${many(points, 'list')} reported; lists have no curve.</p>`;
  const behaviors = report.behaviors.filter((behavior) => behavior.metric === metric);
  const marks = report.alarms
    .filter(
      ({ state, profile, behavior }) =>
        state === 'in-alarm' && behaviors.some((one) => one.profile === profile && one.name === behavior),
    )
    .map(({ at, profile, behavior, thing }) => ({ at, text: `${clock(at)} ${thing}: ${profile}/${behavior}` }));
  const spans = report.anomalies
    .filter((anomaly) => anomaly.series === title)
    .map(({ begin, end, thing }) => ({ begin, end, text: `${thing} was made to be strange` }));
  const { begin, end } = report;
  return html`${told}
    <figure>
      ${chartSvg({ title, unit, begin, end, samples, marks, spans })}
      <figcaption>
        ${unit === '' ? '' : `Unit: ${unit}. `}${many(points, 'data point')}, ${many(marks.length, 'alarm')}.
      </figcaption>
    </figure>`;
}
