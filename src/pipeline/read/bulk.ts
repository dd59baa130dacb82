import { addressOf } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { isEqual } from '../../model/values/json.ts';
import type { Kind, Known, Part } from '../../model/kind.ts';
import { actionFor, actionForPart } from '../../model/kinds/operation.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';
import { inTurn } from '../../model/steps.ts';
import type { Breather } from '../../model/steps.ts';
import type { Target } from '../../model/settings.ts';
import type { ResourceName, BulkRead, BulkReader } from '../../model/kinds/bulk-read.ts';
import { addCounts } from './request-counts.ts';

/**
 * What bulkReaders tell at second hand, which may be out of date. It is believed of a part that is just as desired, so that there
 * is nothing to do about it. Of everything else its own service is asked: of what is to change or to go, and of what no
 * file declares.
 */
export interface BulkReads {
  /** Numbers of requests that the bulkReaders take themselves, by operation. */
  readonly requests: ReadonlyMap<string, number>;
  /** Sends the bulkReaders' requests; else they wait for the first who wants to know. */
  begin(): void;
  /** The operations that reading a resource takes beside them, at the least. */
  requestsFor(resource: ResourceName): readonly string[];
  /** What is to be believed of a resource's parts, so that they need not be asked for. */
  known(resource: ResourceName): Known['part'];
  /** What could not be bulk and why, as sentences. */
  readonly notes: readonly string[];
}

interface ChosenBulkRead {
  readonly part: string;
  readonly bulkRead: BulkRead;
  /** Begins it when first asked. */
  readonly found: () => Promise<ReadonlyMap<string, Part>>;
}

/** Chooses the bulkReaders that save something among what is to be read; without `desired` there is nothing to agree with. */
export async function openBulkReads(
  aws: Aws,
  bulkReaders: readonly BulkReader[],
  wanted: readonly ResourceName[],
  { desired, breathe }: { readonly desired: DesiredState | undefined; readonly breathe: Breather },
): Promise<BulkReads> {
  const turn = inTurn(breathe);
  const notes: string[] = [];
  const want = ({ kind, name }: ResourceName) => desired?.resources.get(addressOf(kind.name, name));
  const declared = wanted.filter((resource) => want(resource) !== undefined);
  const chosen = desired === undefined ? [] : await choose(aws, bulkReaders, declared, desired, notes);
  const covering = (resource: ResourceName): readonly ChosenBulkRead[] =>
    want(resource) === undefined ? [] : chosen.filter(({ bulkRead }) => bulkRead.covers(resource));
  const known =
    (resource: ResourceName): Known['part'] =>
    async (part) => {
      const reader = covering(resource).find((candidate) => candidate.part === part);
      const arn = resource.kind.arn?.(aws.target, resource.name);
      const found = arn === undefined ? undefined : (await reader?.found())?.get(arn);
      // What comes at once for all is looked at one after the other.
      if (found !== undefined) await turn();
      return found !== undefined && isDesired(aws.target, part, found, resource.kind, want(resource))
        ? found
        : undefined;
    };
  return {
    notes,
    requests: addCounts(...chosen.map(({ bulkRead }) => bulkRead.requests)),
    begin: () => chosen.forEach(({ found }) => void found().catch(() => undefined)),
    known,
    requestsFor: (resource) => {
      const covered = covering(resource).map(({ part }) => part);
      const asked = Object.keys(resource.kind.parts).filter((part) => !covered.includes(part));
      return [actionFor(resource.kind, 'describe'), ...asked.map((part) => actionForPart(resource.kind, part))];
    },
  };
}

function isDesired(target: Target, name: string, { spec }: Part, kind: Kind, desired: Desired | undefined): boolean {
  return (
    desired !== undefined && isEqual(kind.normalize({ ...desired.spec, ...spec }, target)[name], desired.spec[name])
  );
}

async function choose(
  aws: Aws,
  bulkReaders: readonly BulkReader[],
  declared: readonly ResourceName[],
  desired: DesiredState,
  notes: string[],
): Promise<readonly ChosenBulkRead[]> {
  const chosen = bulkReaders.map(async (reader): Promise<readonly ChosenBulkRead[]> => {
    const { part } = reader;
    const bulkRead = await orNote(() => reader.prepare(aws, declared, desired), part, undefined, notes);
    if (bulkRead === undefined) return [];
    let found: ReturnType<ChosenBulkRead['found']> | undefined;
    return [{ part, bulkRead, found: () => (found ??= orNote(bulkRead.run, part, new Map(), notes)) }];
  });
  return (await Promise.all(chosen)).flat();
}

/** A bulk read is never needed: where AWS refuses it, each resource is asked. */
async function orNote<Value>(
  work: () => Promise<Value>,
  part: string,
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
