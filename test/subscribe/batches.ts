import type { DataPoint, ExportBatch } from '../../src/model/exports/export-batch.ts';

/** A data point as Device Defender exports it. */
export function pointOf(thing: string, more: Partial<DataPoint> = {}): DataPoint {
  return {
    name: 'aws:num-messages-sent',
    thing,
    value: { count: 1 },
    version: 1,
    timestamp: 1_795_000_000_000,
    ...more,
  };
}

/** A message of an export. */
export function batchOf(...metrics: readonly DataPoint[]): string {
  const batch: ExportBatch = { version: '1.0', metrics };
  return JSON.stringify(batch);
}
