import { addressOf } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { isEqual } from '../../model/json.ts';
import type { Kind, Known, Part, PartName, PartReader } from '../../model/kind.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';
import type { Named, PreparedSurvey, Survey } from '../../model/bulk-read.ts';
import { together } from './request-counts.ts';

/**
 * What surveys tell at second hand, which may be out of date. It is believed of a part that is just as desired, so that there
 * is nothing to do about it. Of everything else its own service is asked: of what is to change or to go, and of what no
 * file declares.
 */
export interface Surveyed {
  /** Numbers of requests that the surveys take themselves, by operation. */
  readonly requests: ReadonlyMap<string, number>;
  /** Sends the surveys' requests; else they wait for the first who wants to know. */
  begin(): void;
  /** The operations that reading a resource takes beside them, at the least. */
  requestsFor(resource: Named): readonly string[];
  /** What is to be believed of a resource's parts, so that they need not be asked for. */
  known(resource: Named): Known['part'];
  /** What could not be surveyed and why, as sentences. */
  readonly notes: readonly string[];
}

interface Chosen {
  readonly part: PartName;
  readonly prepared: PreparedSurvey;
  /** Begins it when first asked. */
  readonly found: () => Promise<ReadonlyMap<string, Part>>;
}

/** Chooses the surveys that save something among what is to be read; without `desired` there is nothing to agree with. */
export async function openSurveys(
  aws: Aws,
  surveys: readonly Survey[],
  wanted: readonly Named[],
  desired: DesiredState | undefined,
): Promise<Surveyed> {
  const notes: string[] = [];
  const want = ({ kind, name }: Named) => desired?.resources.get(addressOf(kind.name, name));
  const declared = wanted.filter((resource) => want(resource) !== undefined);
  const chosen = desired === undefined ? [] : await choose(aws, surveys, declared, desired, notes);
  const covering = (resource: Named): readonly Chosen[] =>
    want(resource) === undefined ? [] : chosen.filter(({ prepared }) => prepared.covers(resource));
  const known =
    (resource: Named): Known['part'] =>
    async (part) => {
      const survey = covering(resource).find((candidate) => candidate.part === part);
      const found = (await survey?.found())?.get(resource.kind.arn(aws.target, resource.name));
      return found !== undefined && isDesired(part, found, resource.kind, want(resource)) ? found : undefined;
    };
  return {
    notes,
    requests: together(...chosen.map(({ prepared }) => prepared.requests)),
    begin: () => chosen.forEach(({ found }) => void found().catch(() => undefined)),
    known,
    requestsFor: (resource) => {
      const covered = covering(resource).map(({ part }) => part);
      const parts = Object.entries(resource.kind.parts) as [PartName, PartReader][];
      const asked = parts.filter(([part]) => !covered.includes(part)).map(([, { operation }]) => operation);
      return [resource.kind.describedBy, ...asked];
    },
  };
}

function isDesired(name: PartName, { spec }: Part, kind: Kind, desired: Desired | undefined): boolean {
  return desired !== undefined && isEqual(kind.normalize({ ...desired.spec, ...spec })[name], desired.spec[name]);
}

async function choose(
  aws: Aws,
  surveys: readonly Survey[],
  declared: readonly Named[],
  desired: DesiredState,
  notes: string[],
): Promise<readonly Chosen[]> {
  const chosen = surveys.map(async (survey): Promise<readonly Chosen[]> => {
    const { part } = survey;
    const prepared = await orNote(() => survey.prepare(aws, declared, desired), part, undefined, notes);
    if (prepared === undefined) return [];
    let found: ReturnType<Chosen['found']> | undefined;
    return [{ part, prepared, found: () => (found ??= orNote(prepared.run, part, new Map(), notes)) }];
  });
  return (await Promise.all(chosen)).flat();
}

/** A survey is never needed: where AWS refuses it, each resource is asked. */
async function orNote<Value>(
  work: () => Promise<Value>,
  part: PartName,
  instead: Value,
  notes: string[],
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    notes.push(`The ${part} were asked for one by one, which takes longer: ${error.message}`);
    return instead;
  }
}
