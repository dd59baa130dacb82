import type { SimulateFormat } from './commands/simulate.ts';
import type { TablesFormat } from './commands/tables.ts';
import { command } from './commands/usage/command.ts';
import type { Formats } from './commands/usage/command.ts';
import { flag, json, PEOPLE, sandbox, target, text } from './commands/usage/options.ts';
import { checkSubscriptionTopic } from './subscribe/subscription-topic.ts';

/** The commands about the data itself: what flows, where it lies, and who takes it. */
export const DATA_COMMANDS = {
  simulate: command({
    summary: 'Let the metrics of a made-up fleet flow through what the profiles declare, on this machine.',
    folder: 'profiles',
    options: {
      target,
      sandbox: { ...sandbox, text: 'Simulate what was applied to FILE (.defender/sandbox.json), not the profiles.' },
      devices: {
        type: 'count',
        value: 'N',
        otherwise: 50,
        most: 20_000,
        text: 'Devices in the declared thing groups.',
      },
      hours: { type: 'count', value: 'N', otherwise: 24, most: 744, text: 'Hours of virtual time.' },
      seed: { type: 'count', value: 'N', otherwise: 1, text: 'Another number, another fleet.' },
      out: text('DIR', 'Write the objects to DIR, a folder for each bucket. It must be empty.'),
      serve: flag('Publish what goes to MQTT topics on a broker, for `subscribe`; wait for it first.'),
      report: text('FILE', 'Write a page with charts to FILE (HTML, nothing beside it).'),
    },
    formats: {
      terminal: PEOPLE,
      json: json('simulation'),
      html: 'A page with charts, nothing beside it.',
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
    summary: 'Print the tables that fit what exports leave in S3, and questions to them as SQL. Needs no account.',
    folder: 'profiles',
    options: {
      target: { ...target, text: 'The target of the settings; needed where there are several.' },
      database: text('NAME', 'The database of the tables whose stream names none. Default: defender.'),
      at: text('TIME', 'Ask as of TIME, as in 2026-11-30T12:00:00Z. Default: whenever a query runs.'),
    },
    formats: {
      athena: "Statements that make the tables, and the questions, in Athena's SQL.",
      iceberg: 'The same for tables of Apache Iceberg.',
      cloudformation: 'The tables in Glue, as a template of CloudFormation.',
      terraform: "The tables in Glue, in Terraform's language.",
      json: json('tables'),
    } satisfies Formats<TablesFormat>,
    run: async ({ world, choice }) => (await import('./commands/tables.ts')).tables(world, choice),
  }),
  sandbox: command({
    summary: 'Serve the AWS account inside the program to other clients, on this machine only.',
    options: {
      state: text('FILE', 'Keep the account in FILE. Default: in memory.'),
      port: { type: 'port', value: 'N', text: 'Listen on this port. Default: any that is free.' },
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
    summary: 'Write what is exported to an MQTT topic as lines of JSON, each data point once, until it is stopped.',
    word: 'TOPIC',
    options: {
      broker: text('URL', 'mqtts://HOST with --cert and --key, wss://HOST with AWS credentials, or mqtt://HOST.'),
      cert: text('FILE', 'The certificate of the client, PEM.'),
      key: text('FILE', 'Its private key, PEM.'),
      ca: text('FILE', "Who signed the broker's certificate, PEM. Default: Node's list."),
      'client-id': text('ID', 'Names the session. Default: made of host name and topic.'),
      out: text('FOLDER', 'Write files there. Default: standard output.'),
      'file-size': { type: 'count', value: 'MIB', otherwise: 64, text: 'Begin a new file at this size.' },
      'file-age': { type: 'count', value: 'SECONDS', otherwise: 300, text: 'Begin a new file after this time.' },
      rejected: text(
        'FILE',
        'Keep messages that are no batch there. Default: rejected.ndjson beside the files, or standard error.',
      ),
      window: { type: 'count', value: 'N', otherwise: 500_000, text: 'Remember the last N data points at least.' },
    },
    run: async ({ world: { report }, word: topic = '', choice, stop }) => {
      checkSubscriptionTopic(topic);
      const rotation = { bytes: choice.fileSize * 1024 * 1024, seconds: choice.fileAge };
      const { openSubscription: openReception } = await import('./edges/subscription.ts');
      const parts = await openReception(topic, { ...choice, report, stop: stop() });
      const { subscribe } = await import('./subscribe/subscribe.ts');
      return subscribe({ ...parts, rotation, window: choice.window, report });
    },
  }),
};
