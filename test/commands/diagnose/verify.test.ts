import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { basicIngestOf } from '../../../src/catalogue/topics.ts';
import { loadingProfiles } from '../../../src/commands/planning/profiles.ts';
import { finish } from '../../../src/model/steps.ts';
import type { Policy } from '../../../src/model/access/policy.ts';
import { verifierPolicy } from '../../../src/roles/verifier.ts';
import type { RegionState } from '../../../src/sandbox/state.ts';
import { documentsOf, policiesOf } from '../../roles/documents.ts';
import { EXAMPLE } from '../../sandbox/data-plane/flow.ts';
import { TARGET, testWorld, writes } from '../../world.ts';
import { marked, verified } from './path.ts';
import type { Situation } from './path.ts';

const RULE = 'SoundboxMetricsToLake';
const STREAM = 'soundbox-metrics';
const rule = (region: RegionState) => region.topicRules[RULE]!.payload;
const stream = (region: RegionState) => region.deliveryStreams[STREAM]!;

describe('verify', () => {
  test('follows each export to its bucket, and only reads', async () => {
    const { code, text, calls, world } = await verified({ publish: false });
    expect(code, text).toBe(0);
    expect(marked(text, '✔')).toEqual([
      'SecurityProfile/Soundbox, on thinggroup/soundboxes, exports 4 metrics to $aws/rules/SoundboxMetricsToLake.',
      'TopicRule/SoundboxMetricsToLake is enabled and is fed by Basic Ingest.',
      'What TopicRule/SoundboxMetricsToLake cannot deliver goes to bucket acme-device-lake.',
      'DeliveryStream/soundbox-metrics is ACTIVE and writes to s3://acme-device-lake within 300 s.',
      'SecurityProfile/SoundboxLive, on thinggroup/soundboxes, exports 1 metric to defender/soundbox/metrics.',
    ]);
    expect(marked(text, '?')).toEqual([expect.stringContaining('Who subscribes to defender/soundbox/metrics')]);
    expect(writes(world)).toEqual([]);
    expect(calls).not.toContain('ListObjectsV2');
  });

  test('lets a batch show the way, and names the object', async () => {
    const { code, text, calls } = await verified();
    expect(code, text).toBe(0);
    const [, thing = ''] =
      /A batch of the thing (defender-gitops-verify-[0-9a-f]{8}) was published to \$aws/.exec(text) ?? [];
    expect(thing).not.toBe('');
    const [, seconds = ''] =
      /It came after (\d+) s, into s3:\/\/acme-device-lake\/defender\/2026\/11\/22\/soundbox-metrics-1-\S+\.gz\./.exec(
        text,
      ) ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(300);
    expect(Number(seconds)).toBeLessThan(390);
    expect(calls.filter((call) => call === 'Publish')).toHaveLength(2);
  });

  const broken: readonly (Situation & { reason: string; says: RegExp })[] = [
    {
      reason: 'the rule is disabled',
      harm: (region) => (rule(region).ruleDisabled = true),
      says: /^DG7201: TopicRule\/SoundboxMetricsToLake is disabled: what is exported is lost/,
    },
    {
      reason: 'the rule is missing',
      harm: (region) => delete region.topicRules[RULE],
      says: /^DG7201: TopicRule\/SoundboxMetricsToLake is not there/,
    },
    {
      reason: 'the stream is missing',
      harm: (region) => delete region.deliveryStreams[STREAM],
      says: /^DG7201: DeliveryStream\/soundbox-metrics is not there/,
    },
    {
      reason: 'the stream is being created',
      harm: (region) => Object.assign(stream(region), { status: 'CREATING' }),
      says: /^DG7201: DeliveryStream\/soundbox-metrics is CREATING: nothing can be put into it/,
    },
    {
      reason: 'the rule has no action any more',
      harm: (region) => (rule(region).actions = []),
      says: /^DG7201: TopicRule\/SoundboxMetricsToLake has no action/,
    },
    {
      reason: 'the profile is attached to nothing',
      harm: (region) => (region.securityProfiles['Soundbox']!.targets = []),
      says: /^DG7201: SecurityProfile\/Soundbox is not attached to thinggroup\/soundboxes/,
    },
    {
      reason: 'the profile exports elsewhere',
      harm: (region) => (region.securityProfiles['Soundbox']!.metricsExportConfig!.mqttTopic = 'elsewhere'),
      says: /^DG7201: SecurityProfile\/Soundbox exports to elsewhere, not to \$aws\/rules/,
    },
    {
      reason: 'a metric is exported no more',
      harm: (region) => (region.securityProfiles['Soundbox']!.additionalMetricsToRetainV2 = []),
      says: /^DG7201: SecurityProfile\/Soundbox does not export aws:num-/,
    },
    {
      reason: 'the profile is missing',
      harm: (region) => delete region.securityProfiles['Soundbox'],
      says: /^DG7201: SecurityProfile\/Soundbox is not there/,
    },
  ];

  test.each(broken)('names the station and publishes nothing there where $reason', async ({ says, ...situation }) => {
    const { code, text, world } = await verified(situation);
    expect(code).toBe(1);
    expect(marked(text, '✖')).toEqual([expect.stringMatching(says)]);
    expect(text).toContain('Nothing was published to $aws/rules/SoundboxMetricsToLake: the path is broken.');
    const published = world.sandbox.calls.filter(({ operation }) => operation === 'Publish');
    expect(published.map(({ input }) => basicIngestOf(String(input['topic'])))).toEqual([undefined]);
  });

  const lost: readonly (Situation & { reason: string; says: readonly RegExp[] })[] = [
    {
      reason: 'WHERE of the rule takes other metrics only',
      edits: [['sql: SELECT VALUE metrics', `sql: "SELECT VALUE metrics WHERE get(metrics, 0).name = 'other'"`]],
      says: [
        /DG7203: The batch did not come into s3:\/\/acme-device-lake\/defender\/2026\/11\/2, where DeliveryStream\/soundbox-metrics writes, within 390 s/,
        /WHERE of TopicRule\/SoundboxMetricsToLake does not let it pass: SELECT/,
      ],
    },
    {
      reason: 'the stream takes nothing',
      options: { outage: (what) => (what === 'stream' ? 'ServiceUnavailableException: slow down' : undefined) },
      says: [
        /DG7202: The batch came to the error action of TopicRule\/SoundboxMetricsToLake after \d+ s, into s3:\/\/acme-device-lake\/errors\/\S+: ServiceUnavailableException: slow down\./,
      ],
    },
    {
      reason: 'the role of the stream may not write to the bucket',
      options: { outage: (what) => (what === 'bucket' ? 'AccessDenied' : undefined) },
      says: [
        /DG7203: The batch did not come into s3:.* within 390 s/,
        /RuleName SoundboxMetricsToLake/,
        /what its role may do in the bucket/,
      ],
    },
  ];

  test.each(lost)('says what became of the batch where $reason', async ({ says, ...situation }) => {
    const { code, text } = await verified(situation);
    expect(code).toBe(1);
    for (const line of says) expect(text).toMatch(line);
    expect(text).not.toContain('It came after');
  });

  const LIVE = `rules:
  LiveToLake:
    sql: "SELECT VALUE metrics FROM 'defender/+/metrics'"
    awsIotSqlVersion: "2016-03-23"
    actions:
      - firehose: { deliveryStreamName: soundbox-metrics, roleArn: role/RuleToFirehose, batchMode: true, separator: "\\n" }
      - s3: { bucketName: "\${var.lake}", key: "live/\${newuuid()}", roleArn: role/RuleErrors }
`;

  test('follows an ordinary topic to each rule that reads it, and waits for all topics at once', async () => {
    const silence = /    silence: # a check[^]*?subscribes to it\n/;
    const { code, text, world } = await verified({
      edits: [
        [silence, ''],
        [/^rules:\n/m, LIVE],
      ],
    });
    expect(code, text).toBe(0);
    expect(marked(text, '✔')).toContain('TopicRule/LiveToLake is enabled and reads defender/soundbox/metrics.');
    expect(marked(text, '!')).toEqual(['TopicRule/LiveToLake has no error action: what it cannot deliver is lost.']);
    const came = marked(text, '✔').flatMap(
      (line) => /^It came after (\d+) s, into s3:\/\/acme-device-lake\/(\w+)/.exec(line) ?? [],
    );
    const where = came.filter((_, index) => index % 3 === 2);
    expect(where.toSorted()).toEqual(['defender', 'defender', 'live']);
    const times = world.events.flatMap((event) => (event.type === 'called' ? [event.asked] : []));
    expect((Math.max(...times) - Math.min(...times)) / 1000).toBeLessThan(400);
  });

  test('stops waiting when it is told to', async () => {
    const { code, text } = await verified({ stopped: true });
    expect(code).toBe(0);
    expect(text).toContain('? Stopped before the batch came into s3://acme-device-lake/defender/2026/11/2.');
  });

  test('does not look into what Firehose converts or encrypts, and says so', async () => {
    const { code, text, calls } = await verified({
      edits: [['compressionFormat: GZIP', 'compressionFormat: Snappy']],
    });
    expect(code, text).toBe(0);
    expect(text).toContain(
      'What DeliveryStream/soundbox-metrics writes is not looked into: objects are compressed as Snappy.',
    );
    expect(text).toContain(
      'Nothing was published to $aws/rules/SoundboxMetricsToLake: no bucket shows what becomes of it.',
    );
    expect(calls).not.toContain('ListObjectsV2');
  });

  test('a role that only plans is told each permission that it lacks', async () => {
    const yaml = `${EXAMPLE['profiles/defender.yaml']}\n${EXAMPLE['profiles/soundbox.yaml']}`;
    const plan = policiesOf(documentsOf(yaml), 'defender-gitops-plan');
    const reads = await verified({ publish: false, options: { policies: plan } });
    expect(reads.code, reads.text).toBe(0);

    const allow = (Action: string, Resource: string) => ({
      Version: '2012-10-17' as const,
      Statement: [{ Effect: 'Allow' as const, Action, Resource }],
    });
    const steps = [
      ['s3:ListBucket', 'arn:aws:s3:::acme-device-lake'],
      ['iot:DescribeEndpoint', '*'],
      ['iot:Publish', 'arn:aws:iot:ap-south-1:111122223333:topic/$aws/rules/SoundboxMetricsToLake'],
      ['s3:GetObject', 'arn:aws:s3:::acme-device-lake/defender/*'],
    ] as const;
    const given: ReturnType<typeof allow>[] = [];
    for (const [action, resource] of steps) {
      const { code, text } = await verified({ options: { policies: [...plan, ...given] } });
      expect(code).toBe(1);
      expect(text).toMatch(/DG7204/);
      expect(text).toContain('All that --publish takes, beside what a plan may do:');
      expect(text).toContain(
        `Add to the role: { "Effect": "Allow", "Action": "${action}", "Resource": "${resource}" }`,
      );
      given.push(allow(action, resource));
    }
    const live = allow('iot:Publish', 'arn:aws:iot:ap-south-1:111122223333:topic/defender/soundbox/metrics');
    const { code, text } = await verified({ options: { policies: [...plan, ...given, live] } });
    expect(code, text).toBe(0);
  });

  test('the policy of its page is enough, beside the plan role, also where something fails', async () => {
    const page = readFileSync(new URL('../../../docs/verify.md', import.meta.url), 'utf8');
    const printed = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '') as Policy;
    const { targets } = finish(loadingProfiles(testWorld(EXAMPLE), 'profiles'));
    expect(verifierPolicy(targets[0]!.desired.resources.values(), TARGET)).toEqual(printed);
    const yaml = `${EXAMPLE['profiles/defender.yaml']}\n${EXAMPLE['profiles/soundbox.yaml']}`;
    const policies = [...policiesOf(documentsOf(yaml), 'defender-gitops-plan'), printed];
    const { code, text } = await verified({ options: { policies } });
    expect(code, text).toBe(0);
    expect(text).toContain('It came after');
    expect(text).not.toMatch(/cannot be (listed|read)/);
    const failed = await verified({
      options: { policies, outage: (what) => (what === 'stream' ? 'down' : undefined) },
    });
    expect(failed.text).toMatch(/DG7202.*: down\./);
    expect(failed.text).not.toMatch(/cannot be (listed|read)/);
  });
});
