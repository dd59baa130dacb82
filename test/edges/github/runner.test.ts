import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withinBudget } from '../../../src/edges/github/runner/annotations.ts';
import type { Annotation } from '../../../src/model/workflow/conversation.ts';
import { SUMMARY_LIMIT } from '../../../src/edges/github/runner/runner.ts';
import { scheduleEvent } from './payloads.ts';
import { runStep, type Step, type StepResult } from './runner.ts';
import { createWorld } from './world.ts';

const RUNNER = new URL('../../../src/edges/github/runner/runner.ts', import.meta.url).href;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'step-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let scripts = 0;
async function step(body: string, options: Partial<Step> = {}): Promise<StepResult> {
  const script = join(folder, `${++scripts}.mjs`);
  await writeFile(script, `import { openRunner } from '${RUNNER}';\nconst runner = openRunner();\n${body}`);
  return runStep({ script, event: scheduleEvent(createWorld()), workspace: folder, ...options });
}

const HOSTILE = [
  '::error::forged',
  '  ::add-mask::zebra',
  'x ##[set-env name=PATH]/evil',
  'a\r::stop-commands::x',
  '::set-output name=digest::f',
  '\u200b::error::forged',
];

describe('a step', () => {
  it('logs what anyone wrote, and none of it is a command', async () => {
    const result = await step(`for (const line of ${JSON.stringify(HOSTILE)}) runner.log(line);`);
    expect(result.commands).toEqual([]);
    expect(result.log.join('\n')).toContain('/evil');
    expect(result.exitCode).toBe(0);
  });

  it.each(['log', 'error'])(
    'would be taken over by console.%s: the harness hears stdout and stderr',
    async (method) => {
      const result = await step(`for (const line of ${JSON.stringify(HOSTILE)}) console.${method}(line);`);
      expect(result.commands.map(({ command }) => command)).toEqual(['error', 'add-mask', 'set-env']);
      expect(result.log).toContain('::set-output name=digest::f');
    },
  );

  it('shows annotations at their lines, whatever is in them', async () => {
    const source = { file: 'profiles/a,b%.yaml', line: 3, column: 7 };
    const message = 'no ::error:: here\n::error::forged\r100%';
    const result = await step(
      `runner.annotate(${JSON.stringify([{ level: 'error', message, title: 'DG1001: x, y', source }])});`,
    );
    expect(result.annotations).toEqual([
      {
        level: 'error',
        message,
        properties: { title: 'DG1001: x, y', file: 'profiles/a,b%.yaml', line: '3', col: '7' },
      },
    ]);
    expect(result.log).toEqual([]);
  });

  it('keeps within ten annotations of a level, with room to say why it failed', async () => {
    const annotations = ['error', 'warning', 'notice'].flatMap((level) =>
      Array.from({ length: 25 }, (_, index) => ({
        level,
        message: `${level} ${index}`,
        source: { file: 'a.yaml', line: index, column: 1 },
      })),
    );
    const result = await step(
      `runner.annotate(${JSON.stringify(annotations)}); runner.annotate([{ level: 'error', message: 'late' }]); runner.fail('3 problems');`,
    );
    expect(result.dropped).toEqual([]);
    const shown = (level: string) =>
      result.annotations.filter((one) => one.level === level).map(({ message }) => message);
    expect(shown('error')).toEqual([
      ...Array.from({ length: 8 }, (_, index) => `error ${index}`),
      expect.stringMatching(/^17 more/),
      '3 problems',
    ]);
    expect(shown('warning')).toEqual([
      ...Array.from({ length: 9 }, (_, index) => `warning ${index}`),
      expect.stringMatching(/^16 more/),
    ]);
    expect(result.log).toContain('error: a.yaml:24:1 error 24');
    expect(result.log).toContain('error: late');
    expect(result.log).toHaveLength(17 + 16 + 16 + 1);
    expect(result.exitCode).toBe(1);
  });

  it('sets outputs of several lines, and a delimiter in them ends nothing', async () => {
    const matrix = '{"include":[{"target":"eu"}]}\nghadelimiter_x\nother=1';
    const result = await step(
      `runner.output('matrix', ${JSON.stringify(matrix)}); runner.output('creates', '3'); runner.output('empty', '');`,
    );
    expect(result.outputs).toEqual({ matrix, creates: '3', empty: '' });
    expect(result.stdout).toBe('');
  });

  it('keeps secrets out of the log, line by line, and nothing else', async () => {
    const secret = '{\n  "key": "s3cr3t",\n}\n';
    const body = `runner.mask(${JSON.stringify(secret)}); runner.mask(''); runner.log('a "key": "s3cr3t", {}'); runner.fail('"key": "s3cr3t",');`;
    const result = await step(body);
    expect(result.log).toEqual(['a *** {}']);
    expect(result.annotations).toMatchObject([{ message: '***' }]);
    expect(result.masks).toEqual([secret.trim(), '"key": "s3cr3t",']);
  });

  it('is cancelled by a signal, and can still speak', async () => {
    const body = `process.once('SIGTERM', () => { runner.log('ledger'); runner.fail('cancelled'); clearInterval(timer); }); const timer = setInterval(() => {}, 1000); runner.log('applying');`;
    const result = await step(body, { cancel: { when: /applying/, signal: 'SIGTERM' } });
    expect(result).toMatchObject({ exitCode: 1, signal: null, log: ['applying', 'ledger'] });
  });
});

