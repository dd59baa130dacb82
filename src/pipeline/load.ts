import { LineCounter, parseDocument } from 'yaml';
import type { Document as YamlDocument } from 'yaml';
import type { Document } from '../model/document.ts';
import type { RawFile } from '../model/files.ts';
import { isObject } from '../model/json.ts';
import { FILE_LIMIT } from '../model/limits.ts';
import type { Problem } from '../model/problem.ts';
import { forbiddenCharacter } from './characters.ts';
import { convert, placer, report } from './yaml-values.ts';
import type { Reader } from './yaml-values.ts';

/**
 * Reads YAML 1.2 as data only. Gives one document for each readable file and every problem of the others;
 * a file with a problem gives no document, so nothing half-read goes on.
 */
export function load(files: readonly RawFile[]): { documents: Document[]; problems: Problem[] } {
  const documents: Document[] = [];
  const problems: Problem[] = [];
  for (const raw of files) {
    const read = readFile(raw);
    if (read.document !== undefined) documents.push(read.document);
    problems.push(...read.problems);
  }
  return { documents, problems };
}

function readFile(raw: RawFile): { document?: Document; problems: Problem[] } {
  const { file, bytes } = raw;
  const whole = (code: Problem['code'], message: string, hint: string): { problems: Problem[] } => ({
    problems: [{ code, message, hint, file, line: 1, column: 1 }],
  });
  if (bytes.byteLength > FILE_LIMIT.bytes)
    return whole(
      'DG1001',
      `The file has ${bytes.byteLength} bytes; at most ${FILE_LIMIT.bytes} are read.`,
      'Split it into several files: sections may stand in any number of them.',
    );
  const text = decode(bytes);
  if (text === undefined) return whole('DG1002', 'The file is not UTF-8.', 'Save it as UTF-8.');
  return readText(file, text);
}

function readText(file: string, text: string): { document?: Document; problems: Problem[] } {
  const lines = new LineCounter();
  const reader: Reader = { file, lines, problems: [], offsets: new WeakMap(), nodes: 0, aliases: 0, open: new Set() };
  const { problems } = reader;
  const parsed = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  refuseCharacters(reader, text);
  // Tags are reported when their value is met, in words of our own.
  const complaints = [...parsed.errors, ...parsed.warnings].filter(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  for (const error of complaints)
    report(reader, 'DG1004', error.pos[0], sentence(error.message), 'See https://yaml.org/spec/1.2.2/ for the syntax.');
  refuseDirectives(reader, parsed, text);
  if (problems.length > 0) return { problems };
  const value = parsed.contents === null ? {} : convert(reader, parsed, parsed.contents, 0);
  if (problems.length > 0) return { problems };
  if (isObject(value)) return { document: { file, text, value, place: placer(reader, value) }, problems };
  const hint = 'Begin with a section such as `securityProfiles:`.';
  report(reader, 'DG1005', 0, 'The file is not a mapping of sections.', hint);
  return { problems };
}

/** The line counter counts only what was parsed, so this comes after parsing. */
function refuseCharacters(reader: Reader, text: string): void {
  const bad = forbiddenCharacter(text);
  if (bad === undefined) return;
  const message = `The file holds the character ${bad.name}, which does not show or changes how text shows.`;
  report(reader, 'DG1003', bad.offset, message, 'Take it out, or write it as an escape inside double quotes.');
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function sentence(message: string): string {
  const trimmed = message.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** A `%YAML 1.1` line would turn `no` into false without anybody seeing it. */
function refuseDirectives(reader: Reader, parsed: YamlDocument, text: string): void {
  const directives = parsed.directives;
  if (directives === undefined) return;
  const tags = Object.keys(directives.tags).filter((handle) => handle !== '!!');
  if (directives.yaml.explicit !== true && tags.length === 0) return;
  report(
    reader,
    'DG1006',
    Math.max(text.search(/^%/m), 0),
    'YAML directives are not read.',
    'Take the line that begins with % out: files are YAML 1.2.',
  );
}
