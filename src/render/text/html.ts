import { plainLine } from './plain-text.ts';

/** Text that may stand in a page as it is: made by `html`, never by hand. */
export interface Html {
  readonly html: string;
}

/** A piece of a page. What is put in is text, and shown as text, unless `html` made it; lists are put one after the other. */
export function html(
  pieces: TemplateStringsArray,
  ...values: readonly (Html | string | number | readonly Html[])[]
): Html {
  const texts = pieces.map((piece, index) => (index === 0 ? piece : inserted(values[index - 1] ?? '') + piece));
  return { html: texts.join('') };
}

function inserted(value: Html | string | number | readonly Html[]): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(value);
  return 'html' in value ? value.html : value.map((piece) => piece.html).join('');
}

// Controls and what reorders text are spelled out, as in a terminal.
function escaped(text: string): string {
  return escapeMarkup(plainLine(text));
}

/** Text that HTML and XML show as it is, in an element and in an attribute. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
