import { expect, test } from 'vitest';
import { auditConfiguration } from '../../../src/kinds/audit-configuration/kind.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { RoleUse } from '../../../src/model/access/role-use.ts';
import { TARGET } from '../../arbitraries/target.ts';
import { role } from '../../roles/uses.ts';

const TOPIC = 'arn:aws:sns:ap-south-1:111122223333:audits';

const usesOf = (spec: JsonObject): readonly RoleUse[] =>
  auditConfiguration.access?.uses({ address: 'AuditConfiguration/account', spec }, TARGET) ?? [];

test('the role of audits looks at everything that AWS’s guide lists, and changes nothing', () => {
  const [use, ...more] = usesOf({ roleArn: role('Audits') });
  expect(more).toEqual([]);
  expect(use).toMatchObject({
    roleArn: role('Audits'),
    address: 'AuditConfiguration/account',
    path: 'roleArn',
    service: 'iot.amazonaws.com',
    why: 'audits look at certificates, policies and roles of the account',
  });
  const [allow] = use?.allows ?? [];
  expect(allow?.resources).toEqual(['*']);
  expect(allow?.actions.length).toBeGreaterThan(15);
  // The report on what a role used is made when it is asked for.
  const reads = /^\w+(-\w+)?:(Get|List|Describe|GenerateServiceLastAccessedDetails$)/;
  expect(allow?.actions.filter((action) => !reads.test(action))).toEqual([]);
});

test('the role of notifications may publish to their topic', () => {
  expect(
    usesOf({
      auditNotificationTargetConfigurations: { SNS: { targetArn: TOPIC, roleArn: role('Notes'), enabled: true } },
    }),
  ).toEqual([
    {
      roleArn: role('Notes'),
      address: 'AuditConfiguration/account',
      path: 'auditNotificationTargetConfigurations.SNS.roleArn',
      service: 'iot.amazonaws.com',
      why: `audits notify ${TOPIC}`,
      allows: [{ actions: ['sns:Publish'], resources: [TOPIC] }],
      notes: [`If a KMS key encrypts ${TOPIC}, the role needs kms:GenerateDataKey and kms:Decrypt on that key too.`],
    },
  ]);
});

test('audits that nobody is told of, and that nothing is said of, have no role', () => {
  expect(usesOf({ auditNotificationTargetConfigurations: {} })).toEqual([]);
  expect(usesOf({})).toEqual([]);
});
