import type { Operations } from '../../model/kinds/operation.ts';

// AWS looks for none of them in policies: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html
const on: readonly string[] = [];
const rate = { perSecond: 10 };
const statement = 'WriteAuditSuppressions';

/** What is sent for suppressions. Rates: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
export const auditSuppressionOperations = {
  'iot:ListAuditSuppressions': {
    verb: 'list',
    for: 'plan',
    on,
    rate,
    probe: (aws) => aws.iot('ListAuditSuppressions', { maxResults: 1 }),
  },
  'iot:DescribeAuditSuppression': {
    verb: 'describe',
    for: 'plan',
    on,
    rate,
    statement: 'ReadAuditSuppressions',
    probe: (aws) =>
      aws.iot('DescribeAuditSuppression', {
        checkName: 'LOGGING_DISABLED_CHECK',
        resourceIdentifier: { account: aws.target.account },
      }),
  },
  'iot:CreateAuditSuppression': { verb: 'create', for: 'apply', on, rate, statement },
  'iot:UpdateAuditSuppression': { verb: 'update', for: 'apply', on, rate, statement },
  'iot:DeleteAuditSuppression': { verb: 'delete', for: 'apply', on, rate, statement },
} satisfies Operations;
