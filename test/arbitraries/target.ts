import type { Target } from '../../src/model/settings.ts';

/** The account and region that generated specs are for. */
export const TARGET: Target = {
  name: 'test',
  account: '111122223333',
  region: 'ap-south-1',
  partition: 'aws',
  variables: {},
};
