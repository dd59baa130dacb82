import { ADDRESSES, NUMBER } from './metric.ts';
import type { Metric } from './metric.ts';

const PAGE = 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html';

const COUNTER = { ...NUMBER, side: 'cloud', value: 'count', duration: 'required' } as const;

/** What AWS IoT measures itself; dimensions narrow five of them: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/scoping-security-behavior.html */
export const CLOUD_METRICS: Readonly<Record<string, Metric>> = {
  'aws:message-byte-size': {
    ...COUNTER,
    meaning: 'size of a message that a device sends',
    unit: 'bytes',
    duration: 'allowed',
    dimension: true,
    source: `${PAGE}#detect-message-size`,
    caution: 'Exported as minimum, maximum and total over the window, not as one number.',
  },
  'aws:num-messages-sent': {
    ...COUNTER,
    meaning: 'messages that a device sends',
    unit: 'messages',
    dimension: true,
    source: `${PAGE}#detect-messages-sent`,
  },
  'aws:num-messages-received': {
    ...COUNTER,
    meaning: 'messages that are delivered to a device',
    unit: 'messages',
    dimension: true,
    source: `${PAGE}#detect-messages-received`,
  },
  'aws:num-authorization-failures': {
    ...COUNTER,
    meaning: 'requests of a device that are refused',
    unit: 'failures',
    dimension: true,
    source: `${PAGE}#detect-auth-failures`,
  },
  'aws:source-ip-address': {
    ...ADDRESSES,
    side: 'cloud',
    meaning: 'addresses that a device connects from',
    dimension: true,
    source: `${PAGE}#detect-ip-address`,
  },
  'aws:num-connection-attempts': {
    ...COUNTER,
    meaning: 'times that a device tries to connect',
    unit: 'attempts',
    source: `${PAGE}#detect-num-connection-attempts`,
  },
  'aws:num-disconnects': {
    ...COUNTER,
    meaning: 'times that a device disconnects',
    unit: 'disconnects',
    source: `${PAGE}#detect-num-disconnects`,
  },
  'aws:disconnect-duration': {
    ...COUNTER,
    meaning: 'how long a device has been disconnected',
    unit: 'minutes',
    exportedUnit: 'seconds',
    operators: ['less-than', 'less-than-equals'],
    duration: 'forbidden',
    statistical: false,
    learning: false,
    source: PAGE,
    caution: 'Thresholds are in minutes, exported values in seconds.',
  },
};
