import { CLOUD_METRICS } from '../../catalogue/cloud-metrics.ts';
import type { Check } from '../shared/check.ts';
import { factsIn, mentionsIn, profilesIn } from '../shared/profiles.ts';

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
      for (const { metric, path } of mentionsIn(spec, (_, dimension) => dimension !== undefined)) {
        if (facts(metric)?.dimension !== false) continue;
        yield {
          address,
          path: `${path}.metricDimension`,
          message: `${metric} takes no dimension.`,
          hint: `Take metricDimension out; ${TAKING.join(', ')} take one.`,
        };
      }
  },
};
