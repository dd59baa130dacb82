import { stat } from 'node:fs/promises';
import { error, notice, setOutput, setSecret, summary, warning } from '@actions/core';
import type { Source } from '../../../model/problem.ts';
import type { Annotation, Level } from '../../../model/workflow/conversation.ts';
import { LEVELS, withinBudget } from './annotations.ts';
import { inert } from './log.ts';

/** The runner that the action runs on. Nothing that is passed to it can become a workflow command. */
export interface Runner {
  /** Writes lines to the log. */
  readonly log: (text: string) => void;
  /** Shows annotations, most important first, as many as the runner takes; all others go to the log. */
  readonly annotate: (annotations: readonly Annotation[]) => void;
  /** Fails the step with one last annotation, for which there is always room. */
  readonly fail: (message: string, source?: Source) => void;
  /** Sets an output of the step. */
  readonly output: (name: string, value: string) => void;
  /** Keeps a secret out of logs and summaries from now on. */
  readonly mask: (secret: string) => void;
  /** Adds to the job summary; never throws. `too-long`: nothing was written, because the runner would drop all of it. */
  readonly summarize: (markdown: string) => Promise<'written' | 'absent' | 'too-long'>;
}

/** Bytes that all summaries of a step may have together. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
export const SUMMARY_LIMIT = 1024 * 1024;

/** How an annotation of each level is issued; by name, so that the bundle has only these of @actions/core. */
const ISSUE = { error, warning, notice };

/** A shorter line of a secret, a bracket say, is in every text. */
const SHORTEST_LINE = 4;

/** Opens the runner of this process. Open it once: it counts the annotations. */
export function openRunner(): Runner {
  // The one for `fail`.
  const shown: Record<Level, number> = { error: 1, warning: 0, notice: 0 };
  const log = (text: string) => void process.stdout.write(`${inert(text)}\n`);
  return {
    log,
    annotate: (annotations) => {
      for (const level of LEVELS) {
        const { show, rest } = withinBudget(annotations, level, shown[level]);
        shown[level] += show.length;
        for (const annotation of show) issue(annotation);
        for (const { message, source } of rest) log(`${level}: ${place(source)}${message}`);
      }
    },
    fail: (message, source) => {
      process.exitCode = 1;
      issue({ level: 'error', message, ...(source && { source }) });
    },
    output: (name, value) => setOutput(name, value),
    mask: (secret) => {
      // The log comes line by line, so a secret of several lines would never be found in it.
      const lines = secret.split(/\r\n|[\r\n]/).map((line) => line.trim());
      const all = [secret.trim(), ...lines.filter((line) => line.length >= SHORTEST_LINE)];
      for (const part of new Set(all)) if (part !== '') setSecret(part);
    },
    summarize,
  };
}

async function summarize(markdown: string): Promise<'written' | 'absent' | 'too-long'> {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file === undefined || file === '') return 'absent';
  const before = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  const text = markdown.endsWith('\n') ? markdown : `${markdown}\n`;
  if (before + Buffer.byteLength(text) > SUMMARY_LIMIT) return 'too-long';
  try {
    await summary.addRaw(text).write();
    return 'written';
  } catch {
    return 'absent';
  }
}

function issue({ level, message, title, source }: Annotation): void {
  const { file, line, column } = source ?? {};
  ISSUE[level](message, {
    ...(title !== undefined && { title }),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { startLine: line }),
    ...(column !== undefined && { startColumn: column }),
  });
}

function place(source: Source | undefined): string {
  return source === undefined ? '' : `${source.file}:${source.line}:${source.column} `;
}
