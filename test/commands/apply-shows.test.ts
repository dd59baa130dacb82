import { describe, expect, test } from 'vitest';
import { apply } from '../../src/commands/apply.ts';
import type { ApplyOptions } from '../../src/commands/apply.ts';
import { EXIT } from '../../src/model/world.ts';
import { testWorld, writes } from '../world.ts';
import type { TestWorld } from '../world.ts';

const SETTINGS = `owner: me
targets:
  staging: { account: "111122223333", region: ap-south-1 }
  production: { account: "111122223333", region: eu-west-1 }
`;
const METRICS = 'customMetrics: { a: { metricType: number }, b: { metricType: number, onlyIn: [staging] } }\n';
const world = (yaml = METRICS, options: Parameters<typeof testWorld>[1] = {}): TestWorld =>
  testWorld({ 'profiles/defender.yaml': SETTINGS, 'profiles/a.yaml': yaml }, options);
const applied = (to: TestWorld, more: Partial<ApplyOptions> = {}): Promise<number> =>
  apply(to, { folder: 'profiles', only: [], accept: [], ...more });
const failing = world(METRICS, {
  intercept: ({ operation }) =>
    operation === 'CreateCustomMetric'
      ? { when: 'before', answer: { name: 'InvalidRequestException', message: 'no', status: 400 } }
      : undefined,
});

describe('apply shows', () => {
  test('all plans first, and then target by target each change as it ends and what is done', async () => {
    const to = world();
    expect(await applied(to)).toBe(EXIT.fine);
    const lines = to.printed().split('\n');
    const shown = lines
      .filter((line) => /^(Plan for|✔ |Applied to)/.test(line))
      .map((line) => line.replace(/ \(.*/, ''));
    expect(shown.slice(0, 2)).toEqual(['Plan for staging', 'Plan for production']);
    expect(
      shown
        .slice(2, 4)
        .map((line) => line.replace(/\s+/g, ' '))
        .sort(),
    ).toEqual(['✔ verified create CustomMetric/a', '✔ verified create CustomMetric/b']);
    expect(shown.slice(4).map((line) => line.replace(/\s+/g, ' '))).toEqual([
      'Applied to staging',
      '✔ verified create CustomMetric/a',
      'Applied to production',
    ]);
    // A blank line parts the plans from what becomes of them.
    expect(lines[lines.findIndex((line) => line.startsWith('✔ ')) - 1]).toBe('');
  });

  test('nothing after the plans where there is nothing to do', async () => {
    const to = world();
    await applied(to);
    to.printed();
    expect(await applied(to)).toBe(EXIT.fine);
    const printed = to.printed();
    expect(printed).toMatch(/^No changes\. production \(.*\n$/m);
    expect(printed.slice(printed.indexOf('No changes. production')).match(/\n/g)).toHaveLength(1);
  });

  test('plans in the colors of the terminal, and not that they could be applied next', async () => {
    const to = world();
    expect(await applied({ ...to, style: { ...to.style, color: true } })).toBe(EXIT.fine);
    const plans = to.printed().split('✔')[0] ?? '';
    expect(plans).toContain('\u001B[');
    expect(plans).not.toContain('Next:');
  });

  test('each end of a change once: progress tells none that is told as a result', async () => {
    const to = world();
    await applied(to);
    const finished = to.events.filter(({ type }) => type === 'finished');
    expect(finished).toHaveLength(3);
    expect(finished.map((event) => 'target' in event && event.target)).toEqual(['staging', 'staging', 'production']);
    expect(finished.every((event) => 'told' in event && event.told)).toBe(true);
    expect(to.events.some(({ type }) => type === 'starting')).toBe(true);
  });

  test('as JSON one document in the end, so that progress tells each change', async () => {
    const to = world();
    expect(await applied(to, { format: 'json' })).toBe(EXIT.fine);
    const { targets } = JSON.parse(to.printed()) as { targets: { target: string; outcomes: { status: string }[] }[] };
    expect(targets.map(({ target, outcomes }) => [target, ...outcomes.map(({ status }) => status)])).toEqual([
      ['staging', 'verified', 'verified'],
      ['production', 'verified'],
    ]);
    const finished = to.events.filter(({ type }) => type === 'finished');
    expect(finished).toHaveLength(3);
    expect(finished.some((event) => 'told' in event)).toBe(false);
  });
});

test('apply plans with the role that it writes with, which may be another one than that of plans', async () => {
  const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
  const settings = `owner: me\ntargets: { production: { account: "111122223333", region: ap-south-1, planRoleArn: "${role('reader')}", assumeRoleArn: "${role('writer')}" } }\n`;
  const to = testWorld({ 'profiles/a.yaml': settings + METRICS.replace(', onlyIn: [staging]', '') });
  const roles: (string | undefined)[] = [];
  const connect: TestWorld['connect'] = (target, desired) => {
    roles.push(target.assumeRoleArn);
    return to.connect(target, desired);
  };
  expect(await applied({ ...to, connect })).toBe(EXIT.fine);
  expect(roles).toEqual([role('writer')]);
});

describe('apply ends', () => {
  test('with 1 where a change fails, and goes on with the other target', async () => {
    expect(await applied(failing)).toBe(EXIT.failed);
    expect(failing.printed().match(/✖ failed/g)).toHaveLength(3);
  });

  test('with 3 where the profiles have problems, and asks AWS nothing', async () => {
    const to = world('customMetrics: { a: { metricType: numbr } }\n');
    expect(await applied(to)).toBe(EXIT.invalid);
    expect(to.sandbox.calls).toEqual([]);
  });

  test('before it shows anything where the plan is not what was reviewed, and changes nothing in any target', async () => {
    const to = world();
    to.disk.set('plan.json', JSON.stringify({ schemaVersion: 1, targets: [] }));
    await expect(applied(to, { plan: 'plan.json' })).rejects.toMatchObject({ code: 'DG4102' });
    expect(to.printed()).toBe('');
    expect(writes(to)).toEqual([]);
  });

  test('after it showed the plans where a hazard is open', async () => {
    const to = world();
    await applied(to);
    to.printed();
    to.disk.set('profiles/a.yaml', 'customMetrics: {}\n');
    to.sandbox.calls.length = 0;
    await expect(applied(to)).rejects.toMatchObject({ code: 'DG4103' });
    expect(to.printed()).toContain('too-many-deletes');
    expect(writes(to)).toEqual([]);
  });
});
