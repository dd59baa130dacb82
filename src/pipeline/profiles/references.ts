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
import type { SchemaError } from './schema-errors.ts';
import { isFor } from './validate.ts';
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
  /** MQTT topics by their names under `topics`. */
  readonly topics: ReadonlyMap<string, string>;
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

/** The names that stand in each section. */
type Names = ReadonlyMap<string, SectionNames>;

interface SectionNames {
  readonly all: ReadonlySet<string>;
  /** Declared for other targets only, by name: for which. */
  readonly onlyIn: ReadonlyMap<string, string>;
  /** What to say of a name that is not among them. */
  readonly hint: (name: string) => string;
}

function namesIn({ resources, sections }: Profiles, target: Target): Names {
  const names = new Map([...sections].map((section) => [section, new Set<string>()]));
  const onlyIn = new Map([...sections].map((section) => [section, new Map<string, string>()]));
  for (const declared of resources) {
    const { section, value } = declared;
    const errors: SchemaError[] = [];
    const name = fillText(declared.name, [], target, errors);
    if (!isFor(declared, target)) onlyIn.get(section)?.set(name, (value['onlyIn'] as readonly string[]).join(', '));
    // Of a section with a name that cannot be told nobody knows what it lacks; what is wrong with the name is told where it stands.
    else if (errors.length > 0) names.delete(section);
    else names.get(section)?.add(name);
  }
  return new Map(
    [...names].map(([section, all]) => [
      section,
      { all, onlyIn: onlyIn.get(section) ?? new Map<string, string>(), hint: hintsAmong(all) },
    ]),
  );
}

/** Nothing answers a Basic Ingest topic whose rule does not exist: messages are lost without an error anywhere. */
function topicProblems(profiles: Profiles, names: Names, scope: ReferenceScope): Problem[] {
  const rule = scope.kinds.find((kind) => kind.section === 'rules');
  return profiles.topics.flatMap(({ name, document }): Problem[] => {
    const ruleName = /^\$aws\/rules\/(.+)/.exec(scope.topics.get(name) ?? '')?.[1];
    if (ruleName === undefined || rule === undefined) return [];
    const missing = missingOf(ruleName, rule, names, scope);
    if (missing === undefined) return [];
    const message = `${missing.message}; what is sent to it would be lost.`;
    return [{ ...missing, message, ...document.place(['topics', name, 'basicIngest']) }];
  });
}

function mentionProblems({ declared, references }: Reference, names: Names, scope: ReferenceScope): Problem[] {
  return references.flatMap((reference): Problem[] => {
    const kind = kindAt(scope.kinds, reference);
    const name = nameOf(reference);
    if (kind.shared === true) return [];
    const missing = missingOf(name, kind, names, scope);
    const path = missing === undefined ? undefined : findMention(declared.value, name);
    // Not mentioned here: it came through a topic, and the topic's own line is reported.
    if (missing === undefined || path === undefined) return [];
    const place = declared.document.place([...declared.place, ...path]);
    return [{ ...missing, message: `${missing.message}.`, ...place }];
  });
}

/** What is wrong with a name, and the nearest one, where a section is there and lacks it for this target; undefined where all is well. */
function missingOf(
  name: string,
  kind: Kind,
  names: Names,
  { elsewhere, target }: ReferenceScope,
): Pick<Problem, 'code' | 'message' | 'hint'> | undefined {
  const declared = names.get(kind.section);
  if (declared === undefined || declared.all.has(name) || elsewhere.has(addressOf(kind.name, name))) return undefined;
  const onlyIn = declared.onlyIn.get(name);
  if (onlyIn === undefined)
    return {
      code: 'DG2004',
      message: `There is no ${kind.name} ${name} under ${kind.section}`,
      hint: declared.hint(name),
    };
  return {
    code: 'DG2004',
    message: `${kind.name} ${name} is not declared for ${target.name}, only for ${onlyIn}`,
    hint: `Give this one the same \`onlyIn\`, or take it off ${name}.`,
  };
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
