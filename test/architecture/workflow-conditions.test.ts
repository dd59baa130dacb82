import { readFileSync } from 'node:fs';
import { Evaluator, Lexer, Parser, data } from '@actions/expressions';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly 'continue-on-error'?: boolean;
}
interface Job {
  readonly if?: string;
  readonly steps: readonly Step[];
}
type Contexts = Readonly<Record<string, unknown>>;

const jobsOf = (file: string): Readonly<Record<string, Job>> =>
  (parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')) as { jobs: Record<string, Job> }).jobs;

/** What a context of GitHub holds: a value that is not there is null, as GitHub has it. */
const contextOf = (value: unknown): data.ExpressionData => JSON.parse(JSON.stringify(value), data.reviver);

/** What GitHub says in place of the functions for the status of what came before: here all went well. */
const STATUS = ['success', 'always'].map((name) => ({
  name,
  minArgs: 0,
  maxArgs: 0,
  call: (): data.ExpressionData => new data.BooleanData(true),
}));

/** Whether GitHub's own evaluator finds a condition to hold. https://github.com/actions/languageservices/tree/main/expressions */
function holds(condition: string | undefined, contexts: Contexts): boolean {
  if (condition === undefined) return true;
  const { tokens } = new Lexer(condition).lex();
  const names = ['github', 'vars', 'inputs', 'steps', 'needs', 'matrix', 'job'];
  const parsed = new Parser(tokens, names, STATUS).parse();
  const context = contextOf(Object.fromEntries(names.map((name) => [name, contexts[name] ?? {}])));
  const functions = new Map(STATUS.map((status) => [status.name, status]));
  const result = new Evaluator(parsed, context as data.Dictionary, functions).evaluate();
  return holdsTrue(result);
}

/** As in a condition: false, null, 0 and the empty text do not hold. */
function holdsTrue({ kind, ...rest }: data.ExpressionData): boolean {
  const { value } = rest as { readonly value?: unknown };
  return kind !== data.Kind.Null && value !== false && value !== 0 && value !== '';
}

const OURS = { full_name: 'acme/iot-security', fork: false };
const VARS = { DEFENDER_PLAN_ROLE: 'arn:plan', DEFENDER_APPLY_ROLE: 'arn:apply' };
const github = (event_name: string, event: object = {}, actor = 'ana'): Contexts['github'] => ({
  event_name,
  event,
  actor,
  repository: 'acme/iot-security',
});
const pull = (repo: unknown, actor?: string): Contexts['github'] =>
  github('pull_request', { action: 'opened', pull_request: { head: { repo } } }, actor);

interface Row {
  readonly event: string;
  readonly github: Contexts['github'];
  readonly inputs?: object;
  readonly vars?: object;
  /** The jobs that run, with `!` where they ask for a role of AWS. */
  readonly runs: readonly string[];
}

const rows: readonly Row[] = [
  { event: 'a pull request from a branch', github: pull(OURS), runs: ['plan!'] },
  {
    event: 'a pull request from a branch, where the repository itself is a fork',
    github: pull({ ...OURS, fork: true }),
    runs: ['plan!'],
  },
  {
    event: 'a pull request from a fork',
    github: pull({ full_name: 'eve/iot-security', fork: true }),
    runs: ['plan'],
  },
  {
    event: 'a pull request from a repository that is no fork and not ours',
    github: pull({ full_name: 'eve/iot-security', fork: false }),
    runs: ['plan'],
  },
  { event: 'a pull request from a fork that was deleted', github: pull(null), runs: ['plan'] },
  { event: 'a pull request by Dependabot', github: pull(OURS, 'dependabot[bot]'), runs: ['plan'] },
  { event: 'a merge queue', github: github('merge_group', { merge_group: { head_sha: 'a' } }), runs: ['plan!'] },
  { event: 'a pull request before the set-up', github: pull(OURS), vars: {}, runs: ['plan'] },
  { event: 'a push', github: github('push'), runs: ['apply!'] },
  { event: 'a push without an apply role', github: github('push'), vars: { DEFENDER_PLAN_ROLE: 'x' }, runs: [] },
  { event: 'the schedule', github: github('schedule'), runs: ['drift!'] },
  {
    event: 'a start by hand',
    github: github('workflow_dispatch', { inputs: { digest: '' } }),
    inputs: { digest: '' },
    runs: ['drift!'],
  },
  {
    event: 'a start by hand with a digest',
    github: github('workflow_dispatch', { inputs: { digest: 'abc' } }),
    inputs: { digest: 'abc' },
    runs: ['apply!'],
  },
];

/** The jobs that run on an event, with `!` where they ask for a role. */
function runsOf(jobs: Readonly<Record<string, Job>>, contexts: Contexts): readonly string[] {
  return Object.entries(jobs).flatMap(([name, job]) => {
    if (!holds(job.if, contexts)) return [];
    const role = job.steps.find(({ uses }) => uses?.startsWith('aws-actions/configure-aws-credentials@'));
    return [role !== undefined && holds(role.if, contexts) ? `${name}!` : name];
  });
}

const WORKFLOWS = ['templates/.github/workflows/defender.yml', '.github/workflows/targets.yml'];

describe.each(WORKFLOWS)('%s, as GitHub evaluates its conditions', (file) => {
  const jobs = jobsOf(file);

  test.each(rows)('on $event', ({ github: event, inputs = {}, vars = VARS, runs }) => {
    const contexts = { github: event, inputs: { environments: false, ...inputs }, vars };
    expect(runsOf(jobs, contexts).filter((name) => name !== 'targets')).toEqual(runs);
  });

  test('goes on to the action where AWS refuses the role, so that the action says what is missing', () => {
    for (const { steps } of Object.values(jobs)) {
      const role = steps.findIndex(({ uses }) => uses?.startsWith('aws-actions/configure-aws-credentials@'));
      if (role >= 0) expect(steps[role]).toMatchObject({ 'continue-on-error': true });
      expect(steps.slice(role + 1)).toContainEqual(expect.objectContaining({ id: 'defender' }));
    }
  });

  test.each([['a record', '/tmp/record.json', true] as const, ['no record', '', false] as const])(
    'keeps %s of a run',
    (_, recordFile, kept) => {
      const steps = { defender: { outputs: { 'record-file': recordFile } } };
      const uploads = Object.values(jobs).flatMap((job) => job.steps.filter(({ uses }) => uses?.includes('upload')));
      expect(uploads.length).toBeGreaterThan(2);
      for (const upload of uploads) expect(holds(upload.if, { steps })).toBe(kept);
    },
  );
});

test('with an environment for each target, a push applies though no role can be seen from outside of it', () => {
  const contexts = { github: github('push'), inputs: { environments: true }, vars: {} };
  expect(runsOf(jobsOf('.github/workflows/targets.yml'), contexts)).toEqual(['targets', 'apply!']);
});

test('every condition of every workflow is one that GitHub can evaluate', () => {
  const files = ['ci.yml', 'defender.yml', 'release.yml', 'targets.yml'].map((name) => `.github/workflows/${name}`);
  const conditions = [...files, WORKFLOWS[0] ?? '']
    .flatMap((file) => Object.values(jobsOf(file)))
    .flatMap((job) => [job.if, ...job.steps.map((step) => step.if)]);
  for (const condition of conditions)
    expect([true, false]).toContain(holds(condition, { github: github('push'), needs: { look: { outputs: {} } } }));
  expect(conditions.filter((condition) => condition !== undefined).length).toBeGreaterThan(12);
});

test('the evaluator tells a condition that lets strangers in from one that does not', () => {
  const old = 'github.event.pull_request.head.repo.fork != true';
  expect(holds(old, { github: pull(null) })).toBe(true);
  expect(holds(old, { github: pull({ ...OURS, fork: true }) })).toBe(false);
});
