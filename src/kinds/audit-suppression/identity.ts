import { isObject } from '../../model/values/json.ts';
import { compareTexts } from '../../model/values/text.ts';
import type { AuditSuppressionSpec, ResourceIdentifier } from './schema.ts';

/** What AWS knows a suppression by, which has no name. */
export type SuppressedFinding = Pick<AuditSuppressionSpec, 'checkName' | 'resourceIdentifier'>;

/** Members of an identifier that hold several texts, which no other member is called like. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  policyVersionIdentifier: ['policyName', 'policyVersionId'],
  issuerCertificateIdentifier: ['issuerCertificateSubject', 'issuerId', 'issuerCertificateSerialNumber'],
};

/**
 * The finding as a name that authors could give: `LOGGING_DISABLED_CHECK:account=111122223333`, with what no name may hold as
 * percent codes.
 */
export function identityOf({ checkName, resourceIdentifier }: SuppressedFinding): string {
  const texts = Object.entries(resourceIdentifier).flatMap(([member, value]) =>
    isObject(value) ? Object.entries(value) : [[member, value] as const],
  );
  const sorted = texts.toSorted(([left], [right]) => compareTexts(left, right));
  return [checkName, ...sorted.map(([member, value]) => `${member}=${escaped(String(value))}`)].join(':');
}

/** The finding that `identityOf` made a name of; undefined where a name is none of those. */
export function findingOf(identity: string): SuppressedFinding | undefined {
  const [checkName = '', ...parts] = identity.split(':');
  const texts = parts.map((part) => part.split('=').map(unescaped));
  if (checkName === '' || texts.length === 0 || texts.some((pair) => pair.length !== 2)) return undefined;
  const resourceIdentifier: Record<string, string | Record<string, string>> = {};
  for (const [member = '', value = ''] of texts) {
    const nest = Object.entries(NESTED).find(([, members]) => members.includes(member))?.[0];
    if (nest === undefined) resourceIdentifier[member] = value;
    else
      resourceIdentifier[nest] = {
        ...(resourceIdentifier[nest] as Record<string, string> | undefined),
        [member]: value,
      };
  }
  return { checkName, resourceIdentifier: resourceIdentifier as ResourceIdentifier };
}

function escaped(text: string): string {
  const inHexadecimal = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.toWellFormed()).replaceAll(/[!~*'()]/g, inHexadecimal);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
