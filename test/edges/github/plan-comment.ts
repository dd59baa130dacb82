import { readMarker } from '../../../src/edges/github/marker.ts';
import { openPull } from './history.ts';
import { addComment, type Comment, createWorld, type World, BOT } from './world.ts';

/** An old plan comment, as it was written. */
export const MARKED = '<!-- defender-gitops:plan -->\nThe plan of yesterday';

/** What the tests write: the plan comment of pull request 1. */
export const UPSERT = { pullRequest: 1, key: 'plan', body: 'The plan' } as const;

/** A repository with one open pull request. */
export function worldWithPull(): World {
  const world = createWorld();
  openPull(world, { 'profiles/a.yaml': 'a' });
  return world;
}

/** An old plan comment of ours. */
export function addOurs(world: World): Comment {
  return addComment(world, { number: 1, login: BOT, body: MARKED });
}

/** What a reader of the pull request sees of the plan comments of an author. */
export function visible(world: World, login = BOT): readonly string[] {
  const own = world.comments.filter((comment) => comment.login === login && comment.minimized === null);
  return own.filter(({ body }) => readMarker(body)?.key === 'plan').map(({ body }) => body.split('\n')[1] ?? '');
}
