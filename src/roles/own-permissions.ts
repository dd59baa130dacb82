import { groupsBy } from '../model/groups.ts';
import type { Statement } from '../model/access/policy.ts';
import type { Target } from '../model/settings.ts';
import { only, statementsOf } from '../model/access/allow.ts';
import { arnIn } from '../model/access/arn.ts';
import { OPERATIONS, SORTS } from './operations.ts';
import type { Purpose, Sort } from './operations.ts';
import type { RoleUse, Service } from '../model/access/role-use.ts';
import { keyAllow } from './stream-uses.ts';

/** What the profiles want of an account, as far as the roles of the program depend on it. */
export interface Managed {
  readonly sections: ReadonlySet<string>;
  /** Sections that have to be read: those that are there, and those that they refer to. */
  readonly read: ReadonlySet<string>;
  readonly uses: ReadonlyMap<string, readonly RoleUse[]>;
  /** Keys of the author's that encrypt what waits in streams. */
  readonly keys: readonly string[];
}

/**
 * What both roles may do: read. A plan looks at every resource of each kind to find its own, and at what others have
 * under the same name, so no resource can be left out; but kinds that no file has or refers to are not needed.
 */
export function readPermissions(target: Target, { read }: Pick<Managed, 'read'>): readonly Statement[] {
  const sorts = new Set([...read].map((section) => SORTS[section]));
  const actions = actionsFor('plan').filter((action) => {
    const { section, on = [] } = OPERATIONS[action] ?? {};
    return section === undefined ? on.length === 0 || on.some((sort) => sorts.has(sort)) : read.has(section);
  });
  return grouped(actions, target, (_, sort) => sorts.has(sort));
}

/** What the plan role may do besides: look at what the profiles lean on, their groups and roles. */
export function lookPermissions(target: Target, { sections, uses }: Managed): readonly Statement[] {
  const actions = actionsFor('doctor').filter((action) => sections.has(OPERATIONS[action]?.section ?? ''));
  return [...grouped(actions, target, () => true), ...onRoles('SeeRoles', ROLE_READS, [...uses.keys()])];
}

/** What the plan role may do besides where plans show how often behaviors would have alarmed: see things, and what they reported. */
export function backTestPermissions(target: Target): readonly Statement[] {
  return grouped(actionsFor('back-test'), target, () => true);
}

/** What the apply role may do besides: write the kinds of the sections that are there, and pass the roles that are named. */
export function applyPermissions(target: Target, { sections, uses, keys }: Managed): readonly Statement[] {
  const sorts = new Set([...sections].map((section) => SORTS[section]));
  const actions = actionsFor('apply').filter((action) => {
    const { section, on = [] } = OPERATIONS[action] ?? {};
    return section === undefined ? on.some((sort) => sorts.has(sort)) : sections.has(section);
  });
  // What a profile refers to may be another repository's.
  const isOurs = (action: string, sort: Sort): boolean => OPERATIONS[action]?.section !== undefined || sorts.has(sort);
  return [...grouped(actions, target, isOurs), ...passingRoles(uses), ...grantingKeys(keys)];
}

function actionsFor(purpose: Purpose): readonly string[] {
  return Object.keys(OPERATIONS).filter((action) => OPERATIONS[action]?.for === purpose);
}

/** Actions on the same sorts of resources stand together. */
function grouped(
  actions: readonly string[],
  target: Target,
  isOurs: (action: string, sort: Sort) => boolean,
): readonly Statement[] {
  const sortsOf = (action: string): readonly Sort[] =>
    (OPERATIONS[action]?.on ?? []).filter((sort) => isOurs(action, sort));
  const groups = groupsBy(actions, (action) => `${sidOf(action)} ${sortsOf(action).join(' ')}`);
  return [...groups.values()].map((group) => {
    const sorts = sortsOf(String(group[0]));
    const resources = sorts.map((sort) => arnIn(target, sort === 'deliverystream' ? 'firehose' : 'iot', `${sort}/*`));
    return {
      Sid: sidOf(String(group[0])),
      Effect: 'Allow',
      Action: only(group),
      Resource: resources.length === 0 ? '*' : only(resources),
    };
  });
}

/** `iot:CreateTopicRule` opens the statement about writing rules. */
function sidOf(action: string): string {
  const { for: purpose, isForSpeed, on = [] } = OPERATIONS[action] ?? {};
  if (isForSpeed === true) return 'LearnOfManyAtOnce';
  if (purpose === 'back-test') return `BackTest${NOUNS[on[0] ?? 'all']}`;
  const verb = purpose === 'apply' ? 'Write' : 'Read';
  const [sort] = on;
  if (sort === undefined) return 'List';
  if (/tag/i.test(action) && sort !== 'deliverystream') return `${verb}Tags`;
  if (/(At|De)tach/.test(action)) return 'AttachProfiles';
  return `${verb}${NOUNS[sort]}${on.length > 1 ? 'AndWhatTheyName' : ''}`;
}

const NOUNS: Readonly<Record<Sort, string>> = {
  securityprofile: 'SecurityProfiles',
  custommetric: 'CustomMetrics',
  dimension: 'Dimensions',
  rule: 'Rules',
  thinggroup: 'ThingGroups',
  all: 'AllThings',
  thing: 'Things',
  deliverystream: 'DeliveryStreams',
};

/** How doctor and the plan look at the roles that profiles name. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
const ROLE_READS: readonly string[] = ['iam:GetRole', 'iam:SimulatePrincipalPolicy'];

function onRoles(
  Sid: string,
  actions: readonly string[],
  arns: readonly string[],
  Condition?: Statement['Condition'],
): readonly Statement[] {
  if (arns.length === 0) return [];
  const condition = Condition === undefined ? {} : { Condition };
  return [{ Sid, Effect: 'Allow', Action: only(actions), Resource: only(arns), ...condition }];
}

/**
 * Roles are passed to nobody but the service that uses them. Device Defender asks for GetRole on the role of an export too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-export-metrics.html
 */
function passingRoles(uses: Managed['uses']): readonly Statement[] {
  const used = (isSo: (use: RoleUse) => boolean): readonly string[] =>
    [...uses].filter(([, ofRole]) => ofRole.some(isSo)).map(([arn]) => arn);
  const passed = (service: Service): Statement['Condition'] => ({ StringEquals: { 'iam:PassedToService': service } });
  const [iot, firehose] = ['iot.amazonaws.com', 'firehose.amazonaws.com'] as const;
  const ofProfiles = used(({ service, sourceArn }) => service === iot && !/:rule\//.test(sourceArn ?? ''));
  return [
    ...onRoles(
      'PassRolesToIot',
      ['iam:PassRole'],
      used(({ service }) => service === iot),
      passed(iot),
    ),
    ...onRoles(
      'PassRolesToFirehose',
      ['iam:PassRole'],
      used(({ service }) => service === firehose),
      passed(firehose),
    ),
    ...onRoles('SeeRolesOfProfiles', ['iam:GetRole'], ofProfiles),
  ];
}

/** Firehose makes itself a grant on the key of a stream. https://docs.aws.amazon.com/firehose/latest/dev/encryption.html */
function grantingKeys(keys: readonly string[]): readonly Statement[] {
  const granting = { Bool: { 'kms:GrantIsForAWSResource': 'true' } };
  return statementsOf(
    keys.flatMap((key) => [
      keyAllow(key, ['kms:CreateGrant', 'kms:RevokeGrant'], granting),
      keyAllow(key, ['kms:DescribeKey']),
    ]),
  );
}
