import { addressOf } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { isEqual } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import { scheduledAuditOperations } from './operations.ts';
import { auditCheckNameSchema } from '../shared/audit-check-name.ts';
import { normalForm } from '../shared/normal-form.ts';
import { iotArn, iotTags, readerOf } from '../shared/parts.ts';
import type { Described } from '../shared/parts.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import { choice, closed, NAME_IS_KEY, set, text } from '../shared/schema.ts';
import { tagList, tagsSchema, writeTags } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';
import { checked, membersOf, pages, unlessMissing } from '../shared/wire.ts';

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

/** What is said about a scheduled audit. */
export type ScheduledAuditSpec = {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'BIWEEKLY' | 'MONTHLY';
  readonly dayOfWeek?: (typeof DAYS)[number];
  readonly dayOfMonth?: string;
  readonly targetCheckNames: readonly string[];
  readonly tags?: Tags;
};

// https://docs.aws.amazon.com/iot/latest/apireference/API_CreateScheduledAudit.html
const nameSchema = text('Name of the scheduled audit.', {
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

const schema = closed(
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
        'Only WEEKLY and BIWEEKLY audits have a day of the week: take dayOfWeek out.',
      ),
      dayWith(['MONTHLY'], 'dayOfMonth', 'Only MONTHLY audits have a day of the month: take dayOfMonth out.'),
    ],
    otherNames: { scheduledAuditName: NAME_IS_KEY },
  },
);

const arn = iotArn('scheduledaudit');
const parts = { tags: iotTags(arn) };

/** A scheduled audit of Device Defender: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateScheduledAudit.html */
export const scheduledAudit: Kind<ScheduledAuditSpec> = {
  name: 'ScheduledAudit',
  section: 'scheduledAudits',
  description: 'Which checks run when by themselves; an account has at most 5.',
  nameSchema,
  ownership: { by: 'tag' },
  schema,
  normalize,
  // What it runs has to be enabled.
  references: () => [addressOf('AuditConfiguration', 'account')],
  arn,
  fromRequest(request) {
    const { taken, rest } = takeMembers(request, 'scheduledAuditName', 'tags');
    return requested(taken.scheduledAuditName, { ...rest, ...tagsOfRequest(taken.tags) });
  },
  async *list(aws) {
    for await (const page of pages((position) => aws.iot('ListScheduledAudits', { maxResults: 250, ...position })))
      for (const { scheduledAuditName: name } of page.scheduledAudits ?? []) if (name !== undefined) yield name;
  },
  operations: scheduledAuditOperations,
  parts,
  read: readerOf(describe, { parts, normalize }),
  write: {
    refusesTaken: true,
    settles: ['tags'],
    immutable: () => false,
    async create(aws, name, { tags, ...schedule }) {
      const scheduledAuditName = checked(name, nameSchema);
      await aws.iot('CreateScheduledAudit', { scheduledAuditName, ...requestOf(schedule), tags: tagList(tags) });
    },
    async update(aws, live, spec) {
      const scheduledAuditName = checked(live.name, nameSchema);
      const [{ tags: _, ...before }, { tags, ...after }] = [live.spec, spec];
      if (!isEqual(before, after)) await aws.iot('UpdateScheduledAudit', { scheduledAuditName, ...requestOf(after) });
      await writeTags(aws, live, tags);
    },
    async delete(aws, { name }) {
      await unlessMissing(aws.iot('DeleteScheduledAudit', { scheduledAuditName: checked(name, nameSchema) }));
    },
  },
};

/** AWS may remember a day from when the frequency was another. */
function normalize({ dayOfWeek, dayOfMonth, ...spec }: ScheduledAuditSpec): ScheduledAuditSpec {
  return normalForm(schema, {
    ...spec,
    ...(dayOfWeek !== undefined && ['WEEKLY', 'BIWEEKLY'].includes(spec.frequency) ? { dayOfWeek } : {}),
    ...(dayOfMonth !== undefined && spec.frequency === 'MONTHLY' ? { dayOfMonth } : {}),
  });
}

function requestOf({ targetCheckNames, ...schedule }: Omit<ScheduledAuditSpec, 'tags'>) {
  return { ...schedule, targetCheckNames: [...targetCheckNames] };
}

async function describe(aws: Aws, name: string): Promise<Described<ScheduledAuditSpec>> {
  const audit = await aws.iot('DescribeScheduledAudit', { scheduledAuditName: checked(name, nameSchema) });
  const members = membersOf(audit, 'scheduledAuditName', 'scheduledAuditArn');
  return { name, arn: String(audit.scheduledAuditArn), spec: members as ScheduledAuditSpec };
}
