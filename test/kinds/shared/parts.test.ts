import { describe, expect, test } from 'vitest';
import { iotArn, iotTags, partOf, readerOf } from '../../../src/kinds/shared/parts.ts';
import type { Aws } from '../../../src/model/aws.ts';
import type { Kind, Known } from '../../../src/model/kind.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { TARGET } from '../../arbitraries/target.ts';

const missing = (): never => {
  throw Object.assign(new Error('x'), { name: 'ResourceNotFoundException' });
};
const AWS = { target: TARGET } as unknown as Aws;

/** A kind with two parts; what was asked of it, with how much was answered before. */
function opened({ describes = (): JsonObject => ({ size: 1 }), tells = (): JsonObject => ({ a: '1' }) } = {}) {
  const asked: string[] = [];
  const answered = async <Answer>(what: string, answer: () => Answer): Promise<Answer> => {
    asked.push(what);
    await new Promise((resolve) => setImmediate(resolve));
    asked.push(`${what} answered`);
    return answer();
  };
  const parts: Kind['parts'] = {
    targets: () => answered('targets', () => ({ spec: { targets: ['b', 'a'] } })),
    tags: (_, name) => answered('tags', () => ({ spec: { tags: { ...tells(), of: name } }, managedBy: 'Terraform' })),
  };
  const normalize: Kind['normalize'] = (spec, { account }) => ({ ...spec, account });
  const read = readerOf(
    (_, name) => answered('description', () => ({ name, arn: 'arn', version: '3', spec: describes() })),
    { parts, normalize },
  );
  return { asked, read: (known?: Known) => read(AWS, 'x', known) };
}
const knows = (isThere: boolean, tags?: JsonObject): Known => ({
  isThere,
  part: (name) => Promise.resolve(name === 'tags' && tags !== undefined ? { spec: { tags } } : undefined),
});

describe('a resource of several parts', () => {
  test('is its description with its parts, in the normal form of the target, and who else manages it', async () => {
    expect(await opened().read()).toStrictEqual({
      name: 'x',
      arn: 'arn',
      version: '3',
      spec: { size: 1, tags: { a: '1', of: 'x' }, targets: ['b', 'a'], account: '111122223333' },
      managedBy: 'Terraform',
    });
  });

  test('is described first, where it may not be there', async () => {
    for (const known of [undefined, knows(false)]) {
      const { asked, read } = opened();
      await read(known);
      expect(asked.slice(0, 3)).toEqual(['description', 'description answered', 'targets']);
    }
  });

  test('is asked for all at once, where it is expected to be there', async () => {
    const { asked, read } = opened();
    await read(knows(true));
    expect(asked.slice(0, 3).toSorted()).toEqual(['description', 'tags', 'targets']);
  });

  test('is not asked for the parts that are known, whose manager is then unknown', async () => {
    const { asked, read } = opened();
    const live = await read(knows(false, { known: 'yes' }));
    expect(asked).not.toContain('tags');
    expect(live?.spec).toMatchObject({ tags: { known: 'yes' }, targets: ['b', 'a'] });
    expect(live).not.toHaveProperty('managedBy');
  });

  test('is not there where its description is missing, and its parts are not asked for then', async () => {
    const { asked, read } = opened({ describes: missing });
    expect(await read()).toBeUndefined();
    expect(asked).toEqual(['description', 'description answered']);
    expect(await opened({ describes: missing }).read(knows(true))).toBeUndefined();
  });

  test('is not there where a part is missing: it went between two requests', async () => {
    expect(await opened({ tells: missing }).read()).toBeUndefined();
    expect(await opened({ tells: missing }).read(knows(true))).toBeUndefined();
  });
});

test('what is not described is not there', async () => {
  const read = readerOf(async () => undefined, { parts: {}, normalize: (spec) => spec });
  expect(await read(AWS, 'x')).toBeUndefined();
});

test('an ARN of AWS IoT follows from the name', () => {
  expect(iotArn('rule')({ ...TARGET, partition: 'aws-cn' }, 'R')).toBe('arn:aws-cn:iot:ap-south-1:111122223333:rule/R');
});

test('tags of AWS IoT are asked for by ARN, page after page', async () => {
  const asked: object[] = [];
  const iot = async (operation: string, input: { nextToken?: string }) => {
    asked.push({ operation, ...input });
    return input.nextToken === undefined
      ? { tags: [{ Key: 'a', Value: '1' }], nextToken: 'n' }
      : { tags: [{ Key: 'ManagedBy', Value: 'pulumi' }] };
  };
  const aws = { target: TARGET, iot } as unknown as Aws;
  expect(await iotTags(iotArn('rule'))(aws, 'R')).toEqual({
    spec: { tags: { a: '1', ManagedBy: 'pulumi' } },
    managedBy: 'Pulumi',
  });
  const resourceArn = 'arn:aws:iot:ap-south-1:111122223333:rule/R';
  expect(asked).toEqual([
    { operation: 'ListTagsForResource', resourceArn },
    { operation: 'ListTagsForResource', resourceArn, nextToken: 'n' },
  ]);
});

test('tags are a part, with who else manages the resource where somebody does', () => {
  expect(partOf({ tags: { a: '1' } })).toStrictEqual({ spec: { tags: { a: '1' } } });
  expect(partOf({ tags: {}, managedBy: 'Pulumi' })).toStrictEqual({ spec: { tags: {} }, managedBy: 'Pulumi' });
});
