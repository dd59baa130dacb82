import type { Aws } from '../../model/aws.ts';
import { isEqual } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import { dimensionOperations } from './operations.ts';
import { normalForm } from '../shared/normal-form.ts';
import { iotArn, iotTags, readerOf } from '../shared/parts.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import type { Described } from '../shared/parts.ts';
import { choice, closed, NAME_IS_KEY, OF_REQUESTS, set, text } from '../shared/schema.ts';
import { tagList, tagsSchema, writeTags } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';
import { checked, membersOf, pages, unlessMissing } from '../shared/wire.ts';

/** What is said about a dimension. */
export type DimensionSpec = {
  readonly type: 'TOPIC_FILTER';
  readonly stringValues: readonly string[];
  readonly tags?: Tags;
};

// https://docs.aws.amazon.com/iot/latest/apireference/API_CreateDimension.html
const nameSchema = text('Name of the dimension: letters, digits, :, _ and - only.', {
  minLength: 1,
  maxLength: 128,
  pattern: '^[a-zA-Z0-9:_-]+$',
  examples: ['telemetryTopics'],
});

const schema = closed(
  'Topics that a metric is counted for, instead of all.',
  {
    type: choice('The type of the values; AWS supports only topic filters.', ['TOPIC_FILTER']),
    stringValues: set(
      'MQTT topic filters; ${iot:ClientId} is the device’s client id. CloudFormation allows 5, the API 100.',
      text('A topic filter; + matches one level and # the rest.', {
        minLength: 1,
        maxLength: 256,
        examples: ['soundbox/+/telemetry'],
      }),
      { minItems: 1, maxItems: 100, examples: [['soundbox/+/telemetry']] },
    ),
    tags: tagsSchema,
  },
  { required: ['type', 'stringValues'], otherNames: { name: NAME_IS_KEY, clientRequestToken: OF_REQUESTS } },
);

const arn = iotArn('dimension');
const parts = { tags: iotTags(arn) };
const normalize = (spec: DimensionSpec): DimensionSpec => normalForm(schema, spec);

/** A dimension of Device Defender: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/scoping-security-behavior.html */
export const dimension: Kind<DimensionSpec> = {
  name: 'Dimension',
  section: 'dimensions',
  description: 'Topic filters that limit a metric to some topics; at most 10 per account.',
  nameSchema,
  ownership: { by: 'tag' },
  schema,
  normalize,
  references: () => [],
  arn,
  fromRequest(request) {
    const { taken, rest } = takeMembers(request, 'name', 'clientRequestToken', 'tags');
    return requested(taken.name, { ...rest, ...tagsOfRequest(taken.tags) });
  },
  async *list(aws) {
    for await (const page of pages((position) => aws.iot('ListDimensions', { maxResults: 250, ...position })))
      yield* page.dimensionNames ?? [];
  },
  operations: dimensionOperations,
  parts,
  read: readerOf(describe, { parts, normalize }),
  write: {
    refusesTaken: true,
    settles: ['tags'],
    immutable: ({ path }) => path === 'type',
    async create(aws, name, { type, stringValues, tags }) {
      const request = {
        name: checked(name, nameSchema),
        type,
        stringValues: [...stringValues],
        tags: tagList(tags),
      };
      await aws.iot('CreateDimension', { ...request, clientRequestToken: undefined });
    },
    async update(aws, live, { stringValues, tags }) {
      const name = checked(live.name, nameSchema);
      if (!isEqual(stringValues, live.spec.stringValues))
        await aws.iot('UpdateDimension', { name, stringValues: [...stringValues] });
      await writeTags(aws, live, tags);
    },
    async delete(aws, { name }) {
      await unlessMissing(aws.iot('DeleteDimension', { name: checked(name, nameSchema) }));
    },
  },
};

async function describe(aws: Aws, name: string): Promise<Described<DimensionSpec>> {
  const found = await aws.iot('DescribeDimension', { name: checked(name, nameSchema) });
  const members = membersOf(found, 'name', 'arn', 'creationDate', 'lastModifiedDate');
  return { name, arn: String(found.arn), spec: members as DimensionSpec };
}
