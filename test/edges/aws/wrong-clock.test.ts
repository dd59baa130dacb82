import { describe, expect, test } from 'vitest';
import { openClient } from '../../../src/edges/aws/client.ts';
import { virtualClock } from '../../../src/edges/clock.ts';
import type { Aws } from '../../../src/model/aws.ts';
import type { Event } from '../../../src/model/event.ts';
import { sandboxRequestHandler } from '../../../src/sandbox/request-handler.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { OPERATIONS } from '../../operations.ts';
import { TARGET } from '../../world.ts';

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
}

const MINUTE = 60_000;

interface Server {
  /** Minutes that AWS's clock is before ours. */
  readonly ahead: number;
  readonly tellsTime?: boolean;
  /** Refuses whatever is signed. */
  readonly isStubborn?: boolean;
  /** Refuses what is signed well, with this error. */
  readonly refusal?: string;
}

/**
 * An account whose clock is another than ours: what is signed more than five minutes from its time is refused, in AWS's words.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html
 */
function account({ ahead, tellsTime = true, isStubborn = false, refusal }: Server) {
  const events: Event[] = [];
  const door = sandboxRequestHandler(createSandbox({ clock: virtualClock() }));
  const handle = async (request: never): ReturnType<typeof door.handle> => {
    const { headers } = request as Sent;
    const stamp = String(headers['x-amz-date']);
    const signed = Date.parse(stamp.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
    const now = Date.now() + ahead * MINUTE;
    const date: Record<string, string> = tellsTime ? { date: new Date(now).toUTCString() } : {};
    const isJson = !String(headers['authorization']).includes('/sts/');
    const refuse = (status: number, name: string, message: string) => ({
      response: {
        statusCode: status,
        headers: { ...date, ...(isJson ? { 'x-amzn-errortype': name, 'content-type': 'application/json' } : {}) },
        body: Buffer.from(
          isJson
            ? JSON.stringify({ message })
            : `<ErrorResponse><Error><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`,
        ),
      },
    });
    if (isStubborn || Math.abs(now - signed) > 5 * MINUTE)
      return refuse(
        403,
        isJson ? 'InvalidSignatureException' : 'SignatureDoesNotMatch',
        ahead > 0
          ? `Signature expired: ${stamp} is now earlier than another time (- 5 min.)`
          : `Signature not yet current: ${stamp} is still later than another time (+ 5 min.)`,
      );
    if (isJson && refusal !== undefined) return refuse(400, refusal, 'no');
    const { response } = await door.handle(request);
    return { response: { ...response, headers: { ...response.headers, ...date } } };
  };
  const opened = openClient(TARGET, {
    clock: virtualClock(),
    report: (event) => events.push(event),
    operations: OPERATIONS,
    requestHandler: { ...door, handle },
    credentials: { accessKeyId: TARGET.account, secretAccessKey: 'secret' },
  });
  const count = (type: Event['type']): number => events.filter((event) => event.type === type).length;
  return { opened, count, retries: () => events.flatMap((event) => (event.type === 'retrying' ? [event.reason] : [])) };
}

describe.each([60, -60, 24 * 60])('where AWS’s clock is %i min before ours', (ahead) => {
  test('its own is used from the first refusal of each service', async () => {
    const { opened, count, retries } = account({ ahead });
    const aws: Aws = await opened;
    for (let times = 0; times < 3; times++) await aws.iot('ListTopicRules', {});
    expect(retries()).toEqual(
      Array.from({ length: 2 }, () => expect.stringContaining('clock of this machine is wrong')),
    );
    expect(count('sent')).toBe(6);
  });

  test('what is refused for another reason is not sent again', async () => {
    const { opened, retries } = account({ ahead, refusal: 'InvalidRequestException' });
    const aws: Aws = await opened;
    await aws.iot('ListTopicRules', {}).catch(() => undefined);
    const before = retries().length;
    await expect(aws.iot('ListTopicRules', {})).rejects.toThrow(/InvalidRequestException/);
    expect(retries()).toHaveLength(before);
  });

  test('that is said with how far, where its own clock does not help', async () => {
    const { opened, count } = account({ ahead, isStubborn: true });
    await expect(opened).rejects.toMatchObject({
      code: 'DG4014',
      message: expect.stringContaining(`${Math.abs(ahead)} min ${ahead > 0 ? 'behind' : 'ahead of'} AWS’s`) as string,
    });
    expect(count('sent')).toBe(2);
  });

  test('that is said in AWS’s words, where it does not tell its time', async () => {
    const { opened, count } = account({ ahead, tellsTime: false });
    await expect(opened).rejects.toMatchObject({
      code: 'DG4014',
      message: expect.stringMatching(/clock of this machine is wrong: Signature (expired|not yet current)/) as string,
    });
    expect(count('sent')).toBe(1);
  });
});

test('a signature that is wrong for another reason is no matter of clocks', async () => {
  const door = sandboxRequestHandler(createSandbox({ clock: virtualClock() }));
  const body = Buffer.from(
    '<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>The request signature we calculated does not match the signature you provided.</Message></Error></ErrorResponse>',
  );
  const response = { statusCode: 403, headers: { date: new Date().toUTCString() }, body };
  const opened = openClient(TARGET, {
    clock: virtualClock(),
    report: () => undefined,
    operations: OPERATIONS,
    requestHandler: { ...door, handle: async () => ({ response }) },
    credentials: { accessKeyId: TARGET.account, secretAccessKey: 'secret' },
  });
  await expect(opened).rejects.toMatchObject({ code: 'DG4002' });
});
