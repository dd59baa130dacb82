/** Whether the process was told to stop, and a promise of it. */
export interface Stopping {
  readonly asked: () => boolean;
  readonly done: Promise<void>;
}

/**
 * Takes SIGINT and SIGTERM as a request: what is under way is finished, nothing new is begun.
 * A second signal ends the process as usual.
 */
export function onStopSignal(): Stopping {
  let asked = false;
  const done = new Promise<void>((resolve) => {
    const stop = (): void => {
      asked = true;
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  return { asked: () => asked, done };
}
