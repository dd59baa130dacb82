import type { JsonObject } from '../../model/values/json.ts';
import { auditCheckNameSchema } from '../shared/audit-check-name.ts';
import { choice, closed, NAME_IS_KEY, set, text } from '../shared/schema.ts';
import { tagsSchema } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

/** What is said about a scheduled audit. */
export type ScheduledAuditSpec = {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'BIWEEKLY' | 'MONTHLY';
  readonly dayOfWeek?: (typeof DAYS)[number];
  readonly dayOfMonth?: string;
  readonly targetCheckNames: readonly string[];
  readonly tags?: Tags;
};

/** How scheduled audits are called: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateScheduledAudit.html */
export const scheduledAuditNameSchema = text('Name of the scheduled audit: letters, digits, _ and - only.', {
  minLength: 1,
  maxLength: 128,
  pattern: '^[a-zA-Z0-9_-]+$',
  examples: ['Weekly'],
});

/** A day that goes with some frequencies, and with no others. */
function dayWith(frequencies: readonly string[], member: string, description: string): JsonObject {
  return {
    if: { properties: { frequency: { enum: frequencies } }, required: ['frequency'] },
    then: { required: [member] },
    else: { properties: { [member]: { not: {}, description } } },
  };
}

/** JSON Schema of a scheduled audit. */
export const scheduledAuditSchema = closed(
  'An audit that runs by itself. When of the day it begins AWS decides.',
  {
    frequency: choice('How often it runs.', ['DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY']),
    dayOfWeek: choice('The day on which it runs; with WEEKLY and BIWEEKLY.', DAYS, { examples: ['MON'] }),
    dayOfMonth: text(
      'The day on which it runs, "1" to "31" or LAST, with MONTHLY; in quotes. Where a month has no such day, its last one.',
      { pattern: '^(?:[1-9]|[12][0-9]|3[01]|LAST)$', examples: ['1', 'LAST'] },
    ),
    targetCheckNames: set(
      'The checks that it runs; each has to be enabled in auditConfiguration.',
      auditCheckNameSchema,
      {
        minItems: 1,
        examples: [['LOGGING_DISABLED_CHECK']],
      },
    ),
    tags: tagsSchema,
  },
  {
    required: ['frequency', 'targetCheckNames'],
    allOf: [
      dayWith(
        ['WEEKLY', 'BIWEEKLY'],
        'dayOfWeek',
        'Only WEEKLY and BIWEEKLY audits have a day of the week: remove dayOfWeek.',
      ),
      dayWith(['MONTHLY'], 'dayOfMonth', 'Only MONTHLY audits have a day of the month: remove dayOfMonth.'),
    ],
    otherNames: { scheduledAuditName: NAME_IS_KEY, checks: 'targetCheckNames', checkNames: 'targetCheckNames' },
  },
);
