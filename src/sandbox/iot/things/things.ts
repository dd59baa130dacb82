import { ListThings$, ListThingsInThingGroup$, ListMetricValues$ } from '@aws-sdk/client-iot';
import { historyOf, thingsOf } from '../../data-plane/history.ts';
import type { Thing } from '../../data-plane/fleet/fleet.ts';
import { seriesOf } from '../../data-plane/fleet/series.ts';
import { arnOf } from '../../context.ts';
import type { IotHandlers } from '../../context.ts';
import { page } from '../../paging.ts';
import { find } from '../../state.ts';
import { invalidRequest, notFound } from '../refusals.ts';
import { ancestorsOf } from './groups.ts';
import { named } from '../../traits.ts';
import type { TraitsOf } from '../../traits.ts';

/** Not documented. */
const PAGE = 25;

/** The devices of the data plane, and what Device Defender keeps of them. Nobody makes things here; attributes they have none. */
export const things = {
  ListThings(context, input) {
    const asked = input.attributeName ?? input.attributeValue ?? input.thingTypeName;
    const all = asked === undefined ? thingsOf(context.state) : [];
    const { items, next } = page(all, nameOf, input, PAGE);
    return {
      things: items.map(({ name }) => ({
        thingName: name,
        thingArn: arnOf(context, 'iot', `thing/${name}`),
        attributes: {},
        version: 1,
      })),
      ...next,
    };
  },

  ListThingsInThingGroup({ state }, input) {
    const { thingGroupName } = input;
    const group = find(state.thingGroups, thingGroupName);
    if (group === undefined) throw notFound(`Thing group ${thingGroupName} does not exist.`);
    const below = Object.keys(state.thingGroups).filter((name) => ancestorsOf(state, name).includes(thingGroupName));
    const arns = [
      group.arn,
      ...(input.recursive === true ? below.flatMap((name) => state.thingGroups[name]?.arn ?? []) : []),
    ];
    const members = thingsOf(state).filter(({ groupArn }) => arns.includes(groupArn));
    const { items, next } = page(members, nameOf, input, PAGE);
    return { things: items.map(nameOf), ...next };
  },

  ListMetricValues({ state, now }, input) {
    const { thingName, metricName, dimensionName, dimensionValueOperator: operator = 'IN', startTime, endTime } = input;
    if (startTime > endTime) throw invalidRequest('startTime must not be after endTime.');
    const thing = thingsOf(state).find(({ name }) => name === thingName);
    if (thing === undefined) throw notFound(`Thing ${thingName} does not exist.`);
    const dimension = dimensionName === undefined ? undefined : { dimensionName, operator };
    const series = seriesOf(state, metricName, dimension);
    if (series === undefined) throw notFound(`Metric ${metricName} does not exist.`);
    const kept = historyOf(state, thing, series, { from: startTime.getTime(), until: endTime.getTime(), now });
    const { items, next } = page(kept, ({ at }) => String(at), input, PAGE);
    return {
      metricDatumList: items.map(({ at, value }) => ({
        timestamp: new Date(at),
        value: structuredClone(value) as object,
      })),
      ...next,
    };
  },
} satisfies IotHandlers;

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const thingsTraits: TraitsOf<typeof things> = {
  ListThings: { shape: ListThings$ },
  ListThingsInThingGroup: { shape: ListThingsInThingGroup$, on: named('thinggroup', 'thingGroupName') },
  ListMetricValues: { shape: ListMetricValues$, on: named('thing', 'thingName') },
};

const nameOf = ({ name }: Thing): string => name;
