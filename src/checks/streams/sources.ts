import { firehoseActions } from '../shared/data-path.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import type { Check } from '../shared/check.ts';
import { afterwards, declared } from '../shared/resources.ts';
import { isFedByPut } from '../shared/streams.ts';
import type { StreamSpec } from '../shared/streams.ts';

/** A rule that puts records where records are only read from elsewhere. */
export const streamReadsElsewhere: Check = {
  id: 'stream-reads-elsewhere',
  code: 'DG8070',
  severity: 'error',
  summary: 'a rule sends to a delivery stream that reads from Kinesis or MSK',
  why: 'AWS refuses the records: nothing is put to a stream that has a source.',
  source: 'https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html',
  *find(context) {
    const streams = new Map(afterwards<StreamSpec>(context, 'DeliveryStream').map(({ name, spec }) => [name, spec]));
    for (const { address, spec } of declared<RuleSpec>(context, 'TopicRule'))
      for (const { path, settings } of firehoseActions(spec)) {
        const name = String(settings['deliveryStreamName']);
        const stream = streams.get(name);
        if (stream === undefined || isFedByPut(stream)) continue;
        const source = stream.kinesisStreamSourceConfiguration?.kinesisStreamArn.split('/').at(-1);
        yield {
          address,
          path: `${path}.deliveryStreamName`,
          message: `${name} reads its records from ${source === undefined ? 'MSK' : `the Kinesis data stream ${source}`}.`,
          hint:
            source === undefined
              ? 'Send to the topic of MSK with the action kafka, or to another stream.'
              : `Send to it with the action kinesis: \`kinesis: { streamName: ${source}, … }\`.`,
        };
      }
  },
};
