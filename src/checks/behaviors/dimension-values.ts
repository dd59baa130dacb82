import type { Check } from '../shared/check.ts';
import { declared } from '../shared/resources.ts';

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
