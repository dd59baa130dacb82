import { isList, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Check } from '../shared/check.ts';
import { firehoseActions } from '../shared/data-path.ts';
import type { RuleSpec } from '../shared/data-path.ts';
import { afterwards, declared } from '../shared/resources.ts';

/** Records in an S3 object with nothing between them. */
export const recordsRunTogether: Check = {
  id: 'records-run-together',
  code: 'DG8032',
  severity: 'warning',
  summary: 'a rule sends records to a delivery stream without a separator',
  why: 'Amazon Data Firehose puts records together as they come: in the object nothing says where one ends.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/kinesis-firehose-rule-action.html',
  *find(context) {
    const streams = new Map(afterwards<JsonObject>(context, 'DeliveryStream').map(({ name, spec }) => [name, spec]));
    for (const { address, spec } of declared<RuleSpec>(context, 'TopicRule'))
      for (const { path, settings } of firehoseActions(spec)) {
        const stream = streams.get(String(settings['deliveryStreamName']));
        if (settings['separator'] !== undefined || (stream !== undefined && separates(stream))) continue;
        yield {
          address,
          path,
          message: `Records of ${String(settings['deliveryStreamName'])} are put together with nothing between them.`,
          hint: 'Add `separator: "\\n"`.',
        };
      }
  },
};

/** Whether a stream tells records apart itself: it converts them, or ends each with a delimiter. */
function separates({ extendedS3Destination: destination }: JsonObject): boolean {
  if (!isObject(destination)) return true;
  if (destination['dataFormatConversionConfiguration'] !== undefined) return true;
  const processing = destination['processingConfiguration'];
  const processors = isObject(processing) && isList(processing['processors']) ? processing['processors'] : [];
  return processors.some((processor) => isObject(processor) && processor['type'] === 'AppendDelimiterToRecord');
}
