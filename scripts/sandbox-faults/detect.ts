import { inFile } from './fault.ts';
import type { Chapter } from './fault.ts';

const WATCH = ['test/detect'];

/** When Device Defender raises and clears alarms. */
export const DETECT: Chapter = {
  title: 'Detect: what raises an alarm',
  faults: [
    ...inFile('src/detect/criteria.ts', WATCH, {
      'less-than takes the threshold itself': ['observed < wanted', 'observed <= wanted'],
      'less-than-equals leaves the threshold out': ['observed <= wanted', 'observed < wanted'],
      'greater-than takes the threshold itself': ['observed > wanted', 'observed >= wanted'],
      'greater-than-equals leaves the threshold out': ['observed >= wanted', 'observed > wanted'],
      'criteria say what raises an alarm': ['?.(observed, wanted) ?? true', '?.(observed, wanted) === false'],
      'one element of the set is enough': ['!hits.includes(false)', 'hits.includes(true)'],
      'one element outside of the set is enough': [
        'isNegated ? !hits.includes(true)',
        'isNegated ? hits.includes(false)',
      ],
    }),
    ...inFile('src/detect/criteria.ts', WATCH, {
      'ranges end at whole bytes': ['Number(length);', 'Math.ceil(Number(length) / 8) * 8;'],
      'IPv6 addresses lie in no range': ["!address.includes(':') ||", "address.includes(':') ||"],
    }),
    ...inFile('src/detect/alarm.ts', WATCH, {
      'an alarm takes one data point more': ['state.against < (', 'state.against <= ('],
      'data points need not be consecutive': [
        'if (isNormal !== state.isInAlarm) {\n    state.against = 0;',
        'if (isNormal !== state.isInAlarm) {',
      ],
      'an alarm is cleared by as many data points as raise it': ['state.isInAlarm ? toClear : toAlarm', 'toAlarm'],
      'what raised an alarm counts towards clearing it': [
        'state.isInAlarm = !state.isInAlarm;\n  state.against = 0;',
        'state.isInAlarm = !state.isInAlarm;',
      ],
    }),
    ...inFile('src/detect/monitor.ts', WATCH, {
      'data points come every minute': ['INTERVAL_SECONDS = 300', 'INTERVAL_SECONDS = 60'],
      'it takes two data points unless told otherwise': [
        'consecutiveDatapointsToAlarm ?? 1',
        'consecutiveDatapointsToAlarm ?? 2',
      ],
      'it takes two data points to clear unless told otherwise': [
        'consecutiveDatapointsToClear ?? 1',
        'consecutiveDatapointsToClear ?? 2',
      ],
      'who reports nothing is normal': [
        'isNormal === undefined || alarm === undefined ? undefined : step(alarm, isNormal, datapoints)',
        'alarm === undefined ? undefined : step(alarm, isNormal ?? true, datapoints)',
      ],
      'a duration is judged by its last five minutes': [
        'COUNTERS.has(metric) ? Math.max(',
        'COUNTERS.has(metric) ? Math.min(1, ',
      ],
      'a duration has one interval too many': [
        'Math.round(durationSeconds / INTERVAL_SECONDS)',
        'Math.round(durationSeconds / INTERVAL_SECONDS) + 1',
      ],
      'levels are added up over a duration': ['COUNTERS.has(metric) ? Math.max', "metric !== '' ? Math.max"],
      'bytes and packets are not added up over a duration': [
        'aws:num-disconnects aws:all-bytes-out aws:all-bytes-in aws:all-packets-out aws:all-packets-in`',
        'aws:num-disconnects`',
      ],
      'disconnections are judged in seconds': ['=== JUDGED_IN_MINUTES ? 60 : 1', '=== JUDGED_IN_MINUTES ? 1 : 1'],
      'a percentile is one of the thing itself': [
        'wanted === undefined ? undefined : isNormalNumber(comparisonOperator, total, wanted)',
        'wanted === undefined ? undefined : isNormalNumber(comparisonOperator, total, percentile([total], 50) ?? wanted)',
      ],
      'p99.9 is p99': [
        'Number(statisticalThreshold?.statistic?.slice(1))',
        "Number.parseInt(statisticalThreshold?.statistic?.slice(1) ?? '', 10)",
      ],
      'percentiles count silent things as 0': [
        'observed.filter((total) => total !== undefined).sort(',
        'observed.map((total) => total ?? 0).sort(',
      ],
      'percentiles are of the last five minutes': [
        'comparisonOperator, durationSeconds, statisticalThreshold } = criteria;',
        'comparisonOperator, statisticalThreshold } = criteria;\n  const durationSeconds = undefined;',
      ],
      'percentiles are sorted as texts': ['.sort((one, other) => one - other)', '.sort()'],
    }),
  ],
};
