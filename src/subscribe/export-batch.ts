import { exportBatch as isBatch } from '../generated/export-batch.mjs';
import type { ExportBatch } from '../model/exports/export-batch.ts';

/** Reads a message of an export; `reason` says in a few words why it is none. */
export function readBatch(payload: Uint8Array): { readonly batch: ExportBatch } | { readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload));
  } catch (error) {
    return { reason: error instanceof SyntaxError ? `not JSON: ${error.message}` : 'not UTF-8' };
  }
  if (isBatch(value)) return { batch: value as ExportBatch };
  const [error] = isBatch.errors ?? [];
  const place = (error?.instancePath ?? '').slice(1).replaceAll('/', '.');
  const { missingProperty } = error?.params ?? {};
  if (typeof missingProperty === 'string')
    return { reason: `${[place, missingProperty].filter((part) => part !== '').join('.')} is missing` };
  return { reason: `${place === '' ? 'the message' : place} is not as documented (${error?.keyword ?? 'schema'})` };
}
