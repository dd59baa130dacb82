/** A moment, said as a text or in milliseconds since 1970, as the SDK wants it. It is always said, so that nothing here asks the clock. */
export function dateOf(moment: string | number): Date {
  return new Date(moment);
}
