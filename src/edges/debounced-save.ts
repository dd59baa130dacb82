import { OperatorError } from '../model/problem.ts';
import { renderError } from '../render/terminal/error.ts';

/** Milliseconds between two writes of the state at the least, and how many times as long as a write took. */
const PAUSE = { least: 200, times: 20 } as const;

/** Saves now and then, and what is left when the process ends. What cannot be saved then fails the run. */
export function debounced<State>(save: (state: State) => void): (state: State) => void {
  let unsaved: State | undefined;
  let next = 0;
  let trouble: OperatorError | undefined;
  const attempt = (state: State): void => {
    unsaved = undefined;
    const begun = Date.now();
    try {
      save(state);
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      trouble = error;
    }
    const ended = Date.now();
    // A large state takes as long to write as hundreds of requests take to answer, and must not be written after each of them.
    next = Math.max(begun + PAUSE.least, ended + PAUSE.times * (ended - begun));
  };
  process.once('exit', () => {
    if (unsaved !== undefined) attempt(unsaved);
    if (trouble === undefined) return;
    process.stderr.write(`\n${renderError(trouble, { color: false, width: 100 })}`);
    process.exitCode = 1;
  });
  return (state) => {
    unsaved = state;
    if (Date.now() >= next) attempt(state);
  };
}
