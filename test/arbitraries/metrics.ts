import type { JsonValue } from '../../src/model/values/json.ts';

/** What the documentation says of a metric; written down apart from the sandbox's table, so that the two check each other. */
export interface Metric {
  readonly value: 'count' | 'cidrs' | 'ports' | 'number' | 'numbers' | 'strings';
  readonly operators: readonly string[];
  readonly duration: 'required' | 'allowed' | 'forbidden';
  readonly statistical: boolean;
  readonly dimension: boolean;
}

const NUMERIC = ['less-than', 'less-than-equals', 'greater-than', 'greater-than-equals'];
const counter: Metric = {
  value: 'count',
  operators: NUMERIC,
  duration: 'required',
  statistical: true,
  dimension: false,
};
const addresses: Metric = {
  value: 'cidrs',
  operators: ['in-cidr-set', 'not-in-cidr-set'],
  duration: 'forbidden',
  statistical: false,
  dimension: false,
};
const ports: Metric = { ...addresses, value: 'ports', operators: ['in-port-set', 'not-in-port-set'] };
const set: Metric = { ...addresses, value: 'strings', operators: ['in-set', 'not-in-set'] };

/**
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-device-side-metrics.html
 */
const BUILT_IN: Readonly<Record<string, Metric>> = {
  'aws:message-byte-size': { ...counter, duration: 'allowed', dimension: true },
  'aws:num-messages-sent': { ...counter, dimension: true },
  'aws:num-messages-received': { ...counter, dimension: true },
  'aws:num-authorization-failures': { ...counter, dimension: true },
  'aws:source-ip-address': { ...addresses, dimension: true },
  'aws:num-connection-attempts': counter,
  'aws:num-disconnects': counter,
  'aws:disconnect-duration': {
    ...counter,
    operators: ['less-than', 'less-than-equals'],
    duration: 'forbidden',
    statistical: false,
  },
  'aws:all-bytes-out': counter,
  'aws:all-bytes-in': counter,
  'aws:all-packets-out': counter,
  'aws:all-packets-in': counter,
  'aws:num-listening-tcp-ports': counter,
  'aws:num-listening-udp-ports': counter,
  'aws:num-established-tcp-connections': { ...counter, duration: 'allowed' },
  'aws:destination-ip-addresses': addresses,
  'aws:listening-tcp-ports': ports,
  'aws:listening-udp-ports': ports,
};

/** Custom metrics that generated profiles use, by name. */
export const CUSTOM_METRICS = {
  charge: 'number',
  levels: 'number-list',
  words: 'string-list',
  peers: 'ip-address-list',
} as const;

/** Dimensions that generated profiles use. */
export const DIMENSIONS = ['telemetry', 'commands'] as const;

/** Thing groups that generated profiles are attached to. */
export const THING_GROUPS = ['soundboxes', 'gateways', 'all:new'] as const;

/** https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-custom-metrics.html */
export const METRICS: Readonly<Record<string, Metric>> = {
  ...BUILT_IN,
  charge: { ...counter, value: 'number', duration: 'allowed' },
  levels: { ...set, value: 'numbers' },
  words: set,
  peers: addresses,
};

/** One value of each sort, so that a criteria can be made to fit its metric. */
export const VALUES: Readonly<Record<Metric['value'], JsonValue>> = {
  count: 100,
  cidrs: ['2001:DB8::1', '10.0.0.0/8'],
  ports: [8883, 443],
  number: 0.5,
  numbers: [10, 9],
  strings: ['b', 'a'],
};
