import { kinds } from '../kinds/index.ts';
import type { AccessDocuments } from '../model/access/access.ts';
import { OperatorError } from '../model/problem.ts';
import { didYouMean } from '../model/values/nearest.ts';
import { accessTemplate } from '../render/access/cloudformation.ts';
import { accessTerraform } from '../render/access/terraform.ts';
import { accessDocument } from '../render/json/access.ts';
import { writingJson } from '../render/text/json.ts';
import { accessDocuments } from '../roles/access-documents.ts';
import type { Repository } from '../roles/github-trust.ts';
import { loadValidProfiles } from './planning/print-problems.ts';
import { onlyTarget, requireSettings } from './planning/profiles.ts';
import { show } from './views/view.ts';
import type { Views } from './views/view.ts';
import { inSteps } from '../model/steps.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

const VIEWS = {
  json: (access) => writingJson(accessDocument(access)),
  cloudformation: accessTemplate,
  terraform: accessTerraform,
} satisfies Views<string, AccessDocuments>;

/** A format of what `iam` prints. */
export type IamFormat = keyof typeof VIEWS;

/** What `iam` is told. */
export interface IamOptions {
  readonly folder: string;
  readonly target?: string;
  readonly format?: IamFormat;
  /** `123456/987654321`: the ids of the repository's owner and of itself. */
  readonly githubIds?: string;
  readonly branch?: string;
  readonly environment?: string;
  /** The workflow whose job applies: a path in the repository, or `OWNER/REPOSITORY/PATH@REF` of one that is called. */
  readonly workflow?: string;
  /** The host of a GitHub Enterprise Server. */
  readonly githubServer?: string;
  /** Whether plans look at what things reported, too. */
  readonly forBackTest?: boolean;
  /** Names of the roles to print; all of them, and the policies beside them, where there is none. */
  readonly role?: readonly string[];
}

/** Prints the roles and policies that one account needs for its profiles, each with the least it can do with. Never touches AWS. */
export async function iam(world: World, options: IamOptions): Promise<ExitCode> {
  const { role = [] } = options;
  const loaded = await loadValidProfiles(world, options);
  if (loaded === undefined) return EXIT.invalid;
  requireSettings(loaded, world);
  const { target, desired } = onlyTarget(loaded, 'iam');
  const from = {
    kinds,
    targets: loaded.profiles.targets,
    repository: repositoryOf(world, options),
    forBackTest: options.forBackTest === true,
  };
  const access = await inSteps(accessDocuments(desired, target, from), world.breathe);
  const chosen = role.length === 0 ? access : onlyRoles(access, role);
  await show(world, VIEWS, options, {
    ...chosen,
    notes: [...placeholderNotes(chosen), ...serverNotes(options), ...chosen.notes],
  });
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
function repositoryOf({ repository: name = 'OWNER/REPOSITORY' }: World, options: IamOptions): Repository {
  const { githubIds: ids = 'OWNER_ID/REPOSITORY_ID', branch = 'main', environment, githubServer: server } = options;
  const [, ownerId, id] = /^(\d+|OWNER_ID)\/(\d+|REPOSITORY_ID)$/.exec(ids) ?? [];
  if (ownerId === undefined || id === undefined)
    throw new OperatorError('DG5001', `${JSON.stringify(ids)} is not a pair of GitHub ids.`, {
      hint: 'Give two numbers, as in --github-ids 123456/987654321: those of the owner and of the repository.',
    });
  if (server !== undefined && !/^[\w.-]+(:\d+)?$/.test(server))
    throw new OperatorError('DG5001', `${JSON.stringify(server)} is no host.`, {
      hint: 'Give the host alone, as in --github-server github.example.com.',
    });
  return {
    name,
    ownerId,
    id,
    branch,
    workflow: workflowOf(options, `${name}/`, `@refs/heads/${branch}`),
    ...(environment === undefined ? {} : { environment }),
    ...(server === undefined ? {} : { server }),
  };
}

const WORKFLOW = /^(?<owner>[\w.-]+\/[\w.-]+\/)?\.github\/workflows\/[\w.-]+\.ya?ml(?<ref>@\S+)?$/;

/** The workflow as GitHub's claim `job_workflow_ref` has it. */
function workflowOf(
  { workflow = '.github/workflows/defender.yml' }: IamOptions,
  before: string,
  after: string,
): string {
  const { owner, ref } = WORKFLOW.exec(workflow)?.groups ?? { owner: workflow };
  if (owner === undefined && ref === undefined) return `${before}${workflow}${after}`;
  if (owner !== undefined && ref !== undefined) return workflow;
  throw new OperatorError('DG5001', `${JSON.stringify(workflow)} is no workflow.`, {
    hint: 'Give its path, as in .github/workflows/defender.yml; of one that yours calls OWNER/REPOSITORY/PATH@REF, with refs/tags/v1 or a commit for REF.',
  });
}

/** What a trust for a GitHub Enterprise Server cannot say. https://docs.github.com/en/enterprise-server@latest/actions/reference/security/oidc */
function serverNotes({ githubServer: server }: IamOptions): readonly string[] {
  if (server === undefined) return [];
  return [
    `For tokens of ${server} AWS checks only audience and subject: every workflow on the branch can use defender-gitops-apply, unless GitHub is configured to put job_workflow_ref into the subject.`,
  ];
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
