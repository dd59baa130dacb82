import type { Validator } from '../pipeline/profiles/schema-problems.ts';

/** A message of an export. */
export const exportBatch: Validator;
