import { createHash } from 'node:crypto';
import {
  CreateThingGroup$,
  DescribeThingGroup$,
  UpdateThingGroup$,
  DeleteThingGroup$,
  ListThingGroups$,
} from '@aws-sdk/client-iot';
import { isEqual } from '../../model/values/json.ts';
import { arnOf } from '../context.ts';
import type { IotHandlers } from '../context.ts';
import { page } from '../paging.ts';
import { find, put } from '../state.ts';
import type { RegionState, ThingGroupRecord } from '../state.ts';
import { alreadyExists, invalidRequest, notFound, versionConflict } from './refusals.ts';
import { newTags } from './tags.ts';
import { named } from '../traits.ts';
import type { TraitsOf } from '../traits.ts';

/** Not documented. */
const PAGE = 25;

/** Static thing groups. https://docs.aws.amazon.com/iot/latest/developerguide/thing-groups.html */
export const thingGroups = {
  CreateThingGroup(context, { thingGroupName: name, parentGroupName: parent, thingGroupProperties: properties, tags }) {
    const { thingGroups: groups } = context.state;
    if (parent !== undefined) groupOf(context.state, parent);
    const said = {
      ...(parent === undefined ? {} : { parent }),
      ...(properties === undefined ? {} : { properties }),
    };
    const newborn = {
      arn: arnOf(context, 'iot', `thinggroup/${name}`),
      id: idOf(`${context.account}/${context.region}/${name}/${context.now}`),
      version: 1,
      ...said,
      tags: newTags(tags),
      createdAt: context.now,
    };
    const existing = find(groups, name);
    if (existing !== undefined && !isSame(existing, newborn)) throw alreadyExists(name, existing.arn);
    if (existing === undefined) put(groups, name, newborn);
    const { arn: thingGroupArn, id: thingGroupId } = existing ?? newborn;
    return { thingGroupName: name, thingGroupArn, thingGroupId };
  },

  DescribeThingGroup({ state }, { thingGroupName }) {
    const { arn, id, version, parent, properties, createdAt } = groupOf(state, thingGroupName);
    const ancestors = ancestorsOf(state, thingGroupName).toReversed();
    return {
      thingGroupName,
      thingGroupArn: arn,
      thingGroupId: id,
      version,
      ...(properties === undefined ? {} : { thingGroupProperties: properties }),
      thingGroupMetadata: {
        creationDate: new Date(createdAt),
        ...(parent === undefined ? {} : { parentGroupName: parent }),
        rootToParentThingGroups: ancestors.map((name) => ({
          groupName: name,
          groupArn: groupOf(state, name).arn,
        })),
      },
    };
  },

  UpdateThingGroup({ state }, { thingGroupName, thingGroupProperties: given, expectedVersion }) {
    const group = groupOf(state, thingGroupName);
    checkVersion(thingGroupName, group, expectedVersion);
    const { attributePayload: payload, ...rest } = given;
    const kept = payload?.merge ? group.properties?.attributePayload?.attributes : undefined;
    const attributePayload = payload && { attributes: { ...kept, ...payload.attributes } };
    group.properties = { ...group.properties, ...rest, ...(attributePayload ? { attributePayload } : {}) };
    group.version += 1;
    return { version: group.version };
  },

  DeleteThingGroup({ state }, { thingGroupName, expectedVersion }) {
    const group = find(state.thingGroups, thingGroupName);
    if (group === undefined) return {};
    checkVersion(thingGroupName, group, expectedVersion);
    if (Object.values(state.thingGroups).some((other) => other.parent === thingGroupName)) {
      throw invalidRequest(
        `Cannot delete thing group : ${thingGroupName} when there are still child groups attached to it.`,
      );
    }
    delete state.thingGroups[thingGroupName];
    // A group made anew under the name must not inherit the attachments of the old one.
    for (const profile of Object.values(state.securityProfiles)) {
      profile.targets = profile.targets.filter((target) => target !== group.arn);
    }
    return {};
  },

  ListThingGroups({ state }, input) {
    const { parentGroup, namePrefixFilter = '', recursive = true } = input;
    if (parentGroup !== undefined) groupOf(state, parentGroup);
    const names = Object.keys(state.thingGroups).filter((name) => {
      const ancestors: readonly (string | undefined)[] = ancestorsOf(state, name);
      const below = recursive
        ? parentGroup === undefined || ancestors.includes(parentGroup)
        : ancestors[0] === parentGroup;
      return below && name.startsWith(namePrefixFilter);
    });
    const { items, next } = page(names, (name) => name, input, PAGE);
    return {
      thingGroups: items.map((name) => ({ groupName: name, groupArn: groupOf(state, name).arn })),
      ...next,
    };
  },
} satisfies IotHandlers;

const on = named('thinggroup', 'thingGroupName');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const thingGroupsTraits: TraitsOf<typeof thingGroups> = {
  CreateThingGroup: { shape: CreateThingGroup$, on },
  DescribeThingGroup: { shape: DescribeThingGroup$, on },
  UpdateThingGroup: { shape: UpdateThingGroup$, on },
  DeleteThingGroup: { shape: DeleteThingGroup$, on },
  ListThingGroups: { shape: ListThingGroups$ },
};

/** Names of the groups that hold a group, its parent first. */
export function ancestorsOf(state: RegionState, name: string): readonly string[] {
  const parent = find(state.thingGroups, name)?.parent;
  return parent === undefined ? [] : [parent, ...ancestorsOf(state, parent)];
}

function groupOf(state: RegionState, name: string): ThingGroupRecord {
  const group = find(state.thingGroups, name);
  if (group === undefined) throw notFound(`Thing group ${name} does not exist.`);
  return group;
}

// https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThingGroup.html: the exact same attributes succeed.
function isSame(existing: ThingGroupRecord, newborn: ThingGroupRecord): boolean {
  const said = ({ parent, properties, tags }: ThingGroupRecord) => ({
    parent,
    properties: { ...properties },
    tags,
  });
  return isEqual(said(existing) as never, said(newborn) as never);
}

function checkVersion(name: string, { version }: ThingGroupRecord, expected: number | undefined): void {
  if (expected !== undefined && expected !== version) throw versionConflict(`thing group ${name}`, version, expected);
}

/** A UUID that depends on nothing but the seed, so that runs repeat. */
function idOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
