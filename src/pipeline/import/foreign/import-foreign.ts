import type { Address } from '../../../model/address.ts';
import type { Imported, LeftOut, Origin } from '../../../model/imported.ts';
import { kindAt } from '../../../model/kind.ts';
import type { DesiredState } from '../../../model/resource.ts';
import { namedTopics, nameTopics } from '../../profiles/topic-names.ts';
import type { Profiles } from '../../profiles/validate.ts';
import { placeOf, topicsIn } from '../import-resource.ts';
import { convert, spell, topicsOf } from './convert.ts';
import type { Converted, ForeignRun, Spelled } from './convert.ts';
import type { ForeignFile } from './foreign.ts';
import { samplesOf, withSamples } from './open-values.ts';

/** All that such an import is a function of. */
export interface ForeignInput extends Omit<ForeignRun, 'topics' | 'topicsByName' | 'onlyIn' | 'samples'> {
  readonly name: string;
  readonly file: ForeignFile;
  /** What the profiles say already. */
  readonly profiles: Profiles;
  readonly desired: DesiredState;
  /** These and what they refer to; everything where it is empty. */
  readonly only: readonly Address[];
}

/**
 * What a file of another tool describes and the profiles lack, in the language of profiles. A pure function. Nothing is dropped: what is
 * not written is in `leftOut`, in a note, or among the others of its origin.
 */
export function importForeign(input: ForeignInput): Imported {
  const { file, profiles, target, owner } = input;
  const spelled = file.resources.flatMap((one) => spell(one, input.kinds) ?? []);
  const known = namedTopics(profiles.topics, target);
  const topics = nameTopics(spelled.flatMap(topicsOf), known);
  const topicsByName = new Map([...topics].map(([mqttTopic, name]) => [name, mqttTopic]));
  const schemas = spelled.map(({ kind, value }) => ({ schema: kind.schema, value }));
  const samples = samplesOf(file.open, schemas, target);
  const run: ForeignRun = { ...input, topics, topicsByName, samples, onlyIn: profiles.targets.length > 1 };
  const all = chosen(convertEach(spelled, input, run), input.only);
  const resources = all.filter((one): one is Converted => 'notes' in one).sort(byAddress);
  const leftOut = all.filter((one): one is LeftOut => !('notes' in one)).sort(byAddress);
  const names = new Set(known.values());
  const used = resources.flatMap(({ value }) => Object.entries(topicsIn(value, run)));
  return {
    target,
    owner,
    managedElsewhere: othersOf(resources, leftOut, input),
    topics: Object.fromEntries(
      used.filter(([name]) => !names.has(name)).sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    resources: resources.map(({ references: _, ...one }) => one),
    leftOut,
    origin: originOf(resources, input, samples),
  };
}

const byAddress = (one: { address: Address }, other: { address: Address }): number =>
  one.address < other.address ? -1 : 1;

/** Each address once: what the profiles have, and what comes again in the file, is told. */
function convertEach(spelled: readonly Spelled[], { desired }: ForeignInput, run: ForeignRun): (Converted | LeftOut)[] {
  const before = new Set<Address>();
  return spelled.map((one) => {
    const { address, kind } = one;
    const reason = desired.resources.has(withSamples(address, run.samples) as Address)
      ? 'is in the profiles already'
      : before.has(address)
        ? 'is in the file more than once: this is not the first'
        : undefined;
    if (reason !== undefined) return { ...placeOf(address, kind), reason };
    const converted = convert(one, run);
    // What is not made with these parameters may be there a second time, for others.
    if ('notes' in converted || one.of.leftOut === undefined) before.add(address);
    return converted;
  });
}

/** What was asked for and what it refers to. */
function chosen(all: readonly (Converted | LeftOut)[], only: readonly Address[]): readonly (Converted | LeftOut)[] {
  if (only.length === 0) return all;
  const byName = new Map(all.map((one) => [one.address, one]));
  const found = new Set<Address>();
  const choose = (address: Address): void => {
    const one = byName.get(address);
    if (one === undefined || found.has(address)) return;
    found.add(address);
    if ('references' in one) one.references.forEach(choose);
  };
  only.forEach(choose);
  return all.filter(({ address }) => found.has(address));
}

/** What is referred to, and is not written although it is in the file or its section is there. */
function othersOf(
  resources: readonly Converted[],
  leftOut: readonly LeftOut[],
  { profiles, desired, kinds }: ForeignInput,
): Imported['managedElsewhere'] {
  const sections = new Set([...profiles.sections, ...resources.map(({ section }) => section)]);
  const written = new Set(resources.map(({ address }) => address));
  const isLeftOut = new Set(leftOut.map(({ address }) => address));
  const missing = [...new Set(resources.flatMap(({ references }) => references))].filter((address) => {
    if (written.has(address) || desired.resources.has(address) || desired.managedElsewhere?.has(address) === true)
      return false;
    const kind = kindAt(kinds, address);
    return isLeftOut.has(address) || (kind.shared !== true && sections.has(kind.section));
  });
  return missing.sort().map((address) => ({
    address,
    reason: isLeftOut.has(address) ? 'is in the file and could not be written' : 'is not in the file',
  }));
}

/** Where it is from, what stands open, and what else is there. */
function originOf(
  resources: readonly Converted[],
  { name, file, target, kinds }: ForeignInput,
  samples: ForeignRun['samples'],
): Origin {
  const text = JSON.stringify(resources.map(({ address, value }) => [address, value]));
  const foreign = file.resources.filter(({ kind }) =>
    kinds.every((one) => one.name !== kind || one.fromRequest === undefined),
  );
  const used = file.open.filter(({ variable }) => text.includes(`\${var.${variable}}`));
  return {
    file: name,
    variables: used.map(({ variable, what }) => {
      const value = target.variables[variable];
      return { name: variable, what, ...(value === undefined ? {} : { value }), sample: samples[variable] ?? '' };
    }),
    others: [...file.others, ...foreign.map(({ kind }) => kind)],
  };
}
