import { ADDRESSES, NUMBER, PORTS } from './metric.ts';
import type { Metric } from './metric.ts';

const PAGE = 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-device-side-metrics.html';

const COUNTER = { ...NUMBER, side: 'device', value: 'count', duration: 'required' } as const;

/** What an agent on the device reports, at most every 300 seconds. */
export const DEVICE_METRICS: Readonly<Record<string, Metric>> = {
  'aws:all-bytes-out': {
    ...COUNTER,
    meaning: 'bytes that leave the device',
    unit: 'bytes',
    source: `${PAGE}#detect-all-bytes-out`,
  },
  'aws:all-bytes-in': {
    ...COUNTER,
    meaning: 'bytes that reach the device',
    unit: 'bytes',
    source: `${PAGE}#detect-all-bytes-in`,
  },
  'aws:all-packets-out': {
    ...COUNTER,
    meaning: 'packets that leave the device',
    unit: 'packets',
    source: `${PAGE}#detect-all-packets-out`,
  },
  'aws:all-packets-in': {
    ...COUNTER,
    meaning: 'packets that reach the device',
    unit: 'packets',
    source: `${PAGE}#detect-all-packets-in`,
  },
  // Their text names durations and does not say that one is needed.
  'aws:num-listening-tcp-ports': {
    ...COUNTER,
    meaning: 'TCP ports that the device listens on, counted',
    unit: 'ports',
    duration: 'allowed',
    source: `${PAGE}#detect-num-listening-tcp-ports`,
  },
  'aws:num-listening-udp-ports': {
    ...COUNTER,
    meaning: 'UDP ports that the device listens on, counted',
    unit: 'ports',
    duration: 'allowed',
    source: `${PAGE}#detect-num-listening-udp-ports`,
  },
  'aws:num-established-tcp-connections': {
    ...COUNTER,
    meaning: 'TCP connections that the device has',
    unit: 'connections',
    duration: 'allowed',
    source: `${PAGE}#detect-num-established-tcp-connections`,
  },
  'aws:destination-ip-addresses': {
    ...ADDRESSES,
    side: 'device',
    meaning: 'addresses that the device talks to',
    source: `${PAGE}#detect-destination-ip-addresses`,
  },
  'aws:listening-tcp-ports': {
    ...PORTS,
    side: 'device',
    meaning: 'TCP ports that the device listens on',
    source: `${PAGE}#detect-listening-tcp-ports`,
  },
  'aws:listening-udp-ports': {
    ...PORTS,
    side: 'device',
    meaning: 'UDP ports that the device listens on',
    source: `${PAGE}#detect-listening-udp-ports`,
  },
};
