import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { apply } from '../../src/commands/apply.ts';
import { init } from '../../src/commands/init.ts';
import type { InitOptions } from '../../src/commands/init.ts';
import { validate } from '../../src/commands/validate.ts';
import { EXIT } from '../../src/model/world.ts';
import { filesIn } from '../../src/edges/files.ts';
import { githubRepository } from '../../src/edges/repository.ts';
import { openSandbox } from '../../src/edges/sandbox.ts';
import { openStarter } from '../../src/edges/templates.ts';
import { OperatorError } from '../../src/model/problem.ts';
import type { TestWorld } from '../world.ts';
import { planned, testWorld } from '../world.ts';
import { OPERATIONS } from '../operations.ts';

// The package imports its JSON the way bundlers take it; Node wants to be told that it is JSON.
const hooks = registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const service = await import('@actions/languageservice');
hooks.deregister();

const WORKFLOW = '.github/workflows/defender.yml';
const FILES = ['.gitignore', WORKFLOW, 'profiles/defender.yaml', 'profiles/fleet.yaml'];
const GIVEN = { account: '012345678901', region: 'ap-southeast-2', owner: 'me/mine', branch: 'trunk' };

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'defender-init-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** A world whose files are those of the new repository. */
function worldThere(): TestWorld {
  const { connect } = openSandbox(
    undefined,
    () => {},
    async () => OPERATIONS,
  );
  const repository = githubRepository(root, {});
  return { ...testWorld({}), files: filesIn(root), repository, connect };
}

/** Runs `init` there, and gives what it printed. */
function begin(options: InitOptions = {}): string {
  const world = worldThere();
  expect(init(world, openStarter(root), options)).toBe(EXIT.fine);
  return world.printed();
}

/** What GitHub's own language service says about the workflow. */
async function complaints(text: string): Promise<string[]> {
  // The service remembers what it read, by address.
  const address = `file:///${randomUUID()}/${WORKFLOW}`;
  const found = await service.validate(TextDocument.create(address, 'yaml', 1, text));
  return found.map(({ message, range }) => `${range.start.line + 1}: ${JSON.stringify(message)}`);
}

