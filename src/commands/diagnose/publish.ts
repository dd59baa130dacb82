import { letsPass } from '../../pipeline/impact/data-path/feeding.ts';
import { basicIngestOf } from '../../catalogue/topics.ts';
import type { Aws } from '../../model/aws.ts';
import type { ExportBatch } from '../../model/exports/export-batch.ts';
import { OperatorError } from '../../model/problem.ts';
import type { DesiredState } from '../../model/resource.ts';
import { ask } from '../prerequisites/diagnostic.ts';
import type { Remark } from '../prerequisites/diagnostic.ts';
import { MARKER, markedBatch } from './probe-batch.ts';
import { refusal } from './refusal.ts';
import { openWatch } from './watch.ts';
import type { Watch } from './watch.ts';
import type { Walked } from './path.ts';

/** Seconds beyond the buffer's interval that Firehose may take: it promises none. */
const MARGIN = 90;

/** What a batch is published in. */
interface Surroundings {
  readonly aws: Aws;
  readonly desired: DesiredState;
  /** True once nobody wants to wait any longer. */
  readonly stopped: () => boolean;
}

/**
 * Publishes one marked batch to the topic of an export and waits until it lies in every bucket that the path leads to. Publishes
 * nothing where the path is broken, or where nobody could see what becomes of the batch.
 */
export async function publishAndWatch(walked: Walked, around: Surroundings): Promise<readonly Remark[]> {
  const { aws, desired } = around;
  const { topic, landings, errors, profiles } = walked;
  const left = (why: string): Remark => ({ status: 'unchecked', what: `Nothing was published to ${topic}: ${why}.` });
  if (walked.remarks.some(({ status }) => status === 'blocks')) return [left('the path is broken')];
  const sealed = landings.flatMap(({ of, sealed: why }): Remark[] =>
    why === undefined ? [] : [{ status: 'unchecked', what: `What ${of} writes is not looked into: objects ${why}.` }],
  );
  const open = landings.filter((landing) => landing.sealed === undefined);
  const isOpenToAll = basicIngestOf(topic) === undefined && walked.statements.size === 0;
  if (open.length === 0 && !isOpenToAll) return [...sealed, left('no bucket shows what becomes of it')];

  const watch = await openWatch(aws, open, errors);
  const known = [...sealed, ...watch.unseen];
  if (known.some(({ status }) => status === 'blocks')) return [...known, left('its arrival could not be seen')];
  const thing = MARKER + crypto.randomUUID().slice(0, 8);
  const batch = markedBatch(thing, profiles, desired, aws.now());
  const refused = await publish(aws, topic, batch);
  if (refused !== undefined) return [...known, refused];
  const published: Remark = { status: 'fine', what: `A batch of the thing ${thing} was published to ${topic}.` };
  return [...known, published, ...(await arrivals(walked, { watch, thing, batch }, around))];
}

async function publish(aws: Aws, topic: string, batch: ExportBatch): Promise<Remark | undefined> {
  const described = await ask(() => aws.iot('DescribeEndpoint', { endpointType: 'iot:Data-ATS' }));
  if (described.type !== 'taken')
    return refusal('AWS does not tell the endpoint', 'iot:DescribeEndpoint', '*', described);
  const endpoint = described.value.endpointAddress ?? '';
  const sent = await ask(() => aws.iotData('Publish', { endpoint, topic, payload: JSON.stringify(batch) }));
  const { partition, region, account } = aws.target;
  const resource = `arn:${partition}:iot:${region}:${account}:topic/${topic}`;
  return sent.type === 'taken'
    ? undefined
    : refusal(`Nothing was published to ${topic}`, 'iot:Publish', resource, sent);
}

interface Published {
  readonly watch: Watch;
  readonly thing: string;
  readonly batch: ExportBatch;
}

async function arrivals(
  walked: Walked,
  { watch, thing, batch }: Published,
  { aws, stopped }: Surroundings,
): Promise<readonly Remark[]> {
  const begun = aws.now();
  const seconds = watch.seconds + MARGIN;
  const found: Remark[] = [];
  const probe = async (): Promise<true | undefined> => {
    found.push(...(await watch.look(thing, Math.round((aws.now() - begun) / 1000))));
    return stopped() || watch.open().length === 0 || found.some(({ status }) => status === 'blocks') ? true : undefined;
  };
  try {
    if (watch.open().length > 0)
      await aws.until(`the batch in ${watch.places()}, ${seconds} s at most`, probe, seconds);
    return stopped() ? [...found, ...watch.open().map(notWaitedFor)] : found;
  } catch (error) {
    if (!(error instanceof OperatorError) || error.code !== 'DG4006') throw error;
    const late = watch.open().map(({ of, place }): Remark => ({
      status: 'blocks',
      code: 'DG7203',
      what: `The batch did not come into ${place}, where ${of} writes, within ${seconds} s.`,
      remedy: whereToLook(walked, batch),
    }));
    return [...found, ...late];
  }
}

function notWaitedFor({ place }: { readonly place: string }): Remark {
  return { status: 'unchecked', what: `Stopped before the batch came into ${place}.` };
}

function whereToLook({ statements, topic, errors }: Walked, batch: ExportBatch): string {
  const seenBy = basicIngestOf(topic) === undefined ? topic : (basicIngestOf(topic)?.rest ?? '');
  const filtering = [...statements].find(([, sql]) => letsPass(sql, batch, seenBy) === false);
  if (filtering !== undefined) return `WHERE of TopicRule/${filtering[0]} does not let it pass: ${filtering[1]}`;
  const rules = [...statements.keys()].map((rule) => `RuleName ${rule}`).join(', ');
  const beside = errors.length === 0 ? '' : ` Nothing came to ${errors.map(({ of }) => of).join(' or ')} either.`;
  return `Look at the metrics Success and Failure of AWS/IoT (${rules}), at DeliveryToS3.Success and the log of the stream, and at what its role may do in the bucket.${beside}`;
}
