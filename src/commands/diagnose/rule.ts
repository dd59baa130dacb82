import { actionsOf } from '../../pipeline/impact/data-path/actions.ts';
import { landingsOfActions, landingsOfStream } from '../../pipeline/impact/data-path/landing.ts';
import type { Landing } from '../../pipeline/impact/data-path/landing.ts';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { isObject } from '../../model/json.ts';
import type { JsonObject } from '../../model/json.ts';
import { ask } from '../prerequisites/diagnostic.ts';
import type { Remark } from '../prerequisites/diagnostic.ts';
import { readStation } from './live-resource.ts';

/** A landing, and whose it is. */
export interface End extends Landing {
  /** As the subject of a sentence. */
  readonly of: string;
}

/** Where what a rule takes ends. */
export interface Ends {
  readonly landings: readonly End[];
  /** Where it ends if something fails. */
  readonly errors: readonly End[];
}

/** Follows the actions of a rule to their ends. Only reads. */
export async function ruleEnds(
  aws: Aws,
  address: Address,
  spec: JsonObject,
): Promise<Ends & { readonly remarks: readonly Remark[] }> {
  const stations = actionsOf(spec);
  const errorAction = isObject(spec['errorAction']) ? spec['errorAction'] : undefined;
  const streams = await Promise.all(
    stations.filter(({ sort }) => sort === 'stream').map(({ name }) => lookAtStream(aws, name)),
  );
  const buckets = landingsOfActions(spec['actions']).map((landing): End => ({ ...landing, of: `${address} itself` }));
  const others = stations.filter(({ sort }) => sort !== 'stream' && sort !== 'bucket');
  return {
    landings: [...streams.flatMap(({ landings }) => landings), ...buckets],
    errors: [
      ...landingsOfActions(errorAction).map((landing): End => ({ ...landing, of: `the error action of ${address}` })),
      ...streams.flatMap(({ errors }) => errors),
    ],
    remarks: [
      ...(stations.length === 0 ? [blocks(`${address} has no action: what it takes is lost`)] : []),
      errorRemark(address, errorAction),
      ...streams.map(({ remark }) => remark),
      ...buckets.map(({ bucket }): Remark => ({ status: 'fine', what: `${address} writes to s3://${bucket}.` })),
      ...others.map(({ name }): Remark => ({
        status: 'unchecked',
        what: `${address} also sends to ${name}, which is not followed.`,
      })),
    ],
  };
}

function errorRemark(address: Address, errorAction: JsonObject | undefined): Remark {
  const [station] = actionsOf({ actions: errorAction === undefined ? [] : [errorAction] });
  if (station !== undefined)
    return { status: 'fine', what: `What ${address} cannot deliver goes to ${station.id.replace('/', ' ')}.` };
  return {
    status: 'warns',
    what: `${address} has no error action: what it cannot deliver is lost.`,
    remedy: 'Give it an `errorAction`, to a bucket for example.',
  };
}

interface LookedAtStream extends Ends {
  readonly remark: Remark;
}

async function lookAtStream(aws: Aws, name: string): Promise<LookedAtStream> {
  const address = addressOf('DeliveryStream', name);
  const nowhere = { landings: [], errors: [] };
  // A name with a template is known only when a message comes.
  if (name.includes('${'))
    return { ...nowhere, remark: { status: 'unchecked', what: `Which stream ${name} is depends on the message.` } };
  const read = await readStation(aws, address);
  if ('remark' in read) return { ...nowhere, remark: read.remark };
  const described = await ask(() => aws.firehose('DescribeDeliveryStream', { DeliveryStreamName: name }));
  const status =
    described.type === 'taken' ? described.value.DeliveryStreamDescription?.DeliveryStreamStatus : undefined;
  if (status !== 'ACTIVE') return { ...nowhere, remark: notActive(address, status) };
  const { records, errors } = landingsOfStream(read.spec);
  if (records === undefined)
    return { ...nowhere, remark: { status: 'unchecked', what: `${address} delivers to what is not followed.` } };
  return {
    landings: [{ ...records, of: address }],
    errors: errors === undefined ? [] : [{ ...errors, of: `the error prefix of ${address}` }],
    remark: {
      status: 'fine',
      what: `${address} is ACTIVE and writes to s3://${records.bucket} within ${records.seconds} s.`,
    },
  };
}

function notActive(address: Address, status: string | undefined): Remark {
  const remedy =
    status === 'CREATING'
      ? 'It takes about a minute: run again then.'
      : 'Plan again: a stream that failed is replaced, with the reason that AWS gives.';
  return { ...blocks(`${address} is ${status ?? 'gone'}: nothing can be put into it`), remedy };
}

function blocks(what: string): Remark {
  return { status: 'blocks', code: 'DG7201', what: `${what}.` };
}
