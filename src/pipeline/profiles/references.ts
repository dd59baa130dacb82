import { addressOf, nameOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import { kindAt } from '../../model/kind.ts';
import type { Kind } from '../../model/kind.ts';
import { findMention } from '../../model/kinds/mentions.ts';
import type { Problem } from '../../model/problem.ts';
import type { Target } from '../../model/settings.ts';
import { hintsAmong, nearest } from '../../model/values/nearest.ts';
import type { SchemaError } from './schema/errors.ts';
import { isFor } from './validate.ts';
import type { Declared, Profiles } from './validate.ts';
import { fillText } from './variables.ts';

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
): { readonly problems: readonly Problem[]; readonly meant: ReadonlySet<Address> } {
  const names = namesIn(profiles, scope.target);
  const meant = new Set<Address>();
  const problems = [
    ...topicProblems(profiles, names, scope),
    ...mentions.flatMap((mention) => mentionProblems(mention, names, scope, meant)),
  ];
  return { problems, meant };
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
    return [{ ...missing, message, ...document.place(['topics', name, 'basicIngest'], 'value') }];
  });
}

function mentionProblems(
  { declared, references }: Reference,
  names: Names,
  scope: ReferenceScope,
  meant: Set<Address>,
): Problem[] {
  return references.flatMap((reference): Problem[] => {
    const kind = kindAt(scope.kinds, reference);
    const missing = missingOf(nameOf(reference), kind, names, scope);
    const path = missing === undefined ? undefined : findMention(declared.value, nameOf(reference));
    // Not mentioned here: it came through a topic, and the topic's own line is reported.
    if (missing === undefined || path === undefined) return [];
    const { meant: name, ...problem } = missing;
    if (name !== undefined) meant.add(addressOf(kind.name, name));
    const place = declared.document.place([...declared.place, ...path], 'value');
    return [{ ...problem, message: `${missing.message}.`, ...place }];
  });
}

interface Missing extends Pick<Problem, 'code' | 'severity' | 'message' | 'hint' | 'target'> {
  /** The declared name that is most likely meant. */
  readonly meant?: string;
}

/**
 * What is wrong with a name, and what is most likely meant; undefined where all is well, or only the account can tell. What others often
 * have, and what is in a section that no file has, may be there all the same: that is only warned of, where something else suggests itself.
 */
function missingOf(name: string, kind: Kind, names: Names, { elsewhere, target }: ReferenceScope): Missing | undefined {
  const declared = names.get(kind.section);
  if (declared?.all.has(name) === true || elsewhere.has(addressOf(kind.name, name))) return undefined;
  const [code, ofAws] = ['DG2004' as const, kind.meant?.(name)];
  const theirs = `If another repository or tool has it: elsewhere: [${kind.name}/${name}].`;
  if (declared === undefined)
    return ofAws === undefined
      ? undefined
      : {
          code,
          severity: 'warning',
          message: `No file declares ${kind.name} ${name}`,
          hint: `Did you mean ${ofAws}? ${theirs}`,
        };
  const onlyIn = declared.onlyIn.get(name);
  if (onlyIn !== undefined)
    return {
      code,
      message: `${kind.name} ${name} is not declared`,
      target: target.name,
      hint: `It is only for ${onlyIn}: give this one the same \`onlyIn\`, or declare it for more targets.`,
    };
  const message = `There is no ${kind.name} ${name} under ${kind.section}`;
  if (kind.shared !== true)
    return { code, message, hint: ofAws === undefined ? declared.hint(name) : `Did you mean ${ofAws}?` };
  const meant = nearest(name, declared.all);
  if (meant === undefined) return undefined;
  return { code, severity: 'warning', message, hint: `Did you mean ${meant}? ${theirs}`, meant };
}
