import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, test } from 'vitest';
import { recordDocumentSchema } from '../../src/render/json/schemas.ts';
import { merge, openPull } from '../edges/github/history.ts';
import { dispatchEvent, pullRequestEvent, pushEvent, scheduleEvent } from '../edges/github/payloads.ts';
import type { StepResult } from '../edges/github/runner.ts';
import { inputVariables } from '../edges/github/runner-files.ts';
import { WORKFLOW_TOKEN } from '../edges/github/world.ts';
import { ACTION_YML, BUILT, EXAMPLE, edited, isBuilt, openStory, SECRET, type Story } from './story.ts';

let story: Story;
const bodies = (): string => story.world.comments.map(({ body }) => body).join('\n');
const inputs = (given: Readonly<Record<string, string>>) => inputVariables(ACTION_YML, given, WORKFLOW_TOKEN);
const everything = ({ stdout, stderr, summary = '', outputs, files }: StepResult): string =>
  [
    stdout.replaceAll(`::add-mask::${SECRET}`, '').replaceAll(`::add-mask::${WORKFLOW_TOKEN}`, ''),
    stderr,
    summary,
    JSON.stringify([outputs, files]),
    bodies(),
  ].join('\n');

const isRecord = new Ajv2020({ strict: false, validateFormats: false }).compile(recordDocumentSchema);
/** The record that a run handed on. */
const recordOf = ({ files }: StepResult): Record<string, unknown> => {
  const record = JSON.parse(files['record-file'] ?? 'null') as Record<string, unknown>;
  expect(isRecord(record), JSON.stringify(isRecord.errors)).toBe(true);
  return record;
};

afterEach(() => story.close());

/** Text that would do something if it were anything but text. */
const HOSTILE = [
  '::error::pwned',
  '##[error]pwned',
  '@acme/security',
  '<!-- defender-gitops:plan -->',
  '-->',
  '</details><h1>approved</h1>',
  '```',
  '[click](https://evil.example)',
].join(' ');

