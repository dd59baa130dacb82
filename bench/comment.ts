import { addressOf } from '../src/model/address.ts';
import type { Update } from '../src/model/plan.ts';
import type { Review } from '../src/model/review.ts';
import { renderComment } from '../src/render/markdown/comment.ts';
import { renderPlan } from '../src/render/terminal/plan.ts';
import type { Bench } from './bench.ts';
import { inTurn, median, spread, timed } from './samples.ts';

const TIMES = 7;
const SIZES = [100, 1000, 10_000];

/** How long it takes to tell people of a plan. */
export const comment: Bench = {
  name: 'comment',
  title: 'Telling of a plan',
  about: `Plans of N updates with two edits each, told as a pull-request comment (which is cut to 60,000 bytes) and in full on a terminal. In one process, ${TIMES} times in turn.`,
  run: async () => {
    const rows: string[][] = [];
    for (const size of SIZES) {
      const review = reviewOf(size);
      const samples = await inTurn(TIMES, {
        comment: () => timed(() => renderComment({ ...ABOUT, reviews: [review] })),
        terminal: () => timed(() => renderPlan(review, { color: true, width: 120 })),
      });
      const each = ((median(samples.comment) + median(samples.terminal)) / size) * 1000;
      rows.push([String(size), spread(samples.comment), spread(samples.terminal), each.toFixed(0)]);
    }
    return { tables: [{ columns: ['changes', 'comment ms', 'terminal ms', 'both, µs a change'], rows }], goals: [] };
  },
};

const ABOUT = {
  state: 'planned',
  head: '0123456789012345678901234567890123456789',
  runUrl: 'https://github.com/acme/iot/actions/runs/1',
  links: () => undefined,
} as const;

function reviewOf(size: number): Review {
  const digest = `sha256:${'0'.repeat(64)}`;
  const changes = Array.from({ length: size }, (_, nth): Update => ({
    action: 'update',
    address: addressOf('SecurityProfile', `Profile${nth}`),
    edits: [
      { op: 'change', path: 'behaviors[Battery].criteria.value.number', before: 10, after: nth },
      { op: 'add', path: 'description', after: `Profile ${nth}, watched` },
    ],
    digest,
    waitsFor: [],
    before: { behaviors: [{ name: 'Battery', criteria: { value: { number: 10 } } }] },
    after: {
      behaviors: [{ name: 'Battery', criteria: { value: { number: nth } } }],
      description: `Profile ${nth}, watched`,
    },
  }));
  const coverage = { lost: [], gained: [], gaps: [] };
  const place = { target: 'production', account: '111122223333', region: 'ap-south-1' };
  const plan = { ...place, digest, changes, unchanged: [], unmanaged: [], orphaned: [], hazards: [] };
  const reading = { resources: size, requests: size, seconds: 0, minimumSeconds: 0, notes: [], unread: [] };
  return { plan, coverage, findings: [], dataPath: { nodes: [], edges: [] }, scope: {}, reading };
}
