import { OperatorError } from '../../../model/problem.ts';
import type { Environment } from './event.ts';

/** What a workflow passes under `with:`, as action.yml declares it. */
export interface Inputs {
  readonly command: (typeof COMMANDS)[number];
  /** Folder of the profiles, from the workspace. */
  readonly profiles: string;
  /** Names of the targets; none means all. */
  readonly targets: readonly string[];
  /** Empty where the workflow passes none. */
  readonly token: string;
  readonly failOnDrift: boolean;
  /** Whether pull requests read, and merges apply, only what their change is about. */
  readonly onlyChanged: boolean;
  /** Whether pull requests show how often changed behaviors would have alarmed. */
  readonly backTest: boolean;
  /** Whether each plan of a pull request is a comment, or only one that changes something. */
  readonly comment: (typeof COMMENT)[number];
  readonly sandbox: boolean;
}

const COMMANDS = ['auto', 'validate', 'plan', 'apply', 'drift'] as const;
const COMMENT = ['always', 'changes'] as const;
const NAMES = [
  'command',
  'profiles',
  'target',
  'token',
  'fail-on-drift',
  'only-changed',
  'back-test',
  'comment',
  'sandbox',
];
const PREFIX = 'INPUT_';

/**
 * Reads and checks the inputs. The runner only warns of an input that action.yml does not declare, and passes it on: here
 * it is an error, as is a value that an input cannot have. Throws an OperatorError that names the input.
 */
export function readInputs(environment: Environment): Inputs {
  refuseUnknown(environment);
  return {
    command: readChoice(environment, 'command', COMMANDS),
    profiles: read(environment, 'profiles') || 'profiles',
    targets: read(environment, 'target')
      .split(/[\s,]+/)
      .filter((name) => name !== ''),
    token: read(environment, 'token'),
    failOnDrift: readBoolean(environment, 'fail-on-drift'),
    onlyChanged: readBoolean(environment, 'only-changed'),
    backTest: readBoolean(environment, 'back-test'),
    comment: readChoice(environment, 'comment', COMMENT),
    sandbox: readBoolean(environment, 'sandbox'),
  };
}

/** The runner writes names in capitals and keeps their hyphens. */
function read(environment: Environment, name: string): string {
  return (environment[PREFIX + name.toUpperCase()] ?? '').trim();
}

/** One of several words; the first where there is none. */
function readChoice<Word extends string>(
  environment: Environment,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const value = read(environment, name) || words[0];
  return words.find((word) => word === value) ?? wrong(name, value, `one of ${words.join(', ')}`);
}

function readBoolean(environment: Environment, name: string): boolean {
  const value = read(environment, name).toLowerCase();
  if (value === 'true') return true;
  return value === 'false' || value === '' ? false : wrong(name, value, 'true or false');
}

function refuseUnknown(environment: Environment): void {
  const known = new Set(NAMES.map((name) => PREFIX + name.toUpperCase()));
  const unknown = Object.keys(environment).filter((variable) => variable.startsWith(PREFIX) && !known.has(variable));
  if (unknown.length === 0) return;
  const names = unknown.map((variable) => `\`${variable.slice(PREFIX.length).toLowerCase()}\``).join(', ');
  throw new OperatorError('DG6012', `defender-gitops has no input ${names}.`, {
    hint: `It has ${NAMES.join(', ')}.`,
  });
}

function wrong(name: string, value: string, right: string): never {
  throw new OperatorError('DG6012', `Input \`${name}\` is ${JSON.stringify(value)}.`, {
    hint: `It can be ${right}.`,
  });
}
