import {
  CreateCustomMetric$,
  DescribeCustomMetric$,
  UpdateCustomMetric$,
  DeleteCustomMetric$,
  ListCustomMetrics$,
} from '@aws-sdk/client-iot';
import { isEqual } from '../../model/values/json.ts';
import { arnOf } from '../context.ts';
import type { OperationContext, IotHandlers } from '../context.ts';
import { page } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { find, put } from '../state.ts';
import type { CustomMetricRecord } from '../state.ts';
import { alreadyExists, invalidRequest, notFound } from './refusals.ts';
import { profilesWithMetric } from './security-profile-references.ts';
import { newTags } from './tags.ts';
import { named } from '../traits.ts';
import type { TraitsOf } from '../traits.ts';

/** https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const LIMIT = 100;

/** https://docs.aws.amazon.com/iot/latest/apireference/API_ListCustomMetrics.html */
const PAGE = 25;

/** Custom metrics of Device Defender. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCustomMetric.html */
export const customMetrics = {
  CreateCustomMetric(context, input) {
    const { metricName, metricType, displayName, clientRequestToken = '' } = input;
    const { customMetrics: metrics } = context.state;
    if (metricName.startsWith('aws:')) throw invalidRequest("The name of a custom metric can't begin with aws:.");
    const tags = newTags(input.tags);
    const existing = find(metrics, metricName);
    const said = {
      metricType,
      ...(displayName === undefined ? {} : { displayName }),
      tags,
      clientRequestToken,
    };
    if (existing !== undefined && !isReplay(existing, said)) throw alreadyExists(metricName, existing.arn);
    if (existing === undefined && Object.keys(metrics).length >= LIMIT) {
      throw refusal('LimitExceededException', `An account can have at most ${LIMIT} custom metrics.`);
    }
    const arn = arnOf(context, 'iot', `custommetric/${metricName}`);
    if (existing === undefined)
      put(metrics, metricName, { arn, ...said, createdAt: context.now, changedAt: context.now });
    return { metricName, metricArn: arn };
  },

  DescribeCustomMetric: (context, { metricName }) => describe(metricName, metricOf(context, metricName)),

  UpdateCustomMetric(context, { metricName, displayName }) {
    const metric = metricOf(context, metricName);
    Object.assign(metric, { displayName, changedAt: context.now });
    return describe(metricName, metric);
  },

  DeleteCustomMetric({ state }, { metricName }) {
    const [user] = profilesWithMetric(state, metricName);
    if (user !== undefined) throw invalidRequest(`Custom metric ${metricName} is used by security profile ${user}.`);
    delete state.customMetrics[metricName];
    return {};
  },

  ListCustomMetrics({ state }, input) {
    const { items, next } = page(Object.keys(state.customMetrics), (name) => name, input, PAGE);
    return { metricNames: [...items], ...next };
  },
} satisfies IotHandlers;

const on = named('custommetric', 'metricName');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const customMetricsTraits: TraitsOf<typeof customMetrics> = {
  CreateCustomMetric: { shape: CreateCustomMetric$, on, tags: 'tags' },
  DescribeCustomMetric: { shape: DescribeCustomMetric$, on },
  UpdateCustomMetric: { shape: UpdateCustomMetric$, on },
  DeleteCustomMetric: { shape: DeleteCustomMetric$, on },
  ListCustomMetrics: { shape: ListCustomMetrics$ },
};

// A repeated request with its token is the same request: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCustomMetric.html
function isReplay(metric: CustomMetricRecord, said: object): boolean {
  const { arn: _arn, createdAt: _createdAt, changedAt: _changedAt, earlierTags: _earlierTags, ...known } = metric;
  return isEqual(known, { ...said });
}

function metricOf({ state }: OperationContext, name: string): CustomMetricRecord {
  const metric = find(state.customMetrics, name);
  if (metric === undefined) throw notFound(`Custom metric ${name} does not exist.`);
  return metric;
}

function describe(metricName: string, metric: CustomMetricRecord) {
  const { arn, metricType, displayName, createdAt, changedAt } = metric;
  return {
    metricName,
    metricArn: arn,
    metricType,
    ...(displayName === undefined ? {} : { displayName }),
    creationDate: new Date(createdAt),
    lastModifiedDate: new Date(changedAt),
  };
}
