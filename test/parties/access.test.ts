import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { finish, finishWriting } from '../../src/model/steps.ts';
import type { Policy } from '../../src/model/access/policy.ts';
import { accessTemplate } from '../../src/render/access/cloudformation.ts';
import { accessTerraform } from '../../src/render/access/terraform.ts';
import { documentsOf } from '../roles/documents.ts';
import { PARTIES, title } from './installed.ts';

const { cfnLint, terraform } = PARTIES;
const folder = mkdtempSync(join(tmpdir(), 'access-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = promisify(execFile);
const access = documentsOf(
  Object.fromEntries(
    ['defender.yaml', 'soundbox.yaml'].map((name) => [
      `profiles/${name}`,
      readFileSync(new URL(`../../profiles/${name}`, import.meta.url), 'utf8'),
    ]),
  ),
);

describe.skipIf(!cfnLint.isHere)(title('cfn-lint', cfnLint), () => {
  test('has nothing to say about the template of the soundboxes', async () => {
    const file = join(folder, 'template.json');
    writeFileSync(file, finishWriting(accessTemplate(access)));
    expect(await run('cfn-lint', [file], { timeout: 60_000 })).toEqual({ stdout: '', stderr: '' });
  });
});

describe.skipIf(!terraform.isHere)(title('Terraform', terraform), () => {
  const text = finish(accessTerraform(access));

  test('would format the configuration as it is', async () => {
    const file = join(folder, 'main.tf');
    writeFileSync(file, text);
    expect((await run('terraform', ['fmt', '-check', '-diff', file])).stdout).toBe('');
    rmSync(file);
  });

  test('makes of each policy the document that was meant', async () => {
    const encoded = [...text.matchAll(/= (jsonencode\(\{[^]*?\n {2}\}\))\n/g)].map(([, one = '']) => one);
    writeFileSync(join(folder, 'locals.tf'), `locals {\n  documents = [\n${encoded.join(',\n')}\n  ]\n}\n`);
    const running = run('terraform', ['console'], { cwd: folder, timeout: 60_000 });
    running.child.stdin?.end('jsonencode(local.documents)\n');
    const read = JSON.parse(JSON.parse((await running).stdout) as string) as readonly string[];
    const meant = [
      ...access.roles.flatMap(({ trust, policies }) => [trust, ...policies.map(({ document }) => document)]),
      ...access.iotPolicies.map(({ document }) => document),
    ];
    expect(read.map((one) => JSON.parse(one) as Policy)).toEqual(meant);
  });
});