describe('an empty repository', () => {
  test('gets profiles without a problem, which can be planned and applied', async () => {
    begin(GIVEN);
    const world = worldThere();
    const choice = { folder: 'profiles', only: [], accept: [] };
    expect(await validate(world, choice), world.printed()).toBe(EXIT.fine);
    expect(await planned(world, { ...choice, detailedExitcode: true })).toBe(EXIT.changes);
    expect(world.printed()).toMatch(/production \(012345678901, ap-southeast-2\): 1 to create[^]*owner: me\/mine/);
    expect(await apply(world, choice)).toBe(EXIT.fine);
    expect(await planned(world, { ...choice, detailedExitcode: true })).toBe(EXIT.fine);
  });

  test('gets profiles without a problem also where the marks before the export are taken off', async () => {
    begin(GIVEN);
    const text = read('profiles/fleet.yaml');
    const active = text.replaceAll(/^#(?=topics:| {2,})/gm, '');
    expect(active).not.toBe(text);
    writeFileSync(join(root, 'profiles/fleet.yaml'), active);
    const world = worldThere();
    expect(await validate(world, { folder: 'profiles' }), world.printed()).toBe(EXIT.fine);
    expect(Object.keys(parse(active))).toEqual(['securityProfiles', 'topics']);
    expect(parse(active).securityProfiles.Fleet.metricsExport.topic).toBe('live');
  });

  test('gets a baseline of Audit in place of the security profile where that is asked for', async () => {
    const printed = begin({ ...GIVEN, audit: true });
    expect(existsSync(join(root, 'profiles/fleet.yaml'))).toBe(false);
    expect(printed).toMatch(
      /Make the SNS topic and the roles that profiles\/audit\.yaml names[^]*npx defender-gitops iam/,
    );
    expect(parse(read('profiles/audit.yaml')).auditSuppressions.LoggingComesLater.until).toBe('2027-11-22');
    const world = worldThere();
    const choice = { folder: 'profiles', only: [], accept: [] };
    expect(await validate(world, choice), world.printed()).toBe(EXIT.fine);
    expect(await apply(world, choice), world.printed()).toBe(EXIT.fine);
    expect(await planned(world, { ...choice, detailedExitcode: true })).toBe(EXIT.fine);
  });

  test('gets an exception for a year, also on a leap day', () => {
    const world = { ...worldThere(), today: '2028-02-29' };
    init(world, openStarter(root), { ...GIVEN, audit: true });
    expect(parse(read('profiles/audit.yaml')).auditSuppressions.LoggingComesLater.until).toBe('2029-02-28');
  });

  test('gets a workflow that GitHub takes', async () => {
    begin(GIVEN);
    expect(await complaints(read(WORKFLOW))).toEqual([]);
    expect(await complaints(read(WORKFLOW).replace('timeout-minutes', 'timeout'))).toHaveLength(1);
  });

  test('gets the values that were given, wherever they belong', () => {
    begin(GIVEN);
    expect(parse(read('profiles/defender.yaml'))).toMatchObject({
      owner: 'me/mine',
      targets: { production: { account: '012345678901', region: 'ap-southeast-2' } },
    });
    const workflow = parse(read(WORKFLOW));
    expect(workflow.on.push.branches).toEqual(['trunk']);
    const all = FILES.map(read).join('\n');
    expect(all).not.toMatch(/111122223333|eu-west-1|"acme\/iot-security"|"main"/);
  });

  test('takes owner and branch from git', () => {
    mkdirSync(join(root, '.git/refs/remotes/origin'), { recursive: true });
    writeFileSync(join(root, '.git/config'), '[remote "origin"]\n\turl = git@github.com:me/mine.git\n');
    writeFileSync(join(root, '.git/refs/remotes/origin/HEAD'), 'ref: refs/remotes/origin/release/next\n');
    const printed = begin();
    expect(parse(read('profiles/defender.yaml')).owner).toBe('me/mine');
    expect(parse(read(WORKFLOW)).on.push.branches).toEqual(['release/next']);
    expect(printed).not.toMatch(/name of an owner/);
    expect(printed).toMatch(/Replace 111122223333 with the id of an AWS account/);
  });
});

describe('the workflow', () => {
  const workflow = parse(readFileSync(resolve(import.meta.dirname, '../../templates', WORKFLOW), 'utf8'));
  const jobs: Record<string, { permissions: object; concurrency: object; steps: { uses?: string; run?: string }[] }> =
    workflow.jobs;

  test('gives each job the permissions that it needs, and all jobs none', () => {
    expect(workflow.permissions).toEqual({});
    expect(Object.fromEntries(Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]))).toEqual({
      plan: { contents: 'read', 'id-token': 'write', 'pull-requests': 'write', statuses: 'write' },
      apply: { contents: 'read', 'id-token': 'write', 'pull-requests': 'write', statuses: 'write' },
      drift: { contents: 'read', 'id-token': 'write', issues: 'write', 'pull-requests': 'read', statuses: 'read' },
    });
  });

  test('never runs on what could bring strangers its secrets, and holds none', () => {
    expect(Object.keys(workflow.on).sort()).toEqual([
      'merge_group',
      'pull_request',
      'push',
      'schedule',
      'workflow_dispatch',
    ]);
    expect(JSON.stringify(workflow)).not.toMatch(/secrets/);
  });

  test('never cancels an apply that runs, nor one that waits because of a look for drift', () => {
    expect(jobs['apply']?.concurrency).toEqual({ group: 'defender-apply', 'cancel-in-progress': false });
    expect(jobs['drift']?.concurrency).toEqual({ group: 'defender-drift', 'cancel-in-progress': false });
    expect(jobs['plan']?.concurrency).toMatchObject({ 'cancel-in-progress': true });
  });

  test('pins the actions of others to commits, and runs no script', () => {
    const uses = Object.values(jobs).flatMap(({ steps }) => steps.map((step) => step.uses ?? 'a script'));
    const ours = Object.keys(jobs).map(() => 'defender-gitops/defender-gitops@v1');
    expect(uses.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual(ours);
  });

  test('uses the action by the commit of its release; before there is one, it says how to name a commit', () => {
    const commit = 'c'.repeat(40);
    const script = resolve(import.meta.dirname, '../../scripts/pin-templates.ts');
    for (const name of ['templates', 'package.json'])
      cpSync(resolve(import.meta.dirname, '../..', name), join(root, name), { recursive: true });
    expect(begin(GIVEN)).toContain('gh api repos/defender-gitops/defender-gitops/commits/v1 --jq .sha');
    rmSync(join(root, '.github'), { recursive: true });
    execFileSync(process.execPath, [script, commit], { cwd: root });
    const text = readFileSync(join(root, 'templates', WORKFLOW), 'utf8');
    const starter = { ...openStarter(root), files: [{ path: WORKFLOW, text }] };
    const world = worldThere();
    init(world, starter, GIVEN);
    expect(world.printed()).not.toContain('commits/v1');
    expect(read(WORKFLOW).match(/uses: defender-gitops.*/g)).toEqual(
      Object.keys(jobs).map(() => expect.stringMatching(`@${commit} # v\\d+\\.\\d+\\.\\d+$`) as string),
    );
    expect(() => execFileSync(process.execPath, [script, 'main'], { cwd: root, stdio: 'pipe' })).toThrow(
      /all 40 digits/,
    );
  });

  test('keeps the record of each run, whatever becomes of it', () => {
    for (const { steps } of Object.values(jobs)) {
      const [run, upload] = steps.slice(-2);
      expect(run).toEqual({ id: 'defender', uses: 'defender-gitops/defender-gitops@v1' });
      expect(upload).toMatchObject({
        uses: expect.stringMatching(/^actions\/upload-artifact@/) as string,
        if: "always() && steps.defender.outputs.record-file != ''",
        with: { path: '${{ steps.defender.outputs.record-file }}' },
        'continue-on-error': true,
      });
    }
  });
});

