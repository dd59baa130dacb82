import { basicIngestOf, matchesFilter } from '../../catalogue/topics.ts';

/** Takes a message of an ordinary topic. */
export type Subscriber = (topic: string, payload: string) => void;

/** Where messages go. A rule is told what `topic()` gives. */
export interface RuleDoor {
  /** The rules whose FROM takes a topic. */
  matching(topic: string): readonly string[];
  /** Hands a message to one rule; false where there is none of that name, or it is disabled. */
  deliver(rule: string, topic: string, payload: string): boolean;
}

/** What became of a message on its way to rules and subscribers. */
export interface Routed {
  readonly way: 'basic-ingest' | 'broker';
  readonly rules: readonly string[];
  readonly subscribers: number;
  /** The rule that a Basic Ingest topic names and that does not take it. */
  readonly missing?: string;
}

/** AWS IoT's message broker, in one process: delivers at once and in order. */
export interface Broker {
  publish(topic: string, payload: string): Routed;
  /** Calls `take` with each message whose topic matches; returns how to stop. */
  onMessage(filter: string, take: Subscriber): () => void;
}

/** Makes a broker before rules. */
export function createBroker(rules: RuleDoor): Broker {
  const subscriptions = new Set<{ readonly filter: string; readonly take: Subscriber }>();
  return {
    onMessage: (filter, take) => {
      const subscription = { filter, take };
      subscriptions.add(subscription);
      return () => subscriptions.delete(subscription);
    },
    publish: (topic, payload) => {
      // To exactly that rule, past the broker: https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html
      const direct = basicIngestOf(topic);
      if (direct !== undefined) {
        const isTaken = rules.deliver(direct.rule, direct.rest ?? '', payload);
        return isTaken
          ? { way: 'basic-ingest', rules: [direct.rule], subscribers: 0 }
          : { way: 'basic-ingest', rules: [], subscribers: 0, missing: direct.rule };
      }
      const taken = rules.matching(topic).filter((rule) => rules.deliver(rule, topic, payload));
      const reached = [...subscriptions].filter(({ filter }) => matchesFilter(filter, topic));
      for (const { take } of reached) take(topic, payload);
      return { way: 'broker', rules: taken, subscribers: reached.length };
    },
  };
}
