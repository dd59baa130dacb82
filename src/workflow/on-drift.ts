import { kinds } from '../kinds/index.ts';
import { nameOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import { kindAt, placeIn } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { Target } from '../model/settings.ts';
import { toAuthored } from '../pipeline/profiles/authored.ts';
import { namedTopics } from '../pipeline/profiles/topic-names.ts';
import { renderDriftCleared, renderDriftIssue } from '../render/markdown/drift.ts';
import type { Drift } from '../render/markdown/drift.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { aboutOf, showUndelivered, summarize, planAllTargets } from './job.ts';
import type { Job } from './job.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** Looks whether the accounts are as the profiles say, and keeps one issue for each target where they are not. */
export async function onDrift(job: Job): Promise<ExitCode> {
  const seen = await planAllTargets(job);
  if (seen === undefined) return EXIT.invalid;
  const { loaded, reviews } = seen;
  const plans = reviews.map(({ plan }) => plan);
  const undelivered: string[] = [];
  for (const plan of plans)
    undelivered.push(...showUndelivered(job, [['The issue was not written', await report(job, loaded, plan)]]));
  await summarize(job, { ...aboutOf(job, job.run.commit, undelivered), state: 'planned', reviews });
  const drifted = plans.some(({ changes }) => changes.length > 0);
  return drifted && job.options.failOnDrift ? EXIT.changes : EXIT.fine;
}

function report(job: Job, loaded: LoadedProfiles, plan: Plan): Promise<string | undefined> {
  const { target, digest } = plan;
  if (plan.changes.length === 0) return job.conversation.closeDrift(target, renderDriftCleared(target, job.run.runUrl));
  const drift: Drift = {
    ...aboutOf(job, job.run.commit),
    plan,
    placeOf,
    authored: inWordsOf(loaded, target),
  };
  const { title, news } = renderDriftIssue(drift);
  const body = (bytes: number): string => renderDriftIssue(drift, bytes).body;
  return job.conversation.reportDrift({ target, title, body, digest, news });
}

function placeOf(address: Address): readonly string[] {
  const kind = kindAt(kinds, address);
  return [kind.section, ...placeIn(kind, nameOf(address))];
}

/** How the author of the profiles writes what a target has, and the others need not have. */
function inWordsOf({ profiles, targets }: LoadedProfiles, name: string): Drift['authored'] {
  const { target } = targets.find((one) => one.target.name === name) as { readonly target: Target };
  const topics = namedTopics(profiles.topics, target);
  const onlyIn = profiles.targets.length > 1 ? { onlyIn: [name] } : {};
  return (spec, address) => ({ ...toAuthored(spec, kindAt(kinds, address), { target, topics }), ...onlyIn });
}
