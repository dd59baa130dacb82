import { pieceText, prefixPieces } from '../catalogue/s3-prefix.ts';
import type { PrefixPiece } from '../catalogue/s3-prefix.ts';
import type { Partition, TableLocation } from '../model/lake/table.ts';

/** A location, and what has to be known of it. */
export interface ReadLocation extends TableLocation {
  readonly notes: readonly string[];
}

/** What is added to a prefix without a timestamp: https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
const DEFAULT_TIME = 'yyyy/MM/dd/HH/';

const UNITS = { y: 'YEARS', M: 'MONTHS', d: 'DAYS', D: 'DAYS', H: 'HOURS', m: 'MINUTES', s: 'SECONDS' } as const;
const ORDER = 'yMDdHms';

/** What a partition is called, by the finest unit of its date. */
const NAMES = {
  YEARS: 'year',
  MONTHS: 'month',
  DAYS: 'day',
  HOURS: 'datehour',
  MINUTES: 'datetime',
  SECONDS: 'datetime',
} as const satisfies Record<(typeof UNITS)[keyof typeof UNITS], string>;

type Token =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'letters'; readonly letters: string }
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'unfit'; readonly what: string };

type DateToken = Extract<Token, { readonly type: 'text' | 'letters' }>;

/** Where the objects of a stream are, by its prefix and time zone. `taken` are names that partitions must not have. */
export function locationOf(
  bucket: string,
  { prefix, zone }: { readonly prefix: string; readonly zone: string },
  taken: readonly string[],
): ReadLocation {
  const pieces = prefixPieces(prefix);
  const hasTime = pieces.some(({ type }) => type === 'timestamp');
  const added: readonly PrefixPiece[] = hasTime ? [] : [{ type: 'timestamp', format: DEFAULT_TIME }];
  const { tokens, cut } = untilLastSlash([...pieces, ...added].flatMap(tokensOf));
  const notes = [...(hasTime ? [] : [addedNote(prefix)]), ...(cut === undefined ? [] : [cutNote(cut)])];
  const head = tokens[0]?.type === 'text' ? tokens[0].text : '';
  const location = `s3://${bucket}/${head.slice(0, head.lastIndexOf('/') + 1)}`;
  const unfit = unfitIn(tokens);
  if (unfit !== undefined) {
    const note = `No partition projection can describe ${unfit}: every query reads all objects below ${location}. Remove it from the prefix to have partitions.`;
    return { location, partitions: [], notes: [...notes, note] };
  }
  const { parts, partitions } = partitionsIn(tokens, { zone, taken });
  if (partitions.length === 0) return { location, partitions, notes };
  return {
    location,
    partitions,
    template: `s3://${bucket}/${parts.join('')}`,
    notes: [...notes, ...notesOn(partitions)],
  };
}

function addedNote(prefix: string): string {
  return `The prefix ${JSON.stringify(prefix)} has no timestamp, so Firehose puts the hour (UTC) to it as yyyy/MM/dd/HH/${prefix === '' || prefix.endsWith('/') ? '' : ', without a slash between'}.`;
}

function cutNote(cut: string): string {
  return `${cut} is after the last slash of the prefix, so it is part of the names of objects, not a folder.`;
}

function notesOn(partitions: readonly Partition[]): readonly string[] {
  return partitions.flatMap((one) => {
    if (one.type === 'injected') return [`Every query has to name one value of ${one.name}, as in ${one.name} = '…'.`];
    if (one.type !== 'date') return [];
    const zone =
      one.zone === 'UTC'
        ? []
        : [
            `${one.name} is in the time zone ${one.zone}. Athena's NOW is in UTC, so that the range goes on to the next day, or the newest objects would be left out.`,
          ];
    const order = one.isSorted
      ? []
      : [`${one.name} does not sort by time: name the values that are meant, as in ${one.name} IN (…).`];
    const many =
      one.unit === 'MINUTES' || one.unit === 'SECONDS'
        ? [`A partition for each of the ${one.unit.toLowerCase()} is more than Athena plans quickly: prefer hours.`]
        : [];
    return [...zone, ...order, ...many];
  });
}

function tokensOf(piece: PrefixPiece): readonly Token[] {
  switch (piece.type) {
    case 'text':
      return piece.text.includes('${') ? [{ type: 'unfit', what: piece.text }] : [{ type: 'text', text: piece.text }];
    case 'timestamp':
      return dateTokens(piece.format);
    case 'partition':
      return [{ type: 'key', key: piece.key }];
    case 'firehose':
    case 'unknown':
      return [{ type: 'unfit', what: pieceText(piece) }];
  }
}

function dateTokens(format: string): readonly Token[] {
  return [...format.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)].map(([whole]): Token => {
    if (whole === "''") return { type: 'text', text: "'" };
    if (whole.startsWith("'")) return { type: 'text', text: whole.slice(1, -1).replaceAll("''", "'") };
    if (!/[A-Za-z]/.test(whole)) return { type: 'text', text: whole };
    // What is not a number of fixed width cannot be told from what follows, or does not make a date.
    if (/^(yyyy|yy|uuuu|MMM?M?|dd|DDD|HH|mm|ss)$/.test(whole))
      return { type: 'letters', letters: whole.replaceAll('u', 'y') };
    return { type: 'unfit', what: `!{timestamp:${whole}}` };
  });
}

