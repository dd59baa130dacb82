import type { Validator } from '../pipeline/schema-problems.ts';

/** A message of an export. */
export const exportBatch: Validator;
