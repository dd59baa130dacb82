import { kinds } from '../../kinds/index.ts';
import { addressOf, kindOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { kindAt } from '../../model/kind.ts';
import { mentionIn } from '../../model/kinds/mentions.ts';
import type { Change } from '../../model/plan.ts';
import type { Problem, Source } from '../../model/problem.ts';
import type { DesiredState } from '../../model/resource.ts';
import { inSteps, mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { World } from '../../model/world.ts';
import { ask } from './diagnostic.ts';

/** How many groups are asked about: a plan of hundreds of new profiles is not to wait for the groups of all. */
const MOST = 20;

/**
 * The thing groups that changed resources refer to, that no file declares and that are not there, at the lines that name them:
 * applying would stop half-way. One that something refers to already is there. Where this role may not look, `doctor` says so.
 */
export async function groupFindings(
  { breathe }: Pick<World, 'breathe'>,
  aws: Aws,
  planned: PlannedChanges,
): Promise<readonly Problem[]> {
  const [first, ...others] = await inSteps(newGroups(planned), breathe);
  if (first === undefined) return [];
  const answer = await isMissing(aws, first[0]);
  if (answer === undefined) return [];
  const answers = [answer, ...(await Promise.all(others.map(([name]) => isMissing(aws, name))))];
  return [first, ...others].flatMap(([name, source], index) =>
    answers[index] === true ? [warning(name, aws.target.region, source)] : [],
  );
}

interface PlannedChanges {
  readonly desired: DesiredState;
  /** What is there, whoever has it. */
  readonly before: ReadonlyMap<Address, JsonObject>;
  readonly changes: readonly Change[];
}

/** The first groups that changed resources refer to and nothing else does, each with a place that names it; a resource a step. */
function* newGroups({
  desired: { resources },
  before,
  changes,
}: PlannedChanges): Steps<readonly (readonly [string, Source])[]> {
  const known = new Set((yield* mapped(before, ([address, spec]) => groupsOf(address, spec))).flat());
  const places = new Map<string, Source>();
  for (const { action, address } of changes) {
    const wanted = action === 'delete' ? undefined : resources.get(address);
    if (wanted !== undefined)
      for (const name of groupsOf(address, wanted.spec)) {
        const group = addressOf('ThingGroup', name);
        if (places.size < MOST && !known.has(name) && !places.has(name) && !resources.has(group))
          places.set(name, mentionIn(wanted, group));
      }
    if (places.size >= MOST) break;
    yield;
  }
  return [...places];
}

/** Undefined where it cannot be seen. */
async function isMissing(aws: Aws, thingGroupName: string): Promise<boolean | undefined> {
  const { type } = await ask(() => aws.iot('DescribeThingGroup', { thingGroupName }));
  return type === 'missing' || (type === 'taken' ? false : undefined);
}

function warning(name: string, region: string, source: Source): Problem {
  return {
    code: 'DG4203',
    severity: 'warning',
    message: `Thing group ${name} does not exist: what refers to it here will fail or do nothing.`,
    hint: makeGroup(name, region),
    ...source,
  };
}

/** The names of the thing groups that a spec refers to. */
export function groupsOf(address: Address, spec: JsonObject): readonly string[] {
  const references = kindAt(kinds, address).references(spec);
  return references.filter((reference) => kindOf(reference) === 'ThingGroup').map(nameOf);
}

/** What to do about a thing group that is not there. */
export function makeGroup(name: string, region: string): string {
  return `Declare it under thingGroups, make it (aws iot create-thing-group --region ${region} --thing-group-name ${name}), or correct the name.`;
}
