/** One mistake on the command line, in a repository with two targets and one metric. */
export interface CommandLineMistake {
  readonly mistake: string;
  readonly line: string;
  /** Code and message. */
  readonly says: string;
  /** The hint, which has the fix. */
  readonly fix: string;
  /** Absent: 1. */
  readonly exit?: 3;
}

/** Mistakes of the first hour. */
export const onCommandLine: readonly CommandLineMistake[] = [
  {
    mistake: 'a misspelt command',
    line: 'plann',
    says: 'DG5001 There is no command "plann".',
    fix: 'Did you mean plan?',
  },
  {
    mistake: 'a command of Terraform and others: diff',
    line: 'diff',
    says: 'DG5001 There is no command "diff".',
    fix: '`defender-gitops plan` shows what would change, and changes nothing.',
  },
  {
    mistake: 'lint',
    line: 'lint',
    says: 'DG5001 There is no command "lint".',
    fix: '`defender-gitops validate` checks the profiles.',
  },
  {
    mistake: 'check',
    line: 'check',
    says: 'DG5001 There is no command "check".',
    fix: '`defender-gitops validate` checks the profiles.',
  },
  {
    mistake: 'sync',
    line: 'sync',
    says: 'DG5001 There is no command "sync".',
    fix: '`defender-gitops apply` carries out what the profiles say.',
  },
  {
    mistake: 'deploy',
    line: 'deploy',
    says: 'DG5001 There is no command "deploy".',
    fix: '`defender-gitops apply` carries out what the profiles say.',
  },
  {
    mistake: 'destroy',
    line: 'destroy',
    says: 'DG5001 There is no command "destroy".',
    fix: 'Set `empty: true` on a target, then plan and apply: "Remove a target" in docs/ownership.md has the steps.',
  },
  {
    mistake: 'a command that nothing has',
    line: 'frobnicate',
    says: 'DG5001 There is no command "frobnicate".',
    fix: '`defender-gitops help` lists all commands.',
  },
  {
    mistake: 'help about a misspelt command',
    line: 'help plna',
    says: 'DG5001 There is no command "plna".',
    fix: 'Did you mean plan?',
  },
  {
    mistake: 'a misspelt option',
    line: 'plan --traget production',
    says: 'DG5001 plan has no option --traget.',
    fix: 'Did you mean --target?',
  },
  {
    mistake: 'an option of another command',
    line: 'validate --out x',
    says: 'DG5001 validate has no option --out.',
    fix: 'It is one of: --target, --sarif, --all, --format, --json, --quiet, --verbose, --no-color, --help.',
  },
  {
    mistake: '--dry-run',
    line: 'apply --dry-run',
    says: 'DG5001 apply has no option --dry-run.',
    fix: '`defender-gitops plan` shows what would change, and changes nothing.',
  },
  {
    mistake: '--auto-approve',
    line: 'apply --auto-approve',
    says: 'DG5001 apply has no option --auto-approve.',
    fix: 'Write --yes.',
  },
  {
    mistake: '-y',
    line: 'apply -y',
    says: 'DG5001 apply has no option -y.',
    fix: 'Write --yes.',
  },
  {
    mistake: 'the region as an option',
    line: 'plan --region eu-west-1',
    says: 'DG5001 plan has no option --region.',
    fix: 'Regions are those of the targets, in the settings: choose one by --target.',
  },
  {
    mistake: 'the profile of credentials as an option',
    line: 'plan --profile admin',
    says: 'DG5001 plan has no option --profile.',
    fix: 'Set the environment variable AWS_PROFILE.',
  },
  {
    mistake: '--debug',
    line: 'plan --debug',
    says: 'DG5001 plan has no option --debug.',
    fix: 'Write --verbose.',
  },
  {
    mistake: 'a file behind a space',
    line: 'plan --sandbox other.json',
    says: 'DG5001 The value of --sandbox comes after an equals sign.',
    fix: 'Write --sandbox=other.json.',
  },
  {
    mistake: 'a number behind a space',
    line: 'plan --back-test 20',
    says: 'DG5001 The value of --back-test comes after an equals sign.',
    fix: 'Write --back-test=20.',
  },
  {
    mistake: 'a branch behind a space',
    line: 'plan --only-changed main',
    says: 'DG5001 The value of --only-changed comes after an equals sign.',
    fix: 'Write --only-changed=main.',
  },
  {
    mistake: 'an option without its value',
    line: 'plan --out',
    says: 'DG5001 --out needs a value.',
    fix: 'As in --out FILE.',
  },
  {
    mistake: 'an option whose value is another option',
    line: 'plan --out --json',
    says: 'DG5001 --out needs a value.',
    fix: 'As in --out FILE.',
  },
  {
    mistake: 'a value for a flag',
    line: 'apply --yes=no',
    says: 'DG5001 --yes takes no value.',
    fix: 'See `defender-gitops help apply`.',
  },
  {
    mistake: 'an empty value',
    line: 'plan --target=',
    says: 'DG5001 --target is given an empty value.',
    fix: 'As in --target NAME.',
  },
  {
    mistake: 'a text where a number belongs',
    line: 'simulate --devices many',
    says: 'DG5001 --devices must be a positive whole number, not "many".',
    fix: 'As in --devices 50.',
  },
  {
    mistake: 'a number below zero',
    line: 'simulate --hours -1',
    says: 'DG5001 --hours must be a positive whole number, not "-1".',
    fix: 'As in --hours 24.',
  },
  {
    mistake: 'a number that is too high',
    line: 'simulate --hours 100000',
    says: 'DG5001 --hours 100000 is too high.',
    fix: 'At most 744.',
  },
  {
    mistake: 'a fraction',
    line: 'simulate --devices 1.5',
    says: 'DG5001 --devices must be a positive whole number, not "1.5".',
    fix: 'As in --devices 50.',
  },
  {
    mistake: 'a port that there is not',
    line: 'sandbox --port 70000',
    says: 'DG5001 "70000" is not a port.',
    fix: 'Give a number from 0 to 65535.',
  },
  {
    mistake: 'two folders',
    line: 'validate profiles more',
    says: 'DG5001 validate takes one folder, not profiles more.',
    fix: 'See `defender-gitops help validate`.',
  },
  {
    mistake: 'a folder where none is taken',
    line: 'demo profiles',
    says: 'DG5001 demo takes no folder, not profiles.',
    fix: 'See `defender-gitops help demo`.',
  },
  {
    mistake: 'two formats',
    line: 'plan --json --format terminal',
    says: 'DG5001 --json and --format terminal are two formats.',
    fix: 'Ask for one.',
  },
  {
    mistake: 'a format that there is not',
    line: 'graph --format png',
    says: 'DG5001 There is no format "png".',
    fix: 'It is one of: mermaid, dot, svg.',
  },
  {
    mistake: 'quiet and verbose',
    line: 'plan --quiet --verbose',
    says: 'DG5001 --quiet and --verbose are opposites.',
    fix: 'Give one of them.',
  },
  {
    mistake: 'compact and full',
    line: 'plan --compact --full',
    says: 'DG5001 --compact and --full are opposites.',
    fix: 'Give one of them.',
  },
  {
    mistake: 'a misspelt target',
    line: 'plan --target prodution',
    says: 'DG2102 There is no target prodution.',
    fix: 'It is one of: one, two.',
    exit: 3,
  },
  {
    mistake: 'one account of two, for a picture',
    line: 'graph',
    says: 'DG5001 graph needs one target, and the settings have several.',
    fix: 'Choose one: --target one, --target two.',
  },
  {
    mistake: 'one account of two, for an import',
    line: 'import',
    says: 'DG5001 import needs one target, and the settings have several.',
    fix: 'Choose one: --target one, --target two.',
  },
  {
    mistake: 'a folder that is not there',
    line: 'validate nowhere',
    says: 'DG1301 There is no folder nowhere.',
    fix: '`defender-gitops init` writes first profiles; or name the folder that holds them, as in `defender-gitops plan profiles`.',
    exit: 3,
  },
  {
    mistake: 'a plan that is not there',
    line: 'apply --plan plan.json',
    says: 'DG1305 plan.json cannot be read: there is no such file.',
    fix: 'Check the path: it begins in the folder in which the program was started.',
  },
  {
    mistake: 'a plan that is none',
    line: 'apply --plan profiles/a.yaml',
    says: 'DG4101 profiles/a.yaml is not a plan: it is not JSON.',
    fix: 'Write one with `defender-gitops plan --out FILE`.',
  },
  {
    mistake: 'something else than the id of a hazard',
    line: 'apply --accept foo',
    says: 'DG1109 "foo" is not the id of a hazard.',
    fix: 'Ids are RULE:WHAT, as the plan shows them. RULE is one of: too-many-deletes, data-loss, coverage-loss, table-mismatch, target-left, replace-referenced, in-use, stack-tags.',
  },
  {
    mistake: 'a misspelt resource',
    line: 'plan --only CustomMetric/batery',
    says: 'DG3002 The plan for one has no CustomMetric/batery.',
    fix: 'Did you mean CustomMetric/battery?',
  },
  {
    mistake: 'a resource without its kind',
    line: 'plan --only battery',
    says: 'DG3002 The plan for one has no battery.',
    fix: 'It is one of: CustomMetric/battery, SecurityProfile/Fleet.',
  },
  {
    mistake: 'a misspelt role',
    line: 'iam --target one --role Exprot',
    says: 'DG5001 The profiles need no role Exprot.',
    fix: 'Did you mean Export?',
  },
  {
    mistake: 'something else than a repository',
    line: 'iam --target one --github-ids acme',
    says: 'DG5001 "acme" is not a pair of GitHub ids.',
    fix: 'Give two numbers, as in --github-ids 123456/987654321: those of the owner and of the repository.',
  },
  {
    mistake: 'something to explain that there is not',
    line: 'explain disconects',
    says: 'DG5002 There is nothing to explain about "disconects".',
    fix: 'Did you mean aws:num-disconnects? `defender-gitops explain` lists all.',
  },
  {
    mistake: 'an unknown code',
    line: 'explain DG9999',
    says: 'DG5002 There is nothing to explain about "DG9999".',
    fix: '`defender-gitops explain` lists all.',
  },
  {
    mistake: 'subscribe without a topic',
    line: 'subscribe',
    says: 'DG5001 subscribe needs a TOPIC.',
    fix: 'See `defender-gitops help subscribe`.',
  },
  {
    mistake: 'subscribe to a Basic Ingest topic',
    line: 'subscribe $aws/rules/x --broker mqtt://h',
    says: 'DG7105 "$aws/rules/x": Basic Ingest delivers to its rule only; clients cannot subscribe to it.',
    fix: 'Export to an ordinary topic: `topics: { NAME: { mqtt: TOPIC } }` in the profiles.',
  },
  {
    mistake: 'subscribe to nothing',
    line: 'subscribe #/x --broker mqtt://h',
    says: 'DG7105 "#/x": a wildcard is in the wrong place.',
    fix: '`+` is a whole level, and `#` the last one.',
  },
  {
    mistake: 'a shell without completion',
    line: 'completion tcsh',
    says: 'DG5001 There is no completion for "tcsh".',
    fix: 'It is one of: bash, zsh, fish.',
  },
  {
    mistake: 'an account id of three digits',
    line: 'init --account 123',
    says: 'DG5001 "123" is not the id of an AWS account (twelve digits).',
    fix: 'Give it by --account.',
  },
  {
    mistake: 'a misspelt region',
    line: 'init --region euwest1',
    says: 'DG5001 "euwest1" is not an AWS region.',
    fix: 'Give it by --region.',
  },
  {
    mistake: 'a file to import from that is not there',
    line: 'import --target one --from nowhere.yaml',
    says: 'DG1305 nowhere.yaml cannot be read: there is no such file.',
    fix: 'Check the path: it begins in the folder in which the program was started.',
  },
  {
    mistake: 'a file to import from that is none',
    line: 'import --target one --from profiles/a.yaml',
    says: 'DG1310 profiles/a.yaml holds nothing that can be imported.',
    fix: 'It reads templates of CloudFormation and SAM, what `terraform show -json` prints, and what `aws … --cli-input-json` takes.',
  },
  {
    mistake: 'a file to import to that is there',
    line: 'import --target one --out profiles/a.yaml',
    says: 'DG1307 profiles/a.yaml is there already.',
    fix: 'Name another file; nothing is overwritten.',
  },
];
