import type { Document } from '../../model/document.ts';
import type { RawFile } from '../../model/files.ts';
import { FILE_LIMIT } from '../../model/limits.ts';
import type { Problem } from '../../model/problem.ts';
import { finish } from '../../model/steps.ts';
import type { Steps } from '../../model/steps.ts';
import { forbiddenCharacter } from './characters.ts';
import { parseCarefully } from './careful.ts';
import type { Read } from './careful.ts';
import { placesIn, positionsIn, startsIn } from './places.ts';
import { readSound } from './fast.ts';
import type { Scalars } from './fast.ts';

/** What files hold, and what is wrong with them. */
export interface Loaded {
  readonly documents: readonly Document[];
  readonly problems: readonly Problem[];
  /** By file, to show where a problem is; what is not UTF-8 as far as it can be read. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Reads YAML 1.2 as data only, one file after the other, and lets go of their bytes. Gives one document for each readable
 * file and every problem of the others; a file with a problem gives no document, so nothing half-read goes on.
 */
export function load(files: Iterable<RawFile | Problem>): Loaded {
  return finish(loading(files));
}

/** The same, a file a step. */
export function* loading(files: Iterable<RawFile | Problem>): Steps<Loaded> {
  const documents: Document[] = [];
  const problems: Problem[] = [];
  const texts = new Map<string, string>();
  const scalars: Scalars = new Map();
  for (const found of files) {
    if ('code' in found) {
      problems.push(found);
      continue;
    }
    const { file, bytes } = found;
    const text = decode(bytes);
    const read = readFile(file, bytes, text, scalars);
    texts.set(file, text ?? decodeAnyhow(bytes).text);
    if (read.document !== undefined) documents.push(read.document);
    problems.push(...read.problems);
    yield;
  }
  return { documents, problems, texts };
}

function readFile(file: string, bytes: Uint8Array, text: string | undefined, scalars: Scalars): Read {
  const whole = (code: Problem['code'], message: string, hint: string): { problems: Problem[] } => ({
    problems: [{ code, message, hint, file, line: 1, column: 1 }],
  });
  if (bytes.byteLength > FILE_LIMIT.bytes)
    return whole(
      'DG1001',
      `The file has ${bytes.byteLength} bytes; at most ${FILE_LIMIT.bytes} are read.`,
      'Split it into several files: sections may be in any number of them.',
    );
  if (text === undefined) return { problems: [notUtf8(file, bytes)] };
  return readText(file, text, scalars);
}

/** At the first character that cannot be read. */
function notUtf8(file: string, bytes: Uint8Array): Problem {
  const { text, encoding } = decodeAnyhow(bytes);
  const before = text.slice(0, Math.max(0, text.indexOf('\uFFFD'))).split('\n');
  return {
    code: 'DG1002',
    message: encoding === 'utf-8' ? 'The file is not UTF-8.' : 'The file is UTF-16, not UTF-8.',
    hint: 'Save it as UTF-8.',
    file,
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
  };
}

function readText(file: string, text: string, scalars: Scalars): Read {
  const sound = forbiddenCharacter(text) === undefined ? readSound(text, scalars) : undefined;
  if (sound === undefined) return parseCarefully(file, text);
  const { value, starts } = sound;
  // Few values are ever asked for their place.
  const place = placesIn(file, () => ({ text, value, startOf: startsIn(value, starts), position: positionsIn(text) }));
  return { document: { file, text, value, place }, problems: [] };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** What is not UTF-8 is most often of a code page, or of Windows: UTF-16 with its mark. */
function decodeAnyhow(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}
