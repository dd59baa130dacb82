import { addressOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Path } from '../../model/document.ts';
import type { JsonValue } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind } from '../../model/kind.ts';
import type { Problem } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import { fillText } from './fill.ts';
import { hintsAmong } from './nearest.ts';
import type { Declared, Profiles } from './validate.ts';

/** What a resource refers to. */
export interface Reference {
  readonly declared: Declared;
  readonly references: readonly Address[];
}

/** Where references are looked up. */
interface ReferenceScope {
  readonly kinds: readonly Kind[];
  readonly target: Target;
  /** What is left to others need not be declared. */
  readonly elsewhere: ReadonlyMap<Address, unknown>;
}

/**
 * References to what no file declares. Where a whole section is absent, its resources are somebody else's
 * and looked for in the account when a plan is made.
 */
export function referenceProblems(
  profiles: Profiles,
  mentions: readonly Reference[],
  scope: ReferenceScope,
): Problem[] {
  const names = namesIn(profiles, scope.target);
  return [
    ...topicProblems(profiles, names, scope),
    ...mentions.flatMap((mention) => mentionProblems(mention, names, scope)),
  ];
}

/** The names that stand in each section, and what to say of one that does not. */
type Names = ReadonlyMap<string, { readonly all: ReadonlySet<string>; readonly hint: (name: string) => string }>;

function namesIn({ resources, sections }: Profiles, target: Target): Names {
  const names = new Map([...sections].map((section) => [section, new Set<string>()]));
  for (const { section, name } of resources) names.get(section)?.add(fillText(name, [], target, []));
  return new Map([...names].map(([section, all]) => [section, { all, hint: hintsAmong(all) }]));
}

/** Nothing answers a Basic Ingest topic whose rule does not exist: messages are lost without an error anywhere. */
function topicProblems(profiles: Profiles, names: Names, scope: ReferenceScope): Problem[] {
  const rule = scope.kinds.find((kind) => kind.section === 'rules');
  return profiles.topics.flatMap(({ name, value, document }): Problem[] => {
    if (typeof value['basicIngest'] !== 'string' || rule === undefined) return [];
    const ruleName = fillText(value['basicIngest'], [], scope.target, []);
    const hint = hintFor(ruleName, rule, names, scope);
    if (hint === undefined) return [];
    const message = `There is no rule ${ruleName} under rules; what is sent to it would be lost.`;
    return [{ code: 'DG2004', message, hint, ...document.place(['topics', name, 'basicIngest']) }];
  });
}

function mentionProblems({ declared, references }: Reference, names: Names, scope: ReferenceScope): Problem[] {
  return references.flatMap((reference): Problem[] => {
    const kind = kindAt(scope.kinds, reference);
    const name = nameOf(reference);
    if (kind.shared === true) return [];
    const hint = hintFor(name, kind, names, scope);
    const path = hint === undefined ? undefined : findMention(declared.value, name);
    // Not mentioned here: it came through a topic, and the topic's own line is reported.
    if (hint === undefined || path === undefined) return [];
    const message = `There is no ${kind.name} ${name} under ${kind.section}.`;
    return [{ code: 'DG2004', message, hint, ...declared.document.place([...declared.place, ...path]) }];
  });
}

/** The nearest name, where a section is there and lacks this one; undefined where all is well. */
function hintFor(name: string, kind: Kind, names: Names, { elsewhere }: ReferenceScope): string | undefined {
  if (elsewhere.has(addressOf(kind.name, name))) return undefined;
  const declared = names.get(kind.section);
  return declared === undefined || declared.all.has(name) ? undefined : declared.hint(name);
}

/** Where a value names something: the first text that is the name, or ends with it after a slash. */
function findMention(value: JsonValue | undefined, name: string, path: Path = []): Path | undefined {
  if (typeof value === 'string') return value === name || value.startsWith(`$aws/rules/${name}`) ? path : undefined;
  const members = isList(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  for (const [step, member] of members) {
    const found = findMention(member, name, [...path, step]);
    if (found !== undefined) return found;
  }
  return undefined;
}
