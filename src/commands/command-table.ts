import { RUN_MINUTES } from '../model/limits.ts';
/** An option of a command: how it is told on the command line, and what for. */
export interface Option {
  readonly type: 'boolean' | 'string';
  readonly multiple?: true;
  /** What stands for the value in the help. */
  readonly value?: string;
  /** Taken where the option stands without a value. */
  readonly implied?: string;
  readonly text: string;
}

/** A command, as the help shows it and the command line is read. */
export interface Usage {
  readonly summary: string;
  readonly takesFolder: boolean;
  /** What its one word is, where that is no folder; in brackets where it may be left out. */
  readonly word?: string;
  readonly options: Readonly<Record<string, Option>>;
}

const target: Option = { type: 'string', value: 'NAME', text: 'Only this target of the settings. Default: all.' };
const json: Option = { type: 'boolean', text: 'Print the result as JSON; its schema is in schemas/.' };
const sandbox: Option = {
  type: 'string',
  value: 'FILE',
  implied: '.defender/sandbox.json',
  text: 'Use the AWS account inside the program, kept in FILE (.defender/sandbox.json).',
};
const accept: Option = { type: 'string', multiple: true, value: 'ID', text: 'Accept this hazard. May be repeated.' };
const only: Option = {
  type: 'string',
  multiple: true,
  value: 'ADDRESS',
  text: 'Only this resource and what it waits for. May be repeated.',
};

const deadline: Option = {
  type: 'string',
  value: 'MINUTES',
  text: `End the run after so many minutes; what is done is kept. Default: ${RUN_MINUTES}.`,
};
const record: Option = {
  type: 'string',
  value: 'FILE',
  text: 'Write to FILE, as JSON, every request of the run, what it waited for and what became of each change.',
};

