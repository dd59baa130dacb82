import {
  CreateDeliveryStream$,
  DescribeDeliveryStream$,
  UpdateDestination$,
  DeleteDeliveryStream$,
  ListDeliveryStreams$,
} from '@aws-sdk/client-firehose';
import { arnOf } from '../context.ts';
import type { OperationContext, FirehoseHandlers } from '../context.ts';
import { slice } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { find, put } from '../state.ts';
import type { DeliveryStreamRecord } from '../state.ts';
import { repeatedKey, storedTags } from '../tags.ts';
import { describeStream, DESTINATION_ID } from './description.ts';
import { withDefaults } from './destination-defaults.ts';
import { mergeDestination } from './destination-merge.ts';
import { checkDestination, checkHints, checkSource, checkTransition } from './destination-rules.ts';
import { startEncryption } from './encryption.ts';
import { activeStreamOf, invalidArgument, inUse, streamOf } from './refusals.ts';
import { changedElsewhere, isSearch, newElsewhere } from './elsewhere.ts';
import { newDestination, newSource, updateOf, withoutEmptyPrefixes } from './requests.ts';
import type { Destination } from './requests.ts';
import { named } from '../traits.ts';
import type { TraitsOf } from '../traits.ts';

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ListDeliveryStreams.html */
const PAGE = 10;

/** Delivery streams. https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html */
export const deliveryStreams = {
  CreateDeliveryStream(context, input) {
    const { DeliveryStreamName: name, DeliveryStreamEncryptionConfigurationInput: encryption, Tags: tags = [] } = input;
    const { type, source } = newSource(input);
    const given = newDestination(input);
    checkHints(given);
    const delivery = begun(context, given);
    if (source !== undefined) checkSource(context, source);
    const repeated = repeatedKey(tags);
    if (repeated !== undefined) throw invalidArgument(`Duplicate tag key: ${repeated}`);
    if (find(context.state.deliveryStreams, name) !== undefined) {
      throw inUse(`Firehose ${name} under accountId ${context.account} already exists`);
    }
    const stream: DeliveryStreamRecord = {
      arn: arnOf(context, 'firehose', `deliverystream/${name}`),
      status: 'CREATING',
      statusDue: context.now + context.durations.streamCreating,
      type,
      ...(source === undefined ? {} : { source }),
      encryption: { status: 'DISABLED' },
      version: 1,
      createdAt: context.now,
      ...delivery,
      tags: storedTags(tags),
    };
    if (encryption !== undefined) startEncryption(stream, encryption, stream.statusDue ?? context.now);
    put(context.state.deliveryStreams, name, stream);
    return { DeliveryStreamARN: stream.arn };
  },

  DescribeDeliveryStream(context, input) {
    const { DeliveryStreamName: name, ExclusiveStartDestinationId: start } = input;
    return {
      DeliveryStreamDescription: describeStream(name, streamOf(context, name), start !== DESTINATION_ID),
    };
  },

  UpdateDestination(context, input) {
    const { DeliveryStreamName: name, CurrentDeliveryStreamVersionId: expected, DestinationId: id } = input;
    const stream = activeStreamOf(context, name);
    const update = updateOf(input);
    checkHints(update);
    if (String(stream.version) !== expected) {
      throw refusal(
        'ConcurrentModificationException',
        `Cannot update firehose: ${name} since the current version id: ${stream.version} and specified version id: ${expected} do not match`,
      );
    }
    if (id !== DESTINATION_ID) throw invalidArgument(`Destination Id ${id} not found`);
    const { destination, elsewhere } = changed(context, stream, update);
    delete stream.destination;
    delete stream.elsewhere;
    Object.assign(stream, destination === undefined ? { elsewhere } : { destination });
    Object.assign(stream, { version: stream.version + 1, changedAt: context.now });
    return {};
  },

  // A stream that is being created cannot be deleted; one that is being deleted can be, again.
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeleteDeliveryStream.html
  DeleteDeliveryStream(context, { DeliveryStreamName: name }) {
    const stream = streamOf(context, name);
    if (stream.status === 'CREATING') throw notDeletable(context, name);
    if (stream.status !== 'DELETING') {
      stream.status = 'DELETING';
      stream.statusDue = context.now + context.durations.streamDeleting;
    }
    return {};
  },

  ListDeliveryStreams({ state }, input) {
    const { DeliveryStreamType: type, ExclusiveStartDeliveryStreamName: start, Limit: limit = PAGE } = input;
    const streams = Object.entries(state.deliveryStreams).filter(
      ([, stream]) => type === undefined || stream.type === type,
    );
    const { items, more } = slice(streams, ([name]) => name, start, limit);
    return { DeliveryStreamNames: items.map(([name]) => name), HasMoreDeliveryStreams: more };
  },
} satisfies FirehoseHandlers;

const on = named('deliverystream', 'DeliveryStreamName');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisfirehose.html */
export const deliveryStreamsTraits: TraitsOf<typeof deliveryStreams> = {
  CreateDeliveryStream: { shape: CreateDeliveryStream$, on, tags: 'Tags', passesRoles: true },
  DescribeDeliveryStream: { shape: DescribeDeliveryStream$, on },
  UpdateDestination: { shape: UpdateDestination$, on, passesRoles: true },
  DeleteDeliveryStream: { shape: DeleteDeliveryStream$, on },
  ListDeliveryStreams: { shape: ListDeliveryStreams$ },
};

/** A destination as a stream begins with it. */
function begun(context: OperationContext, { destination: given, elsewhere }: Destination): Destination {
  if (elsewhere !== undefined) return { elsewhere: newElsewhere(context, elsewhere) };
  if (given === undefined) return {};
  const destination = withDefaults(given);
  checkDestination(context, destination);
  return { destination };
}

/**
 * A destination after an update: merged where it is of the same sort, else wholly new. What is OpenSearch stays OpenSearch.
 * https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html
 */
function changed(
  context: OperationContext,
  { destination: current, elsewhere }: Destination,
  update: ReturnType<typeof updateOf>,
): Destination {
  const [before, after] = [elsewhere?.service, update.elsewhere?.service];
  if (before !== after) {
    if (isSearch(before) || isSearch(after))
      throw invalidArgument('Switching between OpenSearch Service and other services is not supported.');
    return begun(context, update as Destination);
  }
  const told = context.assumptions.emptyPrefixClears ? update : withoutEmptyPrefixes(update);
  if (elsewhere !== undefined && told.elsewhere !== undefined)
    return { elsewhere: changedElsewhere(context, elsewhere, told.elsewhere.settings) };
  if (current === undefined) return {};
  const destination = withDefaults(mergeDestination(current, told.destination ?? {}));
  checkTransition(current, destination);
  checkDestination(context, destination);
  return { destination };
}

function notDeletable({ account }: OperationContext, name: string) {
  return inUse(`Firehose ${name} under account ${account} cannot be deleted while it is CREATING`);
}
