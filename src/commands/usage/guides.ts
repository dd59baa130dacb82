/** What the help of a command has besides its options. */
export interface Guide {
  /** Command lines without the program's name, each with what it is for. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** What exit codes mean here that mean something else than they always do, or that others do not have. */
  readonly exits?: Readonly<Partial<Record<0 | 1 | 2 | 3 | 4, string>>>;
  /** The page of the documentation. */
  readonly page: string;
}

const INVALID = { 3: 'the profiles are invalid' };

/** By the name of the command; a test holds each to there being one, and each example to being read. */
export const GUIDES: Readonly<Record<string, Guide>> = {
  init: {
    examples: [
      ['init', 'in the root of a repository'],
      ['init --account 111122223333 --region eu-west-1', 'with the target filled in'],
      ['init --audit', 'with a baseline of Audit, for accounts without Detect'],
    ],
    page: 'github-setup.md',
  },
  validate: {
    examples: [
      ['validate', 'all files below profiles/'],
      ['validate --json', 'for programs'],
      ['validate --sarif findings.sarif', 'for code scanning'],
    ],
    exits: INVALID,
    page: 'profiles.md',
  },
  plan: {
    examples: [
      ['plan --sandbox', 'without an AWS account'],
      ['plan --target production', 'one target'],
      ['plan --compact', 'many targets at a glance'],
      ['plan --out plan.json', 'to have it reviewed and applied'],
      ['plan --only SecurityProfile/Fleet', 'one resource and its dependencies'],
      ['plan --detailed-exitcode', 'for scripts'],
    ],
    exits: { 2: 'there are changes (with --detailed-exitcode)', ...INVALID },
    page: 'meaning.md',
  },
  apply: {
    examples: [
      ['apply --plan plan.json', 'exactly what was reviewed'],
      ['apply --sandbox', 'without an AWS account'],
      ['apply --target staging --yes', 'from a script'],
    ],
    exits: {
      1: 'something failed, a hazard is not accepted, or the answer was not yes',
      ...INVALID,
      4: 'it is not what was reviewed; nothing was changed',
    },
    page: 'security.md',
  },
  import: {
    examples: [
      ['import --out profiles/imported.yaml', 'what the account has'],
      ['import --target production --only SecurityProfile/Fleet', 'one resource and its dependencies'],
      ['import --from template.yaml', 'from CloudFormation, SAM, Terraform or the AWS CLI'],
    ],
    exits: INVALID,
    page: 'import.md',
  },
  doctor: {
    examples: [
      ['doctor', 'before the first apply'],
      ['doctor --target production --json', 'for programs'],
    ],
    exits: { 1: 'something has to be fixed first', ...INVALID },
    page: 'live-checks.md',
  },
  verify: {
    examples: [
      ['verify', 'follows every export through the account'],
      ['verify --publish', 'publishes one batch and waits for it'],
    ],
    exits: { 1: 'something does not get where it should', ...INVALID },
    page: 'verify.md',
  },
  iam: {
    examples: [
      ['iam --format terraform', 'all roles, as HCL'],
      ['iam --target production --role DefenderMetricsExport', 'one role'],
    ],
    exits: INVALID,
    page: 'roles.md',
  },
  cost: {
    examples: [['cost --target production', 'a month of one target']],
    exits: INVALID,
    page: 'meaning.md',
  },
  graph: {
    examples: [
      ['graph --target production', 'Mermaid, for Markdown'],
      ['graph --format svg --out data-path.svg', 'a picture'],
    ],
    exits: INVALID,
    page: 'meaning.md',
  },
  demo: {
    examples: [
      ['demo', 'a minute, without an AWS account'],
      ['demo --full', 'with everything that each step prints'],
    ],
    page: 'sandbox.md',
  },
  simulate: {
    examples: [
      ['simulate --report simulation.html', 'a day of 50 devices, as a page with charts'],
      ['simulate --out lake', 'with the objects that would be in the buckets'],
      ['simulate --sandbox', 'what was applied to the sandbox, not the profiles'],
      ['simulate --serve', 'publishes over MQTT, for `subscribe`'],
    ],
    exits: { 1: 'data points are lost on the way', ...INVALID },
    page: 'simulate.md',
  },
  tables: {
    examples: [
      ['tables --target production > tables.sql', 'for Athena'],
      ['tables --format terraform', 'the tables in Glue, as HCL'],
    ],
    exits: INVALID,
    page: 'lake.md',
  },
  sandbox: {
    examples: [
      ['sandbox', 'until Ctrl-C'],
      ['sandbox --port 8080 --state account.json', 'on a fixed port, kept in a file'],
    ],
    page: 'sandbox.md',
  },
  subscribe: {
    examples: [
      ['subscribe acme/live --broker wss://HOST', 'with AWS credentials'],
      ['subscribe live --broker mqtts://HOST --cert c.pem --key k.pem', 'with a certificate'],
      ['subscribe live --broker mqtt://localhost:1883 --out points', 'into files'],
    ],
    page: 'subscribe.md',
  },
  explain: {
    examples: [
      ['explain', 'lists all'],
      ['explain aws:num-disconnects', 'a metric'],
      ['explain metricsExport', 'a key of the YAML'],
      ['explain DG2004', 'a code'],
    ],
    page: 'reference.md',
  },
  completion: {
    examples: [
      ['completion bash > ~/.defender-gitops.bash', 'bash; then add to ~/.bashrc: source ~/.defender-gitops.bash'],
      ['completion zsh > "${fpath[1]}/_defender-gitops"', 'zsh, with compinit'],
      ['completion fish | source', 'fish, in config.fish'],
    ],
    page: 'commands.md',
  },
  help: { examples: [['help plan', 'options, examples and exit codes']], page: 'commands.md' },
};

/** Exit codes of a command, with what each means. */
export function exitsOf({ exits = {} }: Guide): readonly (readonly [code: string, meaning: string])[] {
  const all: Readonly<Record<string, string>> = { 0: 'done', 1: 'failed', ...exits };
  return Object.entries(all);
}

/** The address of a page of the documentation. */
export function pageAddress({ page }: Guide): string {
  return `https://github.com/defender-gitops/defender-gitops/blob/v1/docs/${page}`;
}
