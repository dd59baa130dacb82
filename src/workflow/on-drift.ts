import { kinds } from '../kinds/index.ts';
import { nameOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import { kindAt, placeIn } from '../model/kind.ts';
import type { Plan } from '../model/plan.ts';
import type { Review } from '../model/review.ts';
import { OperatorError } from '../model/problem.ts';
import type { Target } from '../model/settings.ts';
import { toAuthored } from '../pipeline/profiles/authored.ts';
import { namedTopics } from '../pipeline/profiles/topic-names.ts';
import { renderDriftCleared, renderDriftIssue } from '../render/markdown/drift.ts';
import type { Drift } from '../render/markdown/drift.ts';
import type { LoadedProfiles } from '../commands/planning/profiles.ts';
import { unreviewed } from '../commands/planning/reviewed.ts';
import { recordsOf } from './approval.ts';
import { aboutOf, loadFor, ownedTargets, showUndelivered, summarize, planAllTargets } from './job.ts';
import type { Job } from './job.ts';
import type { ExitCode } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** How far back a difference is looked for among what waits to be applied. */
const DEPTH = 20;

/** Looks whether the accounts are as the profiles say, and keeps one issue for each target where they are not. */
export async function onDrift(job: Job): Promise<ExitCode> {
  const loaded = await loadFor(job);
  const seen = await planAllTargets(job, loaded);
  if ('problems' in seen) return EXIT.invalid;
  const { reviews } = seen;
  const plans = reviews.map(({ plan }) => plan);
  const undelivered: string[] = [];
  const waiting = await waitingIn(job, loaded, plans);
  for (const { target } of waiting)
    undelivered.push(`What ${target} differs in was merged after a review and waits to be applied: that is no drift.`);
  const clean = plans.filter(({ changes }) => changes.length === 0).map(({ target }) => target);
  const cleared = (target: string): string => renderDriftCleared(target, job.run.runUrl);
  const closed = await job.conversation.closeDrift({ owner: loaded.owner, targets: clean }, cleared);
  undelivered.push(...showUndelivered(job, [['The issue was not closed', closed]]));
  for (const review of reviews.filter(({ plan }) => plan.changes.length > 0 && !waiting.includes(plan)))
    undelivered.push(...showUndelivered(job, [['The issue was not written', await report(job, loaded, review)]]));
  await summarize(job, { ...aboutOf(job, job.run.commit, undelivered), state: 'planned', reviews });
  const drifted = plans.some((plan) => plan.changes.length > 0 && !waiting.includes(plan));
  return drifted && job.options.failOnDrift ? EXIT.changes : EXIT.fine;
}

function report(job: Job, loaded: LoadedProfiles, { plan, findings }: Review): Promise<string | undefined> {
  const { target, digest } = plan;
  const { owner } = loaded;
  const drift: Drift = {
    ...aboutOf(job, job.run.commit),
    plan,
    findings,
    placeOf,
    authored: inWordsOf(loaded, target),
  };
  const { title: plain, news } = renderDriftIssue(drift);
  const title = owner === job.run.repository ? plain : `${plain} (${owner})`;
  const body = (bytes: number): string => renderDriftIssue(drift, bytes).body;
  return job.conversation.reportDrift({ owner, target, title, body, digest, news });
}

/** The plans that are of what was merged and reviewed and waits for its turn. That this cannot be told leaves it at drift. */
async function waitingIn(job: Job, loaded: LoadedProfiles, plans: readonly Plan[]): Promise<readonly Plan[]> {
  const { branch } = job.run;
  const changed = plans.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0 || branch === undefined) return [];
  try {
    const from = { commit: job.run.commit, branch, depth: DEPTH, ...ownedTargets(loaded) };
    const { merged, applied } = await job.conversation.unapplied(from);
    if (applied === undefined) return [];
    const reviewed = (await recordsOf(job, loaded, merged)).flatMap(({ records }) => records);
    return changed.filter((plan) => unreviewed(plan, reviewed).length === 0);
  } catch (error) {
    if (error instanceof OperatorError) return [];
    throw error;
  }
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
