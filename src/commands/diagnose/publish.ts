import { letsPass } from '../../pipeline/impact/data-path/feeding.ts';
import { basicIngestOf } from '../../catalogue/topics.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Aws } from '../../model/aws.ts';
import type { ExportBatch, DataPoint } from '../../model/exports/export-batch.ts';
import { OperatorError } from '../../model/problem.ts';
import type { DesiredState } from '../../model/resource.ts';
import { ask } from '../prerequisites/diagnostic.ts';
import { refusal } from './live-resource.ts';
import { openWatch } from './arrival-watch.ts';
import type { ArrivalWatch } from './arrival-watch.ts';
import type { Walked } from './path.ts';
import { metricFacts } from '../../catalogue/metrics.ts';
import { addressOf } from '../../model/address.ts';
import type { Address } from '../../model/address.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { profileMetricsOf } from '../../pipeline/impact/profile-metrics.ts';

/** Seconds beyond the buffer's interval that Firehose may take: it promises none. */
const MARGIN = 90;

/** What a batch is published in. */
interface PublishContext {
  readonly aws: Aws;
  readonly desired: DesiredState;
  /** True once nobody wants to wait any longer. */
  readonly stopped: () => boolean;
}

/**
 * Publishes one marked batch to the topic of an export and waits until it lies in every bucket that the path leads to. Publishes
 * nothing where the path is broken, or where nobody could see what becomes of the batch.
 */
export async function publishAndWatch(walked: Walked, around: PublishContext): Promise<readonly Diagnostic[]> {
  const { aws, desired } = around;
  const { topic, landings, errors, profiles } = walked;
  const left = (why: string): Diagnostic => ({
    status: 'unchecked',
    message: `Nothing was published to ${topic}: ${why}.`,
  });
  if (walked.diagnostics.some(({ status }) => status === 'blocks')) return [left('the path is broken')];
  const sealed = landings.flatMap(({ of, sealed: why }): Diagnostic[] =>
    why === undefined
      ? []
      : [{ status: 'unchecked', message: `What ${of} writes is not looked into: objects ${why}.` }],
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
  const published: Diagnostic = { status: 'fine', message: `A batch of the thing ${thing} was published to ${topic}.` };
  return [...known, published, ...(await arrivals(walked, { watch, thing, batch }, around))];
}

async function publish(aws: Aws, topic: string, batch: ExportBatch): Promise<Diagnostic | undefined> {
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

interface PublishedBatch {
  readonly watch: ArrivalWatch;
  readonly thing: string;
  readonly batch: ExportBatch;
}

async function arrivals(
  walked: Walked,
  { watch, thing, batch }: PublishedBatch,
  { aws, stopped }: PublishContext,
): Promise<readonly Diagnostic[]> {
  const begun = aws.now();
  const seconds = watch.seconds + MARGIN;
  const found: Diagnostic[] = [];
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
    const late = watch.open().map(({ of, place }): Diagnostic => ({
      status: 'blocks',
      code: 'DG7203',
      message: `The batch did not come into ${place}, where ${of} writes, within ${seconds} s.`,
      hint: whereToLook(walked, batch),
    }));
    return [...found, ...late];
  }
}

function notWaitedFor({ place }: { readonly place: string }): Diagnostic {
  return { status: 'unchecked', message: `Stopped before the batch came into ${place}.` };
}

function whereToLook({ statements, topic, errors }: Walked, batch: ExportBatch): string {
  const seenBy = basicIngestOf(topic) === undefined ? topic : (basicIngestOf(topic)?.rest ?? '');
  const filtering = [...statements].find(([, sql]) => letsPass(sql, batch, seenBy) === false);
  if (filtering !== undefined) return `WHERE of TopicRule/${filtering[0]} does not let it pass: ${filtering[1]}`;
  const rules = [...statements.keys()].map((rule) => `RuleName ${rule}`).join(', ');
  const beside = errors.length === 0 ? '' : ` Nothing came to ${errors.map(({ of }) => of).join(' or ')} either.`;
  return `Look at the metrics Success and Failure of AWS/IoT (${rules}), at DeliveryToS3.Success and the log of the stream, and at what its role may do in the bucket.${beside}`;
}

/** What stands before the id in the thing's name: nobody else's things are called so. */
const MARKER = 'defender-gitops-verify-';

/** Values that add nothing to a sum. The address is one for documentation: https://www.rfc-editor.org/rfc/rfc5737 */
const VALUES: Readonly<Record<string, JsonObject>> = {
  count: { count: 0 },
  number: { number: 0 },
  numbers: { numbers: [0] },
  strings: { strings: ['defender-gitops-verify'] },
  cidrs: { cidrs: ['192.0.2.0/32'] },
  ports: { ports: [0] },
};

/**
 * One data point of a thing that there is not, of a metric that the profile exports, so that it goes the way that the others go.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/metrics-export-json-schema.html
 */
function markedBatch(
  thing: string,
  [profile]: readonly Address[],
  { resources }: DesiredState,
  now: number,
): ExportBatch {
  const { exported } = profileMetricsOf((profile && resources.get(profile)?.spec) ?? {});
  // What is narrowed to a dimension carries that too.
  const { metric, dimension, excluded } = exported.find((one) => one.dimension === undefined) ??
    exported[0] ?? { metric: 'aws:num-messages-sent' };
  const type = resources.get(addressOf('CustomMetric', metric))?.spec['metricType'];
  const facts = metricFacts(metric, typeof type === 'string' ? type : undefined);
  const point: DataPoint = {
    name: metric,
    thing,
    value: VALUES[facts?.value ?? 'number'] ?? { number: 0 },
    version: 1,
    timestamp: now,
    ...(dimension === undefined ? {} : { dimension: { name: dimension, operator: excluded ? 'NOT_IN' : 'IN' } }),
  };
  return { version: '1.0', metrics: [point] };
}
