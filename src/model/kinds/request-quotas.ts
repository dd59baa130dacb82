import type { KnownOperations } from './operation.ts';
import type { Target } from '../settings.ts';
import { compareTexts } from '../values/text.ts';

/** Requests a second that AWS takes in one account and region, and the operations that share them. */
export interface RequestQuota {
  readonly name: string;
  readonly perSecond: number;
}

/** Requests a second of operations for which AWS publishes none. */
const OTHERS = 10;

/** Regions with lower limits of the rules engine. https://docs.aws.amazon.com/general/latest/gr/iot-core.html */
const SMALL_REGIONS = new Set([
  'ap-east-1',
  'ap-southeast-5',
  'ca-central-1',
  'cn-northwest-1',
  'eu-north-1',
  'eu-south-2',
  'eu-west-3',
  'me-central-1',
  'me-south-1',
  'us-gov-east-1',
  'us-gov-west-1',
  'us-west-1',
]);

/** Services in the order in which people look for them. */
const SERVICES = ['iot', 'firehose', 'tag'];

/** Every operation whose rate a target's settings may name: those with a published one. */
export function pacedOperations(operations: KnownOperations): readonly string[] {
  const place = (action: string): number => SERVICES.indexOf(action.split(':')[0] ?? '');
  return [...operations]
    .flatMap(([action, { rate }]) => (rate === undefined ? [] : [action]))
    .sort((one, other) => place(one) - place(other) || compareTexts(one, other));
}

/** The quota that an operation such as `iot:TagResource` draws on: as the target's settings say, else as AWS publishes it. */
export function quotaOf(
  operation: string,
  { region, quotas = {} }: Pick<Target, 'region' | 'quotas'>,
  operations: KnownOperations,
): RequestQuota {
  const published = operations.get(operation)?.rate;
  const name = published?.quota ?? operation;
  const set = [...operations].flatMap(([other, { rate }]) =>
    rate !== undefined && (rate.quota ?? other) === name ? (quotas[other] ?? []) : [],
  );
  if (set.length > 0) return { name, perSecond: Math.min(...set) };
  const { perSecond = OTHERS, small = perSecond } = published ?? {};
  return { name, perSecond: SMALL_REGIONS.has(region) ? small : perSecond };
}
