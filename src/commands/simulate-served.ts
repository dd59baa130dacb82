import { loadValidProfiles } from './planning/print-problems.ts';
import { simulate } from './simulate.ts';
import type { SimulateFormat, SimulateOptions } from './simulate.ts';
import { showLive } from './views/live-view.ts';
import type { LiveViews } from './views/live-view.ts';
import { exportTopics, subscribeLine } from './export-topics.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** A broker that the simulation publishes to. */
interface ServedBroker {
  readonly url: string;
  readonly subscribed: Promise<void>;
  publish(topic: string, payload: string): Promise<void>;
  close(): Promise<void>;
}

/** What is said beside the result. */
const VIEWS = {
  terminal: { each: (text) => text },
  json: {},
  html: {},
} satisfies LiveViews<SimulateFormat, string>;

/** Simulates as soon as somebody subscribes, and lets subscribers take what is published until `stop` resolves. */
export async function simulateServed(
  world: World,
  options: SimulateOptions,
  broker: ServedBroker,
  stop: Promise<void>,
): Promise<ExitCode> {
  const loaded = await loadValidProfiles(world, options);
  if (loaded === undefined) {
    await broker.close();
    return EXIT.invalid;
  }
  const { add: say, isLive } = showLive<SimulateFormat, string>(world, VIEWS, { format: options.format });
  if (!isLive) world.report({ type: 'waiting', what: `somebody to subscribe at ${broker.url}`, seconds: 0 });
  await say(`The fleet begins to report when one of these runs in another terminal:\n\n`);
  for (const topic of exportTopics(loaded)) await say(`${subscribeLine(topic, broker.url)}\n`);
  await say('\n');
  try {
    await Promise.race([broker.subscribed, stop]);
    if (world.stop().aborted) return EXIT.fine;
    const published: Promise<void>[] = [];
    const onMessage = (topic: string, payload: string): void => void published.push(broker.publish(topic, payload));
    const code = await simulate(world, { ...options, onMessage });
    if (code === EXIT.invalid) return code;
    await Promise.all(published);
    await say(`\n${published.length} messages are published. Ctrl-C ends the broker.\n`);
    await stop;
    return code;
  } finally {
    await broker.close();
  }
}
