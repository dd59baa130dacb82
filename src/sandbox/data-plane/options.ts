import type { Outage } from './context.ts';

/** What is simulated. */
export interface SimulationOptions {
  /** The name of the target, for the report. */
  readonly target: string;
  readonly account: string;
  readonly region: string;
  readonly devices: number;
  readonly hours: number;
  readonly seed: number;
  /** When virtual time begins, in milliseconds since 1970. */
  readonly begin: number;
  /** The folder that holds a folder for each bucket; objects are counted and forgotten where it is left out. */
  readonly out?: string;
  readonly outage?: Outage;
  /** Called with each message of an ordinary topic; what it promises is waited for, so that it is not overrun. */
  readonly onMessage?: (topic: string, payload: string) => Promise<void> | void;
}
