import { isObject } from '../../model/values/json.ts';
import { literal } from '../../model/access/arn.ts';
import type { Access, DeclaredSpec, RoleUse } from '../../model/access/role-use.ts';

/**
 * The roles of the audit configuration: one looks at everything, one tells of it. AWS documents no source of either, so the trust
 * cannot be narrowed to one. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/audit-tutorial.html
 */
export const auditConfigurationAccess: Access = { uses };

/** What AWS’s guide gives the role; its managed policy AWSIoTDeviceDefenderAudit has the same. */
const LOOKS = [
  'cognito-identity:GetIdentityPoolRoles',
  'iam:GenerateServiceLastAccessedDetails',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:GetServiceLastAccessedDetails',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'iot:DescribeCACertificate',
  'iot:DescribeCertificate',
  'iot:DescribeRoleAlias',
  'iot:GetEffectivePolicies',
  'iot:GetLoggingOptions',
  'iot:GetPolicy',
  'iot:GetV2LoggingOptions',
  'iot:ListCACertificates',
  'iot:ListCertificates',
  'iot:ListPolicies',
  'iot:ListRoleAliases',
];

function uses({ address, spec }: DeclaredSpec): readonly RoleUse[] {
  const { roleArn, auditNotificationTargetConfigurations: targets } = spec;
  const common = { address, service: 'iot.amazonaws.com' } as const;
  const found: RoleUse[] = [];
  if (roleArn !== undefined)
    found.push({
      ...common,
      roleArn: String(roleArn),
      path: 'roleArn',
      why: 'audits look at certificates, policies and roles of the account',
      allows: [{ actions: LOOKS, resources: ['*'] }],
    });
  const sns = isObject(targets) ? targets['SNS'] : undefined;
  if (isObject(sns)) {
    const topic = String(sns['targetArn']);
    found.push({
      ...common,
      roleArn: String(sns['roleArn']),
      path: 'auditNotificationTargetConfigurations.SNS.roleArn',
      why: `audits notify ${topic}`,
      allows: [{ actions: ['sns:Publish'], resources: [literal(topic)] }],
      notes: [`If a KMS key encrypts ${topic}, the role needs kms:GenerateDataKey and kms:Decrypt on that key too.`],
    });
  }
  return found;
}
