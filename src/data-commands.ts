import type { SimulateFormat } from './commands/simulate.ts';
import type { TablesFormat } from './commands/tables.ts';
import { command } from './commands/usage/command.ts';
import type { Formats } from './commands/usage/command.ts';
import { flag, json, oneTarget, PEOPLE, sandbox, target, text } from './commands/usage/options.ts';
import { checkSubscriptionTopic } from './subscribe/subscription-topic.ts';

/** The commands about the data itself: what flows, where it lies, and who takes it. */
export const DATA_COMMANDS = {
  simulate: command({
    summary: 'Simulate a fleet whose metrics flow through the profiles, rules and streams, on this machine.',
    folder: 'profiles',
    options: {
      target,
      sandbox: {
        ...sandbox,
        text: 'Simulate the resources in the sandbox FILE (.defender/sandbox.json), not the profiles.',
      },
      devices: {
        type: 'count',
        value: 'N',
        otherwise: 50,
        most: 20_000,
        text: 'Devices in the declared thing groups.',
      },
      hours: { type: 'count', value: 'N', otherwise: 24, most: 744, text: 'Hours of virtual time.' },
      seed: { type: 'count', value: 'N', otherwise: 1, text: 'Seed of the random fleet.' },
      out: text('DIR', 'Write the objects to DIR, a folder for each bucket. It must be empty.'),
      serve: flag('Publish MQTT exports on a local broker, and wait for `subscribe` first.'),
      report: text('FILE', 'Write a self-contained HTML page with charts to FILE.'),
    },
    formats: {
      terminal: PEOPLE,
      json: json('simulation'),
      html: 'A self-contained page with charts.',
    } satisfies Formats<SimulateFormat>,
    accounts: 'quiet sandbox',
    run: async ({ world, choice: { serve, ...options }, stop }) => {
      const choice = { ...options, isApplied: options.sandbox !== undefined };
      if (!serve) return (await import('./commands/simulate.ts')).simulate(world, choice);
      const [{ simulateServed }, { startMqttBroker }] = await Promise.all([
        import('./commands/simulate-served.ts'),
        import('./sandbox/mqtt-broker.ts'),
      ]);
      return simulateServed(world, choice, await startMqttBroker(), stop());
    },
  }),
  tables: command({
    summary: 'Print table definitions for the exports in S3, and example queries as SQL. Needs no account.',
    folder: 'profiles',
    options: {
      target: oneTarget,
      database: text('NAME', 'The database of tables whose stream has none. Default: defender.'),
      at: text('TIME', 'Query as of TIME, such as 2026-11-30T12:00:00Z. Default: when a query runs.'),
    },
    formats: {
      athena: "Table definitions and queries, in Athena's SQL.",
      iceberg: 'The same for Apache Iceberg tables.',
      cloudformation: 'The tables in Glue and in table buckets, as a CloudFormation template.',
      terraform: 'The tables in Glue and in table buckets, as HCL.',
      json: json('tables'),
    } satisfies Formats<TablesFormat>,
    run: async ({ world, choice }) => (await import('./commands/tables.ts')).tables(world, choice),
  }),
  sandbox: command({
    summary: 'Serve the sandbox to other clients, on this machine only.',
    options: {
      state: text('FILE', 'Keep the state in FILE. Default: in memory.'),
      port: { type: 'port', value: 'N', text: 'Listen on this port. Default: a free one.' },
    },
    run: async ({ world, choice: { state, port }, stop }) => {
      const [{ serve }, { sandbox: serveSandbox }] = await Promise.all([
        import('./edges/sandbox.ts'),
        import('./commands/sandbox.ts'),
      ]);
      return serveSandbox(world, await serve(state, port), stop());
    },
  }),
  subscribe: command({
    summary: 'Write the exports of an MQTT topic as JSON lines, each data point once, until stopped.',
    word: 'TOPIC',
    options: {
      broker: text('URL', 'mqtts://HOST with --cert and --key, wss://HOST with AWS credentials, or mqtt://HOST.'),
      cert: text('FILE', 'The client certificate, PEM.'),
      key: text('FILE', 'Its private key, PEM.'),
      ca: text('FILE', "The CA of the broker's certificate, PEM. Default: Node's list."),
      'client-id': text('ID', 'The MQTT client id. Default: from host name and topic.'),
      out: text('FOLDER', 'Write files to FOLDER. Default: standard output.'),
      'file-size': { type: 'count', value: 'MIB', otherwise: 64, text: 'Start a new file at this size.' },
      'file-age': { type: 'count', value: 'SECONDS', otherwise: 300, text: 'Start a new file after this time.' },
      rejected: text(
        'FILE',
        'Write invalid messages to FILE. Default: rejected.ndjson beside the files, or standard error.',
      ),
      window: {
        type: 'count',
        value: 'N',
        otherwise: 500_000,
        text: 'Remember at least the last N data points, to skip duplicates.',
      },
    },
    run: async ({ world: { report }, word: topic = '', choice, stop }) => {
      checkSubscriptionTopic(topic);
      const rotation = { bytes: choice.fileSize * 1024 * 1024, seconds: choice.fileAge };
      const { openSubscription } = await import('./edges/subscription.ts');
      const parts = await openSubscription(topic, { ...choice, report, stop: stop() });
      const { subscribe } = await import('./subscribe/subscribe.ts');
      return subscribe({ ...parts, rotation, window: choice.window, report });
    },
  }),
};
