import type { Operator, ValueMember } from './operators.ts';

/** What AWS documents of a metric. */
export interface Metric {
  /** What it measures, in a few words. */
  readonly meaning: string;
  /** Who measures it: AWS IoT, an agent on the device, or the device under a name of its own. */
  readonly side: 'cloud' | 'device' | 'custom';
  /** What a number of it counts; absent for lists. */
  readonly unit?: string;
  /** What an exported number counts, where that is another. */
  readonly exportedUnit?: string;
  /** The member of `criteria.value` that it is compared with. */
  readonly value: ValueMember;
  readonly operators: readonly Operator[];
  /** Whether a threshold needs `durationSeconds`, may have it, or cannot. */
  readonly duration: 'required' | 'allowed' | 'forbidden';
  /** Whether `statisticalThreshold` may judge it. */
  readonly statistical: boolean;
  /** Whether `mlDetectionConfig` may judge it. */
  readonly learning: boolean;
  /** Whether a dimension may narrow it. */
  readonly dimension: boolean;
  /** Where all this is written. */
  readonly source: string;
  /** What surprises people about it, a sentence. */
  readonly caution?: string;
}

const COMPARISONS: readonly Operator[] = ['less-than', 'less-than-equals', 'greater-than', 'greater-than-equals'];

/** What metrics that are numbers have in common. */
export const NUMBER = {
  operators: COMPARISONS,
  statistical: true,
  learning: true,
  dimension: false,
} as const;

/** What metrics that are lists have in common: no duration, no statistics, no machine learning. */
export const LIST = {
  duration: 'forbidden',
  statistical: false,
  learning: false,
  dimension: false,
} as const;

/** Lists of addresses. */
export const ADDRESSES = { ...LIST, value: 'cidrs', operators: ['in-cidr-set', 'not-in-cidr-set'] } as const;

/** Lists of ports. */
export const PORTS = { ...LIST, value: 'ports', operators: ['in-port-set', 'not-in-port-set'] } as const;

/**
 * The pipeline that AWS names as the alternative to Detect, which is run in the account of its user: what its page says of metrics
 * by the side that measures them. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-availability-change.html
 */
export const SELF_MANAGED = {
  about:
    'AWS names aws-samples/sample-iot-device-anomaly-detection as the alternative to Detect: it covers cloud-side metrics, has to be extended for others, and AWS names nothing in it for dimensions and exports. See https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-availability-change.html.',
  covers: { cloud: 'yes', device: 'where you extend it', custom: 'where you extend it' },
} as const;
