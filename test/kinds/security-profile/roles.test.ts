import { expect, test } from 'vitest';
import { securityProfile } from '../../../src/kinds/security-profile/kind.ts';
import type { SecurityProfileSpec } from '../../../src/kinds/security-profile/schema.ts';
import type { RoleUse } from '../../../src/model/access/role-use.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { role } from '../../roles/uses.ts';

const HERE = 'ap-south-1:111122223333';
const TOPIC = `arn:aws:sns:${HERE}:alarms`;

const usesOf = (spec: SecurityProfileSpec): readonly RoleUse[] =>
  securityProfile.access?.uses({ address: 'SecurityProfile/Fleet', spec }, TARGET) ?? [];

test('the role of an export may publish to its topic, in nobody’s name, and is seen', () => {
  expect(usesOf({ metricsExport: { mqttTopic: '$aws/rules/To*', roleArn: role('Export') } })).toEqual([
    {
      roleArn: role('Export'),
      address: 'SecurityProfile/Fleet',
      path: 'metricsExport.roleArn',
      service: 'iot.amazonaws.com',
      isSeen: true,
      why: 'SecurityProfile/Fleet publishes exported metrics to $aws/rules/To*',
      allows: [{ actions: ['iot:Publish'], resources: [`arn:aws:iot:${HERE}:topic/$aws/rules/To\${*}`] }],
    },
  ]);
});

test('the role of alarms may publish to their topic, in the name of the profile, and is seen', () => {
  expect(usesOf({ alertTargets: { SNS: { alertTargetArn: TOPIC, roleArn: role('Alarms') } } })).toEqual([
    {
      roleArn: role('Alarms'),
      address: 'SecurityProfile/Fleet',
      path: 'alertTargets.SNS.roleArn',
      service: 'iot.amazonaws.com',
      isSeen: true,
      why: `SecurityProfile/Fleet sends alarms to ${TOPIC}`,
      allows: [{ actions: ['sns:Publish'], resources: [TOPIC] }],
      sourceArn: `arn:aws:iot:${HERE}:securityprofile/Fleet`,
      notes: [`If a KMS key encrypts ${TOPIC}, the role needs kms:GenerateDataKey and kms:Decrypt on that key too.`],
    },
  ]);
});

test.each<{ reason: string; spec: SecurityProfileSpec }>([
  { reason: 'that exports nothing and tells nobody', spec: { retainedMetrics: ['aws:num-disconnects'] } },
  { reason: 'whose alarms go nowhere', spec: { alertTargets: {} } },
  { reason: 'whose export names no role', spec: { metricsExport: { mqttTopic: 'a' } as never } },
])('a profile $reason has no role', ({ spec }) => {
  expect(usesOf(spec)).toEqual([]);
});
