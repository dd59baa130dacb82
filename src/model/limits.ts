/** What a file of profiles may be at most. A profile of 100 behaviors takes about 30 kB and 3,000 values. */
export const FILE_LIMIT = { bytes: 1_048_576, values: 200_000, depth: 64, aliases: 10 } as const;

/** How many files of profiles are read. */
export const FILES_LIMIT = 20_000;

/** Keys that change what objects are where somebody copies them carelessly; no member has such a name. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Minutes that a run may take unless it is told otherwise: about as long as the session of a role lasts. */
export const RUN_MINUTES = 60;
