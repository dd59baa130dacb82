import { addressOf, kindOf, nameOf } from '../model/address.ts';
import type { Address } from '../model/address.ts';
import type { Path } from '../model/document.ts';
import type { JsonValue } from '../model/json.ts';
import { isList, isObject } from '../model/json.ts';
import type { Kind } from '../model/kind.ts';
import type { Problem } from '../model/problem.ts';
import type { DesiredState } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import { fillText } from './fill.ts';
import { didYouMean } from './nearest.ts';
import type { Declared, Profiles } from './validate.ts';

/** What a resource refers to. */
export interface Mention {
  readonly declared: Declared;
  readonly references: readonly Address[];
}

/** Where references are looked up. */
interface Scope {
  readonly kinds: readonly Kind[];
  readonly target: Target;
}

/**
 * References to what no file declares. Where a whole section is absent, its resources are somebody else's
 * and looked for in the account when a plan is made.
 */
export function referenceProblems(
  desired: DesiredState,
  profiles: Profiles,
  mentions: readonly Mention[],
  scope: Scope,
): Problem[] {
  const isDeclared = (kind: Kind, name: string): boolean =>
    desired.resources.has(addressOf(kind.name, name)) ||
    profiles.resources.some((one) => one.section === kind.section && fillText(one.name, [], scope.target, []) === name);
  const namesOf = (kind: Kind): string[] =>
    profiles.resources.filter((one) => one.section === kind.section).map((one) => one.name);
  const unknown = (kind: Kind, name: string): boolean => profiles.sections.has(kind.section) && !isDeclared(kind, name);
  const problems: Problem[] = [];
  const rule = scope.kinds.find((kind) => kind.section === 'rules');
  for (const { name, value, document } of profiles.topics) {
    if (typeof value['basicIngest'] !== 'string' || rule === undefined) continue;
    const ruleName = fillText(value['basicIngest'], [], scope.target, []);
    // Nothing answers a Basic Ingest topic whose rule does not exist: messages are lost without an error anywhere.
    if (unknown(rule, ruleName))
      problems.push({
        code: 'DG2004',
        message: `There is no rule ${ruleName} under rules; what is sent to it would be lost.`,
        hint: didYouMean(ruleName, namesOf(rule)),
        ...document.place(['topics', name, 'basicIngest']),
      });
  }
  for (const { declared, references } of mentions) {
    for (const reference of references) {
      const kind = scope.kinds.find((candidate) => candidate.name === kindOf(reference));
      const name = nameOf(reference);
      if (kind === undefined || kind.shared === true || !unknown(kind, name)) continue;
      const path = findMention(declared.value, name);
      // Not mentioned here: it came through a topic, and the topic's own line is reported.
      if (path === undefined) continue;
      problems.push({
        code: 'DG2004',
        message: `There is no ${kind.name} ${name} under ${kind.section}.`,
        hint: didYouMean(name, namesOf(kind)),
        ...declared.document.place([declared.section, declared.name, ...path]),
      });
    }
  }
  return problems;
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
