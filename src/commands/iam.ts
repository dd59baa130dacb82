import { kinds } from '../kinds/index.ts';
import type { AccessDocuments } from '../model/access/access.ts';
import { OperatorError } from '../model/problem.ts';
import { neededSections } from '../model/needed-kinds.ts';
import { didYouMean } from '../pipeline/profiles/nearest.ts';
import { accessTemplate } from '../render/access/cloudformation.ts';
import { accessJson } from '../render/access/json.ts';
import { accessTerraform } from '../render/access/terraform.ts';
import { accessDocuments } from '../roles/access-documents.ts';
import type { Repository } from '../roles/github-trust.ts';
import { onlyTarget, loadProfiles, requireSettings } from './planning/profiles.ts';
import { printProblems } from './planning/print-problems.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What `iam` is told. */
export interface IamOptions {
  readonly folder: string;
  readonly target?: string;
  /** One of `FORMATS`; json where it is left out. */
  readonly format?: string;
  /** `123456/987654321`: the ids of the repository's owner and of itself. */
  readonly githubIds?: string;
  readonly branch?: string;
  readonly environment?: string;
  /** Whether plans look at what things reported, too. */
  readonly forBackTest?: boolean;
  /** Names of the roles to print; all of them, and the policies beside them, where there is none. */
  readonly role?: readonly string[];
}

const FORMATS: Readonly<Record<string, (access: AccessDocuments) => string>> = {
  json: accessJson,
  cloudformation: accessTemplate,
  terraform: accessTerraform,
};

/** Prints the roles and policies that one account needs for its profiles, each with the least it can do with. Never touches AWS. */
export function iam(world: World, options: IamOptions): ExitCode {
  const { format = 'json', role = [] } = options;
  const render = FORMATS[format];
  if (render === undefined)
    throw new OperatorError('DG5001', `There is no format ${format}.`, {
      hint: didYouMean(format, Object.keys(FORMATS)),
    });
  const loaded = loadProfiles(world, options.folder, options.target);
  if (loaded.problems.length > 0) {
    printProblems(world, loaded, false);
    return EXIT.invalid;
  }
  requireSettings(loaded, world);
  const { target, desired } = onlyTarget(loaded, 'iam');
  const access = accessDocuments(desired, target, {
    targets: loaded.profiles.targets,
    repository: repositoryOf(world, options),
    forBackTest: options.forBackTest === true,
    read: neededSections(kinds, desired),
  });
  const chosen = role.length === 0 ? access : onlyRoles(access, role);
  world.print(render({ ...chosen, notes: [...placeholderNotes(chosen), ...chosen.notes] }));
  return EXIT.fine;
}

function onlyRoles(access: AccessDocuments, names: readonly string[]): AccessDocuments {
  const known = access.roles.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new OperatorError('DG5001', `The profiles need no role ${unknown}.`, { hint: didYouMean(unknown, known) });
  return { ...access, roles: access.roles.filter(({ name }) => names.includes(name)), iotPolicies: [], notes: [] };
}

/** What is not known is named by what it is: such a trust lets nobody in before it is filled in. */
function repositoryOf({ repository = 'OWNER/REPOSITORY' }: World, options: IamOptions): Repository {
  const { githubIds: ids = 'OWNER_ID/REPOSITORY_ID', branch = 'main', environment } = options;
  const [, ownerId, id] = /^(\d+|OWNER_ID)\/(\d+|REPOSITORY_ID)$/.exec(ids) ?? [];
  if (ownerId === undefined || id === undefined)
    throw new OperatorError('DG5001', `${JSON.stringify(ids)} are no ids of GitHub.`, {
      hint: 'Give two numbers, as in --github-ids 123456/987654321: those of the owner and of the repository.',
    });
  return { name: repository, ownerId, id, branch, ...(environment === undefined ? {} : { environment }) };
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  'OWNER/REPOSITORY': 'the repository on GitHub',
  REPOSITORY_ID: 'its ids, which --github-ids takes: gh api repos/OWNER/REPOSITORY --jq \'"\\(.owner.id)/\\(.id)"\'',
  JOB_ACCOUNT: 'the account whose roles the jobs of the workflow get',
};

function placeholderNotes({ roles }: AccessDocuments): readonly string[] {
  const text = JSON.stringify(roles.map(({ trust }) => trust));
  return Object.entries(PLACEHOLDERS).flatMap(([placeholder, what]) =>
    text.includes(placeholder)
      ? [`Nobody gets the roles of defender-gitops before ${placeholder} is filled in: ${what}.`]
      : [],
  );
}
