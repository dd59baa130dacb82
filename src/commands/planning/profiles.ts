import { kinds } from '../../kinds/index.ts';
import type { Code } from '../../model/codes.ts';
import type { Document } from '../../model/document.ts';
import { comparePlaces, OperatorError, severityOf } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';
import type { DesiredState } from '../../model/resource.ts';
import type { Target } from '../../model/settings.ts';
import { inSteps } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { listed } from '../../model/values/text.ts';
import { groupsBy } from '../../model/values/groups.ts';
import { loading } from '../../pipeline/yaml/load.ts';
import { didYouMean } from '../../model/values/nearest.ts';
import { resolving } from '../../pipeline/profiles/resolve.ts';
import type { Profiles } from '../../pipeline/profiles/validate.ts';
import { validating } from '../../pipeline/profiles/validate.ts';
import { checking } from './run-checks.ts';
import type { CheckResults } from './run-checks.ts';
import type { World } from '../../model/world.ts';
import { EXIT } from '../../model/world.ts';

/** A target with what the profiles want of it. */
export interface TargetProfiles {
  readonly target: Target;
  readonly desired: DesiredState;
}

/** The profiles, read and checked for each chosen target. Nothing may be compared while there are problems. */
export interface LoadedProfiles {
  readonly profiles: Profiles;
  readonly owner: string;
  readonly targets: readonly TargetProfiles[];
  readonly problems: readonly Problem[];
  /** Warnings and notes, as far as they show without an account; none while there are problems. */
  readonly findings: readonly Problem[];
  /** Texts of the files, to show where a problem is. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Stands in for a target where none is declared, so that profiles can be checked before there is an account. */
const PLACEHOLDER: Target = {
  name: 'any target',
  account: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  variables: {},
};

/** Reads and checks a folder of profiles for all its targets, or for those that are named. Never touches AWS. */
export function loadProfiles(world: World, ...choice: ProfilesChoice): Promise<LoadedProfiles> {
  return inSteps(loadingProfiles(world, ...choice), world.breathe);
}

type ProfilesChoice = readonly [folder: string, targets?: string | readonly string[]];

/** The same, step by step. */
export function* loadingProfiles(
  world: Pick<World, 'files' | 'repository' | 'spareTarget' | 'today'>,
  ...[folder, targets = []]: ProfilesChoice
): Steps<LoadedProfiles> {
  const { documents, texts, problems: unreadable } = yield* loading(world.files.readProfiles(folder));
  const { profiles, problems: invalid } = yield* validating(documents, kinds);
  const owner = profiles.owner ?? world.repository ?? 'local';
  const chosen = choose(profiles.targets, [targets].flat(), world.spareTarget ?? PLACEHOLDER);
  const resolved: (TargetProfiles & { readonly problems: readonly Problem[] })[] = [];
  for (const target of chosen)
    resolved.push({ target, ...(yield* resolving(profiles, { target, owner, kinds, today: world.today })) });
  const isSound = unreadable.length === 0;
  const unread = [
    ...(isSound ? [] : OF_REFERENCES),
    ...(areUnread(profiles, [...unreadable, ...invalid]) ? OF_TARGETS : []),
  ];
  const ofTargets = toldOnce(resolved).filter(({ code }) => !unread.includes(code));
  const found = [...unreadable, ...invalid, ...ofTargets, ...unowned(profiles, documents, world)];
  const problems = found.filter(isError);
  const loaded = resolved.map(({ target, desired }): TargetProfiles => ({ target, desired }));
  // Each is a context of its own: what checks worked out for it is let go of with it. Of what was not read nothing is missing.
  const checked: CheckResults[] = [];
  for (const one of isSound ? loaded : []) checked.push(yield* checking({ ...one, today: world.today }));
  const findings = [...found.filter((one) => !isError(one)), ...checked.flatMap((one) => one.findings)];
  return {
    profiles,
    owner,
    targets: loaded,
    problems: inOrder([...problems, ...checked.flatMap((one) => one.problems)]),
    // What is broken is left out, and what is left out would be missed.
    findings: problems.length > 0 ? [] : inOrder(findings),
    texts,
  };
}

function isError(problem: Problem): boolean {
  return severityOf(problem) === 'error';
}

/** What refers to something that may be in a file which could not be read. */
const OF_REFERENCES: readonly Code[] = ['DG2003', 'DG2004', 'DG2008'];
/** What a target says. */
const OF_TARGETS: readonly Code[] = ['DG2001'];

/** Where the targets are what is wrong, their variables are not missing but unread. */
function areUnread({ targets }: Profiles, problems: readonly Problem[]): boolean {
  return targets.length === 0 && problems.length > 0;
}

/** What is wrong for several targets alike is one problem, with the names of all of them. */
function toldOnce(
  resolved: readonly { readonly target: Target; readonly problems: readonly Problem[] }[],
): readonly Problem[] {
  const all = resolved.flatMap((one) => one.problems);
  const alike = groupsBy(all, ({ code, file, line, column, message }) =>
    JSON.stringify([code, file, line, column, message]),
  );
  return [...alike.values()].map(([problem, ...others]) => {
    const names = [...new Set([problem, ...others].flatMap(({ target = [] }) => target))];
    const { target: _, ...told } = problem;
    return names.length === 0
      ? told
      : { ...told, message: problem.message.replace(/\.$/, () => ` for ${listed(names)}.`) };
  });
}

/** Nothing can be compared without an owner; that the repository is not known may be so only here. */
function unowned(
  { owner }: Profiles,
  documents: readonly Document[],
  { repository }: Pick<World, 'repository'>,
): readonly Problem[] {
  const settings = documents.find(({ value }) => Object.hasOwn(value, 'targets'));
  if (owner !== undefined || repository !== undefined || settings === undefined) return [];
  const message = 'No owner is named, and the GitHub repository is not known here.';
  return [{ code: 'DG2103', severity: 'warning', message, hint: OWNER_HINT, ...settings.place(['targets']) }];
}

const OWNER_HINT = 'Add `owner: acme/iot-security` to the settings: it marks in AWS what belongs to these profiles.';

/** Ends the run where the settings do not say whose account to compare with, or who owns what is in it. */
export function requireSettings({ targets, profiles }: LoadedProfiles, world: World): void {
  if (targets.some(({ target }) => target === PLACEHOLDER))
    throw new OperatorError('DG2101', 'The profiles declare no target, so there is no account to compare with.', {
      hint: 'Add `targets: { production: { account: "111122223333", region: eu-west-1 } }` to profiles/defender.yaml, or try with --sandbox.',
      exitCode: EXIT.invalid,
    });
  if (profiles.owner === undefined && world.repository === undefined)
    throw new OperatorError('DG2103', 'The profiles name no owner, and the GitHub repository is not known.', {
      hint: OWNER_HINT,
      exitCode: EXIT.invalid,
    });
}

/** The one target that was loaded. Throws an OperatorError where there are several. */
export function onlyTarget({ targets }: LoadedProfiles, command: string): TargetProfiles {
  const [first, ...others] = targets;
  if (first !== undefined && others.length === 0) return first;
  throw new OperatorError('DG5001', `${command} needs one target, and the settings have several.`, {
    hint: `Choose one: ${targets.map(({ target }) => `--target ${target.name}`).join(', ')}.`,
  });
}

function choose(targets: readonly Target[], names: readonly string[], spare: Target): readonly Target[] {
  if (names.length === 0) return targets.length > 0 ? targets : [spare];
  const known = targets.map((target) => target.name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return targets.filter((target) => names.includes(target.name));
  throw new OperatorError('DG2102', `There is no target ${unknown}.`, {
    hint: didYouMean(unknown, known),
    exitCode: EXIT.invalid,
  });
}

/** One problem can show in every target: it is told once, and all in the order in which files are read. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const unique = new Map(
    problems.map((problem) => [
      `${problem.code} ${problem.file}:${problem.line}:${problem.column} ${problem.message}`,
      problem,
    ]),
  );
  return [...unique.values()].sort(comparePlaces);
}
