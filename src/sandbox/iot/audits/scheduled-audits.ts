import {
  CreateScheduledAudit$,
  DeleteScheduledAudit$,
  DescribeScheduledAudit$,
  ListScheduledAudits$,
  UpdateScheduledAudit$,
} from '@aws-sdk/client-iot';
import { arnOf } from '../../context.ts';
import type { IotHandlers, OperationContext } from '../../context.ts';
import { page } from '../../paging.ts';
import { refusal } from '../../refusal.ts';
import { find, put } from '../../state.ts';
import type { RegionState, ScheduledAuditRecord, Schedule } from '../../state.ts';
import { isEnabled } from './audit-configuration.ts';
import { alreadyExists, invalidRequest, notFound } from '../refusals.ts';
import { newTags } from '../tags.ts';
import { named } from '../../traits.ts';
import type { TraitsOf } from '../../traits.ts';

/** Not adjustable. https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const LIMIT = 5;

/** https://docs.aws.amazon.com/iot/latest/apireference/API_ListScheduledAudits.html */
const PAGE = 25;

/** Scheduled audits. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateScheduledAudit.html */
export const scheduledAudits = {
  CreateScheduledAudit(context, { scheduledAuditName: name, tags, ...input }) {
    const { state } = context;
    const { scheduledAudits: audits } = state;
    const schedule = scheduleOf(input);
    check(state, schedule);
    const existing = find(audits, name);
    if (existing !== undefined) throw alreadyExists(name, existing.arn);
    if (Object.keys(audits).length >= LIMIT)
      throw refusal('LimitExceededException', `An account can have at most ${LIMIT} scheduled audits.`);
    const arn = arnOf(context, 'iot', `scheduledaudit/${name}`);
    put(audits, name, { arn, ...schedule, tags: newTags(tags), createdAt: context.now });
    return { scheduledAuditArn: arn };
  },

  DescribeScheduledAudit(context, { scheduledAuditName }) {
    const { arn: scheduledAuditArn, ...audit } = auditOf(context, scheduledAuditName);
    return { scheduledAuditName, scheduledAuditArn, ...scheduleOf(audit) };
  },

  // A PATCH: what is left out stays, also a day that the frequency does not need.
  // https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-iot (aws-iot-scheduledaudit, UpdateHandler)
  UpdateScheduledAudit(context, { scheduledAuditName, ...input }) {
    const audit = auditOf(context, scheduledAuditName);
    const schedule = scheduleOf({ ...audit, ...input });
    check(context.state, schedule);
    Object.assign(audit, schedule);
    return { scheduledAuditArn: audit.arn };
  },

  DeleteScheduledAudit(context, { scheduledAuditName }) {
    auditOf(context, scheduledAuditName);
    delete context.state.scheduledAudits[scheduledAuditName];
    return {};
  },

  // Which checks they run is not told here.
  ListScheduledAudits({ state }, input) {
    const { items, next } = page(Object.entries(state.scheduledAudits), ([name]) => name, input, PAGE);
    const listed = items.map(([scheduledAuditName, { arn, ...audit }]) => {
      const { targetCheckNames: _, ...schedule } = scheduleOf(audit);
      return { scheduledAuditName, scheduledAuditArn: arn, ...schedule };
    });
    return { scheduledAudits: listed, ...next };
  },
} satisfies IotHandlers;

const on = named('scheduledaudit', 'scheduledAuditName');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const scheduledAuditsTraits: TraitsOf<typeof scheduledAudits> = {
  CreateScheduledAudit: { shape: CreateScheduledAudit$, on, tags: 'tags' },
  DescribeScheduledAudit: { shape: DescribeScheduledAudit$, on },
  UpdateScheduledAudit: { shape: UpdateScheduledAudit$, on },
  DeleteScheduledAudit: { shape: DeleteScheduledAudit$, on },
  ListScheduledAudits: { shape: ListScheduledAudits$ },
};

function scheduleOf({ frequency, dayOfMonth, dayOfWeek, targetCheckNames }: Schedule): Schedule {
  return {
    frequency,
    ...(dayOfMonth === undefined ? {} : { dayOfMonth }),
    ...(dayOfWeek === undefined ? {} : { dayOfWeek }),
    targetCheckNames,
  };
}

function check(state: RegionState, { frequency, dayOfMonth, dayOfWeek, targetCheckNames }: Schedule): void {
  if (frequency === 'MONTHLY' && dayOfMonth === undefined)
    throw invalidRequest('dayOfMonth is required if the frequency is MONTHLY.');
  if (['WEEKLY', 'BIWEEKLY'].includes(frequency) && dayOfWeek === undefined)
    throw invalidRequest(`dayOfWeek is required if the frequency is ${frequency}.`);
  if (targetCheckNames.length === 0) throw invalidRequest('At least one audit check is required.');
  const disabled = targetCheckNames.find((name) => !isEnabled(state, name));
  if (disabled !== undefined) throw invalidRequest(`Audit check ${disabled} is not enabled for the account.`);
}

function auditOf({ state }: OperationContext, name: string): ScheduledAuditRecord {
  const audit = find(state.scheduledAudits, name);
  if (audit === undefined) throw notFound(`Scheduled audit ${name} does not exist.`);
  return audit;
}
