/** A document as text for a file or standard output: two spaces an indentation, a newline at its end. Members that are undefined are left out. */
export function jsonText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
