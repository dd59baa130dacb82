import { OperatorError } from '../model/problem.ts';
import type { RunEvent } from '../model/workflow/run.ts';
import { onDrift } from './on-drift.ts';
import { onMerge } from './on-merge.ts';
import type { Approval } from './approval.ts';
import { onMergeGroup } from './on-merge-group.ts';
import { onPullRequest } from './on-pull-request.ts';
import type { Proposal } from './on-pull-request.ts';
import { loadFor, showProblems, tellInvalid } from './job.ts';
import type { Job, JobOptions } from './job.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What a run has to do; `nothing` says why not. */
type Task =
  | { readonly task: 'validate' | 'plan' | 'drift' }
  | { readonly task: 'apply'; readonly approval: Approval }
  | { readonly task: 'nothing'; readonly because: string };

/** Does what the event asks for, or the command where one is given. Throws an OperatorError for what no such event may do. */
export async function workflow(job: Job): Promise<ExitCode> {
  const { event, branch } = job.run;
  const task = taskOf(event, job.options.command, branch);
  switch (task.task) {
    case 'validate':
      return validate(job);
    case 'plan':
      return event.name === 'merge_group'
        ? onMergeGroup(job, event)
        : onPullRequest(job, proposalOf(event, job.options));
    case 'apply':
      return onMerge(job, task.approval);
    case 'drift':
      return onDrift(job);
    case 'nothing':
      job.world.print(`Nothing to do: ${task.because}.\n`);
      return EXIT.fine;
  }
}

/** A workflow that names the command itself may apply any branch. */
function proposalOf(event: RunEvent, { command }: JobOptions): Proposal | undefined {
  if (event.name !== 'pull_request') return undefined;
  const { number, head, branch: base, isDefaultBase, restricted } = event;
  const isApplied = isDefaultBase || command === 'plan';
  return { number, head, base, isApplied, ...(restricted !== undefined && { restricted }) };
}

function taskOf(event: RunEvent, command: JobOptions['command'], onto: string | undefined): Task {
  if (command === 'apply') return applyOn(event, onto);
  if (command !== 'auto') return { task: command };
  switch (event.name) {
    case 'pull_request':
      return event.action === 'closed' ? nothing('the pull request is closed') : { task: 'plan' };
    case 'merge_group':
      return { task: 'plan' };
    case 'push':
      return event.isDefaultBranch && !event.deleted
        ? applyOn(event, onto)
        : nothing('what is applied is what is pushed to the default branch');
    case 'schedule':
      return { task: 'drift' };
    case 'workflow_dispatch':
      return digestsIn(event.inputs).length > 0 ? applyOn(event, onto) : onDefaultBranch(event, { task: 'drift' });
    case 'other':
      throw wrongEvent(`does not know what to do on ${event.event}`);
  }
}

function applyOn(event: RunEvent, branch: string | undefined): Task {
  if (event.name === 'push' && event.branch !== undefined) {
    const { before, after, branch } = event;
    return { task: 'apply', approval: { by: 'push', before, after, branch } };
  }
  if (event.name === 'workflow_dispatch')
    return onDefaultBranch(event, {
      task: 'apply',
      approval: { by: 'hand', digests: digestsIn(event.inputs), branch: branch ?? '' },
    });
  throw wrongEvent(`applies nothing on ${event.name === 'other' ? event.event : event.name}`);
}

/** A run by hand on another branch would hold the account to profiles that nobody merged. */
function onDefaultBranch(event: { readonly isDefaultBranch: boolean }, task: Task): Task {
  if (event.isDefaultBranch) return task;
  throw wrongEvent('runs by hand on the default branch only');
}

function digestsIn({ digest = '' }: Readonly<Record<string, string>>): readonly string[] {
  return digest.split(/[\s,]+/).filter((one) => one !== '');
}

function nothing(because: string): Task {
  return { task: 'nothing', because };
}

function wrongEvent(what: string): OperatorError {
  return new OperatorError('DG6011', `defender-gitops ${what}.`, {
    hint: 'It plans on pull_request and merge_group, applies on push, and looks for drift on schedule and workflow_dispatch.',
  });
}

async function validate(job: Job): Promise<ExitCode> {
  const loaded = await loadFor(job);
  const { problems, findings } = loaded;
  if (problems.length > 0) {
    await tellInvalid(job, loaded, [...problems, ...findings]);
    return EXIT.invalid;
  }
  if (findings.length > 0) await showProblems(job, loaded, findings);
  job.world.print(`No problems in ${loaded.texts.size} files.\n`);
  return EXIT.fine;
}
