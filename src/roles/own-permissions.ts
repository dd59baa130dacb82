import { groupsBy } from '../model/values/groups.ts';
import type { Statement } from '../model/access/policy.ts';
import type { Kind } from '../model/kind.ts';
import { operationsOf } from '../model/kinds/operation.ts';
import type { Operation, SentOperation } from '../model/kinds/operation.ts';
import type { Target } from '../model/settings.ts';
import { compareTexts } from '../model/values/text.ts';
import { keyAllow, only, statementsOf } from '../model/access/allow.ts';
import { arnIn } from '../model/access/arn.ts';
import type { RoleUse, Service } from '../model/access/role-use.ts';

/** What the profiles want of an account, as far as the roles of the program depend on it. */
export interface Managed {
  readonly kinds: readonly Kind[];
  readonly sections: ReadonlySet<string>;
  /** The kinds that have to be read: those that are declared, and those that they refer to. */
  readonly needed: ReadonlySet<Kind>;
  readonly uses: ReadonlyMap<string, readonly RoleUse[]>;
  /** What doctor looks at of the lake that the profiles write. */
  readonly lake: readonly Statement[];
  /** Keys of the author's that AWS makes itself grants on. */
  readonly keys: readonly string[];
}

/**
 * What both roles may do: read. A plan looks at every resource of each kind to find its own, and at what others have
 * under the same name, so no resource can be left out; but kinds that no file has or refers to are not needed.
 */
export function readPermissions(target: Target, { needed }: Managed): readonly Statement[] {
  return statementsFor('plan', [...needed], target);
}

/** What the plan role may do besides: look at what the profiles lean on, their groups, roles and lake. */
export function lookPermissions(target: Target, managed: Managed): readonly Statement[] {
  const looks = statementsFor('doctor', declaredKinds(managed), target);
  return [...looks, ...onRoles('SeeRoles', ROLE_READS, [...managed.uses.keys()]), ...managed.lake];
}

/** What the plan role may do besides where plans show how often behaviors would have alarmed: see things, and what they reported. */
export function backTestPermissions(target: Target, { kinds }: Managed): readonly Statement[] {
  return statementsFor('back-test', kinds, target);
}

/** What the apply role may do besides: write the kinds of the sections that are there, and pass the roles that are named. */
export function applyPermissions(target: Target, managed: Managed): readonly Statement[] {
  const writes = statementsFor('apply', declaredKinds(managed), target);
  return [...writes, ...passingRoles(managed.uses), ...grantingKeys(managed.keys)];
}

function declaredKinds({ kinds, sections }: Managed): readonly Kind[] {
  return kinds.filter(({ section }) => sections.has(section));
}

/** Actions of one statement and on the same sorts of resources stand together; statements are in the order of their names. */
function statementsFor(purpose: Operation['for'], kinds: readonly Kind[], target: Target): readonly Statement[] {
  const sent = [...operationsOf(kinds).values()].filter((operation) => operation.for === purpose);
  const sorted = sent.sort((one, other) => compareTexts(statementOf(one), statementOf(other)));
  const groups = groupsBy(sorted, (operation) => `${statementOf(operation)} ${operation.on.join(' ')}`);
  return [...groups.values()].map((group) => {
    const [{ on }] = group;
    return {
      Sid: statementOf(group[0]),
      Effect: 'Allow',
      Action: only(group.map(({ action }) => action)),
      Resource: on.length === 0 ? '*' : only(on.map((sort) => everyOf(sort, target))),
    };
  });
}

/** The name of the statement that an operation stands in: `WriteRules`. */
function statementOf({ statement, on, section, ...operation }: SentOperation): string {
  if (statement !== undefined) return statement;
  if (on.length === 0 && operation.for !== 'apply') return 'List';
  const verb = operation.for === 'apply' ? 'Write' : 'Read';
  return `${verb}${section.charAt(0).toUpperCase()}${section.slice(1)}${on.length > 1 ? 'AndWhatTheyName' : ''}`;
}

/** Every resource of a sort such as `iot:dimension`. */
function everyOf(sort: string, target: Target): string {
  const [service = '', type] = sort.split(':');
  return arnIn(target, service, `${type}/*`);
}

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
    ...onRoles(
      'SeeRolesOfProfiles',
      ['iam:GetRole'],
      used(({ isSeen }) => isSeen === true),
    ),
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
