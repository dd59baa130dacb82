import { OperatorError } from '../model/problem.ts';
import { renderError } from '../render/terminal/error.ts';

/** Milliseconds between two writes of the state; a large one takes as long to write as hundreds of requests take to answer. */
const PAUSE = 200;

/** Saves now and then, and what is left when the process ends. What cannot be saved then fails the run. */
export function debounced<State>(save: (state: State) => void): (state: State) => void {
  let unsaved: State | undefined;
  let saved = 0;
  let trouble: OperatorError | undefined;
  const attempt = (state: State): void => {
    unsaved = undefined;
    saved = Date.now();
    try {
      save(state);
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      trouble = error;
    }
  };
  process.once('exit', () => {
    if (unsaved !== undefined) attempt(unsaved);
    if (trouble === undefined) return;
    process.stderr.write(`\n${renderError(trouble, { color: false, width: 100 })}`);
    process.exitCode = 1;
  });
  return (state) => {
    unsaved = state;
    if (Date.now() - saved >= PAUSE) attempt(state);
  };
}
