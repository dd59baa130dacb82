import type { RegionState } from '../state.ts';
import type { Bucket } from './bucket.ts';
import type { Chance } from './fleet/chance.ts';
import type { Ledger } from './ledger.ts';

/** What every part of the data plane works with. */
export interface PlaneContext {
  readonly account: string;
  readonly region: string;
  /** What was applied. The data plane reads it and never changes it. */
  readonly state: RegionState;
  /** Virtual time, in milliseconds since 1970. */
  readonly now: () => number;
  readonly chance: Chance;
  readonly ledger: Ledger;
  /** Opens a bucket by its name. */
  readonly bucket: (name: string) => Bucket;
  /** Why something fails at this moment, if it does; tests let it. */
  readonly outage: Outage;
  readonly compress: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** Work that goes on meanwhile, such as compressing and writing. */
  readonly background: (work: Promise<void>) => void;
}

/** A failure from outside: its message, or undefined where all is well. */
export type Outage = (what: 'stream' | 'bucket', name: string, now: number) => string | undefined;
