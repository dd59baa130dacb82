/** What an error says; undefined where there is none. Throws where the program is at fault. */
export async function failureOf(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (isBug(error)) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}

function isBug(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
}
