import type { Target } from '../src/model/settings.ts';

/** The target that tests use where it does not matter. */
export const TARGET: Target = {
  name: 'production',
  account: '111122223333',
  region: 'ap-south-1',
  partition: 'aws',
  variables: { lake: 'acme-device-lake' },
};
