import { describe, expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { EXIT } from '../../../src/model/world.ts';
import type { SandboxCall, SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { emptyState, regionOf } from '../../../src/sandbox/state.ts';
import { planned, TARGET, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const CHOICE = { folder: 'profiles', only: [], accept: [], format: 'json' } as const;
const SETTINGS = 'targets: { production: { account: "111122223333", region: ap-south-1 } }\n';
const ONE_OF_EACH = `${SETTINGS}
customMetrics: { battery: { metricType: number, tags: { v: a } } }
dimensions: { topics: { type: TOPIC_FILTER, stringValues: ["x/#"], tags: { v: a } } }
securityProfiles: { Fleet: { targets: [thinggroup/soundboxes, thinggroup/pilots], retainedMetrics: [battery], tags: { v: a } } }
rules: { ToLake: { sql: "SELECT *", actions: [], tags: { v: a } } }
deliveryStreams: { lake: { extendedS3Destination: { roleArn: role/Lake, bucketArn: acme-lake }, tags: { v: a } } }
`;

/** An account to which these profiles were applied, and what was asked once the first write was sent. */
async function applied(text: string, intercept?: SandboxOptions['intercept']) {
  const world = testWorld({ 'profiles/a.yaml': text }, intercept === undefined ? {} : { intercept });
  const code = await apply(world, CHOICE);
  const first = world.sandbox.calls.findIndex(({ readOnly }) => !readOnly);
  const asked = world.sandbox.calls.slice(first).filter(({ readOnly }) => readOnly);
  return { world, code, asked };
}

/** What of it was asked about tags and attachments. */
function partsIn(calls: readonly SandboxCall[]): readonly string[] {
  const parts = calls.filter(({ operation }) => /^List(Tags|Targets)/.test(operation));
  return parts.map(({ operation, input }) => {
    const { resourceArn, securityProfileName, DeliveryStreamName } = input as Record<string, string | undefined>;
    return `${operation} ${resourceArn?.split(':').at(-1) ?? securityProfileName ?? DeliveryStreamName}`;
  });
}

const fails = (operation: string, when: 'before' | 'after'): SandboxOptions['intercept'] => {
  const answer = { name: 'InternalFailureException', message: 'injected', status: 500 };
  return (call) => (call.operation === operation ? { when, answer } : undefined);
};

async function expectEmptyPlan(world: TestWorld): Promise<void> {
  world.printed();
  expect(await planned(world), world.printed()).toBe(EXIT.fine);
}

describe('reading back what was created', () => {
  test('describes each, and asks for tags only where AWS could have read them otherwise than they were sent', async () => {
    const { world, code, asked } = await applied(ONE_OF_EACH);
    expect(code).toBe(EXIT.fine);
    expect(partsIn(asked)).toEqual(['ListTagsForResource rule/ToLake']);
    const described = new Set(asked.map(({ operation }) => operation).filter((name) => /^(Describe|Get)/.test(name)));
    expect(described).toEqual(
      new Set([
        'DescribeCustomMetric',
        'DescribeDimension',
        'DescribeSecurityProfile',
        'GetTopicRule',
        'DescribeDeliveryStream',
      ]),
    );
    await expectEmptyPlan(world);
  });

  test.for([
    {
      operation: 'CreateSecurityProfile',
      parts: ['ListTagsForResource securityprofile/Fleet', 'ListTargetsForSecurityProfile Fleet'],
    },
    { operation: 'CreateCustomMetric', parts: ['ListTagsForResource custommetric/battery'] },
    { operation: 'CreateDimension', parts: ['ListTagsForResource dimension/topics'] },
    { operation: 'CreateDeliveryStream', parts: ['ListTagsForDeliveryStream lake'] },
  ])('asks for every part where the answer to $operation was lost', async ({ operation, parts }) => {
    const { world, code, asked } = await applied(ONE_OF_EACH, fails(operation, 'after'));
    expect(code, world.printed()).toBe(EXIT.fine);
    expect(partsIn(asked)).toEqual(expect.arrayContaining(parts));
    await expectEmptyPlan(world);
  });

  test('tells of tags that AWS took otherwise than they were sent, where it could', async () => {
    const state = emptyState();
    const { topicRules } = regionOf(state, TARGET.account, TARGET.region);
    const intercept: SandboxOptions['intercept'] = ({ operation }) => {
      if (operation === 'GetTopicRule') Object.assign(topicRules['ToLake']!.tags, { v: 'a%20b' });
      return undefined;
    };
    const text = `${SETTINGS}rules: { ToLake: { sql: "SELECT *", actions: [], tags: { v: a b } } }\n`;
    const world = testWorld({ 'profiles/a.yaml': text }, { state, intercept });
    expect(await apply(world, CHOICE)).toBe(EXIT.failed);
    expect(world.printed()).toContain('AWS keeps other values than were sent: tags.v');
  });
});

describe('reading what is updated', () => {
  /** What is asked of one of each, once planned, where its text is changed so. */
  async function asked(from: string | RegExp, to: string) {
    const { world } = await applied(ONE_OF_EACH);
    world.disk.set('profiles/a.yaml', ONE_OF_EACH.replace(from, to));
    await planned(world);
    const planning = world.sandbox.calls.length;
    expect(await apply(world, CHOICE), world.printed()).toBe(EXIT.fine);
    const calls = world.sandbox.calls.slice(planning);
    const write = calls.findLastIndex(({ readOnly }) => !readOnly);
    const read = ({ operation }: SandboxCall): boolean => /^(List(Tags|Targets)|Describe|Get)/.test(operation);
    const before = calls.slice(0, write).filter(read);
    return { before: before.slice(-3).map(({ operation }) => operation), after: partsIn(calls.slice(write)) };
  }

  test.for([
    {
      reason: 'an update of its own members settles its tags and attachments',
      from: 'retainedMetrics',
      to: 'description: x, retainedMetrics',
      after: [],
    },
    {
      reason: 'tags have no version',
      from: 'retainedMetrics: [battery], tags: { v: a }',
      to: 'retainedMetrics: [battery], tags: { v: b }',
      after: ['ListTagsForResource securityprofile/Fleet'],
    },
    {
      reason: 'attachments have no version',
      from: ', thinggroup/pilots',
      to: '',
      after: ['ListTargetsForSecurityProfile Fleet'],
    },
  ])('asks for everything before, and for what was touched afterwards: $reason', async ({ from, to, after }) => {
    const found = await asked(from, to);
    expect(found.before.toSorted()).toEqual([
      'DescribeSecurityProfile',
      'ListTagsForResource',
      'ListTargetsForSecurityProfile',
    ]);
    expect(found.after).toEqual(after);
  });
});
