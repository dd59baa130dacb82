import { Session } from 'node:inspector/promises';
import type { Profiler } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/** Counts what work does. */
export interface OperationCounter {
  /** The counts of a piece of work. */
  count(work: () => unknown): Promise<OperationsOf>;
  close(): void;
}

/** Counts of one piece of work. */
export interface OperationsOf {
  /** Every block that ran, by where it begins. */
  readonly blocks: readonly string[];
  /** How often a block ran; also one that this work had no need to tell from what is around it. */
  of(block: string): number;
}

/** Built-in functions that go through all of a list, in which V8 counts no blocks. */
const THROUGH = ['includes', 'indexOf', 'lastIndexOf', 'concat', 'slice', 'unshift', 'join'];

/** Begins to count; until it is closed everything in this process is slower. https://v8.dev/blog/javascript-code-coverage#block-coverage */
export async function openCounter(): Promise<OperationCounter> {
  // What is compiled in place where it is called is not counted.
  for (const compiler of ['maglev', 'opt']) setFlagsFromString(`--no-${compiler}`);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const elements = new Map<string, number>();
  const restore = watchBuiltIns((name, count) => elements.set(name, (elements.get(name) ?? 0) + count));
  return {
    count: async (work) => {
      await session.post('Profiler.takePreciseCoverage');
      elements.clear();
      await work();
      const { result } = await session.post('Profiler.takePreciseCoverage');
      return operationsOf(result, new Map(elements));
    },
    close: () => {
      restore();
      session.disconnect();
    },
  };
}

function operationsOf(
  scripts: readonly Profiler.ScriptCoverage[],
  elements: ReadonlyMap<string, number>,
): OperationsOf {
  const ours = scripts.filter(({ url }) => url.includes('/src/') && !url.includes('/node_modules/'));
  const functions = new Map<string, readonly Profiler.CoverageRange[]>();
  for (const { url, functions: all } of ours)
    for (const { functionName, ranges } of all) {
      const file = url.slice(url.lastIndexOf('/src/') + 1);
      functions.set(`${functionName || 'a function'} in ${file} @${ranges[0]?.startOffset}`, ranges);
    }
  const blocks = [...functions].flatMap(([name, ranges]) => ranges.map(({ startOffset }) => `${name} +${startOffset}`));
  return {
    blocks: [...blocks, ...elements.keys()],
    of: (block) => {
      const [name = '', offset] = block.split(' +');
      const ranges = functions.get(name);
      if (ranges === undefined || offset === undefined) return elements.get(block) ?? 0;
      return innermost(ranges, Number(offset))?.count ?? 0;
    },
  };
}

/** V8 tells a block apart where it ran more or less often than what is around it. */
function innermost(ranges: readonly Profiler.CoverageRange[], at: number): Profiler.CoverageRange | undefined {
  const around = ranges.filter(({ startOffset, endOffset }) => startOffset <= at && at < endOffset);
  return around.toSorted((one, other) => one.endOffset - one.startOffset - (other.endOffset - other.startOffset))[0];
}

type Method = (this: Listed, ...given: unknown[]) => unknown;
interface Listed {
  readonly length?: number;
  readonly size?: number;
}

/** Lists of fewer elements are short, however many of them there are. */
const LONG = 20;

/** Tells how many elements of long lists, maps and sets built-in functions go through; gives how to stop it. */
function watchBuiltIns(tell: (name: string, count: number) => void): () => void {
  const restore = [
    ...THROUGH.map((name) =>
      watched(Array.prototype, name, (own, list, given) => {
        const { length = 0 } = list;
        if (length >= LONG) tell(`Array ${name}`, length);
        return own.apply(list, given);
      }),
    ),
    watched(Array.prototype, 'splice', (own, list, given) => {
      const { length = 0 } = list;
      if (length >= LONG) tell('Array splice', length - Number(given[0]));
      return own.apply(list, given);
    }),
    ...[Array.prototype, Map.prototype, Set.prototype].flatMap((holder) =>
      [Symbol.iterator, 'keys', 'values', 'entries'].map((name) =>
        watched(holder, name, (own, list, given) => {
          const iterator = own.apply(list, given) as Iterator<unknown>;
          return (list.length ?? list.size ?? 0) < LONG
            ? iterator
            : counting(iterator, () => tell('elements taken', 1));
        }),
      ),
    ),
  ];
  return () => restore.forEach((undo) => undo());
}

/** Puts a function in the place of a method; gives how to put it back. */
function watched(
  holder: object,
  name: PropertyKey,
  call: (own: Method, list: Listed, given: unknown[]) => unknown,
): () => void {
  const own = Reflect.get(holder, name) as Method;
  const put = (value: Method): void =>
    void Object.defineProperty(holder, name, { value, configurable: true, writable: true });
  put(function (this: Listed, ...given) {
    return call(own, this, given);
  });
  return () => put(own);
}

/** An iterator that tells of each element that is taken. */
function counting(iterator: Iterator<unknown>, tell: () => void): IterableIterator<unknown> {
  return {
    next: () => (tell(), iterator.next()),
    [Symbol.iterator]() {
      return this;
    },
  };
}
