import { AWS_METRICS } from '../../catalogue/metrics.ts';
import type { Aws } from '../../model/aws.ts';
import type { Kind } from '../../model/kind.ts';
import { customMetricOperations } from './operations.ts';
import { normalForm } from '../shared/normal-form.ts';
import { iotArn, iotTags, readerOf } from '../shared/parts.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import type { Described } from '../shared/parts.ts';
import { choice, closed, NAME_IS_KEY, OF_REQUESTS, text } from '../shared/schema.ts';
import { tagList, tagsSchema, writeTags } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';
import { checked, membersOf, pages, unlessMissing } from '../shared/wire.ts';

/** What is said about a custom metric. */
export type CustomMetricSpec = {
  readonly metricType: 'number' | 'number-list' | 'string-list' | 'ip-address-list';
  readonly displayName?: string;
  readonly tags?: Tags;
};

// https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCustomMetric.html
const nameSchema = text(
  'Name of the metric, as devices report it: letters, digits, :, _ and - only; not beginning with aws:.',
  {
    minLength: 1,
    maxLength: 128,
    pattern: '^(?!aws:)[a-zA-Z0-9:_-]+$',
    examples: ['battery_level'],
  },
);

const schema = closed(
  'A metric that devices report under a name of your own.',
  {
    metricType: choice(
      'Type of the reported value: a number, or a list of numbers, strings or IP addresses. Changing it deletes the metric and its data first.',
      ['number', 'number-list', 'string-list', 'ip-address-list'],
    ),
    displayName: text('The name that the console shows instead; printable ASCII, need not be unique.', {
      maxLength: 128,
      pattern: '^[\\x20-\\x7E]*$',
      default: '',
      examples: ['Battery charge in percent'],
    }),
    tags: tagsSchema,
  },
  { required: ['metricType'], otherNames: { metricName: NAME_IS_KEY, clientRequestToken: OF_REQUESTS } },
);

const arn = iotArn('custommetric');
const parts = { tags: iotTags(arn) };
const normalize = (spec: CustomMetricSpec): CustomMetricSpec => normalForm(schema, spec);

/** A custom metric of Device Defender: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-custom-metrics.html */
export const customMetric: Kind<CustomMetricSpec> = {
  name: 'CustomMetric',
  section: 'customMetrics',
  description: 'Metrics that devices report under your own names.',
  nameSchema,
  ownership: { by: 'tag' },
  schema,
  normalize,
  references: () => [],
  meant: (name) => (Object.hasOwn(AWS_METRICS, `aws:${name}`) ? `aws:${name}` : undefined),
  arn,
  fromRequest(request) {
    const { taken, rest } = takeMembers(request, 'metricName', 'clientRequestToken', 'tags');
    return requested(taken.metricName, { ...rest, ...tagsOfRequest(taken.tags) });
  },
  async *list(aws) {
    for await (const page of pages((position) => aws.iot('ListCustomMetrics', { maxResults: 250, ...position })))
      yield* page.metricNames ?? [];
  },
  operations: customMetricOperations,
  parts,
  read: readerOf(describe, { parts, normalize }),
  write: {
    refusesTaken: true,
    settles: ['tags'],
    immutable: ({ path }) => path === 'metricType',
    async create(aws, name, { metricType, displayName, tags }) {
      const metricName = checked(name, nameSchema);
      await aws.iot('CreateCustomMetric', {
        metricName,
        metricType,
        displayName,
        tags: tagList(tags),
        clientRequestToken: undefined,
      });
    },
    async update(aws, live, { displayName = '', tags }) {
      const metricName = checked(live.name, nameSchema);
      if (displayName !== (live.spec.displayName ?? ''))
        await aws.iot('UpdateCustomMetric', { metricName, displayName });
      await writeTags(aws, live, tags);
    },
    async delete(aws, { name }) {
      await unlessMissing(aws.iot('DeleteCustomMetric', { metricName: checked(name, nameSchema) }));
    },
  },
};

async function describe(aws: Aws, name: string): Promise<Described<CustomMetricSpec>> {
  const metric = await aws.iot('DescribeCustomMetric', { metricName: checked(name, nameSchema) });
  const members = membersOf(metric, 'metricName', 'metricArn', 'creationDate', 'lastModifiedDate');
  return { name, arn: String(metric.metricArn), spec: members as CustomMetricSpec };
}
