import { isList, isObject } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import { createTopicIndex } from '../../catalogue/topic-index.ts';
import { createActions } from './actions.ts';
import { createBroker } from './broker.ts';
import type { Routed, RuleDoor, Subscriber } from './broker.ts';
import { startStream } from './delivery-stream.ts';
import type { StreamRun } from './delivery-stream.ts';
import type { Ledger } from './ledger.ts';
import { startRule } from './rule.ts';
import type { RuleRun } from './rule.ts';
import type { PlaneContext } from './context.ts';

/** Messages, rules and streams of one account in one region, at work. */
export interface DataPlane {
  readonly rules: readonly RuleRun[];
  readonly streams: readonly StreamRun[];
  /** Publishes a message. */
  publish(topic: string, payload: string, known?: KnownMessage): Routed;
  /** Calls `take` with each message of an ordinary topic that matches; returns how to stop. */
  onMessage(filter: string, take: Subscriber): () => void;
  /** Delivers what is due at this moment. */
  settle(): void;
  /** When the next delivery is due; undefined where nothing waits. */
  due(): number | undefined;
}

/** What need not be read in the text of a message. */
interface KnownMessage {
  /** How many data points it has. */
  readonly points: number;
  /** What it says. */
  readonly message: JsonValue;
}

/** A message on its way. */
interface InFlight {
  readonly text: string;
  readonly points: number;
  /** Undefined where it is not JSON. */
  readonly parsed: JsonValue | undefined;
  /** How often it was republished. */
  readonly hops: number;
}

/** Rules that republish to themselves would go on for ever. */
const MAX_HOPS = 10;

/** Starts everything that was applied. */
export function startPlane(around: PlaneContext): DataPlane {
  const { deliveryStreams, topicRules } = around.state;
  const streams = Object.entries(deliveryStreams).map(([name, record]) => startStream(name, record, around));
  let inFlight: InFlight = { text: '', points: 0, parsed: undefined, hops: 0 };
  const actions = createActions({
    around,
    streams: new Map(streams.map((stream) => [stream.name, stream])),
    republish: (topic, text) => {
      if (inFlight.hops >= MAX_HOPS) return;
      publish(topic, { text, points: inFlight.points, parsed: parsedJson(text), hops: inFlight.hops + 1 });
    },
  });
  const rules = Object.entries(topicRules).map(([name, record]) => startRule(name, record, actions, around));
  const broker = createBroker(doorTo(rules, around.ledger, () => inFlight));
  const publish = (topic: string, message: InFlight): Routed => {
    const before = inFlight;
    inFlight = message;
    const routed = broker.publish(topic, message.text);
    inFlight = before;
    return routed;
  };
  return {
    rules,
    streams,
    publish: (topic, text, known) => {
      const parsed = known?.message ?? parsedJson(text);
      return publish(topic, { text, points: known?.points ?? pointsOf(parsed), parsed, hops: 0 });
    },
    onMessage: broker.onMessage,
    settle: () => {
      for (const stream of streams) stream.settle();
    },
    due: () => earliest(streams.map((stream) => stream.due())),
  };
}

function doorTo(rules: readonly RuleRun[], ledger: Ledger, inFlight: () => InFlight): RuleDoor {
  const enabled = new Map(rules.filter(({ isEnabled }) => isEnabled).map((rule) => [rule.name, rule]));
  const index = createTopicIndex<string>();
  for (const { name, topicPattern } of enabled.values()) if (topicPattern !== undefined) index.add(topicPattern, name);
  return {
    matching: index.matching,
    deliver: (name, topic) => {
      const { text, points, parsed } = inFlight();
      if (parsed === undefined) ledger.settle('not-simulated', name, points, 'a message that is not JSON');
      else enabled.get(name)?.take(topic, parsed, text, points);
      return enabled.has(name);
    },
  };
}

function parsedJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function pointsOf(batch: JsonValue | undefined): number {
  return isObject(batch) && isList(batch['metrics']) ? batch['metrics'].length : 1;
}

function earliest(times: readonly (number | undefined)[]): number | undefined {
  const found = times.filter((time) => time !== undefined);
  return found.length === 0 ? undefined : Math.min(...found);
}
