import type { MetricValue } from '../../../detect/criteria.ts';

/** What a device has in an interval: `seed` is the device's own for this series. */
export type Shape = (seed: number, interval: number, isStrange: boolean) => MetricValue;
