import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DataPoint } from '../../src/model/exports/export-batch.ts';
import type { SimulationTotals } from '../../src/model/exports/simulation.ts';
import { linesIn } from './folder.ts';
import { startProgram, startSubscriber, until } from './program.ts';

const PROFILES = `
owner: me
topics:
  fleet: { mqtt: defender/fleet }
securityProfiles:
  Fleet:
    targets: [thinggroup/boxes]
    metricsExport: { topic: fleet, roleArn: role/Export }
    behaviors:
      - name: FewMessages
        metric: aws:num-messages-sent
        exportMetric: true
        criteria: { comparisonOperator: less-than, value: { count: 1000 }, durationSeconds: 300 }
`;

let root = '';

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'option-two-'));
  mkdirSync(join(root, 'profiles'));
  writeFileSync(join(root, 'profiles/a.yaml'), PROFILES);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what a simulated fleet reports arrives in files, each value once', async () => {
  const args = ['simulate', '--serve', '--json', '--devices', '20', '--hours', '24', '--seed', '2'];
  const simulation = startProgram(args, { cwd: root });
  await until('it serves', () => simulation.err().includes('subscribe at mqtt:'));
  const [url = ''] = /mqtt:\S+/.exec(simulation.err()) ?? [];
  const lake = join(root, 'lake');
  const subscriber = startSubscriber(['defender/fleet', '--broker', url, '--out', lake, '--file-age', '1']);
  await until('the fleet has reported', () => simulation.out().endsWith('}\n'));
  const [{ totals }] = (JSON.parse(simulation.out()) as { targets: [{ totals: SimulationTotals }] }).targets;
  expect(totals.repeated).toBeGreaterThan(0);
  // AWS sends some values again, with a higher version: those are lines of their own.
  const written = totals.exported + totals.repeated;
  await until('all is in files', () => linesIn(lake).length >= written);
  subscriber.kill('SIGTERM');
  expect(await subscriber.ended).toBe(0);
  const lines = linesIn(lake);
  expect(lines).toHaveLength(written);
  expect(new Set(lines).size).toBe(written);
  const points = lines.map((line) => JSON.parse(line) as DataPoint);
  expect(new Set(points.map(({ thing, timestamp }) => `${thing} ${timestamp}`)).size).toBe(totals.exported);
  expect(subscriber.err()).toContain(`${written} data points written, 0 duplicates, 0 rejected`);
  simulation.kill('SIGTERM');
  expect(await simulation.ended).toBe(0);
});
