import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { lakeTemplate } from '../../src/render/lake/cloudformation.ts';
import { lakeTerraform } from '../../src/render/lake/terraform.ts';
import { PARTIES, title } from './installed.ts';
import { ICEBERG_LAKES, lakeIn, LAKES } from './lake-answers.ts';

const { cfnLint, terraform } = PARTIES;
const folder = mkdtempSync(join(tmpdir(), 'glue-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = promisify(execFile);

/** The tables of all lakes in one. */
async function everyTable() {
  const lakes = await Promise.all([...LAKES, ...ICEBERG_LAKES].map(([, edits]) => lakeIn(edits)));
  const tables = lakes.flatMap((lake) => lake.tables);
  const iceberg = lakes.flatMap((lake) => lake.iceberg);
  return { tables, iceberg, missing: lakes.flatMap(({ missing }) => missing) };
}

describe.skipIf(!cfnLint.isHere)(title('cfn-lint', cfnLint), () => {
  test('has nothing to say about the template of the tables', { timeout: 60_000 }, async () => {
    const file = join(folder, 'template.json');
    writeFileSync(file, lakeTemplate(await everyTable()));
    expect(await run('cfn-lint', [file], { timeout: 60_000 })).toEqual({ stdout: '', stderr: '' });
  });
});

describe.skipIf(!terraform.isHere)(title('Terraform', terraform), () => {
  test('would format the tables as they are', async () => {
    const file = join(folder, 'main.tf');
    writeFileSync(file, lakeTerraform(await everyTable()));
    expect((await run('terraform', ['fmt', '-check', '-diff', file])).stdout).toBe('');
  });
});
