/** A pattern of Java's DateTimeFormatter, read: https://docs.oracle.com/javase/8/docs/api/java/time/format/DateTimeFormatter.html */
export type TimePattern = (milliseconds: number, zone: string) => string;

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const number = (of: (moment: Moment) => number) => (length: number) => (moment: Moment) =>
  String(of(moment)).padStart(length, '0');

const named =
  (
    names: readonly string[],
    of: (moment: Moment) => number,
    numbers?: (length: number) => (moment: Moment) => string,
  ) =>
  (length: number) =>
  (moment: Moment): string => {
    if (length < 3 && numbers !== undefined) return numbers(length)(moment);
    const name = names[of(moment)] ?? '';
    return length === 4 ? name : name.slice(0, 3);
  };

const year = (length: number) => (moment: Moment) =>
  length === 2 ? String(moment.year % 100).padStart(2, '0') : String(moment.year).padStart(length, '0');

/** Days since 1970 of a date of the Gregorian calendar. */
export function daysOf(wholeYear: number, month: number, day: number): number {
  // Years that begin in March have the leap day at their end.
  const begun = month < 3 ? wholeYear - 1 : wholeYear;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leaps = Math.floor(begun / 4) - Math.floor(begun / 100) + Math.floor(begun / 400);
  return begun * 365 + leaps + inYear - 719_468;
}

// 1970 began on a Thursday.
const weekday = ({ year: y, month, day }: Moment): number => (daysOf(y, month, day) + 4) % 7;
const dayOfYear = ({ year: y, month, day }: Moment): number => daysOf(y, month, day) - daysOf(y, 1, 1) + 1;

/** By letter; the longest run of it that is read. */
const LETTERS: Readonly<
  Record<string, readonly [longest: number, print: (length: number) => (moment: Moment) => string]>
> = {
  y: [9, year],
  u: [9, year],
  M: [
    4,
    named(
      MONTHS,
      ({ month }) => month - 1,
      number(({ month }) => month),
    ),
  ],
  d: [2, number(({ day }) => day)],
  D: [3, number(dayOfYear)],
  E: [4, named(DAYS, weekday)],
  H: [2, number(({ hour }) => hour)],
  h: [2, number(({ hour }) => hour % 12 || 12)],
  a: [
    1,
    () =>
      ({ hour }) =>
        hour < 12 ? 'AM' : 'PM',
  ],
  m: [2, number(({ minute }) => minute)],
  s: [2, number(({ second }) => second)],
  S: [
    3,
    (length) =>
      ({ millisecond }) =>
        String(millisecond).padStart(3, '0').slice(0, length),
  ],
};

/** Reads a pattern; `unknown` names what of it is not read here. */
export function timePattern(pattern: string): TimePattern | { readonly unknown: string } {
  const parts: ((moment: Moment) => string)[] = [];
  for (const [whole] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    const letter = whole.charAt(0);
    const [longest = 0, print] = LETTERS[letter] ?? [];
    if (whole === "'" || (/[A-Za-z]/.test(letter) && whole.length > longest)) return { unknown: whole };
    const text = whole === "''" ? "'" : letter === "'" ? whole.slice(1, -1).replaceAll("''", "'") : whole;
    parts.push(print === undefined || letter === "'" ? () => text : print(whole.length));
  }
  return (milliseconds, zone) => {
    const moment = momentIn(milliseconds, zone);
    return parts.map((part) => part(moment)).join('');
  };
}

function momentIn(milliseconds: number, zone: string): Moment {
  const parts = new Map(
    formatFor(zone)
      .formatToParts(milliseconds)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour') % 24,
    minute: part('minute'),
    second: part('second'),
    millisecond: milliseconds % 1000,
  };
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known !== undefined) return known;
  const numeric = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', calendar: 'gregory', ...numeric });
  FORMATS.set(zone, made);
  return made;
}

/** Whether a time zone is known, such as `Europe/Berlin`. */
export function isTimeZone(zone: string): boolean {
  // Node takes 20 ms for its first formatter, and hardly any stream needs one.
  if (zone === 'UTC') return true;
  try {
    formatFor(zone);
    return true;
  } catch {
    return false;
  }
}
