import type { Imported, ImportedResource, LeftOut, Origin } from '../../model/imported.ts';
import { nameOf } from '../../model/address.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { byName } from '../../model/values/json.ts';
import { finishWriting, mapped } from '../../model/steps.ts';
import type { Writing } from '../../model/steps.ts';
import { groupsBy } from '../../model/values/groups.ts';
import { plainLine } from '../text/plain-text.ts';
import { counted } from '../words/plan.ts';
import { lineText, yamlLines } from '../text/yaml.ts';

/** The order in which people read: what is measured, what is expected, where it goes. */
const SECTIONS = ['customMetrics', 'dimensions', 'securityProfiles', 'rules', 'deliveryStreams'];

const WIDTH = 110;

/** An imported account as a file of profiles, step by step. What is not written stands at its end, as comments. */
export function* writingImport(imported: Imported): Writing {
  const { resources, topics, managedElsewhere: elsewhere, leftOut } = imported;
  const bySection = groupsBy(resources, ({ section }) => section);
  const others = elsewhere.map(({ address, reason }) => `  - ${lineText(address)} # ${comment(reason)}`);
  yield headLines(imported).join('\n');
  yield block(others.length === 0 ? [] : ['elsewhere: # referred to, and left to others', ...others]);
  for (const key of new Set([...SECTIONS, ...bySection.keys()])) {
    if (key === 'securityProfiles') yield block(topicLines(topics));
    const inside = bySection.get(key);
    if (inside !== undefined) yield* writingSection(key, inside, imported);
  }
  if (leftOut.length > 0) yield* writingLeftOut(leftOut);
  return `${block(isNothing(imported) ? [`# ${comment(nothingText(imported))}`] : [])}\n`;
}

/** The same at once. */
export function renderImport(imported: Imported): string {
  return finishWriting(writingImport(imported));
}

/** Lines that stand apart from those before. */
function block(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`;
}

/** Whether there is nothing to write, nor to tell of what is not written. */
export function isNothing({ resources, leftOut, managedElsewhere, unread = [] }: Imported): boolean {
  return [resources, leftOut, managedElsewhere, unread].every((list) => list.length === 0);
}

function nothingText({ target, origin }: Imported): string {
  const who = origin === undefined ? `the account of ${plainLine(target.name)}` : plainLine(origin.file);
  return `Nothing to import: ${who} has nothing that the profiles lack.`;
}

/** One line for people: what was written and what was not. */
export function importSummary(imported: Imported, file: string): string {
  if (isNothing(imported)) return `${nothingText(imported)} ${plainLine(file)} was not written.`;
  const { resources, leftOut, target, unread = [], origin } = imported;
  const missing = origin?.variables.filter(({ value }) => value === undefined).length ?? 0;
  const adopted = resources.filter(({ value }) => value['adopt'] === true).length;
  const disputed = resources.filter((one) => one.disputed !== undefined).length;
  const deleted = leftOut.filter(({ reason }) => reason.includes('DELETE')).length;
  return [
    `✔ ${counted(resources.length, 'resource')} of ${plainLine(origin?.file ?? target.name)} in ${plainLine(file)}`,
    ...(adopted > 0 ? [`${adopted} to be taken over`] : []),
    ...(leftOut.length > 0 ? [`${leftOut.length} left out: see the comments at its end`] : []),
    ...(disputed > 0 ? [`${disputed} that \`validate\` refuses: see their comments`] : []),
    ...(unread.length > 0 ? [`${counted(unread.length, 'section')} not read: see its head`] : []),
    ...(missing > 0 ? [`${counted(missing, 'variable')} to be added to the target: see its head`] : []),
    ...(deleted > 0 ? [`a plan would DELETE ${deleted} of them`] : []),
  ].join(', ');
}

function headLines({ target, owner, resources, unread = [], origin }: Imported): readonly string[] {
  const account = `${target.name} (${target.account}, ${target.region})`;
  const from = origin === undefined ? account : `${origin.file}, as it is in ${account},`;
  const adopts = resources.some(({ value }) => value['adopt'] === true);
  return [
    '# yaml-language-server: $schema=https://unpkg.com/defender-gitops/schemas/profile.schema.json',
    '#',
    `# ${comment(`Imported from ${from} for ${owner}.`)}`,
    ...unread.map((sentence) => `# ${comment(sentence)}`),
    ...(adopts ? ['# `adopt: true` takes over a resource without an owner; remove it after the apply.'] : []),
    ...(origin === undefined ? [] : originLines(origin, target.name)),
  ];
}

function originLines({ variables, others }: Origin, target: string): readonly string[] {
  const has = variables.map(({ name, what, value }) => {
    const line = value === undefined ? `${name}: …` : lineText({ [name]: value }).replace(/^\{ (.*) \}$/s, '$1');
    return `#     ${comment(`${line} # ${what}`)}`;
  });
  const counts = [...new Set(others)].map((type) => `${others.filter((other) => other === type).length} ${type}`);
  return [
    ...(has.length > 0
      ? [
          `# The file does not tell these values. The target ${comment(target)} has to have them:`,
          '#   variables:',
          ...has,
        ]
      : []),
    ...(counts.length > 0 ? [`# Not managed here, and left where they are: ${comment(counts.join(', '))}.`] : []),
  ];
}

function topicLines(topics: Imported['topics']): readonly string[] {
  return Object.keys(topics).length === 0 ? [] : ['topics:', ...indented(yamlLines(topics, WIDTH - 2))];
}

function* writingSection(key: string, resources: readonly ImportedResource[], { origin }: Imported): Writing {
  const refusal = origin === undefined ? 'AWS has it so, and `validate` refuses it' : '`validate` refuses it';
  const [first] = resources;
  if (first?.isSection === true) {
    yield block([...first.notes.map((note) => `# ${comment(note)}`), ...yamlLines({ [key]: first.value }, WIDTH)]);
    return '';
  }
  const each = yield* mapped(resources, ({ address, value, notes, disputed = [] }) => [
    ...notes.map((note) => `# ${comment(note)}`),
    ...disputed.map((problem) => `# ${refusal}: ${comment(problem)}`),
    ...resourceLines(nameOf(address), value),
  ]);
  // Resources of several lines stand apart.
  const apart = each.some((lines) => lines.length > 1);
  yield block([`${key}:`]);
  for (const [index, lines] of each.entries())
    yield `\n${[...(apart && index > 0 ? [''] : []), ...indented(lines)].join('\n')}`;
  return '';
}

function* writingLeftOut(leftOut: readonly LeftOut[]): Writing {
  yield block(['# Left out:']);
  for (const { address, section, isSection, reason, value } of leftOut) {
    const inside = {
      [section]: isSection === true || value === undefined ? value : byName([[nameOf(address), value]]),
    };
    const lines = [`# - ${comment(`${address} ${reason}`)}`, ...(value === undefined ? [] : commented(inside))];
    yield `\n${lines.join('\n')}`;
  }
  return '';
}

/** Lines of values, which never change: an import is written for the checks first, and then for its author. */
const known = new WeakMap<JsonObject, readonly string[]>();

function resourceLines(name: string, value: JsonObject): readonly string[] {
  const lines = known.get(value) ?? yamlLines(byName([[name, value]]), WIDTH - 2);
  known.set(value, lines);
  return lines;
}

function commented(value: JsonObject): readonly string[] {
  return yamlLines(value, WIDTH - 6).map((line) => `#     ${line}`.trimEnd());
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

/** Foreign text within a comment: on one line, and of characters that files may hold. */
function comment(text: string): string {
  return plainLine(text).replaceAll(/[\u200c\u200d]/g, '?');
}
