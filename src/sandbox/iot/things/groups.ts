import { createHash } from 'node:crypto';
import type * as Iot from '@aws-sdk/client-iot';
import { isEqual } from '../../../model/values/json.ts';
import type { Checked } from '../../checked.ts';
import { arnOf } from '../../context.ts';
import type { OperationContext } from '../../context.ts';
import { find, put } from '../../state.ts';
import type { RegionState, ThingGroupRecord } from '../../state.ts';
import { detach, profilesOn } from '../attachments.ts';
import { alreadyExists, invalidRequest, notFound, versionConflict } from '../refusals.ts';
import { newTags } from '../tags.ts';

/** https://docs.aws.amazon.com/general/latest/gr/iot_device_management.html */
const ATTRIBUTES = 50;

type Properties = Checked<Iot.ThingGroupProperties>;

/** What a request to create a group of either sort says. */
interface Creation {
  readonly thingGroupProperties?: Properties;
  readonly tags?: Checked<Iot.Tag>[];
}

/** A group that is not entered yet. */
export function newGroup(
  context: OperationContext,
  name: string,
  { thingGroupProperties: properties, tags }: Creation,
): ThingGroupRecord {
  if (properties !== undefined) checkAttributes(properties.attributePayload?.attributes);
  return {
    arn: arnOf(context, 'iot', `thinggroup/${name}`),
    id: idOf(`${context.account}/${context.region}/${name}/${context.now}`),
    version: 1,
    ...(properties === undefined ? {} : { properties: withoutEmpty(properties) }),
    tags: newTags(tags),
    createdAt: context.now,
  };
}

/** Enters a group, or finds the very same one there. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThingGroup.html */
export function enterGroup({ thingGroups }: RegionState, name: string, newborn: ThingGroupRecord) {
  const existing = find(thingGroups, name);
  if (existing !== undefined && !isEqual(saidOf(existing), saidOf(newborn))) throw alreadyExists(name, existing.arn);
  if (existing === undefined) put(thingGroups, name, newborn);
  const { arn: thingGroupArn, id: thingGroupId } = existing ?? newborn;
  return { thingGroupName: name, thingGroupArn, thingGroupId };
}

function saidOf({ parent, properties, tags, query }: ThingGroupRecord) {
  return { parent, properties: { ...properties }, tags, queryString: query?.queryString } as never;
}

/** The group of that name; refuses where there is none. */
export function groupOf({ thingGroups }: RegionState, name: string): ThingGroupRecord {
  const group = find(thingGroups, name);
  if (group === undefined) throw notFound(`Thing group ${name} does not exist.`);
  return group;
}

/** Names of the groups that hold a group, its parent first. */
export function ancestorsOf(state: RegionState, name: string): readonly string[] {
  const parent = find(state.thingGroups, name)?.parent;
  return parent === undefined ? [] : [parent, ...ancestorsOf(state, parent)];
}

/** Refuses where another version is expected than is there. */
export function checkVersion(name: string, { version }: ThingGroupRecord, expected: number | undefined): void {
  if (expected !== undefined && expected !== version) throw versionConflict(`thing group ${name}`, version, expected);
}

/**
 * What is left out stays; attributes that are given take the place of all others, or join them with `merge`.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_AttributePayload.html
 */
export function updateProperties(
  context: OperationContext,
  name: string,
  { given, expectedVersion }: { readonly given: Properties; readonly expectedVersion: number | undefined },
): { version: number } {
  const group = groupOf(context.state, name);
  checkVersion(name, group, expectedVersion);
  const { attributePayload: payload, ...rest } = given;
  if (rest.thingGroupDescription === '' && !context.assumptions.emptyDescriptionClears)
    delete rest.thingGroupDescription;
  const kept = payload?.merge ? group.properties?.attributePayload?.attributes : undefined;
  const attributes = { ...kept, ...payload?.attributes };
  checkAttributes(attributes);
  const attributePayload = payload && { attributes };
  group.properties = withoutEmpty({ ...group.properties, ...rest, ...(attributePayload && { attributePayload }) });
  group.version += 1;
  return { version: group.version };
}

/** Takes a group away, and with it what is attached to it: one made anew under the name must not inherit that. */
export function deleteGroup(state: RegionState, name: string): void {
  const { arn } = groupOf(state, name);
  for (const profile of profilesOn(state, arn)) detach(state, profile, arn);
  delete state.thingGroups[name];
}

function checkAttributes(attributes: Readonly<Record<string, string>> = {}): void {
  if (Object.keys(attributes).length > ATTRIBUTES)
    throw invalidRequest(`A thing group can have at most ${ATTRIBUTES} attributes.`);
}

/** An attribute with an empty value is none, and neither is an empty description. */
function withoutEmpty({ thingGroupDescription = '', attributePayload, ...rest }: Properties): Properties {
  const attributes = Object.entries(attributePayload?.attributes ?? {}).filter(([, value]) => value !== '');
  return {
    ...rest,
    ...(thingGroupDescription === '' ? {} : { thingGroupDescription }),
    ...(attributePayload === undefined ? {} : { attributePayload: { attributes: Object.fromEntries(attributes) } }),
  };
}

/** A UUID that depends on nothing but the seed, so that runs repeat. */
function idOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
