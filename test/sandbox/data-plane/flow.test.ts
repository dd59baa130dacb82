import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isObject } from '../../../src/model/values/json.ts';
import { simulate } from '../../../src/sandbox/data-plane/simulation.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import { applied, fatesOf, filesBelow, flow, inFolder, OPTIONS } from './flow.ts';

const UNCOMPRESSED = [/ {6}compressionFormat: GZIP\n/, ''] as const;
const LAKE = '$aws/rules/SoundboxMetricsToLake';

/** Asks DuckDB, which nobody here wrote, what is in the files. */
async function ask(sql: string): Promise<readonly (readonly unknown[])[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.closeSync();
  }
}

describe('option 1 as the example declares it', () => {
  test('brings every data point into the lake, to the last one, as DuckDB reads it', () =>
    inFolder(async (out) => {
      const report = await flow([], { out, devices: 60, hours: 6 });
      const lines = `read_json_auto('${out}/acme-device-lake/defender/2026/11/23/*.gz', format = 'newline_delimited')`;
      // Consumers keep the highest version of a data point.
      const latest = `(SELECT DISTINCT ON (name, thing, timestamp) * FROM ${lines} ORDER BY version DESC)`;
      const [[records], perMetric] = await Promise.all([
        ask(`SELECT count(*) FROM ${lines}`).then(([row]) => row ?? []),
        ask(
          `SELECT name, count(*), round(sum(coalesce(value.count, value.number)), 2) FROM ${latest} GROUP BY name ORDER BY name`,
        ),
      ]);
      const profile = report.profiles.find(({ name }) => name === 'Soundbox');
      expect(Number(records)).toBe((profile?.exported ?? 0) + (profile?.repeated ?? 0));
      expect(profile?.repeated).toBeGreaterThan(0);
      const exported = ['aws:message-byte-size', 'aws:num-disconnects', 'aws:num-messages-sent', 'battery_level'];
      const reported = report.series
        .filter(({ metric }) => exported.includes(metric))
        .map(({ metric, points, samples }) => {
          const sum = samples.reduce((total, sample) => total + sample.mean * sample.points, 0);
          return [metric, points, Math.round(sum * 100) / 100] as const;
        })
        .sort(([one], [other]) => (one < other ? -1 : 1));
      expect(perMetric.map(([name, count, sum]) => [name, Number(count), Number(sum)])).toEqual(reported);
      expect(fatesOf(report)['lost']).toBeUndefined();
    }));

  test('writes the documented schema: a text for the format, a number for the version of a value', () =>
    inFolder(async (out) => {
      const messages: string[] = [];
      await flow([], { out, onMessage: (topic, payload) => void messages.push(`${topic} ${payload}`) });
      expect(messages.length).toBeGreaterThan(23);
      const [topic, ...rest] = (messages[0] ?? '').split(' ');
      expect(topic).toBe('defender/soundbox/metrics');
      const batch: unknown = JSON.parse(rest.join(' '));
      expect(isObject(batch) && batch['version']).toBe('1.0');
      const [file = ''] = filesBelow(out);
      const [line = ''] = gunzipSync(readFileSync(join(out, file)))
        .toString()
        .split('\n');
      expect(JSON.parse(line)).toEqual({
        name: 'battery_level',
        thing: 'soundboxes-00001',
        value: { number: expect.any(Number) },
        version: 1,
        timestamp: expect.any(Number),
      });
      expect(file).toMatch(
        /^acme-device-lake\/defender\/2026\/11\/23\/soundbox-metrics-1-2026-11-23-00-05-00-[0-9a-f-]{36}\.gz$/,
      );
    }));

  test('the same seed gives the same objects and the same report, another one others', () =>
    inFolder((one) =>
      inFolder(async (other) => {
        const state = await applied();
        const before = structuredClone(state);
        const options = { ...OPTIONS, devices: 8, hours: 1 };
        const report = await simulate(state, { ...options, out: one });
        expect(await simulate(state, { ...options, out: other })).toEqual(report);
        expect(filesBelow(one)).toEqual(filesBelow(other));
        for (const file of filesBelow(one))
          expect(readFileSync(join(one, file))).toEqual(readFileSync(join(other, file)));
        expect(await simulate(state, { ...options, seed: 4 })).not.toEqual(report);
        expect(state, 'the account is only read').toEqual(before);
      }),
    ));
});

