import {
  DEFAULT_MAX_ATTEMPTS,
  DEFAULT_RETRY_DELAY_BASE,
  INITIAL_RETRY_TOKENS,
  MAXIMUM_RETRY_DELAY,
  RETRY_COST,
  THROTTLING_RETRY_DELAY_BASE,
} from '@smithy/core/retry';
import type { Fleet } from './fleet.ts';
import { TARGET } from './paced-run.ts';
import type { Taken } from './paced-run.ts';
import { boundOf, openDoor, randomFrom } from './quota-door.ts';
import type { Conduct } from './quota-door.ts';

/** What others send for one resource, one call after the other. */
type Calls = readonly string[];

/** How others send: so many resources at once, and what they do when they are throttled. */
export interface Peer {
  readonly name: string;
  readonly parallel: number;
  /** Milliseconds to wait after so many tries (from 1), or undefined to give the resource up. */
  readonly retry: () => (tries: number, random: () => number) => number | undefined;
}

/** The AWS SDK's standard strategy with its own constants: exponential with full jitter, three attempts, 500 tokens for retries. */
const standard: Peer['retry'] = () => {
  let tokens = INITIAL_RETRY_TOKENS;
  return (tries, random) => {
    if (tries >= DEFAULT_MAX_ATTEMPTS || tokens < RETRY_COST) return undefined;
    tokens -= RETRY_COST;
    const base = Math.max(DEFAULT_RETRY_DELAY_BASE, THROTTLING_RETRY_DELAY_BASE);
    return random() * Math.min(base * 2 ** (tries - 1), MAXIMUM_RETRY_DELAY);
  };
};

/** As Terraform's provider for AWS: 25 attempts, 2^i × 0.5 to 1 s, at most 300 s. */
const persistent: Peer['retry'] = () => (tries, random) =>
  tries >= 25 ? undefined : Math.min(300_000, 2 ** (tries - 1) * (500 + 500 * random()));

/** Who is measured beside this program. */
export const PEERS = {
  sequential: { name: 'one call after the other', parallel: 1, retry: persistent },
  standard: { name: 'ten at once, the SDK’s default retries', parallel: 10, retry: standard },
  persistent: { name: 'ten at once, retries as Terraform’s', parallel: 10, retry: persistent },
} as const satisfies Readonly<Record<string, Peer>>;

/** The calls of a plan that asks for everything of each resource, after the lists. */
export function naivePlan(fleet: Fleet): readonly Calls[] {
  return [
    ['iot:ListSecurityProfiles', 'iot:ListTopicRules', 'firehose:ListDeliveryStreams'],
    ...many(fleet.profiles, [
      'iot:DescribeSecurityProfile',
      'iot:ListTargetsForSecurityProfile',
      'iot:ListTagsForResource',
    ]),
    ...many(fleet.rules, ['iot:GetTopicRule', 'iot:ListTagsForResource']),
    ...many(fleet.streams, ['firehose:DescribeDeliveryStream', 'firehose:ListTagsForDeliveryStream']),
  ];
}

/** The calls of creating everything, each resource read back. */
export function naiveCreate(fleet: Fleet): readonly Calls[] {
  return [
    ...many(fleet.profiles, [
      'iot:CreateSecurityProfile',
      'iot:AttachSecurityProfile',
      'iot:DescribeSecurityProfile',
      'iot:ListTargetsForSecurityProfile',
      'iot:ListTagsForResource',
    ]),
    ...many(fleet.rules, ['iot:CreateTopicRule', 'iot:GetTopicRule', 'iot:ListTagsForResource']),
    ...many(fleet.streams, [
      'firehose:CreateDeliveryStream',
      'firehose:DescribeDeliveryStream',
      'firehose:ListTagsForDeliveryStream',
    ]),
  ];
}

function many(count: number, calls: Calls): readonly Calls[] {
  return Array.from({ length: count }, () => calls);
}

/** Sends the calls as a peer does, in virtual time. */
export async function sentBy({ parallel, retry }: Peer, resources: readonly Calls[], conduct: Conduct): Promise<Taken> {
  const door = openDoor(TARGET, conduct);
  const random = randomFrom(conduct.seed + 1);
  const pauseAfter = retry();
  const begin = door.clock.now();
  const left = [...resources];
  let failed = 0;
  const send = async (operation: string): Promise<boolean> => {
    for (let tries = 1; ; tries++) {
      await door.halfway();
      const isIn = door.admits(operation);
      await door.halfway();
      if (isIn) return true;
      const pause = pauseAfter(tries, random);
      if (pause === undefined) return false;
      await door.clock.sleep(pause);
    }
  };
  const work = async (): Promise<void> => {
    for (let calls = left.shift(); calls !== undefined; calls = left.shift())
      for (const operation of calls)
        if (!(await send(operation))) {
          failed += 1;
          break;
        }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  const calls = [...door.admitted.values()].reduce((sum, count) => sum + count, 0);
  const throttled = door.throttled();
  return {
    seconds: (door.clock.now() - begin) / 1000,
    calls,
    bound: boundOf(door.admitted, TARGET, conduct),
    throttled,
    throttledPercent: (100 * throttled) / (calls + throttled),
    failed,
  };
}
