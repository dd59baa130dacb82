import { CloudWatchLogsClient, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetTableCommand, GlueClient } from '@aws-sdk/client-glue';
import { describe, expect, test } from 'vitest';
import { clientOptions, refusalOf, testAccount } from './clients.ts';
import type { TestAccount } from './clients.ts';

const glueOf = ({ sandbox }: TestAccount) => new GlueClient(clientOptions(sandbox));
const logsOf = ({ sandbox }: TestAccount) => new CloudWatchLogsClient(clientOptions(sandbox));

describe('a table of the data catalog', () => {
  test('is read by its names, whatever their case', async () => {
    const account = testAccount();
    const table = {
      Name: 'metrics',
      DatabaseName: 'fleet',
      StorageDescriptor: { Columns: [{ Name: 'a', Type: 'int' }] },
    };
    account.region().catalogTables['fleet.metrics'] = table;
    const read = await glueOf(account).send(new GetTableCommand({ DatabaseName: 'Fleet', Name: 'METRICS' }));
    expect(read.Table).toEqual({ ...table, CatalogId: '111122223333' });
  });

  test.each([
    {
      reason: 'no such database',
      input: { DatabaseName: 'other', Name: 'metrics' },
      says: 'Database other not found.',
    },
    { reason: 'no such table', input: { DatabaseName: 'fleet', Name: 'other' }, says: 'Table other not found.' },
    {
      reason: 'the catalog of another account',
      input: { CatalogId: '999999999999', DatabaseName: 'fleet', Name: 'metrics' },
      says: 'Table metrics not found.',
    },
  ])('is refused: $reason', async ({ input, says }) => {
    const account = testAccount();
    account.region().catalogTables['fleet.metrics'] = { Name: 'metrics', DatabaseName: 'fleet' };
    const refusal = await refusalOf(glueOf(account).send(new GetTableCommand(input)));
    expect(refusal).toMatchObject({ name: 'EntityNotFoundException', message: says });
  });
});

describe('log streams', () => {
  test('are listed by what their names begin with, page by page', async () => {
    const account = testAccount();
    account.region().logGroups['/firehose'] = ['b2', 'a', 'b1'];
    const list = async (nextToken?: string) =>
      logsOf(account).send(
        new DescribeLogStreamsCommand({ logGroupName: '/firehose', logStreamNamePrefix: 'b', limit: 1, nextToken }),
      );
    const first = await list();
    const second = await list(first.nextToken);
    expect(
      [...(first.logStreams ?? []), ...(second.logStreams ?? [])].map(({ logStreamName }) => logStreamName),
    ).toEqual(['b1', 'b2']);
    expect(second.nextToken).toBeUndefined();
  });

  test('of a group that is not there are refused', async () => {
    const request = logsOf(testAccount()).send(new DescribeLogStreamsCommand({ logGroupName: 'none' }));
    expect(await refusalOf(request)).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
  });
});
