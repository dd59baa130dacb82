import type { Reporter } from '../../model/event.ts';
import { OperatorError } from '../../model/problem.ts';
import type { Subscription } from '../../model/exports/subscription.ts';
import { shownBroker } from './broker.ts';
import { openInbox } from './inbox.ts';
import type { Inbox } from './inbox.ts';
import { joinBroker } from './join.ts';
import type { Joined, Membership } from './join.ts';
import { takenOver } from './refusals.ts';

/** What is subscribed to, as whom, and until when. */
export interface Wish extends Membership {
  readonly report: Reporter;
  /** Resolves when nothing more is to be taken in. */
  readonly stop: Promise<void>;
  /** Milliseconds before the first new try, a second unless told; they double up to a minute. */
  readonly firstPause?: number;
}

/** Milliseconds between two tries at most. */
const LONGEST_PAUSE = 60_000;

/**
 * Subscribes with QoS 1 and a session that the broker keeps, and connects again for ever where a connection is lost.
 * Throws an OperatorError where the first connection does not come about; `take` throws where a later one is refused.
 */
export async function subscribeTo(wish: Wish): Promise<Subscription> {
  const inbox = openInbox();
  const line: ActiveConnection = { joined: await join(wish, inbox), isStopping: false };
  const stop = (): void => {
    line.isStopping = true;
    line.joined.connection.pause();
    inbox.end();
  };
  void wish.stop.then(stop);
  const kept = keepJoined(line, wish, inbox).catch((error: unknown) => inbox.fail(error));
  return {
    take: () => {
      if (!line.isStopping) line.joined.connection.resume();
      return inbox.take();
    },
    close: async () => {
      stop();
      await line.joined.connection.end();
      await Promise.race([kept, wish.stop]);
    },
  };
}

/** The connection of the moment. */
interface ActiveConnection {
  joined: Joined;
  isStopping: boolean;
}

async function join(wish: Wish, inbox: Inbox, version?: Joined['version']): Promise<Joined> {
  const joined = await joinBroker(wish, inbox.put, version === undefined ? [5, 4] : [version]);
  const { resumed } = joined;
  wish.report({ type: 'subscribed', broker: shownBroker(wish.broker), topic: wish.filter, resumed });
  return joined;
}

async function keepJoined(line: ActiveConnection, wish: Wish, inbox: Inbox): Promise<void> {
  for (let tries = 0; ;) {
    const { version, connection } = line.joined;
    const lastWord = await connection.over;
    if (line.isStopping) return;
    // Two that take the session from each other in turn would go on for ever.
    if (lastWord?.reasonCode === 0x8e) throw takenOver(wish);
    for (let reason = 'the connection ended'; ; tries++) {
      const pause = Math.min(LONGEST_PAUSE, (wish.firstPause ?? 1000) * 2 ** tries) * (0.5 + Math.random() / 2);
      wish.report({ type: 'retrying', operation: shownBroker(wish.broker), reason, seconds: pause / 1000 });
      await pauseFor(pause, wish.stop);
      if (line.isStopping) return;
      try {
        line.joined = await join(wish, inbox, version);
        tries = 0;
        break;
      } catch (error) {
        if (!(error instanceof OperatorError) || !(error.code === 'DG7101' || error.isAmbiguous)) throw error;
        reason = error.message;
      }
    }
    if (line.isStopping) await line.joined.connection.end();
  }
}

async function pauseFor(milliseconds: number, stop: Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    const waiting = setTimeout(resolve, milliseconds);
    void stop.then(() => {
      clearTimeout(waiting);
      resolve();
    });
  });
}
