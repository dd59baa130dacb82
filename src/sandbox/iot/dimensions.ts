import {
  CreateDimension$,
  DescribeDimension$,
  UpdateDimension$,
  DeleteDimension$,
  ListDimensions$,
} from '@aws-sdk/client-iot';
import { isEqual } from '../../model/values/json.ts';
import { arnOf } from '../context.ts';
import type { OperationContext, IotHandlers } from '../context.ts';
import { page } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { find, put } from '../state.ts';
import type { DimensionRecord } from '../state.ts';
import { alreadyExists, invalidRequest, notFound } from './refusals.ts';
import { profilesWithDimension } from './security-profile-references.ts';
import { newTags } from './tags.ts';
import { named } from '../traits.ts';
import type { TraitsOf } from '../traits.ts';

/** Not adjustable. https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const LIMIT = 10;

/** Not documented; the default of ListCustomMetrics. */
const PAGE = 25;

/** Dimensions of Device Defender. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateDimension.html */
export const dimensions = {
  CreateDimension(context, input) {
    const { name, type, stringValues, clientRequestToken = '' } = input;
    const { dimensions: known } = context.state;
    const said = { type, stringValues, tags: newTags(input.tags), clientRequestToken };
    const existing = find(known, name);
    if (existing !== undefined && !isReplay(existing, said)) throw alreadyExists(name, existing.arn);
    if (existing === undefined && Object.keys(known).length >= LIMIT) {
      throw refusal('LimitExceededException', `An account can have at most ${LIMIT} dimensions.`);
    }
    const arn = arnOf(context, 'iot', `dimension/${name}`);
    if (existing === undefined) put(known, name, { arn, ...said, createdAt: context.now, changedAt: context.now });
    return { name, arn };
  },

  DescribeDimension: (context, { name }) => describe(name, dimensionOf(context, name)),

  UpdateDimension(context, { name, stringValues }) {
    const dimension = dimensionOf(context, name);
    Object.assign(dimension, { stringValues, changedAt: context.now });
    return describe(name, dimension);
  },

  DeleteDimension({ state }, { name }) {
    const [user] = profilesWithDimension(state, name);
    if (user !== undefined) throw invalidRequest(`Dimension ${name} is used by security profile ${user}.`);
    delete state.dimensions[name];
    return {};
  },

  ListDimensions({ state }, input) {
    const { items, next } = page(Object.keys(state.dimensions), (name) => name, input, PAGE);
    return { dimensionNames: [...items], ...next };
  },
} satisfies IotHandlers;

const on = named('dimension', 'name');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const dimensionsTraits: TraitsOf<typeof dimensions> = {
  CreateDimension: { shape: CreateDimension$, on, tags: 'tags' },
  DescribeDimension: { shape: DescribeDimension$, on },
  UpdateDimension: { shape: UpdateDimension$, on },
  DeleteDimension: { shape: DeleteDimension$, on },
  ListDimensions: { shape: ListDimensions$ },
};

// The reference contradicts itself on tokens; AWS's own CloudFormation handler relies on a repeated request succeeding:
// https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-iot (aws-iot-dimension, CreateHandler)
function isReplay(dimension: DimensionRecord, said: object): boolean {
  const { arn: _arn, createdAt: _createdAt, changedAt: _changedAt, earlierTags: _earlierTags, ...known } = dimension;
  return isEqual(known, { ...said });
}

function dimensionOf({ state }: OperationContext, name: string): DimensionRecord {
  const dimension = find(state.dimensions, name);
  if (dimension === undefined) throw notFound(`Dimension ${name} does not exist.`);
  return dimension;
}

function describe(name: string, { arn, type, stringValues, createdAt, changedAt }: DimensionRecord) {
  return {
    name,
    arn,
    type,
    stringValues,
    creationDate: new Date(createdAt),
    lastModifiedDate: new Date(changedAt),
  };
}
