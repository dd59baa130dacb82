import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withGitHub } from './client.ts';
import { openPull, pushToPull } from './history.ts';
import { pullRequestEvent } from './payloads.ts';
import { runStep } from './runner.ts';
import { inputVariables } from './runner-files.ts';
import { createWorld, grant, WORKFLOW_TOKEN } from './world.ts';

const EDGE = new URL('../../../src/edges/github/', import.meta.url).href;

/** An action as small as can be that uses the whole edge. */
const SCRIPT = `
  import { readFileSync } from 'node:fs';
  import { upsertComment } from '${EDGE}comments.ts';
  import { connectGitHub } from '${EDGE}connect.ts';
  import { readRun } from '${EDGE}runner/event.ts';
  import { readInputs } from '${EDGE}runner/inputs.ts';
  import { openRunner } from '${EDGE}runner/runner.ts';
  const runner = openRunner();
  const { event, ...run } = readRun(process.env, readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'));
  const { token } = readInputs(process.env);
  runner.mask(token);
  runner.log('token ' + token);
  const github = connectGitHub({ token, apiUrl: run.apiUrl, repository: run.repository });
  const comment = { pullRequest: event.number, key: 'plan', body: 'Plan for ' + event.head };
  const { status, reason } = await upsertComment(github, comment);
  if (reason) runner.annotate([{ level: 'warning', message: reason }]);
  runner.output('status', status);
`;

it('is a whole run, from the event to the comment', () =>
  withGitHub(async ({ url: apiUrl, world }) => {
    const workspace = await mkdtemp(join(tmpdir(), 'workspace-'));
    const script = join(workspace, 'action.mjs');
    await writeFile(script, SCRIPT);
    const pull = openPull(world, { 'profiles/a.yaml': 'a' });
    const action = "inputs: { token: { default: '${{ github.token }}' } }";
    const environment = inputVariables(action, {}, WORKFLOW_TOKEN);
    const run = () => runStep({ script, workspace, apiUrl, environment, event: pullRequestEvent(world, pull) });
    expect(await run()).toMatchObject({ exitCode: 0, outputs: { status: 'created' }, log: ['token ***'], stderr: '' });
    const head = pushToPull(world, pull, { 'profiles/a.yaml': 'b' });
    expect(await run()).toMatchObject({ exitCode: 0, outputs: { status: 'updated' } });
    expect(world.comments.map(({ body }) => body)).toEqual([expect.stringContaining(`Plan for ${head}`)]);
    grant(world, WORKFLOW_TOKEN, { pull_requests: 'read' });
    pushToPull(world, pull, { 'profiles/a.yaml': 'c' });
    const degraded = await run();
    expect(degraded).toMatchObject({ exitCode: 0, outputs: { status: 'denied' }, annotations: [{ level: 'warning' }] });
    expect(degraded.annotations[0]?.message).toContain('`pull-requests: write`');
    await rm(workspace, { recursive: true });
  }, createWorld()));
