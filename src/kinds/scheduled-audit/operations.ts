import type { Operations } from '../../model/kinds/operation.ts';
import { iotTagOperations, NOBODY } from '../shared/operations.ts';

const sort = 'iot:scheduledaudit';
const on = [sort];
const rate = { perSecond: 5 };

/** What is sent for scheduled audits. Rates: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
export const scheduledAuditOperations = {
  'iot:ListScheduledAudits': {
    verb: 'list',
    for: 'plan',
    on: [],
    rate,
    probe: (aws) => aws.iot('ListScheduledAudits', { maxResults: 1 }),
  },
  'iot:DescribeScheduledAudit': {
    verb: 'describe',
    for: 'plan',
    on,
    rate,
    probe: (aws) => aws.iot('DescribeScheduledAudit', { scheduledAuditName: NOBODY }),
  },
  'iot:CreateScheduledAudit': { verb: 'create', for: 'apply', on, rate },
  'iot:UpdateScheduledAudit': { verb: 'update', for: 'apply', on, rate },
  'iot:DeleteScheduledAudit': { verb: 'delete', for: 'apply', on, rate },
  ...iotTagOperations(sort),
} satisfies Operations;
