import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findingOf, identityOf } from '../../../src/kinds/audit-suppression/identity.ts';
import type { SuppressedFinding } from '../../../src/kinds/audit-suppression/identity.ts';
import { auditSuppression } from '../../../src/kinds/audit-suppression/kind.ts';
import { expiryOf, untilOf } from '../../../src/kinds/audit-suppression/until.ts';
import { accepts } from '../../arbitraries/from-schema.ts';
import { specs } from '../../arbitraries/specs.ts';
import type { Kind } from '../../../src/model/kind.ts';
import { namesOf, openAccount } from '../../contract/account.ts';

const kind = auditSuppression as unknown as Kind;

describe('what AWS knows a suppression by', () => {
  test('is a name that authors could give, and says the finding again', () => {
    fc.assert(
      fc.property(specs(kind), (spec) => {
        const { checkName, resourceIdentifier } = spec as unknown as SuppressedFinding;
        const identity = identityOf({ checkName, resourceIdentifier });
        expect(accepts(kind.nameSchema, identity)).toBe(true);
        expect(findingOf(identity)).toEqual({ checkName, resourceIdentifier });
      }),
    );
  });

  test('does not depend on the order of members', () => {
    const [policyName, policyVersionId] = ['Gateway', '3'];
    const names = [
      { policyName, policyVersionId },
      { policyVersionId, policyName },
    ].map((policyVersionIdentifier) => identityOf({ checkName: 'C', resourceIdentifier: { policyVersionIdentifier } }));
    expect(new Set(names)).toEqual(new Set(['C:policyName=Gateway:policyVersionId=3']));
  });

  test.each(['LegacyGateway', '', 'A:b', 'A:b=c=d', 'C:clientId=%zz'])(
    '%j of an author leads to no request',
    (name) => {
      const finding = findingOf(name);
      if (finding !== undefined) expect(finding.resourceIdentifier).toEqual({ clientId: '%zz' });
    },
  );
});

describe('until', () => {
  test.each([
    { until: '2027-03-31', expires: '2027-04-01T00:00:00.000Z', why: 'the last day ends at midnight' },
    { until: '2028-02-29', expires: '2028-03-01T00:00:00.000Z', why: 'there is a leap day' },
    { until: '2027-03-31T12:00:00Z', expires: '2027-03-31T12:00:00.000Z', why: 'a moment is what it is' },
  ])('$until is sent as $expires: $why', ({ until, expires }) => {
    expect(expiryOf(until)?.toISOString()).toBe(expires);
    expect(untilOf(expiryOf(until))).toBe(until);
  });

  test('midnight is the day before, however it is written, and AWS’s own example is read so', () => {
    expect(untilOf(expiryOf('2027-04-01T00:00:00Z'))).toBe('2027-03-31');
    expect(untilOf(new Date(1_597_881_600_000))).toBe('2020-08-19');
    expect(untilOf(undefined)).toBe('indefinitely');
  });

  test.each([
    { given: { expirationDate: 1_803_859_200 }, until: '2027-02-28', how: 'in seconds' },
    { given: { expirationDate: '2027-03-01' }, until: '2027-02-28', how: 'as a date of the AWS CLI' },
    { given: { suppressIndefinitely: true }, until: 'indefinitely', how: 'for ever' },
    { given: { expirationDate: 'soon' }, until: undefined, how: 'as nothing that can be read' },
  ])('is read of a request $how', ({ given, until }) => {
    const finding = { checkName: 'LOGGING_DISABLED_CHECK', resourceIdentifier: { account: '111122223333' } };
    const request = { ...finding, ...given, clientRequestToken: 't', description: 'known' };
    const said = kind.fromRequest?.(request);
    expect(said).toEqual({
      name: 'LOGGING_DISABLED_CHECK:account=111122223333',
      spec: { ...finding, description: 'known', ...(until === undefined ? {} : { until }) },
    });
  });
});

test('all are listed, page after page', async () => {
  const { aws } = await openAccount({ assumptions: { mostPerPage: 2 } });
  const names = ['a', 'b', 'c', 'd', 'e'].map((clientId) => {
    const finding = { checkName: 'CONFLICTING_CLIENT_IDS_CHECK', resourceIdentifier: { clientId } };
    return { finding, name: identityOf(finding) };
  });
  for (const { finding } of names) await kind.write?.create?.(aws, 'x', { ...finding, until: 'indefinitely' });
  expect((await namesOf(kind, aws)).toSorted()).toEqual(names.map(({ name }) => name));
});
