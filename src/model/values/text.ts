/** Compares texts by their code units, so that an order is the same on every machine. For `sort`. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** How many characters a text has, as JSON Schema counts them: https://www.rfc-editor.org/rfc/rfc8259#section-1 */
export function lengthOf(text: string): number {
  let length = 0;
  // A character beyond U+FFFF takes two places.
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) length += 1;
  return length;
}

/** Words as a list for reading: `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
