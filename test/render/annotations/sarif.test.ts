import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { validate } from '../../../src/commands/validate.ts';
import { EXIT } from '../../../src/model/world.ts';
import { version } from '../../../src/version.ts';
import { testWorld } from '../../world.ts';
import { rows } from '../../checks/rows.ts';
import { SETTINGS } from '../../checks/found.ts';

// The schema as SchemaStore has it, without its descriptions:
// https://github.com/SchemaStore/schemastore/blob/master/src/schemas/json/sarif-2.1.0-rtm.5.json (Apache-2.0).
const schema = JSON.parse(readFileSync(new URL('sarif-2.1.0.schema.json', import.meta.url), 'utf8')) as object;
const isSarif = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { id: string; helpUri: string }[] } };
    readonly results: readonly {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      locations: readonly object[];
    }[];
  }[];
}

async function sarifOf(
  yaml: string,
  file = 'profiles/a.yaml',
  region?: string,
): Promise<{ document: Sarif; code: number }> {
  const world = testWorld({ [file]: `${SETTINGS(region)}${yaml}` });
  const code = await validate(world, { folder: 'profiles', sarif: 'out.sarif' });
  return { document: JSON.parse(world.disk.get('out.sarif') ?? '') as Sarif, code };
}

describe('SARIF', () => {
  test('is of the schema whatever is found, and every result has its rule', async () => {
    for (const { wrong, check, region } of rows) {
      const { document } = await sarifOf(wrong, undefined, region);
      expect(isSarif(document), JSON.stringify(isSarif.errors)).toBe(true);
      const [run] = document.runs;
      expect(run?.results.map(({ ruleId }) => ruleId)).toContain(check);
      for (const { ruleId, ruleIndex } of run?.results ?? [])
        expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  test('the schema would tell', async () => {
    const { document } = await sarifOf('');
    const [run] = document.runs;
    expect(isSarif({ ...document, runs: [{ ...run, results: [{ level: 'grave' }] }] })).toBe(false);
  });

  test('says where, how grave, what and how to fix it', async () => {
    const { document, code } = await sarifOf('customMetrics: { m: { metricType: numbr } }\n');
    expect(code).toBe(EXIT.invalid);
    expect(document.runs[0]?.results).toMatchObject([
      {
        ruleId: 'DG1103',
        level: 'error',
        message: { text: expect.stringContaining('Did you mean number?') },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'profiles/a.yaml' },
              region: { startLine: 3, startColumn: 35 },
            },
          },
        ],
      },
    ]);
    expect(document.runs[0]?.tool.driver).toMatchObject({ name: 'defender-gitops', version });
  });

  test('warnings are there beside profiles that are fine, with the resource', async () => {
    const { document, code } = await sarifOf('securityProfiles: { P: { retainedMetrics: [aws:num-disconnects] } }\n');
    expect(code).toBe(EXIT.fine);
    expect(document.runs[0]?.results).toMatchObject([
      {
        ruleId: 'profile-not-attached',
        level: 'warning',
        locations: [{ logicalLocations: [{ fullyQualifiedName: 'SecurityProfile/P' }] }],
      },
    ]);
  });

  test('names of files are addresses', async () => {
    const { document } = await sarifOf('customMetrics: { m: { metricType: numbr } }\n', 'profiles/a b#c.yaml');
    expect(JSON.stringify(document)).toContain('"uri":"profiles/a%20b%23c.yaml"');
  });

  test('nothing found is an empty list', async () => {
    const { document } = await sarifOf('');
    expect(document.runs[0]?.results).toEqual([]);
    expect(isSarif(document)).toBe(true);
  });

  test('holds no secrets', async () => {
    const { document } = await sarifOf(
      'rules: { R: { sql: "SELECT AKIAIOSFODNN7EXAMPLE AKIAIOSFODNN7EXAMPLE", actions: [] } }\n',
    );
    expect(document.runs[0]?.results).not.toEqual([]);
    expect(JSON.stringify(document)).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });
});
