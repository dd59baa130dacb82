import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The files by which the runner hears from a step. */
const FILE_COMMANDS = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STATE', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY'] as const;

/** What a step left in them. */
export interface FileResults {
  readonly outputs: Readonly<Record<string, string>>;
  /** The texts of the files that outputs name (`plan-file`), which later steps of the job can read. */
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  /** Absent where there is none; the runner drops one that is too long. */
  readonly summary?: string;
  /** What the runner itself complains of. */
  readonly errors: readonly string[];
}

/** https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs */
const SUMMARY_LIMIT = 1024 * 1024;

/** A fresh folder with those files, empty, and the event's payload. Remove it in the end. */
export async function prepareFiles(payload: unknown): Promise<{
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'runner-'));
  const environment = Object.fromEntries(FILE_COMMANDS.map((name) => [name, join(folder, name.toLowerCase())]));
  await Promise.all(Object.values(environment).map((path) => writeFile(path, '')));
  const event = join(folder, 'event.json');
  await writeFile(event, JSON.stringify(payload));
  const remove = () => rm(folder, { recursive: true, force: true });
  return { folder, environment: { ...environment, GITHUB_EVENT_PATH: event, RUNNER_TEMP: folder }, remove };
}

/** Reads the files as the runner does when the step has ended. */
export async function readFiles(environment: Readonly<Record<string, string>>): Promise<FileResults> {
  const read = (name: (typeof FILE_COMMANDS)[number]) => readFile(environment[name] ?? '', 'utf8');
  const summary = await read('GITHUB_STEP_SUMMARY');
  const size = Buffer.byteLength(summary);
  const errors = size > SUMMARY_LIMIT ? [`$GITHUB_STEP_SUMMARY upload aborted, it is ${size} bytes`] : [];
  const env = parsePairs(await read('GITHUB_ENV'));
  if ('NODE_OPTIONS' in env) errors.push("Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
  const outputs = parsePairs(await read('GITHUB_OUTPUT'));
  const named = Object.entries(outputs).filter(([name]) => name.endsWith('-file'));
  const files = named.map(async ([name, path]) => [name, await readFile(path, 'utf8')] as const);
  return {
    outputs,
    files: Object.fromEntries(await Promise.all(files)),
    env,
    state: parsePairs(await read('GITHUB_STATE')),
    ...(size > 0 && size <= SUMMARY_LIMIT && { summary }),
    errors,
  };
}

/** `INPUT_*` of every input that an action.yml declares, by its default or as given: the runner passes all of them. */
export function inputVariables(
  action: string,
  given: Readonly<Record<string, string>>,
  token: string,
): Readonly<Record<string, string>> {
  const declared: Record<string, { default?: unknown } | null> = parse(action).inputs ?? {};
  const defaults = Object.entries(declared).map(([name, input]) => [name, String(input?.default ?? '')] as const);
  const evaluated = defaults.map(
    ([name, value]) => [name, value.replace(/\$\{\{\s*github\.token\s*\}\}/, token)] as const,
  );
  const values = { ...Object.fromEntries(evaluated), ...given };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}

/** `name=value` on a line, or `name<<delimiter`, lines, `delimiter`. */
function parsePairs(text: string): Record<string, string> {
  const pairs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === '') continue;
    const heredoc = /^([^=]+?)<<(.+)$/.exec(line);
    if (heredoc === null) {
      const equals = line.indexOf('=');
      if (equals < 1) throw new Error(`Invalid format '${line}'`);
      pairs[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const [, name = '', delimiter = ''] = heredoc;
    const end = lines.indexOf(delimiter);
    if (end < 0) throw new Error(`Matching delimiter not found '${delimiter}'`);
    pairs[name] = lines
      .splice(0, end + 1)
      .slice(0, -1)
      .join('\n');
  }
  return pairs;
}
