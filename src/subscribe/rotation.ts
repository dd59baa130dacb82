/** When a file is closed for others to take: whichever comes first. */
export interface RotationLimits {
  readonly bytes: number;
  readonly seconds: number;
}

/** The file being written. */
export interface Growing {
  readonly bytes: number;
  /** When its first line came, in milliseconds since 1970; absent while it is empty. */
  readonly since?: number;
}

/** What a file has grown to with lines that arrived at a time. */
export function grown({ bytes, since }: Growing, lines: readonly string[], at: number): Growing {
  if (lines.length === 0) return since === undefined ? { bytes } : { bytes, since };
  // Characters instead of bytes: names and values are ASCII but for rare exceptions, and counting is cheap.
  return { bytes: lines.reduce((sum, line) => sum + line.length + 1, bytes), since: since ?? at };
}

/** Whether it is time to close a file; an empty one stays. */
export function isFull({ bytes, since }: Growing, limits: RotationLimits, at: number): boolean {
  return since !== undefined && (bytes >= limits.bytes || at - since >= limits.seconds * 1000);
}
