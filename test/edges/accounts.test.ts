import { expect, test } from 'vitest';
import { awsAccounts, sandboxAccounts } from '../../src/edges/accounts.ts';
import type { Event } from '../../src/model/event.ts';
import { OPERATIONS } from '../operations.ts';

const loadOperations = async () => OPERATIONS;
const READING = { resources: 1, requests: 2, seconds: 9, minimumSeconds: 8, notes: [], unread: [] };
const EVENTS: readonly Event[] = [
  { type: 'estimate', doing: 'read', target: 'production', requests: 100, seconds: 8 },
  { type: 'reading', target: 'production', done: 1, total: 1 },
  { type: 'read', target: 'production', reading: READING },
];

test('a sandbox tells what happens, and nothing of its virtual time', async () => {
  const told: string[] = [];
  const { report } = await sandboxAccounts(undefined, ({ type }) => void told.push(type), loadOperations);
  EVENTS.forEach(report);
  expect(told).toEqual(['reading']);
  report({ type: 'read', target: 'production', reading: { ...READING, unread: ['dimensions were not read.'] } });
  expect(told).toEqual(['reading', 'read']);
});

test('AWS takes real time, and that is told', () => {
  const told: string[] = [];
  EVENTS.forEach(awsAccounts(({ type }) => void told.push(type), loadOperations).report);
  expect(told).toEqual(['estimate', 'reading', 'read']);
});
