/** Compares texts by their code units, so that an order is the same on every machine. For `sort`. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
