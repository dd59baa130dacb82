import { topicFilterFault } from '../../sql/topic-filter.ts';
import type { Check } from '../shared/check.ts';
import { declared } from '../shared/resources.ts';

/** A topic filter with a wildcard where none can be. */
export const dimensionFilter: Check = {
  id: 'dimension-filter',
  code: 'DG8025',
  severity: 'error',
  summary: 'a dimension has a value that is no MQTT topic filter',
  why: 'No topic matches it: + stands for a whole level, # for the rest and only at the end.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/topics.html',
  *find(context) {
    for (const { address, spec } of declared<{ readonly stringValues?: readonly string[] }>(context, 'Dimension'))
      for (const filter of spec.stringValues ?? []) {
        if (topicFilterFault(filter) !== undefined)
          yield {
            address,
            path: `stringValues[${filter}]`,
            message: `${JSON.stringify(filter)} is no topic filter.`,
            hint: 'Write + for one whole level, and # at the end for all that follow.',
          };
      }
  },
};
