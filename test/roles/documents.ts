import { kinds } from '../../src/kinds/index.ts';
import { loadingProfiles } from '../../src/commands/planning/profiles.ts';
import { finish } from '../../src/model/steps.ts';
import type { Policy } from '../../src/model/access/policy.ts';
import { accessDocuments } from '../../src/roles/access-documents.ts';
import type { AccessDocuments, RoleDocuments } from '../../src/model/access/access.ts';
import type { Repository } from '../../src/roles/github-trust.ts';
import { filesOf } from '../files.ts';

/** Settings with two accounts: the second is reached through roles that others made. */
export const HUB_AND_SPOKE = `owner: me
targets:
  hub: { account: "111122223333", region: eu-west-1 }
  spoke:
    account: "444455556666"
    region: eu-central-1
    planRoleArn: arn:aws:iam::444455556666:role/ci/reader
    assumeRoleArn: arn:aws:iam::444455556666:role/ci/writer
`;

/** The repository of the examples. */
export const REPOSITORY: Repository = {
  name: 'acme/iot-security',
  ownerId: '123456',
  id: '987654321',
  branch: 'main',
  workflow: 'acme/iot-security/.github/workflows/defender.yml@refs/heads/main',
};

/** The documents of the first target of these profiles, or of the one that is named. */
export function documentsOf(
  files: Readonly<Record<string, string>> | string,
  {
    repository = REPOSITORY,
    name,
    forBackTest = false,
  }: { repository?: Repository; name?: string; forBackTest?: boolean } = {},
): AccessDocuments {
  const disk = new Map(Object.entries(typeof files === 'string' ? { 'profiles/a.yaml': files } : files));
  const world = { files: filesOf(disk), today: '2026-11-22', repository: repository.name, spareTarget: undefined };
  const { targets, problems, profiles } = finish(loadingProfiles(world, 'profiles', name));
  const [one] = targets;
  if (one === undefined || problems.length > 0) throw new Error(JSON.stringify(problems));
  return finish(
    accessDocuments(one.desired, one.target, {
      kinds,
      targets: profiles.targets,
      repository,
      forBackTest,
    }),
  );
}

/** A role of that name; throws where there is none. */
export function roleOf({ roles }: AccessDocuments, name: string): RoleDocuments {
  const role = roles.find((one) => one.name === name);
  if (role === undefined) throw new Error(`no role ${name} among ${roles.map((one) => one.name).join(', ')}`);
  return role;
}

/** The policies of a role. */
export function policiesOf(documents: AccessDocuments, name: string): readonly Policy[] {
  return roleOf(documents, name).policies.map(({ document }) => document);
}
