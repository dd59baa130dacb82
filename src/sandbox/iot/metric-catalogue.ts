import { find } from '../state.ts';
import type { RegionState } from '../state.ts';

/** Which member of `criteria.value` a metric is compared with. */
export type ValueMember = 'count' | 'cidrs' | 'ports' | 'number' | 'numbers' | 'strings';

/** What Device Defender documents of a metric. */
export interface Metric {
  readonly value: ValueMember;
  readonly operators: readonly string[];
  /** Whether a static threshold needs `durationSeconds`; lists of values must not have it. */
  readonly duration: 'required' | 'allowed' | 'forbidden';
  /** Whether statistical thresholds and machine learning are allowed. */
  readonly statistical: boolean;
  /** Whether a dimension may narrow it. */
  readonly dimension: boolean;
}

const COMPARISONS = ['less-than', 'less-than-equals', 'greater-than', 'greater-than-equals'];
const ADDRESSES = ['in-cidr-set', 'not-in-cidr-set'];
const PORTS = ['in-port-set', 'not-in-port-set'];
const SETS = ['in-set', 'not-in-set'];

const COUNTER: Metric = {
  value: 'count',
  operators: COMPARISONS,
  duration: 'required',
  statistical: true,
  dimension: false,
};
const LIST = { duration: 'forbidden', statistical: false, dimension: false } as const;

/**
 * Cloud-side and device-side metrics.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-device-side-metrics.html
 */
const BUILT_IN: Readonly<Record<string, Metric>> = {
  'aws:message-byte-size': { ...COUNTER, duration: 'allowed', dimension: true },
  'aws:num-messages-sent': { ...COUNTER, dimension: true },
  'aws:num-messages-received': { ...COUNTER, dimension: true },
  'aws:num-authorization-failures': { ...COUNTER, dimension: true },
  'aws:source-ip-address': { ...LIST, value: 'cidrs', operators: ADDRESSES, dimension: true },
  'aws:num-connection-attempts': COUNTER,
  'aws:num-disconnects': COUNTER,
  'aws:disconnect-duration': {
    ...COUNTER,
    operators: ['less-than', 'less-than-equals'],
    duration: 'allowed',
    statistical: false,
  },
  'aws:all-bytes-out': COUNTER,
  'aws:all-bytes-in': COUNTER,
  'aws:all-packets-out': COUNTER,
  'aws:all-packets-in': COUNTER,
  'aws:num-listening-tcp-ports': { ...COUNTER, duration: 'allowed' },
  'aws:num-listening-udp-ports': { ...COUNTER, duration: 'allowed' },
  'aws:num-established-tcp-connections': { ...COUNTER, duration: 'allowed' },
  'aws:destination-ip-addresses': { ...LIST, value: 'cidrs', operators: ADDRESSES },
  'aws:listening-tcp-ports': { ...LIST, value: 'ports', operators: PORTS },
  'aws:listening-udp-ports': { ...LIST, value: 'ports', operators: PORTS },
};

/** By the type of a custom metric. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-custom-metrics.html */
const CUSTOM: Readonly<Record<string, Metric>> = {
  number: { ...COUNTER, value: 'number', duration: 'allowed' },
  'number-list': { ...LIST, value: 'numbers', operators: SETS },
  'string-list': { ...LIST, value: 'strings', operators: SETS },
  'ip-address-list': { ...LIST, value: 'cidrs', operators: ADDRESSES },
};

/** A built-in metric or one that the account has made; undefined where there is none of that name. */
export function metricNamed(state: RegionState, name: string): Metric | undefined {
  const custom = find(state.customMetrics, name);
  return custom === undefined ? find(BUILT_IN, name) : find(CUSTOM, custom.metricType);
}
