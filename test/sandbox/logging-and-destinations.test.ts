import * as Iot from '@aws-sdk/client-iot';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectRefusal, iotArn, refusalOf, ROLE, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

let account: TestAccount;
beforeEach(() => {
  account = testAccount();
});

describe('logging', () => {
  const told = () => account.iot.send(new Iot.GetV2LoggingOptionsCommand({}));
  const set = (given: Iot.SetV2LoggingOptionsRequest) => account.iot.send(new Iot.SetV2LoggingOptionsCommand(given));

  test('is not configured until somebody does, which is an error and not a level', async () => {
    await expectRefusal(account, told, 'NotConfiguredException');
    await set({ roleArn: ROLE, defaultLogLevel: 'ERROR' });
    expect(await told()).toMatchObject({ roleArn: ROLE, defaultLogLevel: 'ERROR', disableAllLogs: false });
    await set({ disableAllLogs: true });
    expect(await told()).toMatchObject({ roleArn: ROLE, defaultLogLevel: 'ERROR', disableAllLogs: true });
  });

  test('needs a role to write by', async () => {
    await expectRefusal(account, () => set({ defaultLogLevel: 'INFO' }), 'InvalidRequestException');
  });
});

describe('a topic rule destination', () => {
  const URL = 'https://example.com/confirm';
  const create = (destinationConfiguration: Iot.TopicRuleDestinationConfiguration) =>
    account.iot.send(new Iot.CreateTopicRuleDestinationCommand({ destinationConfiguration }));
  const byHttp = async (confirmationUrl = URL): Promise<string> =>
    String((await create({ httpUrlConfiguration: { confirmationUrl } })).topicRuleDestination?.arn);
  const update = (arn: string, status: Iot.TopicRuleDestinationStatus) =>
    account.iot.send(new Iot.UpdateTopicRuleDestinationCommand({ arn, status }));
  const confirm = (confirmationToken: string) =>
    account.iot.send(new Iot.ConfirmTopicRuleDestinationCommand({ confirmationToken }));
  const told = async (arn: string) =>
    (await account.iot.send(new Iot.GetTopicRuleDestinationCommand({ arn }))).topicRuleDestination;

  test('of a URL waits until the service behind it confirms, and is then enabled, disabled and enabled', async () => {
    const arn = await byHttp();
    expect(arn).toMatch(/:ruledestination\/http\/[0-9a-f-]{36}$/);
    expect(await told(arn)).toMatchObject({ status: 'IN_PROGRESS', httpUrlProperties: { confirmationUrl: URL } });
    await expectRefusal(account, () => update(arn, 'ENABLED'), 'InvalidRequestException');
    await expectRefusal(account, () => confirm('guessed'), 'InvalidRequestException');
    await confirm(String(arn.split('/').at(-1)));
    await update(arn, 'DISABLED');
    await update(arn, 'ENABLED');
    expect(await told(arn)).toMatchObject({ status: 'ENABLED' });
  });

  test('is there once for a URL, and has one sort', async () => {
    await byHttp();
    await expectRefusal(account, byHttp, 'ResourceAlreadyExistsException');
    await expectRefusal(account, () => create({}), 'InvalidRequestException');
  });

  test('in a VPC needs nobody to confirm it, and is listed with the others', async () => {
    const vpcConfiguration = { vpcId: 'vpc-1', subnetIds: ['subnet-1'], roleArn: ROLE };
    await create({ vpcConfiguration });
    const http = await byHttp();
    const { destinationSummaries = [] } = await account.iot.send(new Iot.ListTopicRuleDestinationsCommand({}));
    expect(destinationSummaries).toMatchObject([
      { arn: http, httpUrlSummary: { confirmationUrl: URL } },
      { status: 'ENABLED', vpcDestinationSummary: vpcConfiguration },
    ]);
  });

  test('that is not there is refused as one that nobody may see', async () => {
    const arn = await byHttp();
    await account.iot.send(new Iot.DeleteTopicRuleDestinationCommand({ arn }));
    for (const one of [arn, iotArn('ruledestination/http/none')])
      expect(await refusalOf(told(one))).toMatchObject({ name: 'UnauthorizedException' });
  });
});
