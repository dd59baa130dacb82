/** Whether the process was told to stop. */
export interface Stopping {
  /** Aborted once it was. */
  readonly signal: () => AbortSignal;
  readonly done: () => Promise<void>;
}

/**
 * Takes SIGINT and SIGTERM as a request, from when it is first looked at: what is under way is finished, nothing new is begun.
 * Before that, where nothing can be left half done, and by a second signal, the process ends as usual.
 */
export function onStopSignal(): Stopping {
  let signal: AbortSignal | undefined;
  const listen = (): AbortSignal => {
    if (signal !== undefined) return signal;
    const controller = new AbortController();
    process.once('SIGINT', () => controller.abort());
    process.once('SIGTERM', () => controller.abort());
    return (signal = controller.signal);
  };
  return {
    signal: listen,
    done: () => new Promise((resolve) => listen().addEventListener('abort', () => resolve(), { once: true })),
  };
}
