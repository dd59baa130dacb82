/**
 * Foreign text as one line that can't move a cursor, hide or reorder its neighbours, or be taken for a workflow command.
 * What is neutralised shows as its escape, as in `\u001b`.
 */
export function plainLine(text: string): string {
  if (/^[\x20-\x22\x24-\x7e]*$/.test(text) && !/(?:^| )::/.test(text)) return text;
  return (
    text
      // What a reader can't see, or what steers a terminal: controls, format and bidi characters, separators, lone surrogates.
      .replace(
        /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]--[\u200c\u200d\ufe0e\ufe0f]]/gv,
        escapeOf,
      )
      // Joiners and variation selectors belong to Indic scripts and emoji; beside ASCII they only hide.
      .replace(/(?<!\P{ASCII})[\u200c\u200d\ufe0e\ufe0f]|[\u200c\u200d](?!\P{ASCII})/gu, escapeOf)
      // The runner obeys `::command::` after leading space, and `##[command]` anywhere in a line.
      // https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
      // At the start of any word, because a wrapped line may begin with it.
      .replace(/(^|\s):(?=:)/gu, '$1\\u003a')
      .replace(/#(?=#\[)/g, '\\u0023')
  );
}

/** Foreign text line by line, each as `plainLine` gives it. */
export function plainLines(text: string): readonly string[] {
  return text.split(/\r\n|\n/).map(plainLine);
}

/** Says whether a text is already plain, so that it shows as it is. */
export function isPlain(text: string): boolean {
  return plainLine(text) === text;
}

function escapeOf(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  if (character === '\r') return '\\r';
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** A text cut to a number of characters, with an ellipsis where something is missing. */
export function shortened(text: string, characters: number): string {
  return text.length <= characters
    ? text
    : `${text
        .slice(0, characters - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`;
}
