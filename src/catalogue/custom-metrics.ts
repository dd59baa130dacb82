import { ADDRESSES, LIST, NUMBER } from './metric.ts';
import type { Metric } from './metric.ts';

const source = 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-custom-metrics.html';

const SET = { ...LIST, operators: ['in-set', 'not-in-set'] } as const;

/** What devices report under names of your own, by `metricType`. */
export const CUSTOM_METRICS: Readonly<Record<string, Metric>> = {
  number: {
    ...NUMBER,
    side: 'custom',
    meaning: 'a number',
    unit: 'as the device reports it',
    value: 'number',
    duration: 'allowed',
    source,
    caution: 'Statistics and machine learning take no negative numbers.',
  },
  'number-list': { ...SET, side: 'custom', meaning: 'a list of numbers', value: 'numbers', source },
  'string-list': { ...SET, side: 'custom', meaning: 'a list of strings', value: 'strings', source },
  'ip-address-list': { ...ADDRESSES, side: 'custom', meaning: 'a list of IP addresses', source },
};
