import type { OperationContext } from '../context.ts';
import { refusal } from '../refusal.ts';
import { find } from '../state.ts';
import type { DeliveryStreamRecord } from '../state.ts';

/** Amazon Data Firehose's answer to a request that it does not accept (400). */
export function invalidArgument(message: string) {
  return refusal('InvalidArgumentException', message);
}

/** Amazon Data Firehose's answer where a stream is not in the state for it, or its name is taken (400). */
export function inUse(message: string) {
  return refusal('ResourceInUseException', message);
}

/** What the sandbox has no code for; AWS has. */
export function notImplemented(what: string) {
  return refusal('NotImplementedException', `The sandbox does not implement ${what}.`, { status: 501 });
}

/** The stream of that name; refuses where there is none. */
export function streamOf({ account, state }: OperationContext, name: string): DeliveryStreamRecord {
  const stream = find(state.deliveryStreams, name);
  if (stream === undefined) {
    throw refusal('ResourceNotFoundException', `Firehose ${name} under account ${account} not found.`);
  }
  return stream;
}

/** The stream of that name; refuses where it is not ACTIVE. */
export function activeStreamOf(context: OperationContext, name: string): DeliveryStreamRecord {
  const stream = streamOf(context, name);
  if (stream.status === 'ACTIVE') return stream;
  throw inUse(`Firehose ${name} under account ${context.account} is not in ACTIVE state: ${stream.status}`);
}
