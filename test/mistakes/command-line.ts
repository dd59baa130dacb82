import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../src/command-table.ts';
import type { Command } from '../../src/commands/usage/command.ts';
import { parseCommandLine } from '../../src/commands/usage/usage.ts';
import { filesIn } from '../../src/edges/files.ts';
import { OperatorError } from '../../src/model/problem.ts';
import { testWorld } from '../world.ts';

const PROFILES = `owner: acme/chargers
targets:
  one: { account: "111122223333", region: eu-west-1 }
  two: { account: "111122223333", region: eu-west-2 }
topics: { live: { mqtt: acme/live } }
customMetrics: { battery: { metricType: number } }
securityProfiles:
  Fleet:
    metricsExport: { topic: live, roleArn: role/Export, metrics: [battery] }
    silence: [{ check: export-not-received, reason: an app subscribes }, { check: profile-not-attached, reason: later }]
`;

/** What a command line ends with, where it is wrong. */
export interface Told {
  readonly says: string;
  readonly fix: string | undefined;
  readonly exit: number;
  readonly printed: string;
}

/** Reads a command line and runs it, in a folder of its own. Throws where it does not end with an error for its operator. */
export async function told(line: string): Promise<Told> {
  const root = mkdtempSync(join(tmpdir(), 'defender-mistakes-'));
  mkdirSync(join(root, 'profiles'));
  writeFileSync(join(root, 'profiles/a.yaml'), PROFILES);
  const world = { ...testWorld({}), files: filesIn(root) };
  try {
    const read = parseCommandLine(line.split(' '), COMMANDS);
    const command: Command = COMMANDS[read.command as keyof typeof COMMANDS];
    const stop = (): Promise<void> => Promise.resolve();
    await command.run({ world, choice: read.choice, word: read.word, stop });
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const { code, message, hint, exitCode } = error;
    return { says: `${code} ${message}`, fix: hint, exit: exitCode, printed: world.printed() };
  } finally {
    rmSync(root, { recursive: true });
  }
  throw new Error(`\`${line}\` is no mistake: ${world.printed()}`);
}
