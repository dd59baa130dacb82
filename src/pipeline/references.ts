import { kindOf, nameOf } from '../model/address.ts';
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
import type { Profiles } from './validate.ts';

/**
 * References to what no file declares. Where a whole section is absent, its resources are somebody else's
 * and looked for in the account when a plan is made.
 */
export function referenceProblems(desired: DesiredState, profiles: Profiles, { kinds, target }: { kinds: readonly Kind[]; target: Target }): Problem[] {
  const problems: Problem[] = [...basicIngestProblems(desired, profiles, kinds, target)];
  for (const declared of profiles.resources) {
    const kind = kinds.find((candidate) => candidate.section === declared.section);
    if (kind === undefined) continue;
    const name = fillText(declared.name, [], target, []);
    const resource = desired.resources.get(`${kind.name}/${name}`);
    for (const reference of resource === undefined ? [] : kind.references(resource.spec)) {
      const other = kinds.find((candidate) => candidate.name === kindOf(reference));
      if (other === undefined || other.shared === true || !desired.sections.has(other.section) || desired.resources.has(reference)) continue;
      const path = findMention(declared.value, nameOf(reference));
      // Not mentioned here: it came through a topic, and the topic's own line was reported.
      if (path === undefined) continue;
      const names = namesOf(desired, other.name);
      problems.push({ code: 'DG2004', message: `There is no ${other.name} ${nameOf(reference)} under ${other.section}.`, hint: didYouMean(nameOf(reference), names), ...declared.document.place([declared.section, declared.name, ...path]) });
    }
  }
  return problems;
}

/** A Basic Ingest topic whose rule does not exist loses every message without an error anywhere. */
function basicIngestProblems(desired: DesiredState, profiles: Profiles, kinds: readonly Kind[], target: Target): Problem[] {
  const rule = kinds.find((kind) => kind.section === 'rules');
  if (rule === undefined || !desired.sections.has(rule.section)) return [];
  return profiles.topics.flatMap(({ name, value, document }): Problem[] => {
    if (typeof value['basicIngest'] !== 'string') return [];
    const ruleName = fillText(value['basicIngest'], [], target, []);
    if (desired.resources.has(`${rule.name}/${ruleName}`) || declares(profiles, rule.section, ruleName)) return [];
    const hint = didYouMean(ruleName, namesOf(desired, rule.name));
    return [{ code: 'DG2004', message: `There is no rule ${ruleName} under rules; what is sent to it would be lost.`, hint, ...document.place(['topics', name, 'basicIngest']) }];
  });
}

/** A resource that has problems of its own is declared all the same. */
function declares(profiles: Profiles, section: string, name: string): boolean {
  return profiles.resources.some((declared) => declared.section === section && declared.name === name);
}

function namesOf(desired: DesiredState, kind: string): readonly string[] {
  return [...desired.resources.keys()].filter((address: Address) => kindOf(address) === kind).map(nameOf);
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
