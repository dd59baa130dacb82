import type { World } from '../../model/world.ts';
import { handOver, whole } from './view.ts';
import type { Showing, View } from './view.ts';

/** A result that comes step by step, as text in one format. */
export interface LiveView<Step> {
  /** Printed as soon as a step is there. */
  readonly each?: View<Step>;
  /** Printed after the last one. */
  readonly all?: View<readonly Step[]>;
}

/** The views of a command that takes its time, by the names of their formats. The first is taken where no format is asked for. */
export type LiveViews<Format extends string, Step> = Readonly<Record<Format, LiveView<Step>>>;

/** Prints a result while it comes. */
export interface Live<Step> {
  /** Whether steps are printed as they come, so that nothing else need tell them. */
  readonly isLive: boolean;
  /** Resolves once the step is printed, which is at once where its text is there at once. */
  readonly add: (step: Step) => Promise<void>;
  /** Writes and prints what has to wait for the last step. */
  readonly end: () => Promise<void>;
}

/** Begins to print a result in the format that was asked for. */
export function showLive<Format extends string, Step>(
  { files: { write }, print, style, breathe }: Pick<World, 'breathe' | 'files' | 'print' | 'style'>,
  views: LiveViews<Format, Step>,
  { format, files = {} }: Showing<Format>,
): Live<Step> {
  const steps: Step[] = [];
  const [first] = Object.values<LiveView<Step>>(views);
  const { each, all } = (format === undefined ? first : views[format]) ?? {};
  return {
    isLive: each !== undefined,
    add: async (step) => {
      steps.push(step);
      const text = each?.(step, style);
      if (typeof text === 'string') print(text);
      else if (text !== undefined) await handOver(text, breathe, print);
    },
    end: async () => {
      for (const [name, file] of Object.entries<string | undefined>(files)) {
        const view: LiveView<Step> = views[name as Format];
        if (file === undefined) continue;
        const texts = [...steps.map((step) => view.each?.(step, style) ?? ''), view.all?.(steps, style) ?? ''];
        write(file, (await Promise.all(texts.map((text) => whole(text, breathe)))).join(''));
      }
      if (all !== undefined) await handOver(all(steps, style), breathe, print);
    },
  };
}
