/** An element of XML. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** Text as it stands in XML. */
export function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
