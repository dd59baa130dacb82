import { OperatorError } from '../model/problem.ts';
import type { ExitCode, World } from '../model/world.ts';
import { EXIT } from '../model/world.ts';

/** What a new repository begins with, and where it goes. */
interface Starter {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Writes a file unless something is there already, and says whether it did. */
  readonly place: (path: string, text: string) => boolean;
  readonly branch: string | undefined;
}

/** What `init` is told; each has a default. */
export interface InitOptions extends Values {
  /** Whether the first profiles are about Audit, which is open to everybody, and not about Detect. */
  readonly audit?: boolean;
}

/** Values that the templates have examples of. */
interface Values {
  readonly account?: string;
  readonly region?: string;
  readonly owner?: string;
  readonly branch?: string;
}

/** A value of the templates: what stands for it there, what it may be, and how people call it. */
interface Slot {
  readonly example: string;
  readonly pattern: RegExp;
  readonly what: string;
}

/** The templates are valid as they lie: these examples, which stand in double quotes there, give way to the user's values. */
const SLOTS: Readonly<Record<keyof Values, Slot>> = {
  account: { example: '111122223333', pattern: /^\d{12}$/, what: 'the id of an AWS account (twelve digits)' },
  region: { example: 'eu-west-1', pattern: /^[a-z]{2,}(-[a-z]+)+-\d$/, what: 'an AWS region' },
  owner: { example: 'acme/iot-security', pattern: /^[\w.:/=+@-]{1,256}$/, what: 'the name of an owner' },
  branch: { example: 'main', pattern: /^[\w./-]+$/, what: 'the name of a branch' },
};

/** The action by a tag that can be moved, as in the templates of a program that is not a released one. */
const UNPINNED = 'defender-gitops/defender-gitops@v1';

/** First profiles, of which there is one. */
const [ABOUT_DETECT, ABOUT_AUDIT] = ['profiles/fleet.yaml', 'profiles/audit.yaml'];

/** The last day of an exception in the templates, which gives way to a day to come. */
const LAST_DAY = '2027-03-31';

/** Names what git is to leave alone. */
const IGNORED = '.gitignore';

const SETUP = 'https://github.com/defender-gitops/defender-gitops/blob/v1/docs/github-setup.md';

/** Writes the first profiles and the workflow, leaves every file that is there, and says what comes next. */
export function init(world: World, starter: Starter, { audit = false, ...options }: InitOptions): ExitCode {
  const found = { ...defined('owner', world.repository), ...defined('branch', starter.branch) };
  const values = { ...found, ...options };
  for (const [name, slot] of slots()) refuse(name, slot, values[name]);
  const files = starter.files
    .filter(({ path }) => path !== (audit ? ABOUT_DETECT : ABOUT_AUDIT))
    .map(({ path, text }) => ({ path, text: filled(text, values, inAYear(world.today)) }));
  const written = files.filter(({ path, text }) => starter.place(path, text));
  const left = files.filter((file) => !written.includes(file));
  world.print(
    [
      ...written.map(({ path }) => `  + ${path}`),
      ...left.map(({ path }) => `    ${path} is there already and left as it is`),
      ...(left.some(({ path }) => path === IGNORED) ? ['', `Add to ${IGNORED}: .defender/ and plan.json`] : []),
      '',
      ...next(written, values),
      '',
    ].join('\n'),
  );
  return EXIT.fine;
}

/** What is left to do; what somebody wrote before is not looked at. */
function next(written: Starter['files'], values: Values): readonly string[] {
  const open = slots().filter(
    ([name, { example }]) =>
      name !== 'branch' && values[name] === undefined && written.some(({ text }) => text.includes(example)),
  );
  const profiles = written.filter(({ text }) => text.includes('thinggroup/my-fleet'));
  const audits = written.filter(({ path }) => path === ABOUT_AUDIT);
  const unpinned = written.filter(({ text }) => text.includes(UNPINNED));
  const steps = [
    ...open.map(([, { example, what }]) => [`Replace ${example} with ${what}, wherever it is.`]),
    ...profiles.map(({ path }) => [`Name your thing groups in ${path}.`]),
    ...audits.map(({ path }) => [
      `Make the SNS topic and the roles that ${path} names; this prints the roles:`,
      '  npx defender-gitops iam',
    ]),
    ...unpinned.map(({ path }) => [
      `Pin the action: replace v1 with a commit in ${path}, because this build is not a release:`,
      '  gh api repos/defender-gitops/defender-gitops/commits/v1 --jq .sha',
    ]),
    ['Try it, without an AWS account:', '  npx defender-gitops validate', '  npx defender-gitops plan --sandbox'],
    ['Let GitHub into AWS, once per account and without secrets:', `  ${SETUP}`],
    ['Open a pull request: a comment shows the plan. Merge it, and that plan is applied.'],
  ];
  return [
    'Next:',
    '',
    ...steps.flatMap(([first, ...more], index) => [`  ${index + 1}. ${first}`, ...more.map((line) => `     ${line}`)]),
  ];
}

function filled(text: string, values: Values, lastDay: string): string {
  const byExample = new Map(slots().map(([name, { example }]) => [example, values[name] ?? example]));
  byExample.set(LAST_DAY, lastDay);
  return text.replace(/"([^"\n]*)"/g, (quoted, example: string) => {
    const value = byExample.get(example);
    return value === undefined ? quoted : `"${value}"`;
  });
}

function refuse(name: string, { pattern, what }: Slot, value: string | undefined): void {
  if (value === undefined || pattern.test(value)) return;
  throw new OperatorError('DG5001', `${JSON.stringify(value)} is not ${what}.`, { hint: `Give it by --${name}.` });
}

function slots(): readonly [keyof Values, Slot][] {
  return Object.entries(SLOTS) as [keyof Values, Slot][];
}

/** The same day of the next year, as `YYYY-MM-DD`; of a leap day the one before. */
function inAYear(today: string): string {
  const [year, ...day] = today.split('-');
  return [Number(year) + 1, ...day].join('-').replace(/-02-29$/, '-02-28');
}

function defined<Name extends string>(name: Name, value: string | undefined): { readonly [Key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: string });
}
