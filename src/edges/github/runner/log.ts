/** Characters that show nothing, and that .NET's comparison of texts therefore passes over. */
const UNSEEN = String.raw`(?:[^\p{L}\p{N}\p{P}\p{S}\s]|\ufeff)*`;

/** https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs (TryParseV2, TryParse) */
const COMMAND_AT_START = new RegExp(String.raw`^(?=[^\p{L}\p{N}\p{P}\p{S}]*:${UNSEEN}:)`, 'u');
const COMMAND_ANYWHERE = new RegExp(String.raw`(#${UNSEEN}#${UNSEEN})(?=\[)`, 'gu');

/**
 * A text in which the runner finds no command, on stdout or stderr, whoever wrote it: a backslash is put before a line
 * that begins with two colons and into every `##[`. Lines end as the runner ends them, also at a lone carriage return.
 */
export function inert(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.replace(COMMAND_AT_START, '\\').replace(COMMAND_ANYWHERE, '$1\\'))
    .join('\n');
}
