import type { Reporter } from '../model/event.ts';
import { OperatorError } from '../model/problem.ts';
import { createRunRecord } from '../render/json/run-record.ts';

/** What a run is recorded for. */
export interface Recording {
  /** Of the program. */
  readonly version: string;
  /** What the record calls the run. */
  readonly command: string;
  /** Shows what happens while it is recorded. */
  readonly show: Reporter;
  /** Keeps the record, as JSON, when the run has ended. */
  readonly keep: (text: string) => void;
}

/** Runs something and keeps what it sent and waited for, however it ends. Gives what it gives, and throws what it throws. */
export async function recorded<ExitCode extends number>(
  { version, command, show, keep }: Recording,
  run: (report: Reporter) => Promise<ExitCode>,
): Promise<ExitCode> {
  const record = createRunRecord({ version, command, at: Date.now() });
  const end = { exitCode: 1, error: 'bug' };
  try {
    const exitCode = await run((event) => (record.follow(event, Date.now()), show(event)));
    Object.assign(end, { exitCode, error: undefined });
    return exitCode;
  } catch (error) {
    if (error instanceof OperatorError) Object.assign(end, { exitCode: error.exitCode, error: error.code });
    throw error;
  } finally {
    keep(`${JSON.stringify(record.document({ at: Date.now(), ...end }), null, 1)}\n`);
  }
}