describe('the job summary', () => {
  const summarize = (text: string) => `runner.log(await runner.summarize(${text}));`;

  it('is written, piece after piece', async () => {
    const result = await step(`${summarize(`'# One'`)} ${summarize(`'# Two\\n'`)}`);
    expect(result).toMatchObject({ summary: '# One\n# Two\n', log: ['written', 'written'], errors: [] });
  });

  it('is not written where it would be dropped as a whole', async () => {
    const result = await step(
      `${summarize(`'é'.repeat(${SUMMARY_LIMIT / 2 - 1})`)} ${summarize(`'ab'`)} ${summarize(`''`)}`,
    );
    expect(result.log).toEqual(['written', 'too-long', 'written']);
    expect(result.errors).toEqual([]);
    expect(Buffer.byteLength(result.summary ?? '')).toBe(SUMMARY_LIMIT);
  });

  it('would be dropped: the harness does as the runner does', async () => {
    const result = await step(
      `import { appendFileSync } from 'node:fs'; appendFileSync(process.env.GITHUB_STEP_SUMMARY, 'x'.repeat(${SUMMARY_LIMIT + 1}));`,
    );
    expect(result).toMatchObject({ exitCode: 0, errors: [expect.stringContaining('aborted')] });
    expect(result.summary).toBeUndefined();
  });

  it.each([
    { reason: 'is not set', change: 'delete process.env.GITHUB_STEP_SUMMARY;' },
    {
      reason: 'names no file that can be written',
      change: `process.env.GITHUB_STEP_SUMMARY = '/nowhere/summary';`,
    },
  ])('is left out where GITHUB_STEP_SUMMARY $reason', async ({ change }) => {
    expect(await step(`${change} ${summarize(`'# One'`)}`)).toMatchObject({ exitCode: 0, log: ['absent'] });
  });
});

describe('the choice of annotations', () => {
  const many = (count: number): readonly Annotation[] =>
    Array.from({ length: count }, (_, index) => ({ level: 'error', message: `${index}` }));
  it.each([
    { reason: 'none', count: 0, used: 0, show: 0, rest: 0 },
    { reason: 'all that there is room for', count: 10, used: 0, show: 10, rest: 0 },
    { reason: 'the last place counts the rest', count: 11, used: 0, show: 10, rest: 2 },
    { reason: 'one place left', count: 2, used: 9, show: 1, rest: 2 },
    { reason: 'no place left', count: 2, used: 10, show: 0, rest: 2 },
  ])('$reason', ({ count, used, show, rest }) => {
    const chosen = withinBudget(many(count), 'error', used);
    expect([chosen.show.length, chosen.rest.length]).toEqual([show, rest]);
  });

  it('cuts a message where the runner would', () => {
    const [shown] = withinBudget([{ level: 'notice', message: 'x'.repeat(5000) }], 'notice', 0).show;
    expect(shown?.message).toHaveLength(4096);
    expect(shown?.message.endsWith('…')).toBe(true);
  });
});
