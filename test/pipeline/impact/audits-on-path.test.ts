import { expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { dataPathOf } from '../../../src/pipeline/impact/data-path/data-path.ts';

const told: JsonObject = {
  roleArn: 'r',
  auditNotificationTargetConfigurations: {
    SNS: { targetArn: 'arn:aws:sns:ap-south-1:111122223333:alerts', roleArn: 'r', enabled: true },
  },
};
const audit: JsonObject = { frequency: 'DAILY', targetCheckNames: ['LOGGING_DISABLED_CHECK'] };
const pathOf = (specs: Record<Address, JsonObject>) =>
  dataPathOf(new Map(Object.entries(specs) as [Address, JsonObject][]));

test('every scheduled audit leads to the topic of the settings, where there is one', () => {
  const audits: Record<Address, JsonObject> = { 'ScheduledAudit/A': audit, 'ScheduledAudit/B': audit };
  expect(pathOf({ 'AuditConfiguration/account': told, ...audits }).edges).toEqual([
    { from: 'audit/A', to: 'alarms/alerts', carries: 'findings' },
    { from: 'audit/B', to: 'alarms/alerts', carries: 'findings' },
  ]);
  const untold = pathOf({ 'AuditConfiguration/account': { roleArn: 'r' }, ...audits });
  expect(untold).toEqual({
    nodes: [
      { id: 'audit/A', sort: 'audit', name: 'A' },
      { id: 'audit/B', sort: 'audit', name: 'B' },
    ],
    edges: [],
  });
});
