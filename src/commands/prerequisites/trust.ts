import { isList, isObject } from '../../model/values/json.ts';
import type { JsonObject, JsonValue } from '../../model/values/json.ts';

/** What a trust policy says about one who wants to assume the role; what its conditions come to is not looked into. */
export type Trust = 'trusts' | 'trusts with conditions' | 'does not trust';

/**
 * Reads a trust policy as IAM returns it, which is percent-encoded JSON, for a service such as `iot.amazonaws.com`.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
 */
export function trustIn(document: string, service: string): Trust {
  const policy = JSON.parse(decodeURIComponent(document)) as JsonValue;
  const about = listOf(isObject(policy) ? policy['Statement'] : undefined)
    .filter(isObject)
    .filter((statement) => isAbout(statement, service));
  const [allowing, denying] = ['Allow', 'Deny'].map((effect) => about.filter(({ Effect }) => Effect === effect));
  const isConditional = ({ Condition }: JsonObject): boolean => Condition !== undefined;
  if (allowing?.[0] === undefined || denying?.some((statement) => !isConditional(statement))) return 'does not trust';
  return allowing.every(isConditional) || denying?.[0] !== undefined ? 'trusts with conditions' : 'trusts';
}

function isAbout({ Principal, Action }: JsonObject, service: string): boolean {
  const services = isObject(Principal) ? listOf(Principal['Service']) : [];
  return services.includes(service) && listOf(Action).some((action) => isAssumeRole(String(action)));
}

/** Actions are compared without regard to case, and `*` stands for anything. */
function isAssumeRole(action: string): boolean {
  const pattern = action
    .replaceAll(/[^\w:*?]/g, '')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 'i').test('sts:AssumeRole');
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}
