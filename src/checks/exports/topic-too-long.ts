import { TOPIC_LIMIT, basicIngestOf } from '../../catalogue/topics.ts';
import type { Check } from '../shared/check.ts';
import { exportsIn } from '../shared/data-path.ts';

/** A topic that the message broker does not take. */
export const topicTooLong: Check = {
  id: 'topic-too-long',
  code: 'DG8024',
  severity: 'error',
  summary: `metrics are exported to a topic of more than ${TOPIC_LIMIT.bytes} bytes or ${TOPIC_LIMIT.slashes} slashes`,
  why: 'The message broker refuses what is published there; $aws/rules/RULE/ is not counted.',
  source: 'https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits',
  *find(context) {
    for (const { profile, topic } of exportsIn(context)) {
      const ingest = basicIngestOf(topic);
      const counted = ingest === undefined ? topic : (ingest.rest ?? '');
      const bytes = new TextEncoder().encode(counted).length;
      const slashes = counted.split('/').length - 1;
      const found = { address: profile.address, path: 'metricsExport.mqttTopic' };
      if (bytes > TOPIC_LIMIT.bytes)
        yield {
          ...found,
          message: `The topic has ${bytes} bytes of UTF-8; AWS takes ${TOPIC_LIMIT.bytes}.`,
          hint: 'Choose a shorter one.',
        };
      if (slashes > TOPIC_LIMIT.slashes)
        yield {
          ...found,
          message: `The topic has ${slashes} slashes; AWS takes ${TOPIC_LIMIT.slashes}.`,
          hint: 'Put levels together.',
        };
    }
  },
};