describe('the action as the runner starts it', () => {
  test('says on the pull request what it found, and nothing that was written there is obeyed', async () => {
    story = await openStory();
    const description = JSON.stringify(`${HOSTILE}\n::warning::pwned\n${HOSTILE}`).replaceAll('$', '$$$$');
    const files = {
      ...EXAMPLE,
      ...edited(
        'description: Exported metrics of the soundbox fleet, one record per metric',
        `description: ${description}`,
      ),
    };
    const ran = await story.runChild(pullRequestEvent(story.world, openPull(story.world, files)));
    expect(ran).toMatchObject({ exitCode: 0, errors: [], outputs: { creates: '6' } });
    expect(new Set(ran.commands.map(({ command }) => command))).toEqual(new Set(['add-mask', 'notice']));
    expect(ran.annotations.map(({ message }) => message)).not.toContainEqual(expect.stringMatching(/^pwned/));
    expect(bodies()).toContain('6 to create');
    const prose = bodies()
      .split('\n')
      .slice(1)
      .join('\n')
      .replaceAll(/(`{3,})[\s\S]*?\n\1/g, '')
      .replaceAll(/(`+)[^`].*?\1/g, '');
    expect(prose).not.toMatch(/@acme|<h1>|<!--|evil/);
    for (const canary of [SECRET, WORKFLOW_TOKEN]) expect(everything(ran)).not.toContain(canary);
    expect(ran.masks).toEqual([WORKFLOW_TOKEN, SECRET]);
    expect(recordOf(ran)).toMatchObject({ command: 'auto on pull_request', exitCode: 0, plans: [{ changes: 6 }] });
  });

  test('leaves a record of what it sent and what became of it, also where it was refused', async () => {
    story = await openStory(EXAMPLE);
    const { world, sandbox } = story;
    const pull = openPull(world, edited('value: { number: 10 }', 'value: { number: 15 }'));
    await story.run(pullRequestEvent(world, pull));
    const event = pushEvent(world, merge(world, pull, 'squash'));
    const refused = recordOf(await story.runChild(event, { environment: { AWS_ACCESS_KEY_ID: '444455556666' } }));
    expect(refused).toMatchObject({ command: 'auto on push', exitCode: 1, error: 'DG4005', plans: [], outcomes: [] });
    expect(refused).toMatchObject({ calls: [{ operation: 'sts:GetCallerIdentity' }] });

    sandbox.calls.length = 0;
    const applied = recordOf(await story.runChild(event));
    expect(applied).toMatchObject({ exitCode: 0, plans: [{ target: 'production', changes: 6 }] });
    expect(applied).toMatchObject({ totals: { attempts: sandbox.calls.length } });
    expect(applied['outcomes']).toHaveLength(6);
  });

  test('finishes what it has begun when the run is cancelled, and says what it did', async () => {
    story = await openStory(EXAMPLE, { streamCreating: 1_500 });
    const { world } = story;
    const pull = openPull(world, edited('value: { number: 10 }', 'value: { number: 15 }'));
    await story.run(pullRequestEvent(world, pull));
    const event = pushEvent(world, merge(world, pull, 'squash'));
    const cancel = { when: /waiting for delivery stream/, signal: 'SIGTERM' } as const;
    const ran = await story.runChild(event, { cancel });
    expect(ran).toMatchObject({ exitCode: 1, signal: null });
    const log = ran.log.join('\n');
    expect(log).toMatch(/✔ verified\s+create\s+DeliveryStream\/soundbox-metrics/);
    expect(log).toMatch(/– skipped\s+create\s+TopicRule\/SoundboxMetricsToLake {2}because the run was told to stop/);
    expect(bodies()).toContain('⚠️ Partly applied');
    expect(recordOf(ran)['outcomes']).toContainEqual(expect.objectContaining({ status: 'skipped' }));
  });

  test('needs no account with the sandbox', async () => {
    story = await openStory(EXAMPLE);
    const { world } = story;
    const pull = openPull(world, edited('value: { number: 10 }', 'value: { number: 15 }'), { fork: true });
    const environment = { ...inputs({ sandbox: 'true' }), AWS_ENDPOINT_URL: '', AWS_ACCESS_KEY_ID: '' };
    const ran = await story.runChild(pullRequestEvent(world, pull), { environment });
    expect(ran).toMatchObject({ exitCode: 0, outputs: { creates: '6' } });
    expect(story.sandbox.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity', 'CreateThingGroup']);
  });

  test('refuses what it does not know, by name', async () => {
    story = await openStory(EXAMPLE);
    const event = pullRequestEvent(story.world, openPull(story.world, edited('team: payments', 'team: sound')));
    const wrong = await story.runChild(event, { environment: inputs({ profile: 'x' }) });
    expect(wrong).toMatchObject({ exitCode: 1, annotations: [{ level: 'error' }] });
    expect(wrong.annotations[0]?.message).toContain('`profile`');
    expect(recordOf(wrong)).toMatchObject({ exitCode: 1, error: 'DG6012', calls: [] });
    const environment = { ...event.environment, GITHUB_EVENT_NAME: 'pull_request_target' };
    const target = await story.runChild({ ...event, environment });
    expect(target).toMatchObject({ exitCode: 1, annotations: [{ level: 'error' }] });
    expect(target.annotations[0]?.message).toContain('pull_request_target');
  });

  test('ends with the exit code that says why', async () => {
    story = await openStory(EXAMPLE);
    const { digest } = (await story.run(scheduleEvent(story.world))).outputs;
    const other = dispatchEvent(story.world, { digest: `${digest}0` });
    const ran = await story.runChild(other);
    expect(ran).toMatchObject({ exitCode: 4, annotations: [{ level: 'error' }] });
    expect(recordOf(ran)).toMatchObject({ command: 'auto on workflow_dispatch', exitCode: 4, error: 'DG4102' });
  });

  test.skipIf(!isBuilt)('is the same when it is built', async () => {
    story = await openStory();
    const event = pullRequestEvent(story.world, openPull(story.world, EXAMPLE));
    const ran = await story.runChild(event, { script: BUILT });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '', outputs: { creates: '6' } });
    expect(bodies()).toContain('6 to create');
  });
});
