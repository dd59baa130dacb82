import type { Address } from '../../model/address.ts';
import type { Imported, ImportedResource, LeftOut } from '../../model/imported.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { isObject } from '../../model/values/json.ts';
import { isByDefault, kindAt } from '../../model/kind.ts';
import type { Live } from '../../model/kind.ts';
import type { DesiredState, LiveState } from '../../model/resource.ts';
import { finish, mapped } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { importResource, placeOf, topicsIn } from './import-resource.ts';
import type { ImportRun } from './import-resource.ts';
import { ownerOf } from '../../model/kinds/ownership.ts';
import { namedTopics, nameTopics } from '../profiles/topic-names.ts';
import type { Profiles } from '../profiles/validate.ts';

/** All that an import is a function of. */
export interface ImportInput extends Omit<ImportRun, 'topics' | 'topicsByName' | 'onlyIn'> {
  /** What the profiles say already. */
  readonly profiles: Profiles;
  readonly desired: DesiredState;
  readonly live: LiveState;
  /** These and what they refer to; everything where it is empty. */
  readonly only: readonly Address[];
}

/**
 * What an account has and the profiles lack, in the language of profiles: a plan on both finds nothing to do but to put the owner's tag
 * on what nobody owned. A pure function. Nothing is dropped: what is not written is in `leftOut`.
 */
export function importAccount(input: ImportInput): Imported {
  return finish(importing(input));
}

/** The same, step by step. */
export function* importing(input: ImportInput): Steps<Imported> {
  const { profiles, target, live } = input;
  const candidates = candidatesOf(input);
  const mqttTopics = candidates.flatMap(([, { spec }]) => topicOf(spec));
  const known = namedTopics(profiles.topics, target);
  const topics = nameTopics(mqttTopics, known);
  const topicsByName = new Map([...topics].map(([mqttTopic, name]) => [name, mqttTopic]));
  const run: ImportRun = { ...input, topics, topicsByName, onlyIn: profiles.targets.length > 1 };
  const all = yield* mapped(candidates, ([address, one]) => importResource(one, kindAt(input.kinds, address), run));
  const resources = all.filter((one): one is ImportedResource => 'notes' in one).sort(byAddress);
  const names = new Set(known.values());
  const used = resources.flatMap(({ value }) => Object.entries(topicsIn(value, run)));
  const elsewhere = othersOf(resources, input);
  const sections = sectionsOf(resources, input);
  const named = new Set(elsewhere.map(({ address }) => address));
  const isEndangered = ({ address, section }: LeftOut): boolean =>
    sections.has(section) && !named.has(address) && input.desired.managedElsewhere?.has(address) !== true;
  const leftOut = all.filter((one): one is LeftOut => !('notes' in one));
  return {
    target,
    owner: input.owner,
    managedElsewhere: elsewhere,
    topics: Object.fromEntries(
      used.filter(([name]) => !names.has(name)).sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    resources,
    leftOut: [...leftOut, ...unasked(live, candidates, input)]
      .map((one) => warned(one, isEndangered, input))
      .sort(byAddress),
  };
}

const byAddress = (one: { address: Address }, other: { address: Address }): number =>
  one.address < other.address ? -1 : 1;

function topicOf({ metricsExport }: JsonObject): string[] {
  const topic = isObject(metricsExport) ? metricsExport['mqttTopic'] : undefined;
  return typeof topic === 'string' ? [topic] : [];
}

/** What the profiles lack; of that, what was asked for and what it refers to. */
function candidatesOf({ live, desired, only, kinds }: ImportInput): [Address, Live][] {
  const chosen = new Set<Address>();
  const choose = (address: Address): void => {
    const one = live.get(address);
    if (one === undefined || chosen.has(address)) return;
    chosen.add(address);
    kindAt(kinds, address).references(one.spec).forEach(choose);
  };
  // What is always there and as AWS has it says nothing, unless somebody asks for it.
  const all = [...live].filter(([address, { spec }]) => !isByDefault(kindAt(kinds, address), spec));
  (only.length > 0 ? only : all.map(([address]) => address)).forEach(choose);
  return [...live].filter(([address]) => chosen.has(address) && !desired.resources.has(address));
}

/** What is written refers to and nobody declares, though its section is there or the account lacks it. */
function othersOf(resources: readonly ImportedResource[], input: ImportInput): Imported['managedElsewhere'] {
  const { live, desired, kinds } = input;
  const sections = sectionsOf(resources, input);
  const written = new Set(resources.map(({ address }) => address));
  const references = resources.flatMap(({ address }) =>
    kindAt(kinds, address).references((live.get(address) as Live).spec),
  );
  const missing = [...new Set(references)].filter((address) => {
    if (written.has(address) || desired.resources.has(address) || desired.managedElsewhere?.has(address) === true)
      return false;
    const kind = kindAt(kinds, address);
    // Nobody else's was looked for.
    if (kind.marked !== undefined) return false;
    return !live.has(address) || (kind.shared !== true && sections.has(kind.section));
  });
  return missing.sort().map((address) => ({ address, reason: whose(address, input) }));
}

function sectionsOf(resources: readonly ImportedResource[], { profiles }: ImportInput): ReadonlySet<string> {
  return new Set([...profiles.sections, ...resources.map(({ section }) => section)]);
}

function whose(address: Address, { live, kinds, owner }: ImportInput): string {
  const one = live.get(address);
  if (one === undefined) return 'is not in the account';
  const has = ownerOf(kindAt(kinds, address), one.spec) ?? one.managedBy;
  return has === owner ? 'is ours and could not be written: a plan removes our tag' : `belongs to ${has ?? 'nobody'}`;
}

/** Ours, not declared and not asked for. */
function unasked(
  live: LiveState,
  candidates: readonly [Address, Live][],
  { desired, owner, kinds }: ImportInput,
): LeftOut[] {
  const asked = new Set(candidates.map(([address]) => address));
  return [...live]
    .filter(([address]) => !asked.has(address) && !desired.resources.has(address))
    .filter(([address, { spec }]) => ownerOf(kindAt(kinds, address), spec) === owner)
    .map(([address]) => ({ ...placeOf(address, kindAt(kinds, address)), reason: 'is ours and was not selected' }));
}

/** A section is complete for its owner, so what is ours and not in it would go. */
function warned(one: LeftOut, isEndangered: (one: LeftOut) => boolean, { live, kinds, owner }: ImportInput): LeftOut {
  const { spec } = live.get(one.address) as Live;
  if (ownerOf(kindAt(kinds, one.address), spec) !== owner || !isEndangered(one)) return one;
  return { ...one, reason: `${one.reason}; the next plan would DELETE it: declare it, or list it under elsewhere` };
}
