import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from '../src/model/address.ts';
import { runWhole } from './whole-process.ts';
import type { WholeRun } from './whole-process.ts';
import { accountOf, templateOf } from './workload.ts';
import type { Workload } from './workload.ts';

/** What others run to see as many resources of the same contents come, each where it is installed; by the words of the table. */
export function peersFor(folder: string, files: Workload): Readonly<Record<string, () => Promise<WholeRun>>> {
  const account = accountOf(files);
  return {
    ...(isHere('terraform') && {
      '`terraform plan` of `terraform_data`': terraform(join(folder, 'terraform'), account),
    }),
    ...(isHere('cdk') && { '`cdk diff` without synthesis': cdk(join(folder, 'cdk'), account) }),
  };
}

type Account = ReturnType<typeof accountOf>;

function isHere(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}

/** `terraform_data` asks nobody: what is measured is Terraform itself. https://developer.hashicorp.com/terraform/language/resources/terraform-data */
function terraform(cwd: string, account: Account): () => Promise<WholeRun> {
  const resources = account.map(([address, { spec }]) => [nameOf(address), { input: spec }]);
  write(join(cwd, 'main.tf.json'), { resource: { terraform_data: Object.fromEntries(resources) as object } });
  const { status, stderr } = spawnSync('terraform', ['init'], { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return () => runWhole('terraform', ['plan', '-input=false', '-no-color'], { cwd });
}

/** Against an empty template in a file, so that nobody is asked. https://docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-diff.html */
function cdk(cwd: string, account: Account): () => Promise<WholeRun> {
  write(join(cwd, 'out/manifest.json'), {
    version: '36.0.0',
    artifacts: {
      Stack: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'Stack.template.json' },
      },
    },
  });
  write(join(cwd, 'out/Stack.template.json'), templateOf(account) as object);
  write(join(cwd, 'empty.json'), { Resources: {} });
  const words = [
    'diff',
    '--app',
    'out',
    '--template',
    'empty.json',
    '--no-color',
    '--no-notices',
    '--no-version-reporting',
  ];
  return () =>
    runWhole('cdk', words, { cwd, env: { AWS_EC2_METADATA_DISABLED: 'true', CDK_DISABLE_VERSION_CHECK: '1' } });
}

function write(file: string, document: object): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, JSON.stringify(document));
}