describe('what goes wrong on the way is named, with every data point', () => {
  test('the rule is not there: lost', async () => {
    const state = await applied();
    delete regionOf(state, OPTIONS.account, OPTIONS.region).topicRules['SoundboxMetricsToLake'];
    const report = await simulate(state, OPTIONS);
    expect(report.fates).toContainEqual({
      fate: 'lost',
      where: LAKE,
      reason: 'there is no enabled rule SoundboxMetricsToLake',
      points: report.topics.find(({ topic }) => topic === LAKE)?.points,
    });
  });

  test('the rule is disabled: lost', async () => {
    const report = await flow([['awsIotSqlVersion:', 'ruleDisabled: true\n    awsIotSqlVersion:']]);
    expect(report.fates).toContainEqual(expect.objectContaining({ fate: 'lost', where: LAKE }));
    expect(report.rules[0]).toMatchObject({ messages: 0 });
  });

  test('the stream refuses: the error action takes the message, and it can be read back', () =>
    inFolder(async (out) => {
      const down = (what: string, _name: string, now: number): string | undefined =>
        what === 'stream' && now < Date.UTC(2026, 10, 23, 1) ? 'ServiceUnavailableException' : undefined;
      const report = await flow([UNCOMPRESSED], { out, outage: down });
      const { delivered = 0, error = 0, lost } = fatesOf(report);
      const handed = report.topics.find(({ topic }) => topic === LAKE)?.points;
      expect({ sum: delivered + error, lost }).toEqual({ sum: handed, lost: undefined });
      const errors = filesBelow(join(out, 'acme-device-lake/errors'));
      const points = errors.map((file) => {
        const message = JSON.parse(readFileSync(join(out, 'acme-device-lake/errors', file), 'utf8')) as Record<
          string,
          string
        >;
        expect(message).toMatchObject({
          ruleName: 'SoundboxMetricsToLake',
          failures: [
            {
              failedAction: 'FirehoseAction',
              failedResource: 'soundbox-metrics',
              errorMessage: 'ServiceUnavailableException',
            },
          ],
        });
        const original = JSON.parse(Buffer.from(message['base64OriginalPayload'] ?? '', 'base64').toString()) as {
          metrics: unknown[];
        };
        return original.metrics.length;
      });
      expect(points.reduce((sum, count) => sum + count, 0)).toBe(error);
    }));

  test('the bucket refuses for a while: Firehose keeps the records and loses none', () =>
    inFolder(async (out) => {
      const until = Date.UTC(2026, 10, 23, 9);
      const outage = (what: string, _name: string, now: number) =>
        what === 'bucket' && now < until ? 'SlowDown' : undefined;
      const report = await flow([UNCOMPRESSED], { out, outage });
      const whole = await flow([UNCOMPRESSED]);
      expect(fatesOf(report)['delivered']).toBe(fatesOf(whole)['delivered']);
      expect(report.fates.some(({ fate }) => fate === 'lost')).toBe(false);
    }));

  test('the bucket refuses for a day: Firehose gives up after 24 hours, and not before', async () => {
    const outage = (what: string) => (what === 'bucket' ? 'AccessDenied' : undefined);
    const report = await flow([], { outage });
    const handed = report.topics.find(({ topic }) => topic === LAKE)?.points;
    expect(report.fates).toContainEqual({
      fate: 'lost',
      where: 'soundbox-metrics',
      reason: 'AccessDenied, for 24 hours',
      points: handed,
    });
  });

  test.each<{ reason: string; edits: readonly (readonly [string | RegExp, string])[]; fate: string; says: string }>([
    {
      reason: 'a function that is not evaluated',
      edits: [['SELECT VALUE metrics', 'SELECT md5(version) AS v']],
      fate: 'not-simulated',
      says: 'SQL: md5() is not evaluated here, at character 8',
    },
    {
      reason: 'a division that AWS contradicts itself about',
      edits: [['SELECT VALUE metrics', 'SELECT 215 / 9 AS v']],
      fate: 'not-simulated',
      says: 'contradicts itself',
    },
    {
      reason: 'WHERE lets nothing pass',
      edits: [['SELECT VALUE metrics', "SELECT VALUE metrics WHERE version = '2.0'"]],
      fate: 'filtered',
      says: 'WHERE',
    },
    {
      reason: 'a field that is not there',
      edits: [['SELECT VALUE metrics', 'SELECT VALUE metricks']],
      fate: 'lost',
      says: 'SELECT gives nothing',
    },
    {
      reason: 'a compression that is not done here',
      edits: [['compressionFormat: GZIP', 'compressionFormat: Snappy']],
      fate: 'not-simulated',
      says: 'compression by Snappy',
    },
    {
      reason: 'a time pattern that is not read here',
      edits: [['yyyy/MM/dd/}', 'YYYY/}']],
      fate: 'not-simulated',
      says: 'because of YYYY',
    },
  ])('$reason: $fate', async ({ edits, fate, says }) => {
    const report = await flow(edits);
    const handed = report.topics.find(({ topic }) => topic === LAKE)?.points;
    const found = report.fates.find((one) => one.fate === fate);
    expect(found).toMatchObject({ points: handed, reason: expect.stringContaining(says) });
    if (fate === 'not-simulated') expect(report.notSimulated.join('\n')).toContain(says);
  });

  test('part of each batch is left out by a nested query, and the rest arrives', async () => {
    const report = await flow([
      ['SELECT VALUE metrics', "SELECT VALUE (SELECT * FROM metrics WHERE name = 'battery_level')"],
    ]);
    const battery = report.series.find(({ metric }) => metric === 'battery_level');
    const { delivered = 0, filtered = 0 } = fatesOf(report);
    expect(delivered).toBeGreaterThanOrEqual(battery?.points ?? -1);
    expect(delivered + filtered).toBe(report.topics.find(({ topic }) => topic === LAKE)?.points);
  });

  /** https://docs.aws.amazon.com/iot/latest/apireference/API_Behavior.html */
  test('alerts are sent where there is somebody to send them to, and not of suppressed behaviors', async () => {
    const longer = { devices: 60, hours: 6 };
    const { totals } = await flow([], longer);
    expect(totals.alarms).toBeGreaterThan(0);
    expect(totals.alerts).toBe(totals.alarms);
    const quiet = await flow(
      [['- name: BatteryNotFlat', '- name: BatteryNotFlat\n        suppressAlerts: true']],
      longer,
    );
    const [battery] = quiet.behaviors;
    expect(battery?.alarms).toBeGreaterThan(0);
    expect(quiet.totals).toMatchObject({ alarms: totals.alarms, alerts: totals.alarms - (battery?.alarms ?? 0) });
    const nobody = await flow([[/ {4}alertTargets:\n.*\n/, '']], longer);
    expect(nobody.totals).toMatchObject({ alarms: totals.alarms, alerts: 0 });
  });

  test('machine learning is named as not simulated', async () => {
    const odd =
      '{ name: Odd, metric: aws:num-messages-sent, criteria: { mlDetectionConfig: { confidenceLevel: HIGH } } }';
    const report = await flow([[/(?<=operations container\n {4}targets: .*\n)/, `    behaviors: [${odd}]\n`]]);
    expect(report.notSimulated).toEqual(['Behavior Odd of SoundboxLive: machine learning']);
  });
});

