import { parseDocument } from 'yaml';
import type { Document as YamlDocument } from 'yaml';
import type { Document } from '../../model/document.ts';
import { isObject } from '../../model/values/json.ts';
import type { Problem } from '../../model/problem.ts';
import { forbiddenCharacter } from './characters.ts';
import { placesIn, positionsIn } from './places.ts';
import type { StartOf } from './places.ts';
import { syntaxProblemOf } from './syntax.ts';
import { convert, report } from './yaml-values.ts';
import type { YamlReader } from './yaml-values.ts';

/** What reading one file gives: its document, or what is wrong with it. */
export interface Read {
  readonly document?: Document;
  readonly problems: readonly Problem[];
}

/** Reads one file with care: whatever is wrong with it is told. */
export function parseCarefully(file: string, text: string): Read {
  const position = positionsIn(text);
  const reader: YamlReader = {
    file,
    text,
    position,
    problems: [],
    offsets: new Map(),
    nodes: 0,
    aliases: 0,
    open: new Set(),
  };
  const { problems } = reader;
  const parsed = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
  });
  refuseCharacters(reader, text);
  // Tags are reported when their value is met, in words of our own.
  const complaints = [...parsed.errors, ...parsed.warnings].filter(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  const wrong = problems.length > 0 ? undefined : syntaxProblemOf(text, complaints);
  if (wrong !== undefined) report(reader, wrong.code, wrong.offset, wrong.message, wrong.hint);
  refuseDirectives(reader, parsed, text);
  if (problems.length > 0) return { problems };
  const value = parsed.contents === null ? {} : convert(reader, parsed, parsed.contents, 0);
  if (problems.length > 0) return { problems };
  if (isObject(value)) {
    const startOf: StartOf = (container, step) => reader.offsets.get(container)?.get(step);
    const place = placesIn(file, () => ({ text, value, startOf, position }));
    return { document: { file, text, value, place }, problems };
  }
  const hint = 'Begin with a section such as `securityProfiles:`.';
  report(reader, 'DG1005', 0, 'The file is not a mapping of sections.', hint);
  return { problems };
}

function refuseCharacters(reader: YamlReader, text: string): void {
  const bad = forbiddenCharacter(text);
  if (bad === undefined) return;
  const message = `The file holds the character ${bad.name}, which does not show or changes how text shows.`;
  report(reader, 'DG1003', bad.offset, message, 'Remove it, or write it as an escape inside double quotes.');
}

/** A `%YAML 1.1` line would turn `no` into false without anybody seeing it. */
function refuseDirectives(reader: YamlReader, parsed: YamlDocument, text: string): void {
  const directives = parsed.directives;
  if (directives === undefined) return;
  const tags = Object.keys(directives.tags).filter((handle) => handle !== '!!');
  if (directives.yaml.explicit !== true && tags.length === 0) return;
  report(
    reader,
    'DG1006',
    Math.max(text.search(/^%/m), 0),
    'YAML directives are not read.',
    'Remove the line that begins with %: files are YAML 1.2.',
  );
}
