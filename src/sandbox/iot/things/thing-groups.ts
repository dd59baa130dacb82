import {
  CreateThingGroup$,
  DescribeThingGroup$,
  UpdateThingGroup$,
  DeleteThingGroup$,
  ListThingGroups$,
} from '@aws-sdk/client-iot';
import type { IotHandlers } from '../../context.ts';
import { page } from '../../paging.ts';
import { find } from '../../state.ts';
import type { GroupQuery, RegionState, ThingGroupRecord } from '../../state.ts';
import { invalidRequest } from '../refusals.ts';
import { ancestorsOf, checkVersion, deleteGroup, enterGroup, groupOf, newGroup, updateProperties } from './groups.ts';
import { named } from '../../traits.ts';
import type { TraitsOf } from '../../traits.ts';

/** Not documented. */
const PAGE = 25;

/** Groups that one group may have directly below it, and levels of groups. https://docs.aws.amazon.com/general/latest/gr/iot_device_management.html */
const CHILDREN = 100;
const DEPTH = 7;

/** Static thing groups, and what both sorts have in common. https://docs.aws.amazon.com/iot/latest/developerguide/thing-groups.html */
export const thingGroups = {
  CreateThingGroup(context, { thingGroupName: name, parentGroupName: parent, ...said }) {
    const { state } = context;
    if (parent !== undefined) checkParent(state, parent);
    return enterGroup(state, name, {
      ...newGroup(context, name, said),
      ...(parent === undefined ? {} : { parent }),
    });
  },

  DescribeThingGroup({ state, now }, { thingGroupName }) {
    const { arn, id, version, parent, properties, createdAt, query } = groupOf(state, thingGroupName);
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
      ...(query === undefined ? {} : describedQuery(query, now)),
    };
  },

  UpdateThingGroup(context, { thingGroupName, thingGroupProperties: given, expectedVersion }) {
    checkStatic(groupOf(context.state, thingGroupName));
    return updateProperties(context, thingGroupName, { given, expectedVersion });
  },

  DeleteThingGroup({ state }, { thingGroupName, expectedVersion }) {
    const group = find(state.thingGroups, thingGroupName);
    if (group === undefined) return {};
    checkStatic(group);
    checkVersion(thingGroupName, group, expectedVersion);
    if (Object.values(state.thingGroups).some((other) => other.parent === thingGroupName)) {
      throw invalidRequest(
        `Cannot delete thing group : ${thingGroupName} when there are still child groups attached to it.`,
      );
    }
    deleteGroup(state, thingGroupName);
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
  CreateThingGroup: { shape: CreateThingGroup$, on, tags: 'tags' },
  DescribeThingGroup: { shape: DescribeThingGroup$, on },
  UpdateThingGroup: { shape: UpdateThingGroup$, on },
  DeleteThingGroup: { shape: DeleteThingGroup$, on },
  ListThingGroups: { shape: ListThingGroups$ },
};

function checkParent(state: RegionState, parent: string): void {
  const { query } = groupOf(state, parent);
  // https://docs.aws.amazon.com/iot/latest/developerguide/dynamic-thing-groups.html
  if (query !== undefined) throw invalidRequest(`Dynamic thing group ${parent} can't be part of a hierarchy.`);
  if (ancestorsOf(state, parent).length + 2 > DEPTH)
    throw invalidRequest(`A hierarchy of thing groups can have at most ${DEPTH} levels.`);
  if (Object.values(state.thingGroups).filter((other) => other.parent === parent).length >= CHILDREN)
    throw invalidRequest(`A thing group can have at most ${CHILDREN} direct child groups.`);
}

// https://github.com/rebuy-de/aws-nuke/issues/1199
function checkStatic({ arn, query }: ThingGroupRecord): void {
  if (query !== undefined)
    throw invalidRequest(`This operation does not support dynamic thing groups. Thing group arn: ${arn}`);
}

function describedQuery({ dueAt, status, ...query }: GroupQuery, now: number) {
  return { ...query, status: dueAt > now ? status : 'ACTIVE' } as const;
}
