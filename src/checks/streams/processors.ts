import type { Check } from '../shared/check.ts';
import { destinationsIn, processorsOf } from '../shared/streams.ts';

const SOURCE = 'https://docs.aws.amazon.com/firehose/latest/APIReference/API_ProcessingConfiguration.html';

/** Processing without a step. */
export const processorMissing: Check = {
  id: 'processor-missing',
  code: 'DG8057',
  severity: 'error',
  summary: 'a stream has processing switched on, and no processor',
  why: 'AWS refuses the stream: "Exactly 1 Processor needs to be supplied when processing is enabled".',
  source: SOURCE,
  *find(context) {
    for (const { stream, path, destination } of destinationsIn(context))
      if (destination.processingConfiguration?.['enabled'] === true && processorsOf(destination).length === 0)
        yield {
          address: stream.address,
          path: `${path}.processingConfiguration`,
          message: 'Processing is switched on, and there is nothing to process with.',
          hint: 'Add a processor, or remove processingConfiguration.',
        };
  },
};

/** A function that is not named, or a second one. */
export const processorFunctions: Check = {
  id: 'processor-functions',
  code: 'DG8058',
  severity: 'error',
  summary: 'a Lambda processor has no LambdaArn, or is the second one',
  why: 'AWS refuses the stream: it calls one function, by its ARN.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html',
  *find(context) {
    for (const { stream, path, destination } of destinationsIn(context)) {
      let isFirst = true;
      for (const [index, { type, settings }] of processorsOf(destination).entries()) {
        if (type !== 'Lambda') continue;
        const at = { address: stream.address, path: `${path}.processingConfiguration.processors[${index}]` };
        if (!settings.has('LambdaArn'))
          yield {
            ...at,
            message: 'A Lambda processor needs the function that it calls.',
            hint: 'Add `{ parameterName: LambdaArn, parameterValue: "arn:aws:lambda:…" }` to its parameters.',
          };
        else if (!isFirst)
          yield { ...at, message: 'A stream has one Lambda processor.', hint: 'Do both in one function.' };
        isFirst = false;
      }
    }
  },
};
