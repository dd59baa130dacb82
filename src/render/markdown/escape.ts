import { plainLine } from '../text/plain-text.ts';

// Words in which nothing is markup, a mention, a reference, a shortcode or an address to GitHub.
const HARMLESS = /^[\p{L}\p{M}\p{N}'’"“”(),.;?!%–—→…-]*:?$|^\d{1,2}:\d{2}$/u;
// Commits, `GH-12` and custom autolinks, bare addresses. https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
const AUTOLINK = /\b[0-9a-f]{7,40}\b|^\W*[A-Z][A-Z0-9]*-\d|www\./i;

// `comparisonOperator` reads better as code.
const MEMBER = /[a-z][A-Z]/;

// Set apart on both sides, so that no two runs of backticks ever touch.
const SPAN = /(?<=(?:^|\s)\(?)(`[^`]+`)(?=[).,;:!?]*(?:$|\s))/;

const LIST_MARK = /^(?:\d+[.)]|[-+]+)(?=\s|$)/;

/** Foreign text as a code span: nothing in it is markup, a mention, a reference or a link. */
export function code(text: string): string {
  const plain = plainLine(text);
  if (plain === '') return '`""`';
  const fence = '`'.repeat(longestRun(plain) + 1);
  const pad = /^`|`$|^ .* $/.test(plain) ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}

/** Foreign text as a code span in a table. A bar would end the cell and can't be escaped for every reader: it shows broken. */
export function codeCell(text: string): string {
  return code(text.replaceAll('|', '¦'));
}

/** A sentence with foreign words in it: plain words stay, whatever could be active becomes a code span. */
export function prose(text: string): string {
  return plainLine(text)
    .trim()
    .split(SPAN)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : part.split(' ').map(word).join(' ')))
    .join('')
    .replace(LIST_MARK, (mark) => code(mark));
}

/** A sentence in a table. */
export function proseCell(text: string): string {
  return prose(text.replaceAll('|', '¦'));
}

/** Foreign text inside of HTML, as in `<summary>`. */
export function html(text: string): string {
  return plainLine(text).replace(/[&<>"'`|@#:]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A link; only its label where the address is none of the web. */
export function link(label: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\/[^/]/.test(url)) return codeCell(label);
  return `[${codeCell(label)}](${address(url)})`;
}

/** An address of ours or of a caller, with nothing in it that could end a link or a cell. */
export function address(url: string): string {
  return plainLine(url).replace(
    /[\s<>()[\]{}\\|"'`^*_~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** Lines in a fence that none of them can close. */
export function fenced(lines: readonly string[], language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

function word(text: string): string {
  if (HARMLESS.test(text) && !AUTOLINK.test(text) && !MEMBER.test(text)) return text;
  const [, before = '', inner = '', after = ''] = /^([("'“]*)(.*?)([)"'”.,;:!?]*)$/u.exec(text) ?? [];
  return inner === '' ? code(text) : `${before}${code(inner)}${after}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** A commit as GitHub abbreviates it. */
export function commit(sha: string): string {
  return code(sha.slice(0, 7));
}
