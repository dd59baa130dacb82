/** How many of something AWS takes, and where that is written. */
export interface Quota {
  readonly limit: number;
  /** What is counted, as in "at most 10 dimensions in an account and region". */
  readonly what: string;
  /** Whether AWS raises it when asked. */
  readonly adjustable: boolean;
  readonly source: string;
}

const DEFENDER = 'https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html';
const IOT = 'https://docs.aws.amazon.com/general/latest/gr/iot-core.html';

/** Quotas of AWS Device Defender and AWS IoT that profiles can reach, for one account and region. */
export const QUOTAS = {
  behaviors: { limit: 100, what: 'behaviors in a security profile', adjustable: false, source: DEFENDER },
  valueElements: {
    limit: 1000,
    what: 'elements of lists in the criteria of a security profile',
    adjustable: false,
    source: DEFENDER,
  },
  profilesPerTarget: {
    limit: 5,
    what: 'security profiles attached to one thing group or to all things',
    adjustable: false,
    source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html',
  },
  dimensions: { limit: 10, what: 'dimensions in an account and region', adjustable: false, source: DEFENDER },
  customMetrics: { limit: 100, what: 'custom metrics in an account and region', adjustable: true, source: DEFENDER },
  scheduledAudits: { limit: 5, what: 'scheduled audits in an account and region', adjustable: false, source: DEFENDER },
  mitigationActions: {
    limit: 100,
    what: 'mitigation actions in an account and region',
    adjustable: false,
    source: DEFENDER,
  },
  rules: { limit: 1000, what: 'rules in an account and region', adjustable: true, source: IOT },
  ruleActions: { limit: 10, what: 'actions of a rule', adjustable: false, source: IOT },
  tags: {
    limit: 50,
    what: 'tags on a resource',
    adjustable: false,
    source: 'https://docs.aws.amazon.com/general/latest/gr/arg.html',
  },
} as const satisfies Readonly<Record<string, Quota>>;
