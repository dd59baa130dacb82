import type { JsonObject } from '../../model/values/json.ts';
import { certificateArn, roleAliasArn, roleArn } from '../shared/arn.ts';
import { auditCheckNameSchema } from '../shared/audit-check-name.ts';
import { closed, NAME_IS_KEY, oneOf, OF_REQUESTS, text } from '../shared/schema.ts';

/** What a finding is about: one member, and in two of them several texts. */
export type ResourceIdentifier = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** What is said about a suppression: of which finding, until when, and why. */
export type AuditSuppressionSpec = {
  readonly checkName: string;
  readonly resourceIdentifier: ResourceIdentifier;
  /** `YYYY-MM-DD`, the last day; a moment to the second; or `indefinitely`. */
  readonly until: string;
  readonly description?: string;
};

/** JSON Schema of an author's name; what AWS knows a suppression by is one too. */
export const auditSuppressionNameSchema: JsonObject = text(
  'A name of your own, as AWS has none for suppressions: letters, digits and :_.%=- only.',
  { minLength: 1, maxLength: 1024, pattern: '^[a-zA-Z0-9:_.%=-]+$', examples: ['LegacyGateway'] },
);

// https://docs.aws.amazon.com/iot/latest/apireference/API_ResourceIdentifier.html
const CERTIFICATE = { minLength: 64, maxLength: 64, pattern: '^(?:0x[a-fA-F0-9]{62}|[a-fA-F0-9]{64})$' };

const identifierSchema = oneOf('The resource of the finding; the member depends on the check.', {
  deviceCertificateId: text('Id of a device certificate, 64 hexadecimal digits.', {
    ...CERTIFICATE,
    examples: ['c7691e5ad60bb05e1c86f24cf0d9ae12cb5e1a5d0d4bb6dfb5b4f4c6c1aa09b2'],
  }),
  caCertificateId: text('Id of a CA certificate, 64 hexadecimal digits.', {
    ...CERTIFICATE,
    examples: ['b4490bd9c5b0b1c3ee0e5c1f1d8a53f39a4f6e6dd44b4bd29cc1d8a2a35e0b77'],
  }),
  cognitoIdentityPoolId: text('Id of an identity pool of Amazon Cognito.', {
    minLength: 1,
    maxLength: 55,
    pattern: '^[\\w-]{1,18}:[0-9a-f-]{1,36}$',
    examples: ['eu-west-1:1234abcd-12ab-34cd-56ef-1234567890ab'],
  }),
  clientId: text('Client id by which devices connect.', {
    minLength: 1,
    maxLength: 128,
    pattern: '^\\P{C}+$',
    examples: ['soundbox-0017'],
  }),
  policyVersionIdentifier: closed(
    'A version of an AWS IoT policy: findings about the next version are reported again.',
    {
      policyName: text('Name of the policy.', {
        minLength: 1,
        maxLength: 128,
        pattern: '^[\\w+=,.@-]+$',
        examples: ['Gateway'],
      }),
      policyVersionId: text('The version, a number in quotes.', {
        minLength: 1,
        maxLength: 16,
        pattern: '^[0-9]+$',
        examples: ['3'],
      }),
    },
    { required: ['policyName', 'policyVersionId'] },
  ),
  account: text('The account itself, by its number: `${target.account}`.', {
    minLength: 12,
    maxLength: 12,
    pattern: '^[0-9]{12}$',
    examples: ['111122223333'],
  }),
  iamRoleArn: roleArn('An IAM role.'),
  roleAliasArn: roleAliasArn('A role alias.'),
  issuerCertificateIdentifier: closed(
    'A certificate that issued others.',
    {
      issuerCertificateSubject: text('Its subject, in one line of printable ASCII.', {
        minLength: 1,
        maxLength: 1000,
        pattern: '^[\\x20-\\x7E]*$',
        examples: ['CN=Acme Intermediate CA'],
      }),
      issuerId: text('Its id, hexadecimal digits.', {
        minLength: 1,
        maxLength: 64,
        pattern: '^(0x)?[a-fA-F0-9]+$',
        examples: ['4f6e6dd44b4bd29cc1d8a2a35e0b77aa'],
      }),
      issuerCertificateSerialNumber: text('Its serial number, hexadecimal digits and colons.', {
        minLength: 1,
        maxLength: 20,
        pattern: '^[a-fA-F0-9:]+$',
        examples: ['01:ab:9f'],
      }),
    },
    { minProperties: 1 },
  ),
  deviceCertificateArn: certificateArn('A device certificate, by its ARN.'),
});

const DAY =
  '(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))';
const TIME = 'T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z';

/** JSON Schema of a suppression. */
export const auditSuppressionSchema: JsonObject = closed(
  'Sets the findings of one check about one resource apart, as an exception with a date and a reason. The audit still runs and still lists them, as suppressed.',
  {
    checkName: { ...auditCheckNameSchema },
    resourceIdentifier: identifierSchema,
    until: text(
      'Last day on which findings are suppressed, as "YYYY-MM-DD" in UTC; a moment, as "YYYY-MM-DDThh:mm:ssZ"; or "indefinitely".',
      {
        pattern: `^(?:indefinitely|[0-9]{4}-${DAY}(?:${TIME})?)$`,
        maxLength: 20,
        examples: ['2027-03-31'],
      },
    ),
    description: text('Why, in one line of printable ASCII; at most 1000 characters with the mark of its owner.', {
      maxLength: 1000,
      pattern: '^[\\x20-\\x7E]*$',
      default: '',
      examples: ['Two gateways share one certificate until they are replaced'],
    }),
  },
  {
    required: ['checkName', 'resourceIdentifier', 'until'],
    otherNames: {
      name: NAME_IS_KEY,
      expirationDate: 'Write `until:` with the last day on which findings are suppressed.',
      suppressIndefinitely: 'Write `until: indefinitely`, or `until:` with a day.',
      reason: 'description',
      clientRequestToken: OF_REQUESTS,
    },
  },
);
