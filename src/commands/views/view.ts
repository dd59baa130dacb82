import type { Style, World } from '../../model/world.ts';

/** The result of a command as text in one format. Only text for people has regard to the style of their terminal. */
export type View<Result, Text = string> = (result: Result, style: Style) => Text;

/** The views of a command by the names of their formats. The first is taken where no format is asked for. */
export type Views<Format extends string, Result, Text = string> = Readonly<Record<Format, View<Result, Text>>>;

/** Where a result goes. */
export interface Showing<Format extends string> {
  /** What is printed; the first view where it is left out. */
  readonly format?: Format | undefined;
  /** Files that are written before anything is printed, by the format that each is to have. */
  readonly files?: { readonly [Each in Format]?: string | undefined };
}

/** A result in the format that was asked for. */
export function viewed<Format extends string, Result, Text>(
  views: Views<Format, Result, Text>,
  format: Format | undefined,
  result: Result,
  style: Style,
): Text {
  const [first] = Object.values<View<Result, Text>>(views);
  const view = format === undefined ? first : views[format];
  if (view === undefined) throw new Error(`There is no view ${format}.`);
  return view(result, style);
}

/** Writes and prints a result in the formats that were asked for. */
export function show<Format extends string, Result>(
  { files: { write }, print, style }: Pick<World, 'files' | 'print' | 'style'>,
  views: Views<Format, Result>,
  { format, files = {} }: Showing<Format>,
  result: Result,
): void {
  for (const [each, file] of Object.entries<string | undefined>(files))
    if (file !== undefined) write(file, viewed(views, each as Format, result, style));
  print(viewed(views, format, result, style));
}
