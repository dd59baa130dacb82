import { accept, deadline, json, only, record, sandbox, target } from './options.ts';
import type { Option } from './options.ts';

/** A command, as the help shows it and the command line is read. */
export interface CommandUsage {
  readonly summary: string;
  /** The folder that it works on unless another is given; absent where it takes none. */
  readonly folder?: string;
  /** What its one word is, where that is no folder; in brackets where it may be left out. */
  readonly word?: string;
  readonly options: Readonly<Record<string, Option>>;
}

/** What plan and apply have in common. */
const planning = { target, sandbox, json, only, accept, deadline, record };

/** Every command by name. */
export const COMMANDS = {
  init: {
    summary: 'Write first profiles and the GitHub workflow, here unless a folder is given. Overwrites nothing.',
    folder: '.',
    options: {
      account: { type: 'text', value: 'ID', text: 'The AWS account, twelve digits.' },
      region: { type: 'text', value: 'REGION', text: 'The AWS region.' },
      owner: {
        type: 'text',
        value: 'NAME',
        text: "Marks what is ours in AWS. Default: the GitHub repository's name.",
      },
      branch: { type: 'text', value: 'NAME', text: "The default branch. Default: git's, or main." },
    },
  },
  validate: {
    summary: 'Check the profiles; needs no account.',
    folder: 'profiles',
    options: {
      target,
      json,
      sarif: { type: 'text', value: 'FILE', text: 'Write what was found to FILE as SARIF too, for code scanning.' },
    },
  },
  plan: {
    summary: 'Compare the profiles with the account and show what would change. Changes nothing.',
    folder: 'profiles',
    options: {
      ...planning,
      'only-changed': {
        type: 'text',
        value: 'BASE',
        implied: 'origin/HEAD',
        text: 'Read only what the profiles want otherwise than where this branch left BASE (origin/HEAD); drift elsewhere is not shown.',
      },
      'back-test': {
        type: 'count',
        value: 'THINGS',
        implied: '20',
        text: 'Show how often changed behaviors would have alarmed in the last 24 hours, for THINGS (20) of each target.',
      },
      out: { type: 'text', value: 'FILE', text: 'Write the plan to FILE as JSON, for `apply --plan`.' },
      'detailed-exitcode': { type: 'flag', text: 'Exit with 2 where there are changes.' },
    },
  },
  apply: {
    summary: 'Plan afresh and carry it out.',
    folder: 'profiles',
    options: {
      ...planning,
      plan: { type: 'text', value: 'FILE', text: 'Refuse unless this is the plan in FILE, or what remains of it.' },
    },
  },
  import: {
    summary: 'Write what an account has and the profiles lack as YAML. Changes nothing in the account.',
    folder: 'profiles',
    options: {
      target,
      sandbox,
      only: { ...only, text: 'Only this resource and what it refers to. May be repeated.' },
      out: { type: 'text', value: 'FILE', text: 'Write to FILE, which must not be there yet. Default: print it.' },
    },
  },
  doctor: {
    summary: 'Look whether the credentials, the account and what profiles refer to are ready. Changes nothing.',
    folder: 'profiles',
    options: { target, sandbox },
  },
  verify: {
    summary: 'Look, after an apply, whether what is exported gets where the profiles say. Changes nothing.',
    folder: 'profiles',
    options: {
      target,
      sandbox,
      deadline,
      publish: { type: 'flag', text: 'Publish one marked batch to each topic, and wait for it in the bucket.' },
    },
  },
  iam: {
    summary: 'Print the roles and policies that the profiles need, each with the least it can do with.',
    folder: 'profiles',
    options: {
      target: { ...target, text: 'The target of the settings; needed where there are several.' },
      role: { type: 'list', value: 'NAME', text: 'Only this role. May be repeated. Default: all.' },
      format: { type: 'text', value: 'FORMAT', text: 'json, cloudformation or terraform. Default: json.' },
      'github-ids': {
        type: 'text',
        value: 'OWNER/REPOSITORY',
        text: 'The ids of the GitHub repository and its owner, for the trust of the roles that workflows get.',
      },
      branch: { type: 'text', value: 'NAME', text: 'The branch that is applied. Default: main.' },
      environment: { type: 'text', value: 'NAME', text: 'The environment of the job that applies, if it has one.' },
      workflow: {
        type: 'text',
        value: 'FILE',
        text: 'The workflow whose job applies, or OWNER/REPOSITORY/FILE@REF of one that yours calls. Default: .github/workflows/defender.yml.',
      },
      'github-server': {
        type: 'text',
        value: 'HOST',
        text: 'The host of a GitHub Enterprise Server. Of such a one AWS compares the audience and the subject alone.',
      },
      'for-back-test': { type: 'flag', text: 'Let the role that plans read what `plan --back-test` looks at.' },
    },
  },
  cost: {
    summary: 'Estimate what the profiles cost in a month, by the settings `usage` and `prices`. Needs no account.',
    folder: 'profiles',
    options: { target, json },
  },
  graph: {
    summary: 'Draw where metrics go: things, profiles, topics, rules, streams, buckets. Needs no account.',
    folder: 'profiles',
    options: {
      target,
      format: { type: 'text', value: 'FORMAT', text: 'mermaid, dot or svg. Default: mermaid.' },
      out: { type: 'text', value: 'FILE', text: 'Write to FILE. Default: print it.' },
    },
  },
  demo: {
    summary: 'Show the whole way, from nothing to an applied change and back, with an example in a sandbox of its own.',
    options: {},
  },
  simulate: {
    summary: 'Let the metrics of a made-up fleet flow through what the profiles declare, on this machine.',
    folder: 'profiles',
    options: {
      target,
      sandbox: { ...sandbox, text: 'Simulate what was applied to FILE (.defender/sandbox.json), not the profiles.' },
      json,
      devices: {
        type: 'count',
        value: 'N',
        otherwise: 50,
        most: 20_000,
        text: 'Devices in the declared thing groups.',
      },
      hours: { type: 'count', value: 'N', otherwise: 24, most: 744, text: 'Hours of virtual time.' },
      seed: { type: 'count', value: 'N', otherwise: 1, text: 'Another number, another fleet.' },
      out: {
        type: 'text',
        value: 'DIR',
        text: 'Write the objects to DIR, a folder for each bucket. It must be empty.',
      },
      serve: {
        type: 'flag',
        text: 'Publish what goes to MQTT topics on a broker, for `subscribe`; wait for it first.',
      },
      report: { type: 'text', value: 'FILE', text: 'Write a page with charts to FILE (HTML, nothing beside it).' },
    },
  },
  sandbox: {
    summary: 'Serve the AWS account inside the program to other clients, on this machine only.',
    options: {
      state: { type: 'text', value: 'FILE', text: 'Keep the account in FILE. Default: in memory.' },
      port: { type: 'port', value: 'N', text: 'Listen on this port. Default: any that is free.' },
    },
  },
  subscribe: {
    summary: 'Write what is exported to an MQTT topic as lines of JSON, each data point once, until it is stopped.',
    word: 'TOPIC',
    options: {
      broker: {
        type: 'text',
        value: 'URL',
        text: 'mqtts://HOST with --cert and --key, wss://HOST with AWS credentials, or mqtt://HOST.',
      },
      cert: { type: 'text', value: 'FILE', text: 'The certificate of the client, PEM.' },
      key: { type: 'text', value: 'FILE', text: 'Its private key, PEM.' },
      ca: { type: 'text', value: 'FILE', text: "Who signed the broker's certificate, PEM. Default: Node's list." },
      'client-id': { type: 'text', value: 'ID', text: 'Names the session. Default: made of host name and topic.' },
      out: { type: 'text', value: 'FOLDER', text: 'Write files there. Default: standard output.' },
      'file-size': { type: 'count', value: 'MIB', otherwise: 64, text: 'Begin a new file at this size.' },
      'file-age': { type: 'count', value: 'SECONDS', otherwise: 300, text: 'Begin a new file after this time.' },
      rejected: {
        type: 'text',
        value: 'FILE',
        text: 'Keep messages that are no batch there. Default: rejected.ndjson beside the files, or standard error.',
      },
      window: { type: 'count', value: 'N', otherwise: 500_000, text: 'Remember the last N data points at least.' },
    },
  },
  explain: {
    summary: 'Tell about a metric, an operator, a quota, a check, a hazard or a code; list them without a word.',
    word: '[WORD]',
    options: {},
  },
  help: {
    summary: 'Show this, or with the name of a command its options.',
    word: '[COMMAND]',
    options: {},
  },
} as const satisfies Readonly<Record<string, CommandUsage>>;

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS;

/** The command of a name; undefined where there is none. */
export function usageOf(name: string): CommandUsage | undefined {
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name as CommandName] : undefined;
}
