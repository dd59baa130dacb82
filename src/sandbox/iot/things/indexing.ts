import { GetIndexingConfiguration$, UpdateIndexingConfiguration$ } from '@aws-sdk/client-iot';
import type { IotHandlers } from '../../context.ts';
import { invalidRequest } from '../refusals.ts';
import type { TraitsOf } from '../../traits.ts';

/**
 * What the account indexes: a block that is given takes the place of what was there, one that is left out stays.
 * https://docs.aws.amazon.com/iot/latest/developerguide/managing-fleet-index.html
 */
export const indexing = {
  GetIndexingConfiguration: ({ state }) => state.indexing,

  UpdateIndexingConfiguration({ state }, given) {
    const { thingIndexingConfiguration: things, thingGroupIndexingConfiguration: groups } = given;
    const isOff = things?.thingIndexingMode === 'OFF';
    // https://docs.aws.amazon.com/iot/latest/developerguide/dynamic-thing-groups.html#indexing-backfill-conflict
    if (isOff && Object.values(state.thingGroups).some(({ query }) => query !== undefined))
      throw invalidRequest('Fleet indexing cannot be disabled while there are dynamic thing groups.');
    // https://github.com/hashicorp/terraform-provider-aws/issues/27532
    if (things?.namedShadowIndexingMode === 'ON' && (things.filter?.namedShadowNames ?? []).length === 0)
      throw invalidRequest('NamedShadowNames Filter must not be empty for enabling NamedShadowIndexingMode.');
    state.indexing = {
      ...state.indexing,
      ...(things === undefined ? {} : { thingIndexingConfiguration: things }),
      ...(groups === undefined ? {} : { thingGroupIndexingConfiguration: groups }),
    };
    return {};
  },
} satisfies IotHandlers;

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const indexingTraits: TraitsOf<typeof indexing> = {
  GetIndexingConfiguration: { shape: GetIndexingConfiguration$ },
  UpdateIndexingConfiguration: { shape: UpdateIndexingConfiguration$ },
};
