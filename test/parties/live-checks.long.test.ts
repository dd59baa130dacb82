import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ROLE, testAccount } from '../sandbox/clients.ts';
import { environment, PARTIES, served, title } from './installed.ts';

const { cli } = PARTIES;
const SCRIPT = new URL('../../scripts/live-checks.sh', import.meta.url).pathname;
const PAGE = readFileSync(new URL('../../docs/live-checks.md', import.meta.url), 'utf8');

/** Runs the script against a sandbox of its own, and gives what it printed and the operations that it sent. */
async function checked(...options: string[]) {
  const { sandbox, region } = testAccount({ durations: { streamCreating: 0, streamDeleting: 0 } });
  const { stdout, stderr } = await served(sandbox, (url) =>
    promisify(execFile)('bash', [SCRIPT, ...options], { env: environment(url) }),
  );
  expect(stderr).toBe('');
  const sent = sandbox.calls.map(({ operation }) => operation);
  const writes = sandbox.calls.filter(({ readOnly }) => !readOnly).map(({ operation }) => operation);
  return { stdout, sent, writes, region };
}

const { shellcheck } = PARTIES;

test.skipIf(!shellcheck.isHere)(title('shellcheck finds nothing in scripts/live-checks.sh', shellcheck), async () => {
  await expect(promisify(execFile)('shellcheck', [SCRIPT])).resolves.toMatchObject({ stdout: '' });
});

describe.skipIf(!cli.isHere)(title('scripts/live-checks.sh with the AWS CLI against the sandbox', cli), () => {
  test('only reads unless it is told to write', async () => {
    const { stdout, writes } = await checked();
    expect(writes).toEqual([]);
    expect(stdout).toMatch(/^U1 .*\n\s+\{ "securityProfileIdentifiers": \[\] \}$/m);
    expect(stdout).toContain('2 points settled without writing.');
  });

  test('settles every point that the page marks as its own, and leaves nothing behind', async () => {
    const { stdout, writes, region } = await checked('--write', '--role', ROLE, '--bucket', 'arn:aws:s3:::lake');
    const settled = [...stdout.matchAll(/^(U\d+) /gm)].map(([, point]) => point);
    const promised = [...PAGE.matchAll(/^\| (U\d+) .*live-checks\.sh/gm)].map(([, point]) => point);
    expect(new Set(settled)).toEqual(new Set(promised));
    expect(writes.length).toBeGreaterThan(10);
    expect(stdout).toContain('Cleaned up: nothing');
    const { securityProfiles, dimensions, topicRules, deliveryStreams } = region();
    expect([securityProfiles, dimensions, topicRules]).toEqual([{}, {}, {}]);
    expect(Object.values(deliveryStreams).filter(({ status }) => status !== 'DELETING')).toEqual([]);
    // What the sandbox answers is what docs/live-checks.md says that the program counts on.
    expect(stdout).toMatch(/^U3 .*\n\s+\[ .*, 2 \]$/m);
    expect(stdout).toMatch(/^U10 .*hundred\?\n\s+100$/m);
    expect(stdout).toMatch(/^U14 .*\n\s+.*UnauthorizedException/m);
    expect(stdout).toMatch(/^U19 .*\n\s+.*"RoleArn"/m);
    expect(stdout).toMatch(/^U20 .*\n\s+.*must be specified together/m);
    expect(stdout).toMatch(/^U22 .*\n\s+\{ "dimensionNames": \[\] \}$/m);
  });

  test('refuses a prefix that could be somebody else’s', async () => {
    const failed = await promisify(execFile)('bash', [SCRIPT, '--write', '--prefix', 'a'], {
      env: environment(''),
    }).catch((error: { code: number; stderr: string }) => error);
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('prefix') });
  });
});
