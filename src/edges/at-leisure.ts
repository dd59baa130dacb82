import { OperatorError } from '../model/problem.ts';
import { renderError } from '../render/terminal-error.ts';

/** Milliseconds between two writes of the state; a large one takes as long to write as hundreds of requests take to answer. */
const PAUSE = 200;

/** Saves now and then, and what is left when the process ends. What cannot be saved is told once, and fails the run. */
export function atLeisure<State>(save: (state: State) => void): (state: State) => void {
  let unsaved: State | undefined;
  let saved = 0;
  let isLost = false;
  const attempt = (state: State): void => {
    try {
      save(state);
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      if (!isLost) process.stderr.write(renderError(error, { color: false, width: 100 }));
      isLost = true;
    }
  };
  process.once('exit', () => {
    if (unsaved !== undefined) attempt(unsaved);
    if (isLost) process.exitCode = 1;
  });
  return (state) => {
    unsaved = state;
    if (Date.now() - saved < PAUSE) return;
    attempt(state);
    unsaved = undefined;
    saved = Date.now();
  };
}
