import { IoTClient } from '@aws-sdk/client-iot';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { OperatorError } from '../../model/problem.ts';
import type { BrokerAddress } from './broker.ts';

/**
 * The address of MQTT over WebSocket, signed by the credentials of the AWS SDK's chain for a minute.
 * https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html#mqtt-ws
 */
export async function signedAddress({ protocol, host, port }: BrokerAddress): Promise<string> {
  const region = regionOf(host);
  const { sessionToken, ...keys } = await credentials(region);
  const isUsual = port === (protocol === 'wss:' ? 443 : 80);
  const signer = new SignatureV4({ credentials: keys, region, service: 'iotdevicegateway', sha256: Sha256 });
  const { query } = await signer.presign(
    {
      method: 'GET',
      protocol,
      hostname: host,
      path: '/mqtt',
      query: {},
      headers: { host: isUsual ? host : `${host}:${port}` },
    },
    { expiresIn: 60 },
  );
  const url = new URL(`${protocol}//${host}:${port}/mqtt`);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, String(value));
  // AWS IoT takes the session token beside the signature, not under it, unlike every other service.
  if (sessionToken !== undefined) url.searchParams.set('X-Amz-Security-Token', sessionToken);
  return url.href;
}

function regionOf(host: string): string {
  const region = /\.iot\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(host)?.[1] ?? process.env['AWS_REGION'];
  if (region !== undefined && region !== '') return region;
  throw new OperatorError('DG7103', `The region of ${host} is not known.`, { hint: 'Set AWS_REGION.' });
}

async function credentials(region: string) {
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = await new IoTClient({ region }).config.credentials();
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  } catch (error) {
    throw new OperatorError('DG4001', 'There are no AWS credentials.', {
      hint: 'Sign in, or use a device certificate: --broker mqtts://… --cert --key.',
      cause: error,
    });
  }
}
