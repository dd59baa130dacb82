import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countAlarms } from '../../src/detect/count-alarms.ts';
import type { Datum } from '../../src/detect/count-alarms.ts';
import type { Criteria } from '../../src/detect/criteria.ts';

const INTERVAL = 300_000;
const METRIC = 'aws:num-messages-sent';

/** What a thing counted in intervals one after the other; nothing where it was offline. */
const history = (...counts: readonly (number | undefined)[]): readonly Datum[] =>
  counts.flatMap((count, index) => (count === undefined ? [] : [{ at: index * INTERVAL, value: { count } }]));

const histories = fc.array(
  fc.array(fc.option(fc.nat(30), { nil: undefined, freq: 8 }), { maxLength: 60 }).map((counts) => history(...counts)),
  { maxLength: 6 },
);
const patience = fc.record({
  durationSeconds: fc.constantFrom(300, 600, 900, 3600),
  consecutiveDatapointsToAlarm: fc.integer({ min: 1, max: 4 }),
  consecutiveDatapointsToClear: fc.integer({ min: 1, max: 4 }),
});
const operator = fc.constantFrom('less-than', 'less-than-equals', 'greater-than', 'greater-than-equals');

describe('alarms in the past', () => {
  test('are counted by thing and by begin', () => {
    const upTo = (count: number): Criteria => ({ comparisonOperator: 'less-than-equals', value: { count } });
    const things = [history(5, 12, 5, 18, 17), history(1, 1, 1), history(11), history()];
    expect(countAlarms(upTo(10), METRIC, things)).toEqual({ things: 2, alarms: 3 });
    expect(countAlarms(upTo(15), METRIC, things)).toEqual({ things: 1, alarms: 1 });
    expect(countAlarms(undefined, METRIC, things)).toEqual({ things: 0, alarms: 0 });
    expect(countAlarms({ mlDetectionConfig: {} }, METRIC, things)).toBeUndefined();
  });

  test('a looser threshold may cut one alarm into two, of the same thing', () => {
    const upTo = (count: number): Criteria => ({ comparisonOperator: 'less-than-equals', value: { count } });
    const thing = [history(20, 12, 20)];
    expect(countAlarms(upTo(10), METRIC, thing)).toEqual({ things: 1, alarms: 1 });
    expect(countAlarms(upTo(15), METRIC, thing)).toEqual({ things: 1, alarms: 2 });
  });

  test('a looser threshold never brings a thing into alarm', () => {
    let looser = 0;
    fc.assert(
      fc.property(histories, patience, operator, fc.nat(40), fc.nat(20), (things, rest, comparisonOperator, at, by) => {
        const threshold = (count: number): Criteria => ({ ...rest, comparisonOperator, value: { count } });
        const tight = countAlarms(threshold(at), METRIC, things);
        const loose = countAlarms(threshold(comparisonOperator.startsWith('less') ? at + by : at - by), METRIC, things);
        expect(loose?.things).toBeLessThanOrEqual(tight?.things ?? 0);
        if ((loose?.things ?? 0) < (tight?.things ?? 0)) looser += 1;
      }),
      { numRuns: 300 },
    );
    expect(looser, 'runs in which it makes a difference').toBeGreaterThan(20);
  });

  test('depend on no order and no hour, and each thing stands for itself', () => {
    fc.assert(
      fc.property(
        histories,
        patience,
        operator,
        fc.nat(30),
        fc.nat(500),
        (things, rest, comparisonOperator, count, by) => {
          const criteria: Criteria = { ...rest, comparisonOperator, value: { count } };
          const counted = countAlarms(criteria, METRIC, things);
          const elsewhere = things.map((data) =>
            data.map(({ at, value }) => ({ at: at + by * INTERVAL + 7_000, value })).toReversed(),
          );
          expect(countAlarms(criteria, METRIC, elsewhere.toReversed())).toEqual(counted);
          const alone = things.map((thing) => countAlarms(criteria, METRIC, [thing]));
          expect(alone.reduce((sum, one) => sum + (one?.alarms ?? 0), 0)).toBe(counted?.alarms);
          expect(counted?.things).toBeLessThanOrEqual(counted?.alarms ?? 0);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('of percentiles are those of the things that are given', () => {
    const criteria: Criteria = { comparisonOperator: 'less-than-equals', statisticalThreshold: { statistic: 'p50' } };
    const [low, high] = [history(1, 1, 1), history(9, 9, 9)];
    expect(countAlarms(criteria, METRIC, [low, low, high])).toEqual({ things: 1, alarms: 1 });
    expect(countAlarms(criteria, METRIC, [high])).toEqual({ things: 0, alarms: 0 });
  });
});
