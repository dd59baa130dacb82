import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { serveSandbox } from '../../src/sandbox/server.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { ACCOUNT, REGION } from '../sandbox/clients.ts';

const execute = promisify(execFile);

const answers = (command: string, ...args: string[]): Promise<boolean> =>
  execute(command, args, { timeout: 20_000 }).then(
    () => true,
    () => false,
  );

const found = (module: string): Promise<boolean> => answers('python3', '-c', `import ${module}`);

const INSTALL = 'pip install --requirement .ci/requirements.txt';
const requirements = readFileSync(new URL('../../.ci/requirements.txt', import.meta.url), 'utf8');

/** The version of a package that .ci/requirements.txt names. */
function pinned(name: string): string {
  const line = requirements.split('\n').find((one) => one.replace(/\[.*\]/, '').startsWith(`${name}==`));
  return line?.split('==')[1] ?? '';
}

/** Whether these are here at these versions: others have other models. */
const isExactly = (versions: Readonly<Record<string, string>>): Promise<boolean> =>
  answers(
    'python3',
    '-c',
    `from importlib.metadata import version; assert {n: version(n) for n in ${JSON.stringify(Object.keys(versions))}} == ${JSON.stringify(versions)}`,
  );

/** A program or library that others wrote, with what to install where it is missing. */
export interface Party {
  readonly isHere: boolean;
  readonly missing: string;
}

const [cli, boto3, moto, cfnLint, sqlglot, shellcheck, terraform, openssl, mosquitto, chromium, zizmor, actionlint] =
  await Promise.all([
    answers('aws', '--version'),
    found('boto3'),
    found('moto.server'),
    // Botocore has the version of boto3.
    isExactly({ 'cfn-lint': pinned('cfn-lint'), botocore: pinned('boto3') }),
    isExactly({ sqlglot: pinned('sqlglot') }),
    answers('shellcheck', '--version'),
    answers('terraform', 'version'),
    answers('openssl', 'version'),
    // It has no option that ends well: help ends with 3.
    answers('sh', '-c', 'command -v mosquitto'),
    answers('chromium', '--version'),
    answers('zizmor', '--version'),
    answers('actionlint', '-version'),
  ]);

/** The parties that this machine may have. */
export const PARTIES = {
  cli: { isHere: cli, missing: `the AWS CLI is not installed (${INSTALL})` },
  boto3: { isHere: boto3, missing: `boto3 is not installed (${INSTALL})` },
  moto: { isHere: moto && boto3, missing: `moto’s server is not installed (${INSTALL})` },
  shellcheck: { isHere: shellcheck, missing: 'shellcheck is not installed (apt-get install shellcheck)' },
  terraform: {
    isHere: terraform,
    missing: 'Terraform is not installed (https://developer.hashicorp.com/terraform/install)',
  },
  openssl: { isHere: openssl, missing: 'openssl is not installed (apt-get install openssl)' },
  mosquitto: { isHere: mosquitto, missing: 'mosquitto is not installed (apt-get install mosquitto)' },
  chromium: { isHere: chromium, missing: 'Chromium is not installed (apt-get install chromium)' },
  cfnLint: {
    isHere: cfnLint,
    missing: `cfn-lint ${pinned('cfn-lint')} and botocore ${pinned('boto3')} are not installed (${INSTALL})`,
  },
  sqlglot: { isHere: sqlglot, missing: `sqlglot ${pinned('sqlglot')} is not installed (${INSTALL})` },
  zizmor: { isHere: zizmor, missing: `zizmor is not installed (${INSTALL})` },
  actionlint: {
    isHere: actionlint,
    missing: `actionlint is not installed (${INSTALL})`,
  },
} as const satisfies Record<string, Party>;

/** What a test is called: where it is skipped, it says why and how to change that. */
export const title = (name: string, { isHere, missing }: Party): string =>
  isHere ? name : `SKIPPED, because ${missing}: ${name}`;

/** The environment of a party that speaks to a sandbox: the lines that a user pastes, and nothing of this user's configuration. */
export const environment = (url: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: ACCOUNT,
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_DEFAULT_REGION: REGION,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** Runs one of the Python scripts of this folder with JSON as its input, and parses what it prints. */
export async function python<Answer>(script: string, input: unknown, env: NodeJS.ProcessEnv): Promise<Answer> {
  const file = new URL(script, import.meta.url).pathname;
  const running = execute('python3', [file], { env, maxBuffer: 1 << 28 });
  running.child.stdin?.end(JSON.stringify(input));
  return JSON.parse((await running).stdout) as Answer;
}

/** Serves a sandbox while `use` runs. */
export async function served<Answer>(sandbox: Sandbox, use: (url: string) => Promise<Answer>): Promise<Answer> {
  const door = await serveSandbox(sandbox);
  try {
    return await use(door.url);
  } finally {
    await door.close();
  }
}
