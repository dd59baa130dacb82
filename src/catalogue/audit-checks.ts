/** The types of mitigation actions. https://docs.aws.amazon.com/iot/latest/apireference/API_ListMitigationActions.html */
export type ActionType =
  | 'UPDATE_DEVICE_CERTIFICATE'
  | 'UPDATE_CA_CERTIFICATE'
  | 'ADD_THINGS_TO_THING_GROUP'
  | 'REPLACE_DEFAULT_POLICY_VERSION'
  | 'ENABLE_IOT_LOGGING'
  | 'PUBLISH_FINDING_TO_SNS';

/** A member of a suppression's resource identifier. https://docs.aws.amazon.com/iot/latest/apireference/API_ResourceIdentifier.html */
type ResourceMember =
  | 'account'
  | 'caCertificateId'
  | 'clientId'
  | 'cognitoIdentityPoolId'
  | 'deviceCertificateId'
  | 'policyVersionIdentifier'
  | 'roleAliasArn';

/** What AWS documents of a check that an audit can run. */
export interface AuditCheck {
  /** What it finds, as the end of "finds …". */
  readonly finds: string;
  /** The member by which a suppression names what it is about; absent where AWS’s table lacks the check. */
  readonly resource?: ResourceMember;
  /** What mitigation can do about it; absent where AWS’s table lacks the check. */
  readonly actions?: readonly ActionType[];
  /** The one setting that it takes, and what it is where nobody says it, in days from 30 to 3652. */
  readonly threshold?: { readonly name: string; readonly days: string };
}

/** The type of an action by the member of its parameters: https://docs.aws.amazon.com/iot/latest/apireference/API_MitigationActionParams.html */
export const ACTION_TYPES = {
  updateDeviceCertificateParams: 'UPDATE_DEVICE_CERTIFICATE',
  updateCACertificateParams: 'UPDATE_CA_CERTIFICATE',
  addThingsToThingGroupParams: 'ADD_THINGS_TO_THING_GROUP',
  replaceDefaultPolicyVersionParams: 'REPLACE_DEFAULT_POLICY_VERSION',
  enableIoTLoggingParams: 'ENABLE_IOT_LOGGING',
  publishFindingToSnsParams: 'PUBLISH_FINDING_TO_SNS',
} as const satisfies Readonly<Record<string, ActionType>>;

/** Where the checks are listed, each with a page of its own. */
export const AUDIT_CHECKS_PAGE =
  'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/device-defender-audit-checks.html';

/** Where it says what mitigation can do about which check. */
export const MITIGATION_PAGE =
  'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-mitigation-actions.html';

/** Where it says which checks are suppressed by what, and how. */
export const SUPPRESSIONS_PAGE =
  'https://docs.aws.amazon.com/iot-device-defender/latest/devguide/audit-finding-suppressions.html';

const ANY: readonly ActionType[] = ['PUBLISH_FINDING_TO_SNS'];
const AUTHORITY: readonly ActionType[] = [...ANY, 'UPDATE_CA_CERTIFICATE'];
const DEVICE: readonly ActionType[] = [...ANY, 'UPDATE_DEVICE_CERTIFICATE', 'ADD_THINGS_TO_THING_GROUP'];
const POLICY: readonly ActionType[] = [...ANY, 'REPLACE_DEFAULT_POLICY_VERSION'];

