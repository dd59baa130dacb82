/** A moment that authors write as a text, as the SDK wants it. The text says the moment, so that nothing here asks the clock. */
export function dateOf(text: string): Date {
  return new Date(text);
}
