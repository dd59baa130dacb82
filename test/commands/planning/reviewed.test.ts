import { describe, expect, test } from 'vitest';
import { changedStates, isSameDigest, parseReviewed, unreviewed } from '../../../src/commands/planning/reviewed.ts';
import type { ReviewedPlan } from '../../../src/commands/planning/reviewed.ts';
import type { TargetProfiles } from '../../../src/commands/planning/profiles.ts';
import type { Address } from '../../../src/model/address.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { digestOfState } from '../../../src/pipeline/plan/digest.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { input, owned } from '../../pipeline/plan/input.ts';
import type { Wanted } from '../../pipeline/plan/input.ts';

const METRIC: JsonObject = { metricType: 'number' };
const [M, N, GONE]: Address[] = ['CustomMetric/m', 'CustomMetric/n', 'CustomMetric/gone'] as const;
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
/** As records on GitHub keep a digest. */
const short = (whole: string): string => whole.slice(0, 'sha256:'.length + 32);

describe('a plan in a file', () => {
  const change = { digest: digest('b'), address: M };
  const target = { target: 'production', digest: digest('a'), changes: [change] };
  const document = (targets: unknown, schemaVersion: unknown = 1): string => JSON.stringify({ schemaVersion, targets });

  test('is what was reviewed: of each target its digest and those of its changes', () => {
    const other = { target: 'staging', digest: digest('c'), changes: [], more: 1 };
    expect(parseReviewed(document([target, other]), 'plan.json')).toEqual([
      { target: 'production', digest: digest('a'), changes: [digest('b')] },
      { target: 'staging', digest: digest('c'), changes: [] },
    ]);
  });

  const wrong: { reason: string; text: string; why: string }[] = [
    { reason: 'is cut short', text: '{', why: 'it is not JSON' },
    { reason: 'is a list', text: '[]', why: 'it lacks schemaVersion 1 and targets' },
    { reason: 'is of another version', text: document([target], 2), why: 'it lacks schemaVersion 1 and targets' },
    { reason: 'has no targets', text: '{"schemaVersion":1}', why: 'it lacks schemaVersion 1 and targets' },
    ...['production', { ...target, target: 1 }, { ...target, digest: undefined }, { ...target, changes: {} }].map(
      (entry) => ({
        reason: `has the target ${JSON.stringify(entry)}`,
        text: document([target, entry]),
        why: 'a target lacks its name, digest or changes',
      }),
    ),
    ...['delete', { address: M }, { digest: digest('b') }].map((entry) => ({
      reason: `has the change ${JSON.stringify(entry)}`,
      text: document([{ ...target, changes: [change, entry] }]),
      why: 'a change lacks its digest or address',
    })),
  ];
  test.each(wrong)('is none where it $reason', ({ text, why }) => {
    const parsing = (): unknown => parseReviewed(text, 'plan.json');
    expect(parsing).toThrow(
      expect.objectContaining({
        code: 'DG4101',
        message: `plan.json is not a plan: ${why}.`,
        hint: 'Write one with `defender-gitops plan --out FILE`.',
      }),
    );
  });
});

describe('what nobody reviewed of a plan', () => {
  const made: Plan = plan(
    input(
      { [M as Address]: { spec: { ...METRIC, displayName: 'new' } }, [N as Address]: { spec: METRIC } },
      { [M as Address]: owned({ ...METRIC, displayName: 'old' }), [GONE as Address]: owned(METRIC) },
    ),
  ).plan;
  const spec = (more: JsonObject = {}): JsonObject => owned({ ...METRIC, ...more }).spec;
  const review = (more: Partial<ReviewedPlan>): ReviewedPlan => ({
    target: made.target,
    digest: digest('0'),
    changes: [],
    ...more,
  });
  const open = (...reviewed: readonly ReviewedPlan[]): readonly string[] =>
    unreviewed(made, reviewed).map(({ address }) => address);
  const digestAt = (address: Address | undefined): string =>
    made.changes.find((change) => change.address === address)?.digest ?? '';
  const state = (address: Address | undefined, from?: JsonObject, to?: JsonObject) => ({
    from: digestOfState(address as Address, from),
    to: digestOfState(address as Address, to),
  });

  test('is all of it where nothing was', () => {
    expect(open()).toEqual([GONE, M, N]);
    expect(open(review({}))).toEqual([GONE, M, N]);
  });

  test('is nothing where the whole was, also by the beginning of its digest', () => {
    expect(open(review({ digest: made.digest }))).toEqual([]);
    expect(open(review({}), review({ digest: short(made.digest) }))).toEqual([]);
  });

  test('is all where it was reviewed for another target', () => {
    const changes = made.changes.map((change) => change.digest);
    expect(open(review({ target: 'other', digest: made.digest, changes }))).toEqual([GONE, M, N]);
  });

  test('is what none of several reviews has', () => {
    expect(open(review({ changes: [digestAt(M)] }), review({ changes: [short(digestAt(GONE))] }))).toEqual([N]);
  });

  const steps: { reason: string; states: ReviewedPlan['states']; left: (Address | undefined)[] }[] = [
    {
      reason: 'an update from what one version wanted to what the next one asks for',
      states: [state(M, spec({ displayName: 'old' }), spec({ displayName: 'new' }))],
      left: [GONE, N],
    },
    { reason: 'a creation of what comes', states: [state(N, undefined, spec())], left: [GONE, M] },
    { reason: 'a deletion of what goes', states: [state(GONE, spec(), undefined)], left: [M, N] },
    {
      reason: 'two steps of two pull requests at once',
      states: [
        state(M, spec({ displayName: 'old' }), spec({ displayName: 'between' })),
        state(M, spec({ displayName: 'between' }), spec({ displayName: 'new' })),
      ],
      left: [GONE, N],
    },
    {
      reason: 'none where it leads back to what a version had before',
      states: [state(M, spec({ displayName: 'new' }), spec({ displayName: 'old' }))],
      left: [GONE, M, N],
    },
    {
      reason: 'none where somebody changed the resource since',
      states: [state(M, spec({ displayName: 'other' }), spec({ displayName: 'new' }))],
      left: [GONE, M, N],
    },
    {
      reason: 'none where another resource has these specs',
      states: [state('CustomMetric/other', spec({ displayName: 'old' }), spec({ displayName: 'new' }))],
      left: [GONE, M, N],
    },
  ];
  test.each(steps)('is not a step that was: $reason', ({ states = [], left }) => {
    expect(open(review({ states }))).toEqual(left);
    const shortened = states.map(({ from, to }) => ({ from: short(from), to: short(to) }));
    expect(open(review({ states: shortened }))).toEqual(left);
  });
});

