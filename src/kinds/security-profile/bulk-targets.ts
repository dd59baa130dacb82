import type { Aws } from '../../model/aws.ts';
import { isList } from '../../model/values/json.ts';
import type { Part } from '../../model/kind.ts';
import type { DesiredState } from '../../model/resource.ts';
import type { ResourceName, BulkRead, BulkReader } from '../../model/kinds/bulk-read.ts';
import { iotArn } from '../shared/parts.ts';
import { pages, unlessMissing } from '../shared/wire.ts';

/** What a profile may be attached to beside thing groups. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-commands.html */
const WHOLE_ACCOUNT = ['all/things', 'all/registered-things', 'all/unregistered-things'];

/** ARNs of profiles. */
const profileArn = iotArn('securityprofile');

/** As many profiles are asked one by one within the first second. */
const FEW = 10;

/**
 * Attachments from the other side: the profiles of each possible target, where there are fewer of those than profiles.
 * All thing groups of the account are asked, so an attachment that no file speaks of is seen as well.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html
 */
export const bulkTargets: BulkReader = {
  part: 'targets',
  async prepare(aws, resources, desired) {
    const profiles = resources.filter(isAttached);
    const targets = profiles.length <= FEW ? undefined : await targetsIn(aws, profiles.length, desired);
    if (targets === undefined) return undefined;
    return {
      requests: new Map([['iot:ListSecurityProfilesForTarget', targets.length]]),
      covers: isAttached,
      run: () => attachments(aws, profiles, targets),
    } satisfies BulkRead;
  },
};

function isAttached({ kind }: ResourceName): boolean {
  return kind.parts['targets'] !== undefined;
}

/** Every possible target, and what the profiles name; undefined as soon as that is not fewer than `limit`. */
async function targetsIn(aws: Aws, limit: number, { resources }: DesiredState): Promise<readonly string[] | undefined> {
  const { partition, region, account } = aws.target;
  const prefix = `arn:${partition}:iot:${region}:${account}:`;
  const declared = [...resources.values()].flatMap(({ spec }) => (isList(spec['targets']) ? spec['targets'] : []));
  const targets = new Set([...WHOLE_ACCOUNT.map((name) => prefix + name), ...declared.map(String)]);
  if (targets.size >= limit) return undefined;
  for await (const page of pages((position) =>
    aws.iot('ListThingGroups', { recursive: true, maxResults: 250, ...position }),
  )) {
    for (const { groupArn } of page.thingGroups ?? []) if (groupArn !== undefined) targets.add(groupArn);
    if (targets.size >= limit) return undefined;
  }
  return [...targets];
}

async function attachments(
  aws: Aws,
  profiles: readonly ResourceName[],
  targets: readonly string[],
): Promise<ReadonlyMap<string, Part>> {
  const found = new Map(profiles.map(({ name }) => [profileArn(aws.target, name), [] as string[]]));
  // One first: where it is refused the others would be, too.
  const [first, ...rest] = targets;
  for (const some of [first === undefined ? [] : [first], rest])
    await Promise.all(
      some.map(async (target) => {
        for (const arn of await attachedTo(aws, target)) found.get(arn)?.push(target);
      }),
    );
  return new Map([...found].map(([arn, attached]) => [arn, { spec: { targets: attached } }]));
}

/** ARNs of the profiles of a target; none where no such group is. */
async function attachedTo(aws: Aws, securityProfileTargetArn: string): Promise<readonly string[]> {
  const arns: string[] = [];
  const read = async (): Promise<void> => {
    for await (const page of pages((position) =>
      aws.iot('ListSecurityProfilesForTarget', { securityProfileTargetArn, maxResults: 250, ...position }),
    ))
      for (const { securityProfileIdentifier } of page.securityProfileTargetMappings ?? [])
        arns.push(String(securityProfileIdentifier?.arn));
  };
  await unlessMissing(read());
  return arns;
}