/** Only folders can be projected: what stands behind the last slash belongs to the names of objects. */
function untilLastSlash(all: readonly Token[]): { readonly tokens: readonly Token[]; readonly cut?: string } {
  const last = all.findLastIndex((token) => token.type === 'text' && token.text.includes('/'));
  const end = all[last];
  const behind = all.slice(last + 1).filter(({ type }) => type !== 'text');
  const cut = behind.map(tokenText).join('');
  const tokens =
    end?.type === 'text'
      ? [...all.slice(0, last), { type: 'text', text: end.text.slice(0, end.text.lastIndexOf('/') + 1) } as const]
      : [];
  return { tokens: joined(tokens), ...(cut === '' ? {} : { cut }) };
}

function tokenText(token: Token): string {
  switch (token.type) {
    case 'text':
      return token.text;
    case 'letters':
      return token.letters;
    case 'key':
      return token.key;
    case 'unfit':
      return token.what;
  }
}

/** Neighbouring texts in one. */
function joined(tokens: readonly Token[]): readonly Token[] {
  const all: Token[] = [];
  for (const token of tokens) {
    const before = all.at(-1);
    if (token.type === 'text' && before?.type === 'text')
      all.splice(-1, 1, { type: 'text', text: before.text + token.text });
    else all.push(token);
  }
  return all;
}

function unfitIn(tokens: readonly Token[]): string | undefined {
  const found = tokens.find(
    (token, index) =>
      token.type === 'unfit' ||
      // The name of a month is no number, and without a year no date.
      (token.type === 'letters' && token.letters.startsWith('MMM') && !isInDate(tokens, index)),
  );
  return found === undefined ? undefined : tokenText(found);
}

/** Whether the letters at a place belong to a date with a year. */
function isInDate(tokens: readonly Token[], index: number): boolean {
  return tokens.some(
    (token, from) =>
      from <= index &&
      token.type === 'letters' &&
      from + dateRun(tokens.slice(from)).length > index &&
      yearFollows(tokens.slice(from)),
  );
}

/** What parts of a date are by themselves, without a year: numbers of so many digits. */
const NUMBERS: Readonly<Record<string, readonly [name: string, least: number, most: number, digits: number]>> = {
  MM: ['month', 1, 12, 2],
  dd: ['day', 1, 31, 2],
  DDD: ['day', 1, 366, 3],
  HH: ['hour', 0, 23, 2],
  mm: ['minute', 0, 59, 2],
  ss: ['second', 0, 59, 2],
};

interface Found {
  readonly parts: string[];
  readonly partitions: Partition[];
}

function partitionsIn(
  tokens: readonly Token[],
  { zone, taken }: { readonly zone: string; readonly taken: readonly string[] },
): Found {
  const found: Found = { parts: [], partitions: [] };
  const names = new Set(taken.map((name) => name.toLowerCase()));
  const free = (name: string): string => {
    let one = name;
    for (let count = 2; names.has(one); count += 1)
      one = count === 2 ? `partition_${name}` : `partition_${name}_${count}`;
    names.add(one);
    return one;
  };
  const add = (partition: Partition): void => {
    found.partitions.push(partition);
    found.parts.push(`\${${partition.name}}`);
  };
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token?.type === 'text') found.parts.push(token.text);
    if (token?.type === 'key') add({ type: 'injected', name: free(token.key.toLowerCase().replaceAll(/\W/g, '_')) });
    if (token?.type !== 'letters') continue;
    const run = dateRun(tokens.slice(index));
    const number = NUMBERS[token.letters];
    if (!token.letters.startsWith('y') && run.length === 1 && number !== undefined) {
      const [name, least, most, digits] = number;
      add({ type: 'integer', name: free(name), least, most, digits });
    } else add(datePartition(run, zone, free));
    index += run.length - 1;
  }
  return found;
}

/** The letters of one date with the texts between them: until a letter comes again, or only the first where it has no year. */
function dateRun(tokens: readonly Token[]): readonly DateToken[] {
  const letters = (token: Token | undefined): string => (token?.type === 'letters' ? token.letters.charAt(0) : '');
  const seen = new Set<string>();
  const run: DateToken[] = [];
  const hasYear = yearFollows(tokens);
  for (const token of tokens) {
    if (token.type !== 'text' && token.type !== 'letters') break;
    if (seen.has(letters(token)) || (!hasYear && run.length > 0)) break;
    if (token.type === 'letters') seen.add(letters(token));
    run.push(token);
  }
  return run.slice(0, run.findLastIndex(({ type }) => type === 'letters') + 1);
}

/** Whether the date that begins here has a year before a letter comes again. */
function yearFollows(tokens: readonly Token[]): boolean {
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.type === 'text') continue;
    if (token.type !== 'letters' || seen.has(token.letters.charAt(0))) return false;
    seen.add(token.letters.charAt(0));
    if (token.letters.startsWith('y')) return true;
  }
  return false;
}

function datePartition(run: readonly DateToken[], zone: string, free: (name: string) => string): Partition {
  const letters = run.flatMap((token) => (token.type === 'letters' ? [token.letters] : []));
  const places = letters.map((one) => ORDER.indexOf(one.charAt(0)));
  const finest = letters[places.indexOf(Math.max(...places))]?.charAt(0) ?? 'd';
  const unit = UNITS[finest as keyof typeof UNITS];
  const isSorted =
    places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0)) &&
    !letters.includes('MMM') &&
    !letters.includes('MMMM');
  // https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html: letters that are text stand in quotes.
  const format = run.map((token) => (token.type === 'letters' ? token.letters : quoted(token.text))).join('');
  return { type: 'date', name: free(NAMES[unit]), format, unit, zone, isSorted };
}

function quoted(text: string): string {
  return /^[^A-Za-z'{}[\]#]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
