/** A workflow command that the runner found in a line. */
export interface Command {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs and its extensions */
const REGISTERED = [
  'internal-set-repo-path',
  'set-env',
  'set-output',
  'save-state',
  'add-mask',
  'add-path',
  'add-matcher',
  'remove-matcher',
  'warning',
  'error',
  'notice',
  'debug',
  'group',
  'endgroup',
  'echo',
  'stop-commands',
];

/** What `Char.IsWhiteSpace` of .NET says, which `TrimStart` goes by. */
const LEADING_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** .NET compares texts by culture, and passes over what has no weight there. */
const WEIGHTLESS = /[\p{Cf}\p{Mn}\p{Me}\0-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/gu;

const ESCAPES = { '%3B': ';', '%0D': '\r', '%0A': '\n', '%5D': ']', '%25': '%' };
const DATA_ESCAPES = { '%0D': '\r', '%0A': '\n', '%25': '%' };
const PROPERTY_ESCAPES = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };

/**
 * The command in a line, by the runner's rules (ActionCommand.cs: TryParseV2, then TryParse). Stricter than the runner in
 * one respect: a line that would hold a command without its weightless characters counts too.
 */
export function parseCommand(line: string, stopToken?: string): Command | undefined {
  const known = new Set([...REGISTERED, ...(stopToken === undefined ? [] : [stopToken.toLowerCase()])]);
  const bare = line.replaceAll(WEIGHTLESS, '');
  return parseV2(line, known) ?? parseV1(line, known) ?? parseV2(bare, known) ?? parseV1(bare, known);
}

/** `::name key=value,key=value::data`, after leading space. */
function parseV2(line: string, known: ReadonlySet<string>): Command | undefined {
  const message = line.replace(LEADING_SPACE, '');
  const end = message.startsWith('::') ? message.indexOf('::', 2) : -1;
  if (end < 0) return undefined;
  return commandOf(message.slice(2, end), ',', PROPERTY_ESCAPES, known, unescape(message.slice(end + 2), DATA_ESCAPES));
}

/** `##[name key=value;key=value]data`, anywhere. */
function parseV1(line: string, known: ReadonlySet<string>): Command | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  return commandOf(line.slice(start + 3, end), ';', ESCAPES, known, unescape(line.slice(end + 1), ESCAPES));
}

function commandOf(
  info: string,
  separator: string,
  escapes: Readonly<Record<string, string>>,
  known: ReadonlySet<string>,
  data: string,
): Command | undefined {
  const space = info.indexOf(' ');
  const command = (space < 0 ? info : info.slice(0, space)).toLowerCase();
  if (!known.has(command)) return undefined;
  const pairs =
    space < 0
      ? []
      : info
          .slice(space + 1)
          .trim()
          .split(separator);
  const properties = pairs.flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals < 1 || equals === pair.length - 1
      ? []
      : [[pair.slice(0, equals), unescape(pair.slice(equals + 1), escapes)]];
  });
  return { command, properties: Object.fromEntries(properties), data };
}

function unescape(text: string, escapes: Readonly<Record<string, string>>): string {
  return Object.entries(escapes).reduce((result, [from, to]) => result.replaceAll(from, to), text);
}