/** Every command by name. */
export const COMMANDS: Readonly<Record<string, Usage>> = {
  init: {
    summary: 'Write first profiles and the GitHub workflow, here unless a folder is given. Overwrites nothing.',
    takesFolder: true,
    options: {
      account: { type: 'string', value: 'ID', text: 'The AWS account, twelve digits.' },
      region: { type: 'string', value: 'REGION', text: 'The AWS region.' },
      owner: {
        type: 'string',
        value: 'NAME',
        text: "Marks what is ours in AWS. Default: the GitHub repository's name.",
      },
      branch: { type: 'string', value: 'NAME', text: "The default branch. Default: git's, or main." },
    },
  },
  validate: {
    summary: 'Check the profiles; needs no account.',
    takesFolder: true,
    options: {
      target,
      json,
      sarif: { type: 'string', value: 'FILE', text: 'Write what was found to FILE as SARIF too, for code scanning.' },
    },
  },
  plan: {
    summary: 'Compare the profiles with the account and show what would change. Changes nothing.',
    takesFolder: true,
    options: {
      target,
      sandbox,
      json,
      only,
      accept,
      deadline,
      record,
      'only-changed': {
        type: 'string',
        value: 'BASE',
        implied: 'origin/HEAD',
        text: 'Read only what the profiles want otherwise than where this branch left BASE (origin/HEAD); drift elsewhere is not shown.',
      },
      out: { type: 'string', value: 'FILE', text: 'Write the plan to FILE as JSON, for `apply --plan`.' },
      'detailed-exitcode': { type: 'boolean', text: 'Exit with 2 where there are changes.' },
    },
  },
  apply: {
    summary: 'Plan afresh and carry it out.',
    takesFolder: true,
    options: {
      target,
      sandbox,
      json,
      only,
      accept,
      deadline,
      record,
      plan: { type: 'string', value: 'FILE', text: 'Refuse unless this is the plan in FILE, or what remains of it.' },
    },
  },
  import: {
    summary: 'Write what an account has and the profiles lack as YAML. Changes nothing in the account.',
    takesFolder: true,
    options: {
      target,
      sandbox,
      only: { ...only, text: 'Only this resource and what it refers to. May be repeated.' },
      out: { type: 'string', value: 'FILE', text: 'Write to FILE, which must not be there yet. Default: print it.' },
    },
  },
  doctor: {
    summary: 'Look whether the credentials, the account and its surroundings are ready. Changes nothing.',
    takesFolder: true,
    options: { target, sandbox },
  },
  iam: {
    summary: 'Print the roles and policies that the profiles need, each with the least it can do with.',
    takesFolder: true,
    options: {
      target: { ...target, text: 'The target of the settings; needed where there are several.' },
      role: { type: 'string', multiple: true, value: 'NAME', text: 'Only this role. May be repeated. Default: all.' },
      format: { type: 'string', value: 'FORMAT', text: 'json, cloudformation or terraform. Default: json.' },
      'github-ids': {
        type: 'string',
        value: 'OWNER/REPOSITORY',
        text: 'The ids of the GitHub repository and its owner, for the trust of the roles that workflows get.',
      },
      branch: { type: 'string', value: 'NAME', text: 'The branch that is applied. Default: main.' },
      environment: { type: 'string', value: 'NAME', text: 'The environment of the job that applies, if it has one.' },
    },
  },
  cost: {
    summary: 'Estimate what the profiles cost in a month, by the settings `usage` and `prices`. Needs no account.',
    takesFolder: true,
    options: { target, json },
  },
  graph: {
    summary: 'Draw where metrics go: things, profiles, topics, rules, streams, buckets. Needs no account.',
    takesFolder: true,
    options: {
      target,
      format: { type: 'string', value: 'FORMAT', text: 'mermaid, dot or svg. Default: mermaid.' },
      out: { type: 'string', value: 'FILE', text: 'Write to FILE. Default: print it.' },
    },
  },
  demo: {
    summary: 'Show the whole way, from nothing to an applied change and back, on a sandbox of its own.',
    takesFolder: true,
    options: {},
  },
  simulate: {
    summary: 'Let the metrics of a made-up fleet flow through what the profiles declare, on this machine.',
    takesFolder: true,
    options: {
      target,
      sandbox: { ...sandbox, text: 'Simulate what was applied to FILE (.defender/sandbox.json), not the profiles.' },
      json,
      devices: { type: 'string', value: 'N', text: 'Devices in the declared thing groups. Default: 50.' },
      hours: { type: 'string', value: 'N', text: 'Hours of virtual time. Default: 24.' },
      seed: { type: 'string', value: 'N', text: 'Another number, another fleet. Default: 1.' },
      out: {
        type: 'string',
        value: 'DIR',
        text: 'Write the objects to DIR, a folder for each bucket. It must be empty.',
      },
      serve: {
        type: 'boolean',
        text: 'Publish what goes to MQTT topics on a broker, for `subscribe`; wait for it first.',
      },
      report: { type: 'string', value: 'FILE', text: 'Write a page with charts to FILE (HTML, nothing beside it).' },
    },
  },
  sandbox: {
    summary: 'Serve the AWS account inside the program to other clients, on this machine only.',
    takesFolder: false,
    options: {
      state: { type: 'string', value: 'FILE', text: 'Keep the account in FILE. Default: in memory.' },
      port: { type: 'string', value: 'N', text: 'Listen on this port. Default: any that is free.' },
    },
  },
  subscribe: {
    summary: 'Write what is exported to an MQTT topic as lines of JSON, each data point once, until it is stopped.',
    takesFolder: false,
    word: 'TOPIC',
    options: {
      broker: {
        type: 'string',
        value: 'URL',
        text: 'mqtts://HOST with --cert and --key, wss://HOST with AWS credentials, or mqtt://HOST.',
      },
      cert: { type: 'string', value: 'FILE', text: 'The certificate of the client, PEM.' },
      key: { type: 'string', value: 'FILE', text: 'Its private key, PEM.' },
      ca: { type: 'string', value: 'FILE', text: "Who signed the broker's certificate, PEM. Default: Node's list." },
      'client-id': { type: 'string', value: 'ID', text: 'Names the session. Default: made of host name and topic.' },
      out: { type: 'string', value: 'FOLDER', text: 'Write files there. Default: standard output.' },
      'file-size': { type: 'string', value: 'MIB', text: 'Begin a new file at this size. Default: 64.' },
      'file-age': { type: 'string', value: 'SECONDS', text: 'Begin a new file after this time. Default: 300.' },
      rejected: {
        type: 'string',
        value: 'FILE',
        text: 'Keep messages that are no batch there. Default: rejected.ndjson beside the files, or standard error.',
      },
      window: { type: 'string', value: 'N', text: 'Remember the last N data points at least. Default: 500000.' },
    },
  },
  explain: {
    summary: 'Tell about a metric, an operator, a quota, a check, a hazard or a code; list them without a word.',
    takesFolder: false,
    word: '[WORD]',
    options: {},
  },
  help: {
    summary: 'Show this, or with the name of a command its options.',
    takesFolder: false,
    word: '[COMMAND]',
    options: {},
  },
};

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, Option>> = {
  'no-color': { type: 'boolean', text: 'Print without colours; the environment variable NO_COLOR does the same.' },
  help: { type: 'boolean', text: 'Show the options of the command.' },
};
