import { topicFilterProblem } from '../../sql/topic-filter.ts';
import type { Check } from '../shared/check.ts';
import { declared } from '../shared/resources.ts';
import { CLOUD_METRICS } from '../../catalogue/cloud-metrics.ts';
import { factsIn, mentionsIn, profilesIn } from '../shared/profiles.ts';

/** A topic filter with a wildcard where none can be. */
export const dimensionFilter: Check = {
  id: 'dimension-filter',
  code: 'DG8025',
  severity: 'error',
  summary: 'a dimension has a value that is no MQTT topic filter',
  why: 'No topic matches it: + matches one whole level, # the rest and only at the end.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/topics.html',
  *find(context) {
    for (const { address, spec } of declared<{ readonly stringValues?: readonly string[] }>(context, 'Dimension'))
      for (const filter of spec.stringValues ?? []) {
        if (topicFilterProblem(filter) !== undefined)
          yield {
            address,
            path: `stringValues[${filter}]`,
            message: `${JSON.stringify(filter)} is no topic filter.`,
            hint: 'Write + for one whole level, and # at the end for all that follow.',
          };
      }
  },
};

const TAKING = Object.entries(CLOUD_METRICS).flatMap(([name, { dimension }]) => (dimension ? [name] : []));

/** A dimension on a metric that is not counted by topic. */
export const dimensionUnfit: Check = {
  id: 'dimension-unfit',
  code: 'DG8008',
  severity: 'error',
  summary: 'a metric is narrowed by a dimension, and takes none',
  why: 'AWS refuses the profile: only five cloud-side metrics know which topic they are about.',
  source: 'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/scoping-security-behavior.html',
  *find(context) {
    const facts = factsIn(context);
    for (const { address, spec } of profilesIn(context))
      for (const { metric, path } of mentionsIn(spec, (_metric, _exported, dimension) => dimension !== undefined)) {
        if (facts(metric)?.dimension !== false) continue;
        yield {
          address,
          path: `${path}.metricDimension`,
          message: `${metric} takes no dimension.`,
          hint: `Remove metricDimension; ${TAKING.join(', ')} take one.`,
        };
      }
  },
};

/** What CloudFormation takes: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iot-dimension.html */
const FEW = 5;

/** More topic filters than one of AWS's two documents takes. */
export const dimensionValues: Check = {
  id: 'dimension-values',
  code: 'DG8026',
  severity: 'note',
  summary: `a dimension has more than ${FEW} values`,
  why: 'The API documents up to 100 values and CloudFormation up to 5: which one AWS holds to is not known.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iot-dimension.html',
  *find(context) {
    for (const { address, spec } of declared<{ readonly stringValues?: readonly string[] }>(context, 'Dimension')) {
      const count = spec.stringValues?.length ?? 0;
      if (count > FEW)
        yield {
          address,
          path: 'stringValues',
          message: `There are ${count} values; AWS may take no more than ${FEW}.`,
          hint: 'A wildcard may say the same in one filter.',
        };
    }
  },
};
