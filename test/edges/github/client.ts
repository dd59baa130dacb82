import { type GitHubConnection, connectGitHub, type GitHub } from '../../../src/edges/github/connect.ts';
import type { Event } from '../../../src/model/event.ts';
import { type Loopback, startGitHub } from './loopback.ts';
import { createWorld, WORKFLOW_TOKEN, type World } from './world.ts';

/** A client of a GitHub on loopback, with a clock that stands still. */
export interface Client {
  readonly github: GitHub;
  /** Seconds that it would have slept, one by one. */
  readonly slept: readonly number[];
  readonly reports: readonly Event[];
}

/** Connects to a loopback; nothing waits in earnest. */
export function clientOf(loopback: Pick<Loopback, 'url' | 'world'>, options: Partial<GitHubConnection> = {}): Client {
  const slept: number[] = [];
  const reports: Event[] = [];
  const github = connectGitHub({
    token: WORKFLOW_TOKEN,
    apiUrl: loopback.url,
    repository: `${loopback.world.owner}/${loopback.world.repo}`,
    paced: false,
    timeout: 1_000,
    sleep: async (seconds) => void slept.push(seconds),
    report: (event) => void reports.push(event),
    ...options,
  });
  return { github, slept, reports };
}

/** Runs a test with a GitHub of its own, and checks the contract in the end. */
export async function withGitHub(
  body: (loopback: Loopback, client: Client) => Promise<void>,
  world: World = createWorld(),
): Promise<void> {
  const loopback = await startGitHub(world);
  try {
    await body(loopback, clientOf(loopback));
  } finally {
    await loopback.close();
  }
}
