import type { CommentKey } from '../../model/workflow/conversation.ts';
import { composeComment, type Written } from './comments.ts';
import type { GitHub } from './connect.ts';
import { type CommentPart, readParts, withPart } from './parts.ts';

/** Seconds between looks, once a part is written: together longer than GitHub takes to write. */
const WATCH = [3, 6, 12];
const LOOKS = 40;

/**
 * Writes one part of a comment that several jobs write at the same time. GitHub has no way to write only if nothing was
 * written since, so each looks for its own part until nobody took it away for about half a minute. A job that is kept
 * waiting longer between reading and writing, by a limit of the rate, can still take another's away.
 */
export async function shareComment(
  github: GitHub,
  request: { readonly pullRequest: number; readonly part: CommentPart; readonly onlyAnew?: true } & CommentKey,
): Promise<Written> {
  const { pullRequest, key, part } = request;
  const thread = { number: pullRequest, permission: 'pull-requests: write' } as const;
  const write = (): Promise<Written> =>
    composeComment(github, thread, request, (found) => {
      const isThere = found.some((body) => readParts(body).parts.some(({ name }) => name === part.name));
      return request.onlyAnew && !isThere ? undefined : withPart(key, found, part);
    });
  const written = await write();
  if (written.status === 'none') return written;
  let calm = 0;
  for (let look = 0; look < LOOKS; look++) {
    const pause = WATCH[calm];
    if (pause === undefined) return written;
    // Jobs that were started together would else go on taking each other's parts away in step.
    await github.sleep(pause * (1 + Math.random() / 2));
    const now = await write();
    if (now.status === 'none' || now.status === 'denied' || now.status === 'too-long') return now;
    calm = now.status === 'unchanged' ? calm + 1 : 0;
  }
  return { status: 'denied', reason: 'Other jobs keep writing the same comment.' };
}
