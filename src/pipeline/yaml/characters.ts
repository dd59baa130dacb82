const NAMES: Readonly<Record<number, string>> = {
  0x0000: 'NUL',
  0x001b: 'ESCAPE',
  0x00ad: 'SOFT HYPHEN',
  0x200b: 'ZERO WIDTH SPACE',
  0x2028: 'LINE SEPARATOR',
  0x2029: 'PARAGRAPH SEPARATOR',
  0x202e: 'RIGHT-TO-LEFT OVERRIDE',
  0xfeff: 'BYTE ORDER MARK',
};

// C0 and C1 controls but tab, line feed and carriage return; bidi and invisible formatting (CVE-2021-42574, "Trojan Source"); lone surrogates.
const FORBIDDEN =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** The first character that a reviewer could not see or that would change how the text shows; undefined where there is none. */
export function forbiddenCharacter(text: string): { offset: number; name: string } | undefined {
  const found = FORBIDDEN.exec(text);
  if (found === null) return undefined;
  const code = found[0].charCodeAt(0);
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return { offset: found.index, name: NAMES[code] === undefined ? hex : `${hex} (${NAMES[code]})` };
}

// Spaces that look like the one of the space bar and are none: YAML takes them for letters.
const SPACES = '\\u00A0\\u1680\\u2000-\\u200A\\u202F\\u205F\\u3000';
const INVISIBLE_SPACE = new RegExp(`^[ \\-]*[${SPACES}]|[:,\\-[{]\\s*[${SPACES}]`);

/** Where a line of YAML is indented or divided by a space that is none; undefined where it is not. */
export function invisibleSpace(line: string): { offset: number; message: string; hint: string } | undefined {
  const found = INVISIBLE_SPACE.exec(line);
  if (found === null) return undefined;
  const offset = found.index + found[0].length - 1;
  const code = line.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return {
    offset,
    message: `The line holds U+${code}${code === '00A0' ? ' (NO-BREAK SPACE)' : ''}, which looks like a space and is a letter to YAML.`,
    hint: 'Type a space in its place, or put the text that it belongs to in quotes.',
  };
}

/** Says whether a key or a text without quotes begins or ends with such a space. */
export function isSpaced(text: string): boolean {
  return SPACED.test(text);
}

const SPACED = new RegExp(`^[${SPACES}]|[${SPACES}]$|:[${SPACES}]`);
