import { describe, expect, it } from 'vitest';
import { closeIssue, upsertIssue } from '../../../src/edges/github/issues.ts';
import { withGitHub } from './client.ts';
import { close, drift, label, mine, own, texts } from './drift-issue.ts';
import { grant, WORKFLOW_TOKEN } from './world.ts';

describe('the life of a drift issue', () => {
  it('is one issue: made, kept, rewritten, closed, reopened', () =>
    withGitHub(async ({ world }, { github }) => {
      expect(await upsertIssue(github, drift('a'))).toMatchObject({ status: 'created', number: 1 });
      expect(world.issues.get(1)).toMatchObject({ title: 'Drift: production', labels: [label.name] });
      expect(world.labels.get(label.name)).toEqual(label);
      expect(await upsertIssue(github, drift('a'))).toMatchObject({ status: 'unchanged', number: 1 });
      expect(texts(world)).toEqual([]);
      expect(await upsertIssue(github, drift('b'))).toMatchObject({ status: 'updated', number: 1 });
      expect(world.issues.get(1)?.body).toContain('Drift b');
      expect(texts(world)).toEqual(['Now b']);
      expect(await closeIssue(github, close)).toMatchObject({ status: 'closed', number: 1 });
      expect(world.issues.get(1)).toMatchObject({ state: 'closed', reason: 'completed' });
      expect(await closeIssue(github, close)).toEqual({ status: 'none' });
      expect(await upsertIssue(github, drift('b'))).toMatchObject({ status: 'reopened', number: 1 });
      expect(texts(world)).toEqual(['Now b', 'Clean again', 'Now b']);
      expect(await closeIssue(github, close)).toMatchObject({ status: 'closed' });
      expect(texts(world)).toEqual(['Now b', 'Clean again', 'Now b', 'Clean again']);
      expect(own(world)).toHaveLength(1);
    }));

  it('rewrites the text without a word where the drift is the same', () =>
    withGitHub(async ({ world }, { github }) => {
      await upsertIssue(github, drift('a'));
      expect(await upsertIssue(github, { ...drift('a'), body: 'Seen again' })).toMatchObject({
        status: 'updated',
      });
      expect(world.issues.get(1)?.body).toContain('Seen again');
      expect(texts(world)).toEqual([]);
    }));

  it('respects people who do not plan to act, until the drift changes', () =>
    withGitHub(async ({ world }, { github }) => {
      await upsertIssue(github, drift('a'));
      Object.assign(world.issues.get(1)!, { state: 'closed', reason: 'not_planned' });
      expect(await upsertIssue(github, drift('a'))).toMatchObject({ status: 'declined', number: 1 });
      expect(world.issues.get(1)?.state).toBe('closed');
      expect(await upsertIssue(github, drift('b'))).toMatchObject({ status: 'reopened', number: 1 });
    }));

  it('has an issue per key', () =>
    withGitHub(async ({ world }, { github }) => {
      await upsertIssue(github, drift('a'));
      await upsertIssue(github, { ...drift('a'), key: 'drift staging' });
      expect(await closeIssue(github, close)).toMatchObject({ status: 'closed', number: 1 });
      expect(world.issues.get(2)?.state).toBe('open');
    }));
});

describe('what cannot be written comes back as a value', () => {
  it('names the permission that is missing', () =>
    withGitHub(async (loopback, { github }) => {
      grant(loopback.world, WORKFLOW_TOKEN, { issues: 'read' });
      const denied = { status: 'denied', reason: expect.stringContaining('`issues: write`') };
      expect(await upsertIssue(github, drift('a'))).toMatchObject(denied);
    }));

  it('says that issues are switched off', () =>
    withGitHub(async (loopback, { github }) => {
      loopback.world.issuesEnabled = false;
      expect(await upsertIssue(github, drift('a'))).toMatchObject({
        status: 'denied',
        reason: expect.stringContaining('disabled'),
      });
    }));

  it('says that a body is too long', () =>
    withGitHub(async (loopback, { github }) => {
      expect(await upsertIssue(github, { ...drift('a'), body: 'x'.repeat(65_536) })).toEqual({
        status: 'too-long',
      });
      expect(own(loopback.world)).toEqual([]);
    }));
});

it('closes all where a race left two', () =>
  withGitHub(async ({ world }, { github }) => {
    mine(world);
    mine(world);
    expect(await closeIssue(github, close)).toMatchObject({ status: 'closed', number: 1 });
    expect(own(world).map(({ state, reason }) => [state, reason])).toEqual([
      ['closed', 'completed'],
      ['closed', 'duplicate'],
    ]);
  }));
