/** Whether the process was told to stop, and a promise of it. */
export interface Stopping {
  readonly asked: () => boolean;
  readonly done: () => Promise<void>;
}

/**
 * Takes SIGINT and SIGTERM as a request, from when it is first looked at: what is under way is finished, nothing new is begun.
 * Before that, where nothing can be left half done, and by a second signal, the process ends as usual.
 */
export function onStopSignal(): Stopping {
  let asked = false;
  let done: Promise<void> | undefined;
  const listen = (): Promise<void> =>
    (done ??= new Promise<void>((resolve) => {
      const stop = (): void => {
        asked = true;
        resolve();
      };
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
    }));
  return { asked: () => (void listen(), asked), done: listen };
}
