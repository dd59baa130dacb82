import type { JsonObject } from '../../model/values/json.ts';
import { roleArn, topicArn } from '../shared/arn.ts';
import { auditCheckNameSchema } from '../shared/audit-check-name.ts';
import { closed, flag, map, text } from '../shared/schema.ts';

/** A check that audits can run, with its settings. */
export type CheckConfiguration = {
  readonly enabled: boolean;
  readonly configuration?: Readonly<Record<string, string>>;
};

/** Where notifications go. */
export type NotificationTarget = {
  readonly targetArn: string;
  readonly roleArn: string;
  readonly enabled: boolean;
};

/** What is said about the audits of an account. */
export type AuditConfigurationSpec = {
  readonly roleArn?: string;
  readonly auditNotificationTargetConfigurations?: { readonly SNS?: NotificationTarget };
  readonly auditCheckConfigurations?: Readonly<Record<string, CheckConfiguration>>;
};

// https://docs.aws.amazon.com/iot-device-defender/latest/devguide/device-defender-audit-checks.html: from 30 to 3652 days.
const days = (description: string): JsonObject =>
  text(`${description}, from "30" to "3652"; a text, so in quotes.`, {
    minLength: 1,
    maxLength: 64,
    pattern: '^(?:[3-9][0-9]|[1-9][0-9]{2}|[12][0-9]{3}|3[0-5][0-9]{2}|36[0-4][0-9]|365[0-2])$',
    examples: ['60'],
  });

// https://docs.aws.amazon.com/iot/latest/apireference/API_AuditCheckConfiguration.html
const checkSchema = closed(
  'A check that audits can run.',
  {
    enabled: flag(
      'Whether audits can run it. Some checks begin to collect data at once; what a check collected is deleted when it is disabled.',
    ),
    configuration: closed(
      'The setting of the check: two checks have one each, the others none.',
      {
        CERT_AGE_THRESHOLD_IN_DAYS: days(
          'Days from which DEVICE_CERTIFICATE_AGE_CHECK reports a certificate as too old. Default: 365',
        ),
        CERT_EXPIRATION_THRESHOLD_IN_DAYS: days(
          'Days before a certificate expires from which DEVICE_CERTIFICATE_EXPIRING_CHECK reports it. Default: 30',
        ),
      },
      { default: {}, examples: [{ CERT_EXPIRATION_THRESHOLD_IN_DAYS: '60' }] },
    ),
  },
  { required: ['enabled'], examples: [{ enabled: true }] },
);

// https://docs.aws.amazon.com/iot/latest/apireference/API_AuditNotificationTarget.html
const notificationSchema = closed(
  'The SNS topic that each audit notifies.',
  {
    targetArn: topicArn('The topic.'),
    roleArn: roleArn('Role that lets Device Defender publish to the topic: sns:Publish.'),
    enabled: flag('Whether notifications are sent.'),
  },
  { required: ['targetArn', 'roleArn', 'enabled'] },
);

/**
 * JSON Schema of the audit configuration. The API changes what an update has and keeps the rest; here what no line has is off.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateAccountAuditConfiguration.html
 */
export const auditConfigurationSchema: JsonObject = closed(
  'What audits of the account can look at, in whose name, and who hears of it. A check that is not listed is off; {} sets everything back.',
  {
    roleArn: roleArn('Role by which Device Defender looks at certificates, policies and roles when it audits.'),
    auditNotificationTargetConfigurations: closed(
      'The recipients of audit notifications.',
      { SNS: notificationSchema },
      { default: {} },
    ),
    auditCheckConfigurations: map(
      'The checks that audits can run, by name. Which of them run when is said by scheduledAudits.',
      checkSchema,
      {
        propertyNames: auditCheckNameSchema,
        default: {},
        examples: [{ LOGGING_DISABLED_CHECK: { enabled: true } }],
      },
    ),
  },
  {
    dependentRequired: {
      auditNotificationTargetConfigurations: ['roleArn'],
      auditCheckConfigurations: ['roleArn'],
    },
    otherNames: {
      checks: 'auditCheckConfigurations',
      notifications: 'auditNotificationTargetConfigurations',
      notificationTargets: 'auditNotificationTargetConfigurations',
    },
  },
);
