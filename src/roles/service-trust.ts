import type { Policy, Statement } from '../model/access/policy.ts';
import type { Target } from '../model/settings.ts';
import { only, policyOf } from '../model/access/allow.ts';
import { POLICY_LIMIT, sizeOf } from './policy-pieces.ts';
import type { RoleUse, Service } from '../model/access/role-use.ts';

/** The trust policy of a role: each service that uses it, and only in the name of what is declared, as far as AWS documents that. */
export function serviceTrust(uses: readonly RoleUse[], target: Target): Policy {
  const services = [...new Set(uses.map(({ service }) => service))];
  const exact = policyOf(services.map((service) => statementFor(service, uses, target)));
  if (sizeOf(exact) <= POLICY_LIMIT.trust) return exact;
  const anyOfSort = ({ sourceArn }: RoleUse): string | undefined => sourceArn?.replace(/\/.*/, '/*');
  const wide = uses.map((use) => ({ ...use, ...sourced(anyOfSort(use)) }));
  return policyOf(services.map((service) => statementFor(service, wide, target)));
}

function sourced(sourceArn: string | undefined): Pick<RoleUse, 'sourceArn'> {
  return sourceArn === undefined ? {} : { sourceArn };
}

function statementFor(service: Service, uses: readonly RoleUse[], target: Target): Statement {
  const condition = conditionFor(
    service,
    uses.filter((use) => use.service === service),
    target,
  );
  return {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

/** Keeps services from using the role for another account: the problem of the confused deputy. */
function conditionFor(service: Service, uses: readonly RoleUse[], target: Target): Statement['Condition'] {
  // https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#firehose-assume-role
  if (service === 'firehose.amazonaws.com') return { StringEquals: { 'sts:ExternalId': target.account } };
  const sources = uses.map(({ sourceArn }) => sourceArn);
  if (sources.includes(undefined)) return undefined;
  return {
    StringEquals: { 'aws:SourceAccount': target.account },
    ArnLike: { 'aws:SourceArn': only([...new Set(sources.map(String))]) },
  };
}
