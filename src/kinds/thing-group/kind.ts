import { addressOf } from '../../model/address.ts';
import type { Aws, IotOperations } from '../../model/aws.ts';
import type { Edit } from '../../model/plan.ts';
import type { Kind } from '../../model/kind.ts';
import { compact, isEqual, isObject } from '../../model/values/json.ts';
import { markedNames } from '../shared/marked.ts';
import { normalForm } from '../shared/normal-form.ts';
import { iotArn, iotTags, readerOf } from '../shared/parts.ts';
import type { Described } from '../shared/parts.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import { tagList, writeTags } from '../shared/tags.ts';
import { checked, membersOf, pages, unlessMissing } from '../shared/wire.ts';
import { thingGroupKindOperations } from './operations.ts';
import { thingGroupNameSchema, thingGroupSchema } from './schema.ts';
import type { ThingGroupSpec } from './schema.ts';

const arn = iotArn('thinggroup');
const parts = { tags: iotTags(arn) };
const normalize = (spec: ThingGroupSpec): ThingGroupSpec => normalForm(thingGroupSchema, spec);
const isDynamic = ({ queryString }: ThingGroupSpec): boolean => queryString !== undefined;

/** A thing group, static or dynamic, without its things: https://docs.aws.amazon.com/iot/latest/developerguide/thing-groups.html */
export const thingGroup: Kind<ThingGroupSpec> = {
  name: 'ThingGroup',
  section: 'thingGroups',
  description: 'Groups of things that security profiles are attached to, and that mitigation adds things to.',
  nameSchema: thingGroupNameSchema,
  ownership: { by: 'tag' },
  schema: thingGroupSchema,
  normalize,
  references: ({ parentGroupName }) =>
    parentGroupName === undefined ? [] : [addressOf('ThingGroup', parentGroupName)],
  arn,
  fromRequest(request) {
    const { taken, rest } = takeMembers(request, 'thingGroupName', 'tags');
    return requested(taken.thingGroupName, { ...rest, ...tagsOfRequest(taken.tags) });
  },
  async *list(aws) {
    for await (const page of pages((position) =>
      aws.iot('ListThingGroups', { recursive: true, maxResults: 250, ...position }),
    ))
      for (const { groupName } of page.thingGroups ?? []) if (groupName !== undefined) yield groupName;
  },
  marked: (aws, owner) => markedNames(aws, 'iot:thinggroup', owner),
  operations: thingGroupKindOperations,
  parts,
  read: readerOf(describe, { parts, normalize }),
  shared: true,
  write: {
    // A group with the very same content is taken for the one to be created: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThingGroup.html
    refusesTaken: false,
    settles: ['tags'],
    // https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-iot (aws-iot-thinggroup, UpdateHandler)
    immutable: ({ op, path }) => path === 'parentGroupName' || (path === 'queryString' && op !== 'change'),
    caveat,
    losesOnDelete: 'which things are in it, and what policies that are attached to it allow them',
    // https://docs.aws.amazon.com/iot/latest/developerguide/thing-groups.html#delete-thing-group
    holds: ({ parentGroupName }, address) =>
      parentGroupName !== undefined && address === addressOf('ThingGroup', parentGroupName),
    async create(aws, name, spec) {
      const thingGroupName = checked(name, thingGroupNameSchema);
      const { queryString, parentGroupName, thingGroupProperties } = spec;
      const common = { thingGroupName, thingGroupProperties, tags: tagList(spec.tags) };
      if (queryString === undefined) await aws.iot('CreateThingGroup', { ...common, parentGroupName });
      else await aws.iot('CreateDynamicThingGroup', { ...common, queryString });
    },
    async update(aws, live, spec) {
      const thingGroupName = checked(live.name, thingGroupNameSchema);
      const common = {
        thingGroupName,
        thingGroupProperties: propertiesOf(spec),
        expectedVersion: Number(live.version),
      };
      const { queryString } = spec;
      const isQueried = queryString === live.spec.queryString;
      if (!isQueried || !isEqual(live.spec.thingGroupProperties, spec.thingGroupProperties))
        if (isDynamic(spec)) await aws.iot('UpdateDynamicThingGroup', { ...common, queryString });
        else await aws.iot('UpdateThingGroup', common);
      await writeTags(aws, live, spec.tags);
    },
    async delete(aws, { name, spec, version }) {
      const request = { thingGroupName: checked(name, thingGroupNameSchema), expectedVersion: Number(version) };
      await unlessMissing(
        isDynamic(spec) ? aws.iot('DeleteDynamicThingGroup', request) : aws.iot('DeleteThingGroup', request),
      );
      // CloudFormation waits for it as well.
      await aws.until(`thing group ${name} is gone`, async () =>
        (await unlessMissing(describe(aws, name))) === undefined ? true : undefined,
      );
    },
  },
};

/** AWS documents that attributes are overwritten, and of a description nothing. */
function caveat({ op, path, before }: Edit): string | undefined {
  const isDescribed =
    path === 'thingGroupProperties.thingGroupDescription' ||
    (path === 'thingGroupProperties' && isObject(before) && before['thingGroupDescription'] !== undefined);
  return op === 'remove' && isDescribed
    ? 'AWS documents no way to clear a description and may keep it; if it does, write the description that you want instead'
    : undefined;
}

/** All that can be said, because an update may keep what it leaves out. */
function propertiesOf({
  thingGroupProperties = {},
}: ThingGroupSpec): IotOperations['UpdateThingGroup']['input']['thingGroupProperties'] {
  const { thingGroupDescription = '', attributePayload: { attributes = {} } = {} } = thingGroupProperties;
  return { thingGroupDescription, attributePayload: { attributes: { ...attributes }, merge: false } };
}

/** Both sorts are described by one operation: https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeThingGroup.html */
async function describe(aws: Aws, name: string): Promise<Described<ThingGroupSpec>> {
  const group = await aws.iot('DescribeThingGroup', { thingGroupName: checked(name, thingGroupNameSchema) });
  const { thingGroupMetadata, ...members } = membersOf(
    group,
    'thingGroupName',
    'thingGroupArn',
    'thingGroupId',
    'version',
    'status',
  );
  const parent = isObject(thingGroupMetadata) ? thingGroupMetadata['parentGroupName'] : undefined;
  const spec = compact({ ...members, parentGroupName: parent }) as ThingGroupSpec;
  return { name, arn: String(group.thingGroupArn), spec, version: String(group.version) };
}