describe('what is there already', () => {
  test.each(FILES)('%s stays as it is, and that is said', (file) => {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), 'mine\n');
    const printed = begin(GIVEN);
    expect(read(file)).toBe('mine\n');
    expect(printed).toContain(`${file} is there already and left as it is`);
    for (const other of FILES.filter((one) => one !== file)) expect(printed).toContain(`  + ${other}`);
  });

  test('a second run writes nothing', () => {
    begin(GIVEN);
    const before = FILES.map(read);
    const printed = begin({ ...GIVEN, account: '999988887777' });
    expect(printed).not.toMatch(/^ {2}\+ /m);
    expect(printed, 'what was put right before is not asked for again').toMatch(/Next:\n\n {2}1\. Try it/);
    expect(FILES.map(read)).toEqual(before);
  });

  test('a file where a folder has to be ends the run with a sentence', () => {
    writeFileSync(join(root, 'profiles'), '');
    expect(() => begin(GIVEN)).toThrow(expect.objectContaining({ code: 'DG1306' }) as OperatorError);
  });
});

describe('values that cannot be meant', () => {
  const rows: { reason: string; options: InitOptions }[] = [
    { reason: 'an account of eleven digits', options: { account: '01234567890' } },
    { reason: 'a zone for a region', options: { region: 'eu-west-1a' } },
    { reason: 'an owner with a quote', options: { owner: 'me"' } },
    { reason: 'a branch with a line break', options: { branch: 'main\n' } },
  ];
  test.each(rows)('$reason is refused before anything is written', ({ options }) => {
    expect(() => begin(options)).toThrow(OperatorError);
    expect(existsSync(root)).toBe(true);
    expect(readdirSync(root)).toEqual([]);
  });
});
