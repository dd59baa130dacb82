import { describe, expect, test } from 'vitest';
import type { Address } from '../../../src/model/address.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { PlanInput } from '../../../src/pipeline/plan/plan-input.ts';
import { plan } from '../../../src/pipeline/plan/plan.ts';
import { TARGET } from '../../target.ts';
import { input, owned, SOURCE } from './input.ts';
import type { Wanted } from './input.ts';

const METRIC = { spec: { metricType: 'number' } };
const watching = (...metrics: string[]): Wanted => ({
  spec: { behaviors: metrics.map((metric) => ({ name: metric, metric })) },
});
const sending = (stream: string): JsonObject => ({
  sql: 'SELECT 1',
  actions: [{ firehose: { deliveryStreamName: stream, roleArn: 'r' } }],
});
const leftToOthers = (given: PlanInput, address: Address): PlanInput => ({
  ...given,
  desired: { ...given.desired, managedElsewhere: new Map([[address, SOURCE]]) },
});
const problemsOf = (given: PlanInput) =>
  plan(given).problems.map(({ code, message, hint }) => ({ code, message, hint }));

describe('a reference that nothing meets', () => {
  const rows: { reason: string; given: PlanInput; hint: string }[] = [
    {
      reason: 'suggests a name that the profiles have',
      given: input({ 'CustomMetric/battery': METRIC, 'SecurityProfile/P': watching('batery') }, {}),
      hint: 'Did you mean battery?',
    },
    {
      reason: 'suggests a name that the account has',
      given: input({ 'SecurityProfile/P': watching('batery') }, { 'CustomMetric/battery': METRIC }),
      hint: 'Did you mean battery?',
    },
    {
      reason: 'suggests a metric of AWS that lacks its prefix',
      given: input({ 'SecurityProfile/P': watching('num-disconnects') }, {}),
      hint: 'Did you mean aws:num-disconnects?',
    },
    {
      reason: 'suggests no name of another kind',
      given: input({ 'Dimension/battery': { spec: {} }, 'SecurityProfile/P': watching('batery') }, {}),
      hint: 'Declare it, or correct the name.',
    },
    {
      reason: 'suggests nothing where no name is like it',
      given: input({ 'CustomMetric/voltage': METRIC, 'SecurityProfile/P': watching('batery') }, {}),
      hint: 'Declare it, or correct the name.',
    },
  ];
  test.each(rows)('$reason', ({ given, hint }) => {
    const [problem, ...others] = problemsOf(given);
    expect(problem).toMatchObject({ code: 'DG3001', hint });
    expect(problem?.message).toMatch(
      /^SecurityProfile\/P refers to CustomMetric\/\S+, which neither the profiles nor the account have\.$/,
    );
    expect(others).toEqual([]);
  });

  test('is told each by itself', () => {
    expect(problemsOf(input({ 'SecurityProfile/P': watching('a', 'b'), 'CustomMetric/b': METRIC }, {}))).toHaveLength(
      1,
    );
    expect(problemsOf(input({ 'SecurityProfile/P': watching('a', 'b') }, {}))).toHaveLength(2);
  });

  const met: { reason: string; given: PlanInput }[] = [
    {
      reason: 'the profiles have it',
      given: input({ 'SecurityProfile/P': watching('m'), 'CustomMetric/m': METRIC }, {}),
    },
    {
      reason: 'the account has it',
      given: input({ 'SecurityProfile/P': watching('m') }, { 'CustomMetric/m': METRIC }),
    },
    {
      reason: 'it is left to others, who may make it later',
      given: leftToOthers(input({ 'SecurityProfile/P': watching('m') }, {}), 'CustomMetric/m'),
    },
    {
      reason: 'it is a group: nobody else’s was looked for',
      given: input({ 'SecurityProfile/P': { spec: { targets: [`arn:aws:iot:${TARGET.region}:1:thinggroup/g`] } } }, {}),
    },
    {
      reason: 'what refers to it is in the account only',
      given: input({}, { 'SecurityProfile/P': watching('m') }),
    },
  ];
  test.each(met)('is no problem where $reason', ({ given }) => expect(problemsOf(given)).toEqual([]));

  test('is one although others are left to others', () => {
    const given = leftToOthers(input({ 'TopicRule/R': { spec: sending('s') } }, {}), 'DeliveryStream/other');
    expect(problemsOf(given)).toMatchObject([{ code: 'DG3001' }]);
  });
});

describe('a former name', () => {
  const wanted = { 'CustomMetric/new': { ...METRIC, renamedFrom: 'old' } };
  const rows: { reason: string; live: { spec: JsonObject; managedBy?: string }; whose: string }[] = [
    {
      reason: 'another owner',
      live: { spec: { ...METRIC.spec, tags: { 'defender-gitops:owner': 'other' } } },
      whose: 'belongs to other',
    },
    { reason: 'another tool', live: { ...METRIC, managedBy: 'Terraform' }, whose: 'belongs to Terraform' },
    { reason: 'nobody', live: METRIC, whose: 'nobody owns' },
  ];
  test.each(rows)('of what $reason has is a problem that says so', ({ live, whose }) => {
    expect(problemsOf(input(wanted, { 'CustomMetric/old': live }))).toEqual([
      {
        code: 'DG3003',
        message: `CustomMetric/new is renamed from CustomMetric/old, which ${whose}.`,
        hint: 'Remove `renamedFrom` to create it beside the old one, or make the old one yours first.',
      },
    ]);
  });

  test('is no problem where the old one is ours, or is not there', () => {
    expect(problemsOf(input(wanted, { 'CustomMetric/old': owned(METRIC.spec) }))).toEqual([]);
    expect(problemsOf(input(wanted, {}))).toEqual([]);
  });
});
