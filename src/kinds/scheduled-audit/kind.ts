import { QUOTAS } from '../../catalogue/quotas.ts';
import { addressOf } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { isEqual } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import { scheduledAuditOperations } from './operations.ts';
import { normalForm } from '../shared/normal-form.ts';
import { iotArn, iotTags, readerOf } from '../shared/parts.ts';
import type { Described } from '../shared/parts.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import { scheduledAuditNameSchema as nameSchema, scheduledAuditSchema as schema } from './schema.ts';
import type { ScheduledAuditSpec } from './schema.ts';
import { tagList, writeTags } from '../shared/tags.ts';
import { checked, membersOf, pages, unlessMissing } from '../shared/wire.ts';

const arn = iotArn('scheduledaudit');
const parts = { tags: iotTags(arn) };

/** A scheduled audit of Device Defender: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateScheduledAudit.html */
export const scheduledAudit: Kind<ScheduledAuditSpec> = {
  name: 'ScheduledAudit',
  section: 'scheduledAudits',
  description: 'The checks of scheduled audits, and when they run; at most 5 per account.',
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
    atMost: QUOTAS.scheduledAudits.limit,
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
