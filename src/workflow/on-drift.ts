import type { Plan } from '../model/plan.ts';
import type { Target } from '../model/settings.ts';
import { authored } from '../pipeline/profiles/authored.ts';
import { namedTopics } from '../pipeline/profiles/topic-names.ts';
import { renderDriftCleared, renderDriftIssue } from '../render/markdown/drift.ts';
import type { Drift } from '../render/markdown/drift.ts';
import type { Prepared } from '../commands/planning/profiles.ts';
import { aboutOf, SECTIONS, showUnsaid, summarize, survey } from './job.ts';
import type { Job } from './job.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** Looks whether the accounts are as the profiles say, and keeps one issue for each target where they are not. */
export async function onDrift(job: Job): Promise<ExitCode> {
  const seen = await survey(job);
  if (seen === undefined) return EXIT.invalid;
  const { prepared, plans } = seen;
  const unsaid: string[] = [];
  for (const plan of plans)
    unsaid.push(...showUnsaid(job, [['The issue was not written', await report(job, prepared, plan)]]));
  await summarize(job, { ...aboutOf(job, job.run.commit, unsaid), state: 'planned', plans });
  const drifted = plans.some(({ changes }) => changes.length > 0);
  return drifted && job.options.failOnDrift ? EXIT.changes : EXIT.fine;
}

function report(job: Job, prepared: Prepared, plan: Plan): Promise<string | undefined> {
  const { target, digest } = plan;
  if (plan.changes.length === 0) return job.conversation.closeDrift(target, renderDriftCleared(target, job.run.runUrl));
  const drift: Drift = {
    ...aboutOf(job, job.run.commit),
    plan,
    sections: SECTIONS,
    authored: inWordsOf(prepared, target),
  };
  const { title, news } = renderDriftIssue(drift);
  const body = (bytes: number): string => renderDriftIssue(drift, bytes).body;
  return job.conversation.reportDrift({ target, title, body, digest, news });
}

/** How the author of the profiles writes what a target has, and the others need not have. */
function inWordsOf({ profiles, targets }: Prepared, name: string): Drift['authored'] {
  const { target } = targets.find((one) => one.target.name === name) as { readonly target: Target };
  const topics = namedTopics(profiles.topics, target);
  const onlyIn = profiles.targets.length > 1 ? { onlyIn: [name] } : {};
  return (spec) => ({ ...authored(spec, { target, topics }), ...onlyIn });
}