test('whatever is down and whatever the rule selects, each data point has one fate', async () => {
  const sql = fc.constantFrom(
    'SELECT VALUE metrics',
    'SELECT *',
    'SELECT VALUE (SELECT * FROM metrics WHERE version = 1)',
    'SELECT md5(a) AS b',
  );
  const states = new Map<string, Awaited<ReturnType<typeof applied>>>();
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        sql,
        devices: fc.integer({ min: 1, max: 30 }),
        seed: fc.nat(),
        down: fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
      }),
      async ({ sql: text, devices, seed, down }) => {
        const state = states.get(text) ?? (await applied([['SELECT VALUE metrics', text]]));
        states.set(text, state);
        const { begin } = OPTIONS;
        const outage = (_what: string, _name: string, now: number) =>
          down.some((minute) => Math.abs(now - begin - minute * 60_000) < 600_000) ? 'ServiceUnavailable' : undefined;
        const report = await simulate(state, { ...OPTIONS, devices, hours: 1, seed, begin, outage });
        const sent = report.topics.reduce((sum, { points }) => sum + points, 0);
        expect(report.fates.reduce((sum, { points }) => sum + points, 0)).toBe(sent);
        expect(sent).toBe(report.totals.exported + report.totals.repeated);
      },
    ),
    { numRuns: 25 },
  );
});