describe('what two versions of the profiles want otherwise', () => {
  const version = (wanted: Record<Address, Wanted>): TargetProfiles =>
    ({ desired: input(wanted, {}).desired }) as unknown as TargetProfiles;
  const before = version({ 'CustomMetric/m': { spec: METRIC }, 'CustomMetric/same': { spec: METRIC } });
  const changed = {
    'CustomMetric/m': { spec: { ...METRIC, displayName: 'M' } },
    'CustomMetric/same': { spec: METRIC },
  };

  test('is each resource that differs, comes or goes, from one state to the other', () => {
    const { desired } = version(changed);
    expect(changedStates(before, { ...version(changed), desired })).toEqual([
      {
        address: M,
        from: digestOfState('CustomMetric/m', owned(METRIC).spec),
        to: digestOfState('CustomMetric/m', owned({ ...METRIC, displayName: 'M' }).spec),
      },
    ]);
    const after = version({ 'CustomMetric/n': { spec: METRIC }, 'CustomMetric/same': { spec: METRIC } });
    expect(changedStates(before, after)).toEqual([
      {
        address: M,
        from: digestOfState('CustomMetric/m', owned(METRIC).spec),
        to: digestOfState('CustomMetric/m', undefined),
      },
      {
        address: N,
        from: digestOfState('CustomMetric/n', undefined),
        to: digestOfState('CustomMetric/n', owned(METRIC).spec),
      },
    ]);
  });

  test('is everything where there was no version before', () => {
    expect(changedStates(undefined, before).map(({ address }) => address)).toEqual([
      'CustomMetric/m',
      'CustomMetric/same',
    ]);
  });
});

describe('a digest that somebody wrote down', () => {
  const whole = `sha256:0123456789ab${'c'.repeat(52)}`;
  test.each([
    { reason: 'is the whole', given: whole, isSame: true },
    { reason: 'is its digits alone', given: whole.slice('sha256:'.length), isSame: true },
    { reason: 'is its first twelve digits, which tell any two apart', given: 'sha256:0123456789ab', isSame: true },
    { reason: 'is in capitals', given: 'SHA256:0123456789ABC', isSame: true },
    { reason: 'is in quotes, and cut by an ellipsis', given: '`sha256:0123456789abcc…`', isSame: true },
    { reason: 'is in doubled quotes', given: `"'0123456789ab'"`, isSame: true },
    { reason: 'is eleven digits, which somebody could try out', given: 'sha256:0123456789a', isSame: false },
    { reason: 'is nothing', given: '', isSame: false },
    { reason: 'is of another plan', given: 'sha256:0123456789ac', isSame: false },
    { reason: 'begins later', given: '123456789abcc', isSame: false },
    { reason: 'is longer than any', given: `${whole}c`, isSame: false },
    { reason: 'has quotes within', given: '012345"6789ab', isSame: false },
    { reason: 'has words before it', given: 'digest 0123456789ab', isSame: false },
    { reason: 'has words after it', given: '0123456789ab please', isSame: false },
    { reason: 'is none of digits', given: 'sha256:0123456789abz', isSame: false },
  ])('$reason', ({ given, isSame }) => expect(isSameDigest(whole, given)).toBe(isSame));
});
