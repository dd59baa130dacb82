import type { Operations } from '../../model/kinds/operation.ts';
import { loggingOperations } from '../shared/operations.ts';

const rate = { perSecond: 5 };

/** What is sent for the audit configuration. Rates: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
export const auditConfigurationOperations = {
  'iot:DescribeAccountAuditConfiguration': {
    verb: 'describe',
    for: 'plan',
    on: [],
    rate,
    statement: 'ReadAuditConfiguration',
    probe: (aws) => aws.iot('DescribeAccountAuditConfiguration', {}),
  },
  'iot:UpdateAccountAuditConfiguration': {
    verb: 'update',
    for: 'apply',
    on: [],
    rate,
    statement: 'WriteAuditConfiguration',
    assumesRole: true,
  },
  'iot:DeleteAccountAuditConfiguration': {
    verb: 'delete',
    for: 'apply',
    on: [],
    rate,
    statement: 'WriteAuditConfiguration',
  },
  ...loggingOperations,
} satisfies Operations;