/** The checks that AWS documents, by name. A newer one may be there: `aws iot describe-account-audit-configuration` lists them. */
export const AUDIT_CHECKS: Readonly<Record<string, AuditCheck>> = {
  AUTHENTICATED_COGNITO_ROLE_OVERLY_PERMISSIVE_CHECK: {
    finds: 'identity pools of Amazon Cognito whose role for those who signed in may do too much',
    resource: 'cognitoIdentityPoolId',
    actions: ANY,
  },
  CA_CERTIFICATE_EXPIRING_CHECK: {
    finds: 'CA certificates that expire within 30 days or have expired',
    resource: 'caCertificateId',
    actions: AUTHORITY,
  },
  CA_CERTIFICATE_KEY_QUALITY_CHECK: {
    finds: 'CA certificates with weak keys or signatures',
    resource: 'caCertificateId',
    actions: AUTHORITY,
  },
  CONFLICTING_CLIENT_IDS_CHECK: {
    finds: 'devices that connect with the same client id',
    resource: 'clientId',
    actions: ANY,
  },
  DEVICE_CERTIFICATE_AGE_CHECK: {
    finds: 'device certificates that are older than a number of days',
    threshold: { name: 'CERT_AGE_THRESHOLD_IN_DAYS', days: '365' },
  },
  DEVICE_CERTIFICATE_EXPIRING_CHECK: {
    finds: 'device certificates that expire within a number of days or have expired',
    resource: 'deviceCertificateId',
    actions: DEVICE,
    threshold: { name: 'CERT_EXPIRATION_THRESHOLD_IN_DAYS', days: '30' },
  },
  DEVICE_CERTIFICATE_KEY_QUALITY_CHECK: {
    finds: 'device certificates with weak keys or signatures',
    resource: 'deviceCertificateId',
    actions: DEVICE,
  },
  DEVICE_CERTIFICATE_SHARED_CHECK: {
    finds: 'devices that connect at the same time with one certificate',
    resource: 'deviceCertificateId',
    actions: DEVICE,
  },
  INTERMEDIATE_CA_REVOKED_FOR_ACTIVE_DEVICE_CERTIFICATES_CHECK: {
    finds: 'active device certificates whose issuing intermediate CA was revoked',
    actions: DEVICE,
  },
  IOT_POLICY_OVERLY_PERMISSIVE_CHECK: {
    finds: 'policies of AWS IoT that allow too much',
    resource: 'policyVersionIdentifier',
    actions: POLICY,
  },
  IOT_POLICY_POTENTIAL_MISCONFIGURATION_CHECK: {
    finds: 'policies of AWS IoT that may allow more than they look like',
    actions: POLICY,
  },
  IOT_ROLE_ALIAS_ALLOWS_ACCESS_TO_UNUSED_SERVICES_CHECK: {
    finds: 'role aliases that give access to services that devices have not used for a year',
    resource: 'roleAliasArn',
    actions: ANY,
  },
  IOT_ROLE_ALIAS_OVERLY_PERMISSIVE_CHECK: {
    finds: 'role aliases whose temporary credentials may do too much',
    resource: 'roleAliasArn',
    actions: ANY,
  },
  LOGGING_DISABLED_CHECK: {
    finds: 'that AWS IoT does not log',
    resource: 'account',
    actions: [...ANY, 'ENABLE_IOT_LOGGING'],
  },
  REVOKED_CA_CERTIFICATE_STILL_ACTIVE_CHECK: {
    finds: 'CA certificates that were revoked and are still active',
    resource: 'caCertificateId',
    actions: AUTHORITY,
  },
  REVOKED_DEVICE_CERTIFICATE_STILL_ACTIVE_CHECK: {
    finds: 'device certificates that were revoked and are still active',
    resource: 'deviceCertificateId',
    actions: DEVICE,
  },
  UNAUTHENTICATED_COGNITO_ROLE_OVERLY_PERMISSIVE_CHECK: {
    finds: 'identity pools of Amazon Cognito whose role for those who did not sign in may do too much',
    resource: 'cognitoIdentityPoolId',
    actions: ANY,
  },
};

/** Names that AWS’s own pages print for checks and the API does not have, with the check that is meant: on the two pages above. */
export const MISNAMED_AUDIT_CHECKS: Readonly<Record<string, string>> = {
  AUTHENTICATE_COGNITO_ROLE_OVERLY_PERMISSIVE_CHECK: 'AUTHENTICATED_COGNITO_ROLE_OVERLY_PERMISSIVE_CHECK',
  CA_CERT_APPROACHING_EXPIRATION_CHECK: 'CA_CERTIFICATE_EXPIRING_CHECK',
  DEVICE_CERT_APPROACHING_EXPIRATION_CHECK: 'DEVICE_CERTIFICATE_EXPIRING_CHECK',
  REVOKED_CA_CERT_CHECK: 'REVOKED_CA_CERTIFICATE_STILL_ACTIVE_CHECK',
  REVOKED_DEVICE_CERT_CHECK: 'REVOKED_DEVICE_CERTIFICATE_STILL_ACTIVE_CHECK',
};

/** What is documented of a check; undefined where it is not known. */
export function auditCheckFacts(name: string): AuditCheck | undefined {
  return Object.hasOwn(AUDIT_CHECKS, name) ? AUDIT_CHECKS[name] : undefined;
}
