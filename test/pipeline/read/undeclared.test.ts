import { describe, expect, test } from 'vitest';
import { importTarget } from '../../../src/commands/import.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { planned, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

const SETTINGS = 'owner: acme\ntargets: { production: { account: "111122223333", region: ap-south-1 } }\n';
const RULES = `${SETTINGS}rules: { R: { sql: SELECT *, actions: [] } }
deliveryStreams: { s: { extendedS3Destination: { roleArn: role/r, bucketArn: lake } } }
`;
const DETECT = ['ListSecurityProfiles', 'ListCustomMetrics', 'ListDimensions'];

const refusing =
  (operations: readonly string[], name: string, status: number): NonNullable<SandboxOptions['intercept']> =>
  ({ operation }) =>
    operations.includes(operation)
      ? { when: 'before', answer: { name, message: 'Not for this account.', status } }
      : undefined;

function world(yaml: string, operations: readonly string[], name = 'ForbiddenException', status = 403): TestWorld {
  return testWorld({ 'profiles/a.yaml': yaml }, { intercept: refusing(operations, name, status) });
}

const unread = ({ events }: TestWorld): readonly string[] =>
  events.flatMap((event) => (event.type === 'read' ? event.reading.unread : []));

describe('sections that no file has', () => {
  test.each([
    { what: 'may not be listed', name: 'ForbiddenException', status: 403 },
    { what: 'are not in the account', name: 'InvalidRequestException', status: 400 },
  ])('are a note where they $what, and the rest is planned', async ({ name, status }) => {
    const one = world(RULES, DETECT, name, status);
    expect(await planned(one)).toBe(2);
    expect(one.printed()).toMatch(/create +TopicRule\/R/);
    expect(unread(one)).toHaveLength(3);
    for (const section of ['securityProfiles', 'customMetrics', 'dimensions'])
      expect(unread(one).join('\n')).toContain(`${section} were not read, so none of them is planned: `);
    expect(unread(one).join('\n')).toContain('Not for this account.');
  });

  test('are left out as a whole where their resources may be listed and not read', async () => {
    const one = world(RULES, ['DescribeCustomMetric']);
    const aws = await one.connect(
      { name: 'x', account: '111122223333', region: 'ap-south-1', partition: 'aws', variables: {} },
      { resources: new Map(), sections: new Set() },
    );
    await aws.iot('CreateCustomMetric', { metricName: 'm', metricType: 'number', clientRequestToken: undefined });
    expect(await planned(one)).toBe(2);
    expect(unread(one)).toEqual([expect.stringMatching(/^customMetrics were not read/)]);
  });

  test.each([
    { what: 'they are declared', yaml: `${RULES}dimensions: {}\n` },
    {
      what: 'what is declared refers to them',
      yaml: `${SETTINGS}securityProfiles: { P: { behaviors: [{ name: b, metric: aws:num-messages-sent, metricDimension: { dimensionName: theirs } }] } }\n`,
    },
  ])('are needed where $what', async ({ yaml }) => {
    await expect(planned(world(yaml, ['ListDimensions']))).rejects.toMatchObject({
      code: 'DG4003',
      message: expect.stringContaining('iot:ListDimensions'),
    });
  });

  test('that AWS cannot tell just now are no less than others', async () => {
    const one = world(RULES, ['ListDimensions'], 'InternalFailureException', 500);
    await expect(planned(one)).rejects.toMatchObject({ code: 'DG4009' });
  });
});

test('import writes what it may read, and says what it may not', async () => {
  const one = world(RULES, DETECT, 'InvalidRequestException', 400);
  expect(await importTarget(one, { folder: 'profiles', only: [], out: 'profiles/all.yaml' })).toBe(0);
  expect(one.printed()).toContain('3 sections not read: see its head');
  expect(one.disk.get('profiles/all.yaml')).toContain('# dimensions were not read, so none of them is planned: ');
});
