/** A message that the broker keeps until it is acknowledged. */
export interface BrokerMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Says that it is safe; does nothing where its connection has gone, because the broker then delivers it again. */
  readonly acknowledge: () => void;
}

/** What arrived since the last look. */
export interface Arrivals {
  /** When it was looked, in milliseconds since 1970. */
  readonly at: number;
  /** Empty where nothing arrived within a second. */
  readonly deliveries: readonly BrokerMessage[];
}

/** A subscription that stays, over as many connections as it takes. */
export interface Subscription {
  /** What has arrived, within a second; undefined once it was stopped and all was taken. Throws an OperatorError when it cannot go on. */
  take(): Promise<Arrivals | undefined>;
  /** Ends the connection once the acknowledgements are sent; the broker keeps the session. */
  close(): Promise<void>;
}

/** Takes lines of text, and says when they are safe. Throws an OperatorError where it cannot keep them. */
export interface Sink {
  /** Lines that earlier runs wrote and that may be delivered again, oldest first. */
  remembered(): AsyncIterable<string>;
  /** Resolves when the lines, each without its line feed, would survive the machine. */
  write(lines: readonly string[]): Promise<void>;
  /** Closes what was written so far for others to take; `write` begins anew. */
  finish(): Promise<void>;
}

/** What a subscription has done so far. */
export interface SubscriptionCounts {
  readonly batches: number;
  /** Data points written. */
  readonly points: number;
  /** Data points left out: written before, in this version or a later one. */
  readonly duplicates: number;
  /** Messages that are no batch. */
  readonly rejected: number;
  /** Seconds between the newest data point and its arrival; absent before the first. */
  readonly lag?: number;
}
