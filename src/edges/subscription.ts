import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Reporter } from '../model/event.ts';
import { OperatorError } from '../model/problem.ts';
import type { Sink, Subscription } from '../model/exports/subscription.ts';
import { brokerAt } from './mqtt/broker.ts';
import type { TlsFiles } from './mqtt/broker.ts';
import { subscribeTo } from './mqtt/subscription.ts';
import { lineLog } from './sinks/line-log.ts';
import { rotatingFiles } from './sinks/rotating-files.ts';
import { standardStream } from './sinks/standard-stream.ts';

/** What the command line says of a subscription. */
export interface SubscriptionOptions extends TlsFiles {
  readonly broker?: string;
  readonly clientId?: string | undefined;
  readonly out?: string;
  readonly rejected?: string;
  readonly window: number;
  readonly report: Reporter;
  readonly stop: Promise<void>;
}

/** A broker and the places where what comes from it is written. */
export interface SubscriptionParts {
  readonly subscribe: () => Promise<Subscription>;
  readonly points: Sink;
  readonly rejected: Sink;
}

/** Opens what `subscribe` needs; the broker is connected to when that asks for it. */
export async function openSubscription(filter: string, options: SubscriptionOptions): Promise<SubscriptionParts> {
  const { out, rejected = out === undefined ? undefined : join(out, 'rejected.ndjson'), report, stop } = options;
  const broker = brokerAt(options.broker, options);
  const clientId = clientIdOf(options.clientId, filter);
  return {
    subscribe: () => subscribeTo({ broker, filter, clientId, report, stop }),
    points:
      out === undefined
        ? standardStream('stdout')
        : await rotatingFiles({ folder: out, clientId, window: options.window }),
    rejected: rejected === undefined ? standardStream('stderr') : lineLog(rejected),
  };
}

/** The session belongs to host and topic, so that one of them changing does not bring what another asked for. */
function clientIdOf(given: string | undefined, filter: string): string {
  if (given === undefined) {
    const host = hostname()
      .replaceAll(/[^A-Za-z0-9_-]/g, '-')
      .slice(0, 64);
    return `defender-gitops-${host}-${createHash('sha256').update(filter).digest('hex').slice(0, 8)}`;
  }
  // It names a folder as well.
  if (/^[A-Za-z0-9_-]{1,128}$/.test(given)) return given;
  throw new OperatorError('DG5001', `--client-id ${JSON.stringify(given)} is no client id.`, {
    hint: 'Up to 128 letters, digits, _ and -.',
  });
}
