import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CLI = new URL('../../dist/cli.mjs', import.meta.url).pathname;
const KEYS = { Version: 1, AccessKeyId: '111122223333', SecretAccessKey: 'x' };
let root = '';
let end = (): void => undefined;
let env: Record<string, string> = {};

/** The ways to credentials that people have on their machines; each is loaded when it is gone. */
const CONFIG = `[profile base]
aws_access_key_id = 111122223333
aws_secret_access_key = x
[profile role]
role_arn = arn:aws:iam::111122223333:role/reader
source_profile = base
region = eu-west-1
[profile process]
credential_process = cat keys.json
[profile sso]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = reader
`;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'defender-credentials-'));
  mkdirSync(join(root, 'profiles'));
  const settings = 'owner: me\ntargets: { production: { account: "111122223333", region: eu-west-1 } }\n';
  writeFileSync(join(root, 'profiles/a.yaml'), `${settings}customMetrics: { m: { metricType: number } }\n`);
  writeFileSync(join(root, 'config'), CONFIG);
  writeFileSync(join(root, 'keys.json'), JSON.stringify(KEYS));
  const child = spawn(process.execPath, [CLI, 'sandbox'], { cwd: root });
  end = () => void child.kill('SIGTERM');
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (data) => resolve(/export AWS_ENDPOINT_URL=(\S+)/.exec(String(data))?.[1] ?? ''));
  });
  const PATH = process.env['PATH'] ?? '';
  env = {
    PATH,
    HOME: root,
    AWS_ENDPOINT_URL: url,
    AWS_CONFIG_FILE: join(root, 'config'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
});
afterAll(() => {
  end();
  rmSync(root, { recursive: true, force: true });
});

const plan = (more: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'plan'], { cwd: root, env: { ...env, ...more } }, (_, out, err) =>
      resolve(out + err),
    );
  });

test.each([
  ['keys in the environment', { AWS_ACCESS_KEY_ID: '111122223333', AWS_SECRET_ACCESS_KEY: 'x' }],
  ['a profile with keys', { AWS_PROFILE: 'base' }],
  ['a profile that assumes a role', { AWS_PROFILE: 'role' }],
  ['a profile that asks a program', { AWS_PROFILE: 'process' }],
])('an account opens with %s', async (_, more) => {
  expect(await plan(more)).toContain('1 to create');
});

test.each([
  ['a profile of IAM Identity Center that has not logged in', { AWS_PROFILE: 'sso' }],
  ['nothing at all', {}],
])('an account does not open with %s, and how to fix it is told', async (_, more) => {
  expect(await plan(more)).toMatch(/DG40\d\d: .*\n.*help: /);
});
