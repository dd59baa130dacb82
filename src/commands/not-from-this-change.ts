import type { RawFile } from '../model/files.ts';
import { canonical } from '../model/json.ts';
import type { Change, Edit, Plan } from '../model/plan.ts';
import { OperatorError } from '../model/problem.ts';
import type { Foreign } from '../render/comment.ts';
import { planFor } from './inspect.ts';
import type { Inspected } from './inspect.ts';
import { prepare } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import type { Job } from './workflow-job.ts';

/** What of the plans would be there without the pull request too, and a sentence on how that was found. */
export interface Elsewhere {
  readonly foreign: readonly Foreign[];
  readonly note: string;
}

/**
 * Finds what applying would take back although the change at hand is not about it: what the profiles of the base commit
 * would do to the same live account. Where they cannot be had, nothing is found and the note says why.
 */
export async function notFromThisChange(
  job: Job,
  { texts }: Prepared,
  inspected: readonly Inspected[],
): Promise<Elsewhere> {
  try {
    const { commit, files } = await job.conversation.baseFiles(job.options.folder, texts.values());
    const base = prepareTexts(job, files);
    const where = `the base commit ${commit.slice(0, 7)}`;
    if (base.problems.length > 0)
      return { foreign: [], note: `What is not from this change is not known: the profiles of ${where} are invalid.` };
    return {
      foreign: inspected.flatMap((one) => foreignIn(one, base)),
      note: `What is not from this change was found by planning the profiles of ${where} too.`,
    };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { foreign: [], note: `What is not from this change is not known: ${error.message}` };
  }
}

function prepareTexts({ world, options }: Job, files: ReadonlyMap<string, string>): Prepared {
  const encoder = new TextEncoder();
  const raw = [...files].map(([file, text]): RawFile => ({ file, bytes: encoder.encode(text) }));
  const readProfiles = (): { files: RawFile[]; problems: [] } => ({ files: raw, problems: [] });
  return prepare({ ...world, files: { ...world.files, readProfiles } }, options.folder);
}

function foreignIn({ plan, live }: Inspected, base: Prepared): readonly Foreign[] {
  const before = base.targets.find(
    ({ target }) => target.name === plan.target && target.account === plan.account && target.region === plan.region,
  );
  if (before === undefined) return [];
  return shared(plan, planFor(base, before, live, []).plan);
}

/** The part of a plan that another one has as well. */
function shared(plan: Plan, base: Plan): readonly Foreign[] {
  const others = new Map(base.changes.map((change) => [change.address, change]));
  return plan.changes.flatMap((change): Foreign[] => {
    const { action, address } = change;
    const other = others.get(address);
    if (other === undefined) return [];
    const edits = sharedEdits(change, other);
    if (edits.length === 0 && change.digest !== other.digest) return [];
    return [{ target: plan.target, address, action, edits }];
  });
}

function sharedEdits(change: Change, other: Change): readonly Edit[] {
  const known = new Set(other.edits.map(wordsOf));
  return change.edits.filter((edit) => known.has(wordsOf(edit)));
}

/** An edit without its place in the files. */
function wordsOf({ op, path, before, after }: Edit): string {
  return canonical({ op, path, before, after });
}
