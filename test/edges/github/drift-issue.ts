import type { IssueText } from '../../../src/edges/github/issues.ts';
import { readMarker } from '../../../src/edges/github/marker.ts';
import { type Issue, tick, type World, BOT } from './world.ts';

/** Which issue the tests write. */
export const KEY = 'drift production';

/** Its label. */
export const label = {
  name: 'defender-gitops-drift',
  color: 'd93f0b',
  description: 'The account differs from the profiles',
};

/** The issue for a drift. */
export function drift(digest: string): IssueText {
  const title = 'Drift: production';
  return { key: KEY, title, body: `Drift ${digest}`, label, digest, news: `Now ${digest}` };
}

/** Our issues of the key. */
export function own(world: World, state?: 'open' | 'closed'): readonly Issue[] {
  const all = [...world.issues.values()].filter(({ login, body }) => login === BOT && readMarker(body)?.key === KEY);
  return state === undefined ? all : all.filter((issue) => issue.state === state);
}

/** What the comments say, without their markers. */
export function texts(world: World): readonly string[] {
  return world.comments.map(({ body }) => body.split('\n').slice(1).join('\n'));
}

/** What closes it. */
export const close = { key: KEY, label: label.name, news: 'Clean again' };

/** An old issue of ours. */
export function mine(world: World, changes: Partial<Issue> = {}): void {
  const number = ++world.lastNumber;
  const body = `<!-- defender-gitops:${encodeURIComponent(KEY)} -->\nOld`;
  const plain = {
    number,
    login: BOT,
    title: 'Drift',
    body,
    state: 'open',
    reason: null,
    labels: [label.name],
  } as const;
  world.issues.set(number, { ...plain, labels: [label.name], createdAt: tick(world), ...changes });
}
