import { expect, test } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import { renderEvent } from '../../../src/render/terminal/event.ts';

const rows: readonly { readonly event: Event; readonly line: string; readonly reason: string }[] = [
  {
    event: { type: 'reading', target: 'production', done: 12, total: 44 },
    line: '… reading production: 12 of 44 resources',
    reason: 'how far reading is',
  },
  {
    event: { type: 'reading', target: 'production', done: 44, total: 44 },
    line: '… read production: 44 resources',
    reason: 'that reading is done',
  },
  {
    event: { type: 'reading', target: 'production', done: 3, total: 40, unit: 'recorded metric' },
    line: '… reading production: 3 of 40 recorded metrics',
    reason: 'how far a back-test is',
  },
  {
    event: { type: 'estimate', doing: 'read', target: 'production', requests: 1525, seconds: 39 },
    line: '… 1525 requests to read, at least 39 s by AWS quota',
    reason: 'how long reading has to take',
  },
  {
    event: {
      type: 'read',
      target: 'production',
      reading: { resources: 80, requests: 104, seconds: 1.94, minimumSeconds: 1.4, notes: [], unread: [] },
    },
    line: '… 80 resources in 104 requests and 1.9 s, at least 1.4 s by AWS quota',
    reason: 'what reading took',
  },
  {
    event: {
      type: 'read',
      target: 'production',
      reading: { resources: 1, requests: 20, seconds: 2.3, minimumSeconds: 0.04, notes: [], unread: [] },
    },
    line: '… 1 resource in 20 requests and 2.3 s',
    reason: 'no bound that says nothing',
  },
  {
    event: { type: 'reading', target: 'production', done: 0, total: 0 },
    line: '… read production: no resources found',
    reason: 'that an account is empty',
  },
  {
    event: { type: 'waiting', what: 'DeliveryStream/x to become ACTIVE', seconds: 0.2 },
    line: '… waiting for DeliveryStream/x to become ACTIVE',
    reason: 'what is waited for',
  },
  {
    event: { type: 'waiting', what: 'DeliveryStream/x to become ACTIVE', seconds: 75 },
    line: '… waiting for DeliveryStream/x to become ACTIVE (1 min 15 s)',
    reason: 'how long it has waited',
  },
  {
    event: { type: 'retrying', operation: 'CreateTopicRule', reason: 'too many requests', seconds: 2 },
    line: '… CreateTopicRule again in 2 s: too many requests',
    reason: 'why and when it tries again',
  },
  {
    event: { type: 'subscribed', broker: 'mqtts://host:8883', topic: 'a/b', resumed: true },
    line: '→ subscribed to a/b on mqtts://host:8883, session resumed',
    reason: 'that what was published meanwhile is not lost',
  },
  {
    event: { type: 'received', counts: { batches: 1, points: 20, duplicates: 0, rejected: 2, lag: 61 }, isLast: false },
    line: '… 1 batch, 20 data points written, 0 duplicates, 2 rejected, lag 1 min 1 s',
    reason: 'what has arrived so far',
  },
  {
    event: { type: 'received', counts: { batches: 0, points: 0, duplicates: 0, rejected: 0 }, isLast: true },
    line: '0 batches, 0 data points written, 0 duplicates, 0 rejected',
    reason: 'that nothing arrived at all',
  },
  {
    event: { type: 'starting', action: 'delete', address: 'TopicRule/x' },
    line: '→ delete TopicRule/x',
    reason: 'what is begun',
  },
  {
    event: { type: 'finished', outcome: { action: 'create', address: 'TopicRule/x', status: 'verified' } },
    line: '✔ verified  create   TopicRule/x',
    reason: 'what became of it',
  },
];

test.each(rows)('progress says $reason', ({ event, line }) => {
  expect(renderEvent(event, { color: false })).toBe(line);
});
