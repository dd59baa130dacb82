import { createHash } from 'node:crypto';
import { DescribeEndpoint$ } from '@aws-sdk/client-iot';
import type { IotHandlers } from '../context.ts';
import { find } from '../state.ts';
import { invalidRequest } from './refusals.ts';
import type { TraitsOf } from '../traits.ts';

/** What stands before the region in an endpoint's host. https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeEndpoint.html */
const HOSTS: Readonly<Record<string, string>> = {
  'iot:Data': '.iot',
  'iot:Data-ATS': '-ats.iot',
  'iot:CredentialProvider': '.credentials.iot',
  'iot:Jobs': '.jobs.iot',
};

/** The account's endpoint: one per account, always the same. */
export const endpoint = {
  DescribeEndpoint({ account, region, partition }, { endpointType = 'iot:Data' }) {
    const host = find(HOSTS, endpointType);
    if (host === undefined) throw invalidRequest(`Invalid endpoint type: ${endpointType}`);
    const prefix = `a${createHash('sha256').update(account).digest('hex').slice(0, 13)}`;
    const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    return { endpointAddress: `${prefix}${host}.${region}.${domain}` };
  },
} satisfies IotHandlers;

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const endpointTraits: TraitsOf<typeof endpoint> = {
  DescribeEndpoint: { shape: DescribeEndpoint$ },
};
