/** A pattern of Java with each run of one letter as `letters` has it, and its quoted texts without their quotes. */
export function spelled(pattern: string, letters: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (whole, text?: string) =>
    text === undefined ? (letters[whole] ?? whole) : text.replaceAll("''", "'"),
  );
}
