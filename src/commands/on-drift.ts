import { renderDriftCleared, renderDriftIssue } from '../render/markdown-drift.ts';
import type { Drift } from '../render/markdown-drift.ts';
import { renderPlan } from '../render/terminal-plan.ts';
import { inspectTargets } from './inspect.ts';
import type { Inspected } from './inspect.ts';
import { aboutOf, handOn, prepareFor, SECTIONS, showProblems, showUnsaid, summarize } from './workflow-job.ts';
import type { Job } from './workflow-job.ts';
import type { ExitCode } from './world.ts';
import { EXIT } from './world.ts';

/** Looks whether the accounts are as the profiles say, and keeps one issue for each target where they are not. */
export async function onDrift(job: Job): Promise<ExitCode> {
  const { world, options } = job;
  const prepared = prepareFor(job);
  const { problems, inspected } = await inspectTargets(world, prepared, { accept: [], only: [] });
  if (problems.length > 0) {
    showProblems(job, prepared, problems);
    await summarize(job, { ...aboutOf(job, job.run.commit), state: 'invalid', problems });
    return EXIT.invalid;
  }
  const plans = inspected.map(({ plan }) => plan);
  world.print(plans.map((plan) => renderPlan(plan, world.style)).join('\n'));
  handOn(job, plans);
  const unsaid: string[] = [];
  for (const one of inspected) unsaid.push(...showUnsaid(job, [['The issue was not written', await report(job, one)]]));
  await summarize(job, { ...aboutOf(job, job.run.commit, unsaid), state: 'planned', plans });
  const drifted = plans.some(({ changes }) => changes.length > 0);
  return drifted && options.failOnDrift ? EXIT.changes : EXIT.fine;
}

function report(job: Job, { plan }: Inspected): Promise<string | undefined> {
  const { target, digest } = plan;
  if (plan.changes.length === 0) return job.conversation.closeDrift(target, renderDriftCleared(target, job.run.runUrl));
  const drift: Drift = { ...aboutOf(job, job.run.commit), plan, sections: SECTIONS };
  const { title, news } = renderDriftIssue(drift);
  const body = (bytes: number): string => renderDriftIssue(drift, bytes).body;
  return job.conversation.reportDrift({ target, title, body, digest, news });
}
