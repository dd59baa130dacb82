import type { Arrivals, BrokerMessage } from '../../model/exports/subscription.ts';

/** What has arrived and nobody has taken yet. */
export interface Inbox {
  /** Takes a message in, and says whether that was enough for now. */
  put(delivery: BrokerMessage): boolean;
  /** Everything that is there, or comes within a second; undefined once it was ended and is empty. Throws what it failed with. */
  take(): Promise<Arrivals | undefined>;
  /** Nothing more comes. */
  end(): void;
  /** Nothing more comes, because of an error. */
  fail(error: unknown): void;
}

/** Messages and bytes that may lie here before reading stops. */
const ENOUGH = { messages: 200, bytes: 16 * 1024 * 1024 };

/** An empty inbox. */
export function openInbox(): Inbox {
  let waiting: BrokerMessage[] = [];
  let bytes = 0;
  let ended: { readonly error?: unknown } | undefined;
  let wake = (): void => undefined;
  const end = (how: { readonly error?: unknown }): void => {
    ended ??= how;
    wake();
  };
  return {
    put: (delivery) => {
      waiting.push(delivery);
      bytes += delivery.payload.length;
      wake();
      return waiting.length >= ENOUGH.messages || bytes >= ENOUGH.bytes;
    },
    take: async () => {
      if (waiting.length === 0 && ended === undefined)
        await new Promise<void>((resolve) => {
          const idle = setTimeout(resolve, 1000);
          wake = () => {
            clearTimeout(idle);
            resolve();
          };
        });
      const deliveries = waiting;
      [waiting, bytes] = [[], 0];
      if (deliveries.length > 0 || ended === undefined) return { at: Date.now(), deliveries };
      if ('error' in ended) throw ended.error;
      return undefined;
    },
    end: () => end({}),
    fail: (error) => end({ error }),
  };
}
