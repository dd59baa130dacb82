import { actionsOf } from '../../pipeline/impact/data-path/actions.ts';
import { landingsOfActions, landingsOfStream } from '../../pipeline/impact/data-path/landing.ts';
import type { Landing } from '../../pipeline/impact/data-path/landing.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { ask } from '../prerequisites/diagnostic.ts';
import { readLive } from './live-resource.ts';

/** A landing, and whose it is. */
export interface End extends Landing {
  /** As the subject of a sentence. */
  readonly of: string;
}

/** Where what a rule takes ends. */
export interface RuleEnds {
  readonly landings: readonly End[];
  /** Where it ends if something fails. */
  readonly errors: readonly End[];
}

/** Follows the actions of a rule to their ends. Only reads. */
export async function ruleEnds(
  aws: Aws,
  address: Address,
  spec: JsonObject,
): Promise<RuleEnds & { readonly diagnostics: readonly Diagnostic[] }> {
  const nodes = actionsOf(spec);
  const errorAction = isObject(spec['errorAction']) ? spec['errorAction'] : undefined;
  const streams = await Promise.all(
    nodes.filter(({ sort }) => sort === 'stream').map(({ name }) => lookAtStream(aws, name)),
  );
  const buckets = landingsOfActions(spec['actions']).map((landing): End => ({ ...landing, of: `${address} itself` }));
  const others = nodes.filter(({ sort }) => sort !== 'stream' && sort !== 'bucket');
  return {
    landings: [...streams.flatMap(({ landings }) => landings), ...buckets],
    errors: [
      ...landingsOfActions(errorAction).map((landing): End => ({ ...landing, of: `the error action of ${address}` })),
      ...streams.flatMap(({ errors }) => errors),
    ],
    diagnostics: [
      ...(nodes.length === 0 ? [blocks(`${address} has no action: what it takes is lost`)] : []),
      errorDiagnostic(address, errorAction),
      ...streams.map(({ diagnostic }) => diagnostic),
      ...buckets.map(({ bucket }): Diagnostic => ({ status: 'fine', message: `${address} writes to s3://${bucket}.` })),
      ...others.map(({ name }): Diagnostic => ({
        status: 'unchecked',
        message: `${address} also sends to ${name}, which is not followed.`,
      })),
    ],
  };
}

function errorDiagnostic(address: Address, errorAction: JsonObject | undefined): Diagnostic {
  const [node] = actionsOf({ actions: errorAction === undefined ? [] : [errorAction] });
  if (node !== undefined)
    return { status: 'fine', message: `What ${address} cannot deliver goes to ${node.id.replace('/', ' ')}.` };
  return {
    status: 'warns',
    message: `${address} has no error action: what it cannot deliver is lost.`,
    hint: 'Give it an `errorAction`, to a bucket for example.',
  };
}

interface LookedAtStream extends RuleEnds {
  readonly diagnostic: Diagnostic;
}

async function lookAtStream(aws: Aws, name: string): Promise<LookedAtStream> {
  const address = addressOf('DeliveryStream', name);
  const nowhere = { landings: [], errors: [] };
  // A name with a template is known only when a message comes.
  if (name.includes('${'))
    return {
      ...nowhere,
      diagnostic: { status: 'unchecked', message: `Which stream ${name} is depends on the message.` },
    };
  const read = await readLive(aws, address);
  if ('diagnostic' in read) return { ...nowhere, diagnostic: read.diagnostic };
  const described = await ask(() => aws.firehose('DescribeDeliveryStream', { DeliveryStreamName: name }));
  const status =
    described.type === 'taken' ? described.value.DeliveryStreamDescription?.DeliveryStreamStatus : undefined;
  if (status !== 'ACTIVE') return { ...nowhere, diagnostic: notActive(address, status) };
  const { records, errors } = landingsOfStream(read.spec);
  if (records === undefined)
    return { ...nowhere, diagnostic: { status: 'unchecked', message: `${address} delivers to what is not followed.` } };
  return {
    landings: [{ ...records, of: address }],
    errors: errors === undefined ? [] : [{ ...errors, of: `the error prefix of ${address}` }],
    diagnostic: {
      status: 'fine',
      message: `${address} is ACTIVE and writes to s3://${records.bucket} within ${records.seconds} s.`,
    },
  };
}

function notActive(address: Address, status: string | undefined): Diagnostic {
  const hint =
    status === 'CREATING'
      ? 'It takes about a minute: run again then.'
      : 'Plan again: a stream that failed is replaced, with the reason that AWS gives.';
  return { ...blocks(`${address} is ${status ?? 'gone'}: nothing can be put into it`), hint };
}

function blocks(what: string): Diagnostic {
  return { status: 'blocks', code: 'DG7201', message: `${what}.` };
}
