import { styleText } from 'node:util';

const STYLES = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan'] as const;

/** The few ways in which terminal output stands out. */
export type Palette = Readonly<Record<(typeof STYLES)[number], (text: string) => string>>;

/** The colours of a terminal, or none: whether it has any is not Node's to say. */
export function paletteFor(color: boolean): Palette {
  const paint =
    (style: (typeof STYLES)[number]) =>
    (text: string): string =>
      color && text !== '' ? styleText(style, text, { validateStream: false }) : text;
  return Object.fromEntries(STYLES.map((style) => [style, paint(style)])) as Palette;
}
