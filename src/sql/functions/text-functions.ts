import { isList } from '../../model/values/json.ts';
import { sqlError } from '../problem.ts';
import { ofTexts } from './function.ts';
import type { SqlFunction } from './function.ts';
import { toDecimal, toText } from '../value.ts';
import type { Value } from '../value.ts';

const V2 = '2016-03-23';

const pad = (place: (text: string, spaces: string) => string): SqlFunction => ({
  takes: [2, 2],
  run: ([value, count]) => {
    const [text, number] = [toText(value), toDecimal(count)];
    if (text === undefined || number === undefined) return undefined;
    return place(text, ' '.repeat(Math.min(Math.max(Math.floor(number), 0), 1000)));
  },
});

/** Functions of texts, by name in lower case. */
export const TEXT_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  chr: {
    takes: [1, 1],
    run: ([value]) => {
      const code = Math.floor(toDecimal(value) ?? -1);
      return code >= 0 && code < 128 ? String.fromCharCode(code) : undefined;
    },
  },
  concat: { takes: [0, Infinity], run: (inputs, _message, at) => concatenated(inputs, at) },
  endswith: ofTexts(2, (text, end) => text.endsWith(end)),
  indexof: ofTexts(2, indexOf, V2),
  length: ofTexts(1, (text) => text.length, V2),
  lower: ofTexts(1, (text) => text.toLowerCase()),
  lpad: pad((text, spaces) => spaces + text),
  ltrim: ofTexts(1, (text) => text.replace(/^[ \t]+/, '')),
  numbytes: ofTexts(1, (text) => new TextEncoder().encode(text).length, V2),
  replace: ofTexts(3, (text, find, replacement) => text.replaceAll(find, () => replacement)),
  rpad: pad((text, spaces) => text + spaces),
  rtrim: ofTexts(1, (text) => /^(.*?)[ \t]*$/s.exec(text)?.[1]),
  startswith: ofTexts(2, (text, start) => text.startsWith(start)),
  substring: { takes: [2, 3], run: ([value, ...ends]) => substring(value, ends) },
  trim: ofTexts(1, (text) => text.trim()),
  upper: ofTexts(1, (text) => text.toUpperCase()),
};

function concatenated(inputs: readonly Value[], at: number): Value {
  const [only] = inputs;
  if (inputs.length === 0) return undefined;
  if (inputs.some(isList))
    return inputs.flatMap((input) => (isList(input) ? input : input === undefined ? [] : [input]));
  // The example has concat(1) give "1", the table has it give 1.
  if (inputs.length === 1 && typeof only !== 'string')
    throw sqlError('undocumented', "AWS's documentation contradicts itself about concat() of one value", at);
  // A text is wanted for each, and only then is it a text that they make.
  if (!inputs.some((input) => typeof input === 'string')) return undefined;
  const texts = inputs.map(toText);
  return texts.includes(undefined) ? undefined : texts.join('');
}

function indexOf(text: string, find: string, _third: string, at: number): number {
  const found = text.indexOf(find);
  if (found < 0) throw sqlError('undocumented', 'AWS does not document indexof() of what is not in the text', at);
  return found;
}

function substring(value: Value, ends: readonly Value[]): Value {
  const text = toText(value);
  const [from, to] = ends.map(toDecimal);
  if (text === undefined || ends.some((end) => toDecimal(end) === undefined)) return undefined;
  return from !== undefined && to !== undefined && from >= to
    ? ''
    : text.slice(index(from ?? 0), index(to ?? text.length));
}

/** A place in a text: from 2.745 the third character, and no place before the first. */
function index(number: number): number {
  return Math.max(Math.floor(number), 0);
}
