import type { Check } from '../shared/check.ts';
import { doublesIn, metricsText } from './exported-twice.ts';

/** The same metric of the same devices to two topics. */
export const exportedToTwoTopics: Check = {
  id: 'exported-to-two-topics',
  code: 'DG8028',
  severity: 'note',
  summary: 'two profiles export the same metric of the same devices to different topics',
  why: 'That may be meant, and both ways are paid for.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-metrics-export.html',
  *find(context) {
    for (const { address, path, other, metrics, isSameTopic } of doublesIn(context))
      if (!isSameTopic)
        yield {
          address,
          path,
          message: `${other} exports ${metricsText(metrics)} of some of the same devices to another topic.`,
          hint: 'Silence this where both are meant.',
        };
  },
};
