import { CreateDynamicThingGroup$, DeleteDynamicThingGroup$, UpdateDynamicThingGroup$ } from '@aws-sdk/client-iot';
import type { IotHandlers, OperationContext } from '../../context.ts';
import { refusal } from '../../refusal.ts';
import { find } from '../../state.ts';
import type { GroupQuery, RegionState, ThingGroupRecord } from '../../state.ts';
import { checkVersion, deleteGroup, enterGroup, groupOf, newGroup, updateProperties } from './groups.ts';
import { invalidRequest } from '../refusals.ts';
import { named } from '../../traits.ts';
import type { TraitsOf } from '../../traits.ts';

/** https://docs.aws.amazon.com/general/latest/gr/iot_device_management.html */
const LIMIT = 100;

/** The one index and the one version of its language. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateDynamicThingGroup.html */
const INDEX = 'AWS_Things';
const VERSION = '2017-09-30';

/** Dynamic thing groups. https://docs.aws.amazon.com/iot/latest/developerguide/dynamic-thing-groups.html */
export const dynamicThingGroups = {
  CreateDynamicThingGroup(context, input) {
    const { state } = context;
    const { thingGroupName: name } = input;
    checkIndexing(state);
    const query = queryOf(context, input, 'BUILDING');
    const others = Object.values(state.thingGroups).filter((group) => group.query !== undefined);
    if (find(state.thingGroups, name) === undefined && others.length >= LIMIT)
      throw refusal('LimitExceededException', `An account can have at most ${LIMIT} dynamic thing groups.`);
    const entered = enterGroup(state, name, { ...newGroup(context, name, input), query });
    return { ...entered, ...askedOf(query) };
  },

  UpdateDynamicThingGroup(context, { thingGroupName: name, thingGroupProperties: given, expectedVersion, ...asked }) {
    const group = groupOf(context.state, name);
    const before = dynamicQuery(group);
    const isOther = asked.queryString !== undefined && asked.queryString !== before.queryString;
    const after = isOther ? queryOf(context, { ...askedOf(before), ...asked }, 'REBUILDING') : before;
    const updated = updateProperties(context, name, { given, expectedVersion });
    group.query = after;
    return updated;
  },

  DeleteDynamicThingGroup({ state }, { thingGroupName: name, expectedVersion }) {
    const group = find(state.thingGroups, name);
    if (group === undefined) return {};
    dynamicQuery(group);
    checkVersion(name, group, expectedVersion);
    deleteGroup(state, name);
    return {};
  },
} satisfies IotHandlers;

const on = named('thinggroup', 'thingGroupName');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const dynamicThingGroupsTraits: TraitsOf<typeof dynamicThingGroups> = {
  CreateDynamicThingGroup: { shape: CreateDynamicThingGroup$, on, tags: 'tags' },
  UpdateDynamicThingGroup: { shape: UpdateDynamicThingGroup$, on },
  DeleteDynamicThingGroup: { shape: DeleteDynamicThingGroup$, on },
};

/** What a request asks for; the service has a default for all but the query. */
interface Asked {
  readonly queryString: string;
  readonly indexName?: string;
  readonly queryVersion?: string;
}

function queryOf(
  { now, durations }: OperationContext,
  { queryString, indexName = INDEX, queryVersion = VERSION }: Asked,
  status: GroupQuery['status'],
): GroupQuery {
  if (indexName !== INDEX) throw invalidRequest(`Index ${indexName} is not supported.`);
  if (queryVersion !== VERSION) throw invalidRequest(`Query version ${queryVersion} is not supported.`);
  if (queryString.trim() === '') throw refusal('InvalidQueryException', 'The query is empty.');
  return { queryString, indexName, queryVersion, status, dueAt: now + durations.groupBuilding };
}

function askedOf({ queryString, indexName, queryVersion }: GroupQuery) {
  return { queryString, indexName, queryVersion };
}

/** Which error it is and what it says is not documented, but that the index must be there. */
function checkIndexing({ indexing }: RegionState): void {
  if (indexing.thingIndexingConfiguration.thingIndexingMode === 'OFF')
    throw invalidRequest('Fleet indexing must be enabled before a dynamic thing group can be created.');
}

/** The query of a group; a static one is refused as a dynamic one is by the operations of static ones. */
function dynamicQuery({ arn, query }: ThingGroupRecord): GroupQuery {
  if (query === undefined)
    throw invalidRequest(`This operation does not support static thing groups. Thing group arn: ${arn}`);
  return query;
}
