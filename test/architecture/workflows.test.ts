import { existsSync, globSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';

// The package imports its JSON the way bundlers take it; Node wants to be told that it is JSON.
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice');
hooks.deregister();

const repository = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(resolve(repository, file), 'utf8');

/** What GitHub's own language service says about a workflow or an action.yml. */
async function complaints(file: string, text: string): Promise<string[]> {
  const document = TextDocument.create(`file:///${file}`, 'yaml', 1, text);
  const found = await validate(document);
  return found.map(({ message, range }) => `${range.start.line + 1}: ${JSON.stringify(message)}`);
}

/** Uses that do not name a commit, or do not say which version that is. A tag can be moved, a commit cannot. `./` is a folder that was checked out. */
const unpinned = (text: string): string[] =>
  (text.match(/\buses: .*/g) ?? []).filter(
    (uses) => !/^uses: (?:\.\/[\w.-]*|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(uses),
  );

/** Expressions inside a script, where a title or a branch name becomes code. */
function injected(text: string): string[] {
  const { jobs = {} } = parse(text) as { jobs?: Record<string, { steps?: readonly { run?: string }[] }> };
  const scripts = Object.values(jobs).flatMap(({ steps = [] }) => steps.map(({ run = '' }) => run));
  return scripts.filter((script) => script.includes('${{'));
}

const workflows = globSync('.github/workflows/*.yml', { cwd: repository });

describe('the workflows of this repository', () => {
  test.for([...workflows, ...['action.yml'].filter(existsSync)])('%s is what GitHub takes', async (file) => {
    expect(await complaints(file, read(file))).toEqual([]);
  });

  test.for(workflows)('%s pins each action to a commit, and says its version', (file) => {
    expect(unpinned(read(file))).toEqual([]);
  });

  test.for(workflows)('%s gives no permission to all jobs, and no expression to a script', (file) => {
    const text = read(file);
    expect(parse(text)).toMatchObject({ permissions: {} });
    expect(Object.keys(parse(text).permissions)).toEqual([]);
    expect(injected(text)).toEqual([]);
  });
});

interface Job {
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly concurrency?: unknown;
  readonly strategy?: unknown;
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}

describe('the workflow for many targets', () => {
  const { on, jobs } = parse(read('.github/workflows/targets.yml')) as {
    on: { workflow_call: { inputs: Record<string, { required?: boolean }> } };
    jobs: Record<string, Job>;
  };
  const shown = read('docs/action.md').match(/^```yaml\n(?:(?!^```)[^])*targets\.yml@v1[^]*?^```$/m)?.[0] ?? '';
  const { defender: call } = parse(shown.split('\n').slice(1, -1).join('\n')).jobs;

  test('gets from the caller in docs/action.md the permissions that its jobs ask for, and no more', () => {
    const asked: Record<string, string> = {};
    for (const { permissions } of Object.values(jobs))
      for (const [scope, access] of Object.entries(permissions)) if (asked[scope] !== 'write') asked[scope] = access;
    expect(call.permissions).toEqual(asked);
  });

  test('takes the inputs that docs/action.md shows, and requires no other', () => {
    const { inputs } = on.workflow_call;
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(call.with)));
    const required = Object.keys(inputs).filter((name) => inputs[name]?.required === true);
    expect(Object.keys(call.with)).toEqual(expect.arrayContaining(required));
  });

  test.for(Object.entries(jobs))('runs the action of its own commit: %s', ([, { steps }]) => {
    const at = steps.findIndex(({ uses }) => uses === './.defender-gitops');
    expect(steps.slice(0, at)).toContainEqual({
      uses: expect.stringMatching(/^actions\/checkout@/),
      with: {
        repository: '${{ job.workflow_repository }}',
        ref: '${{ job.workflow_sha }}',
        path: '.defender-gitops',
        'persist-credentials': false,
      },
    });
  });

  test.for(['apply', 'drift'])('lets one job at a time at a target: %s', (name) => {
    expect(jobs[name]).toMatchObject({
      concurrency: { group: `defender-${name}-\${{ matrix.target }}`, 'cancel-in-progress': false },
      strategy: { 'fail-fast': false },
    });
  });
});

describe('the judges themselves', () => {
  const broken = `on: pull_request
jobs:
  plan:
    runs-on: ubuntu-latest
    permisions: {}
    steps:
      - uses: actions/checkout@v7
      - run: echo "\${{ github.event.pull_request.title }}" \${{ nothing.here }}
`;

  test('an unknown key and an unknown context are found', async () => {
    const found = await complaints('.github/workflows/broken.yml', broken);
    expect(found.join('\n')).toMatch(/5: .*permisions/);
    expect(found.join('\n')).toMatch(/8: .*nothing/);
  });

  test('an action.yml without its file is found', async () => {
    const action = 'name: x\ndescription: x\nruns:\n  using: node24\n';
    expect((await complaints('broken/action.yml', action)).join('\n')).toMatch(/main/);
  });

  test('a tag and an expression in a script are found', () => {
    expect(unpinned(broken)).toEqual(['uses: actions/checkout@v7']);
    expect(injected(broken)).toHaveLength(1);
  });
});
