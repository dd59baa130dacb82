import { addressOf } from '../model/address.ts';
import type { Aws } from '../model/aws.ts';
import { isEqual } from '../model/json.ts';
import type { KnownPart, Live, Part, PartName, PartReader } from '../model/kind.ts';
import { OperatorError } from '../model/problem.ts';
import type { DesiredState } from '../model/resource.ts';
import type { Named, PreparedSurvey, Survey } from '../model/survey.ts';
import { together } from './reading.ts';

/**
 * What surveys tell at second hand, which may be out of date. It is believed of a resource that with it is just as desired,
 * so that there is nothing to do. Of everything else its own service is asked: of what is to change or to go, and of
 * what no file declares.
 */
export interface Surveyed {
  /** Numbers of requests that the surveys take themselves, by operation. */
  readonly requests: ReadonlyMap<string, number>;
  /** Sends the surveys' requests; else they wait for the first who wants to know. */
  begin(): void;
  /** The operations that reading a resource takes beside them, at the least. */
  requestsFor(resource: Named): readonly string[];
  /** What is known of a resource, so that it need not be asked. */
  known(resource: Named): KnownPart;
  /** The resource with what its own service says, where the surveys are not to be believed; undefined where it is gone. */
  confirmed(resource: Named, live: Live): Promise<Live | undefined>;
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
    (resource: Named): KnownPart =>
    async (part) => {
      const survey = covering(resource).find((candidate) => candidate.part === part);
      return (await survey?.found())?.get(resource.kind.arn(aws.target, resource.name));
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
    confirmed: async (resource, live) =>
      isEqual(live.spec, want(resource)?.spec) ? live : asked(aws, resource, live, known(resource)),
  };
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

/** The resource with what was known at second hand asked for. */
async function asked(aws: Aws, { kind, name }: Named, live: Live, known: KnownPart): Promise<Live | undefined> {
  const believed = (Object.keys(kind.parts) as PartName[]).map(async (part) => ((await known(part)) ? [part] : []));
  const parts = (await Promise.all(believed)).flat();
  if (parts.length === 0) return live;
  try {
    const found = await Promise.all(parts.map((part) => (kind.parts[part] as PartReader).ask(aws, name)));
    const { managedBy: _, ...rest } = live;
    const others = parts.includes('tags') ? rest : live;
    return Object.assign({}, others, ...found, {
      spec: kind.normalize(Object.assign({}, live.spec, ...found.map(({ spec }) => spec))),
    }) as Live;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
