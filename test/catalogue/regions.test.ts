import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { REGIONS } from '../../src/catalogue/regions.ts';

test('every region of the public partitions that the AWS SDK knows is known here', () => {
  const core = dirname(createRequire(import.meta.url).resolve('@aws-sdk/core/package.json'));
  const file = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
  const ofSdk = readFileSync(join(core, file), 'utf8').matchAll(/"?([a-z]{2,4}(?:-[a-z]+)+-\d)"?: ?\{/g);
  const all = [...ofSdk].flatMap(([, region = '']) => (/^(eusc|eu-iso|us-iso)/.test(region) ? [] : [region]));
  expect(all.length).toBeGreaterThan(35);
  expect([...REGIONS].sort()).toEqual(all.sort());
});
