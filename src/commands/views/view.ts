import { inPieces, inWhole } from '../../model/steps.ts';
import type { Breather, Writing } from '../../model/steps.ts';
import type { Style, World } from '../../model/world.ts';

/** A text that is there, or on its way. */
export type Text = string | Promise<string> | Writing;

/** The result of a command as text in one format. Only text for people has regard to the style of their terminal. */
export type View<Result> = (result: Result, style: Style) => Text;

/** The views of a command by the names of their formats. The first is taken where no format is asked for. */
export type Views<Format extends string, Result> = Readonly<Record<Format, View<Result>>>;

/** Where a result goes. */
export interface Showing<Format extends string> {
  /** What is printed; the first view where it is left out. */
  readonly format?: Format | undefined;
  /** Files that are written before anything is printed, by the format that each is to have. */
  readonly files?: { readonly [Each in Format]?: string | undefined };
}

/** Hands a text over as it comes. */
export async function handOver(text: Text, breathe: Breather, take: (piece: string) => void): Promise<void> {
  if (typeof text === 'object' && 'next' in text) await inPieces(text, breathe, take);
  else take(await text);
}

/** A text once all of it is there. */
export async function whole(text: Text, breathe: Breather): Promise<string> {
  return typeof text === 'object' && 'next' in text ? inWhole(text, breathe) : text;
}

/** A result in the format that was asked for. */
export function viewed<Format extends string, Result>(
  views: Views<Format, Result>,
  format: Format | undefined,
  result: Result,
  style: Style,
): Text {
  const [first] = Object.values<View<Result>>(views);
  const view = format === undefined ? first : views[format];
  if (view === undefined) throw new Error(`There is no view ${format}.`);
  return view(result, style);
}

/** Writes and prints a result in the formats that were asked for. */
export async function show<Format extends string, Result>(
  { files: { write }, print, style, breathe }: Pick<World, 'breathe' | 'files' | 'print' | 'style'>,
  views: Views<Format, Result>,
  { format, files = {} }: Showing<Format>,
  result: Result,
): Promise<void> {
  for (const [each, file] of Object.entries<string | undefined>(files))
    if (file !== undefined) write(file, await whole(viewed(views, each as Format, result, style), breathe));
  await handOver(viewed(views, format, result, style), breathe, print);
}
