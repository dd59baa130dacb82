import { createHash } from 'node:crypto';
import {
  ConfirmTopicRuleDestination$,
  CreateTopicRuleDestination$,
  DeleteTopicRuleDestination$,
  GetTopicRuleDestination$,
  ListTopicRuleDestinations$,
  UpdateTopicRuleDestination$,
} from '@aws-sdk/client-iot';
import type * as Iot from '@aws-sdk/client-iot';
import { arnOf } from '../context.ts';
import type { IotHandlers, OperationContext } from '../context.ts';
import { page } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { find, put } from '../state.ts';
import type { RuleDestinationRecord } from '../untagged-records.ts';
import { invalidRequest } from './refusals.ts';
import type { TraitsOf } from '../traits.ts';

/** Not documented. */
const PAGE = 100;

/**
 * Where rules send to by HTTP or within a VPC. A web service confirms by a token, which here nobody sends: it is the id at the end of the
 * destination's ARN. https://docs.aws.amazon.com/iot/latest/developerguide/rule-destination.html
 */
export const ruleDestinations = {
  CreateTopicRuleDestination(context, { destinationConfiguration }) {
    const {
      httpUrlConfiguration: http,
      vpcConfiguration: vpc,
      influxDBConfiguration: influx,
    } = destinationConfiguration;
    const [sort, ...others] = [http && 'http', vpc && 'vpc', influx && 'influxdb'].filter((one) => one !== undefined);
    if (sort === undefined || others.length > 0) throw invalidRequest('A destination has exactly one configuration.');
    const { ruleDestinations: destinations } = context.state;
    const isTaken = Object.values(destinations).some((one) => http !== undefined && one.url === http.confirmationUrl);
    if (isTaken) throw refusal('ResourceAlreadyExistsException', 'A destination of this URL already exists.');
    const seed = `${http?.confirmationUrl ?? ''}/${context.now}/${Object.keys(destinations).length}`;
    const hash = createHash('sha256').update(seed).digest('hex');
    const id = hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
    const arn = arnOf(context, 'iot', `ruledestination/${sort}/${id}`);
    const properties = {
      ...(vpc === undefined ? {} : { vpc }),
      ...(influx === undefined ? {} : { influx }),
      ...(http === undefined ? {} : { url: http.confirmationUrl }),
    };
    // AWS takes minutes to get into a VPC; here it is there at once.
    const status = http === undefined ? 'ENABLED' : 'IN_PROGRESS';
    const destination = { arn, id, status, createdAt: context.now, changedAt: context.now, ...properties } as const;
    put(destinations, arn, destination);
    return { topicRuleDestination: described(destination) };
  },

  ConfirmTopicRuleDestination({ state, now }, { confirmationToken }) {
    const destination = Object.values(state.ruleDestinations).find(({ id }) => id === confirmationToken);
    if (destination?.status !== 'IN_PROGRESS') throw invalidRequest('The confirmation token is not valid.');
    put(state.ruleDestinations, destination.arn, { ...destination, status: 'ENABLED', changedAt: now });
    return {};
  },

  // https://docs.aws.amazon.com/iot/latest/developerguide/rule-destination-http.html: only what is enabled is disabled, and back.
  UpdateTopicRuleDestination(context, { arn, status }) {
    const destination = destinationOf(context, arn);
    const from: Readonly<Partial<Record<Iot.TopicRuleDestinationStatus, readonly string[]>>> = {
      ENABLED: ['DISABLED'],
      DISABLED: ['ENABLED'],
      IN_PROGRESS: ['IN_PROGRESS', 'ERROR'],
    };
    if (from[status]?.includes(destination.status) !== true)
      throw invalidRequest(`A destination cannot go from ${destination.status} to ${status}.`);
    put(context.state.ruleDestinations, arn, { ...destination, status, changedAt: context.now });
    return {};
  },

  GetTopicRuleDestination: (context, { arn }) => ({ topicRuleDestination: described(destinationOf(context, arn)) }),

  DeleteTopicRuleDestination(context, { arn }) {
    destinationOf(context, arn);
    delete context.state.ruleDestinations[arn];
    return {};
  },

  ListTopicRuleDestinations({ state }, input) {
    const { items, next } = page(Object.values(state.ruleDestinations), ({ arn }) => arn, input, PAGE);
    const destinationSummaries = items.map((one) => {
      const { httpUrlProperties, vpcProperties, influxDBProperties, ...rest } = described(one);
      return {
        ...rest,
        ...(httpUrlProperties === undefined ? {} : { httpUrlSummary: httpUrlProperties }),
        ...(vpcProperties === undefined ? {} : { vpcDestinationSummary: vpcProperties }),
        ...(influxDBProperties === undefined ? {} : { influxDBSummary: influxDBProperties }),
      };
    });
    return { destinationSummaries, ...next };
  },
} satisfies IotHandlers;

const on = (input: Readonly<Record<string, unknown>>): readonly string[] => [String(input['arn'])];

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const ruleDestinationsTraits: TraitsOf<typeof ruleDestinations> = {
  CreateTopicRuleDestination: { shape: CreateTopicRuleDestination$ },
  ConfirmTopicRuleDestination: { shape: ConfirmTopicRuleDestination$ },
  UpdateTopicRuleDestination: { shape: UpdateTopicRuleDestination$, on },
  GetTopicRuleDestination: { shape: GetTopicRuleDestination$, on },
  DeleteTopicRuleDestination: { shape: DeleteTopicRuleDestination$, on },
  ListTopicRuleDestinations: { shape: ListTopicRuleDestinations$ },
};

function described({ arn, status, createdAt, changedAt, url, vpc, influx }: RuleDestinationRecord) {
  return {
    arn,
    status,
    createdAt: new Date(createdAt),
    lastUpdatedAt: new Date(changedAt),
    ...(url === undefined ? {} : { httpUrlProperties: { confirmationUrl: url } }),
    ...(vpc === undefined ? {} : { vpcProperties: vpc }),
    ...(influx === undefined ? {} : { influxDBProperties: influx }),
  };
}

/** One that is not there and one that nobody may see are refused in the same words. */
function destinationOf({ state }: OperationContext, arn: string): RuleDestinationRecord {
  const destination = find(state.ruleDestinations, arn);
  if (destination === undefined)
    throw refusal('UnauthorizedException', 'You are not authorized to see this destination.');
  return destination;
}
