import type { Aws } from '../../model/aws.ts';
import { OPERATIONS } from '../../roles/operations.ts';
import type { PlanAction } from '../../roles/operations.ts';
import { allowing, ask, statement } from '../prerequisites/diagnostic.ts';
import type { Answer, Diagnostic } from '../prerequisites/diagnostic.ts';

/** A name that no resource has: AWS looks at permissions before it looks for the resource. */
const NOBODY = 'defender_gitops_doctor';

/** A request for each operation that a plan sends, as cheap as can be; undefined where the account has nothing to try it on. */
const PROBES: Readonly<Record<PlanAction, (aws: Aws) => Promise<unknown>>> = {
  'iot:ListSecurityProfiles': (aws) => aws.iot('ListSecurityProfiles', { maxResults: 1 }),
  'iot:DescribeSecurityProfile': (aws) => aws.iot('DescribeSecurityProfile', { securityProfileName: NOBODY }),
  'iot:ListTargetsForSecurityProfile': (aws) =>
    aws.iot('ListTargetsForSecurityProfile', { securityProfileName: NOBODY, maxResults: 1 }),
  'iot:ListCustomMetrics': (aws) => aws.iot('ListCustomMetrics', { maxResults: 1 }),
  'iot:DescribeCustomMetric': (aws) => aws.iot('DescribeCustomMetric', { metricName: NOBODY }),
  'iot:ListDimensions': (aws) => aws.iot('ListDimensions', { maxResults: 1 }),
  'iot:DescribeDimension': (aws) => aws.iot('DescribeDimension', { name: NOBODY }),
  'iot:ValidateSecurityProfileBehaviors': (aws) => aws.iot('ValidateSecurityProfileBehaviors', { behaviors: [] }),
  'iot:ListTopicRules': (aws) => aws.iot('ListTopicRules', { maxResults: 1 }),
  'iot:GetTopicRule': getAnyRule,
  'iot:ListTagsForResource': (aws) => {
    const { partition, region, account } = aws.target;
    const resourceArn = `arn:${partition}:iot:${region}:${account}:securityprofile/${NOBODY}`;
    return aws.iot('ListTagsForResource', { resourceArn });
  },
  'iot:ListThingGroups': (aws) => aws.iot('ListThingGroups', { maxResults: 1 }),
  'iot:ListSecurityProfilesForTarget': (aws) => {
    const { partition, region, account } = aws.target;
    const securityProfileTargetArn = `arn:${partition}:iot:${region}:${account}:all/things`;
    return aws.iot('ListSecurityProfilesForTarget', { securityProfileTargetArn, maxResults: 1 });
  },
  'tag:GetResources': (aws) => {
    const { partition, region, account } = aws.target;
    return aws.tag('GetResources', {
      ResourceARNList: [`arn:${partition}:iot:${region}:${account}:securityprofile/${NOBODY}`],
    });
  },
  'firehose:ListDeliveryStreams': (aws) => aws.firehose('ListDeliveryStreams', { Limit: 1 }),
  'firehose:DescribeDeliveryStream': (aws) => aws.firehose('DescribeDeliveryStream', { DeliveryStreamName: NOBODY }),
  'firehose:ListTagsForDeliveryStream': (aws) =>
    aws.firehose('ListTagsForDeliveryStream', { DeliveryStreamName: NOBODY }),
};

/** Actions that make plans faster or better, and that none needs; with what is missed without. */
const slower = 'Plans of many resources take longer without';
const USEFUL: Readonly<Record<string, string>> = {
  'iot:ListThingGroups': slower,
  'iot:ListSecurityProfilesForTarget': slower,
  'tag:GetResources': slower,
  'iot:ValidateSecurityProfileBehaviors': 'Behaviors are checked by what AWS documents only without',
};

/** Each action that a plan needs or is made faster by. */
export const PLAN_ACTIONS: readonly string[] = Object.keys(PROBES);

// A rule that is not there and a rule that may not be read are refused in the same words.
// https://docs.aws.amazon.com/iot/latest/apireference/API_GetTopicRule.html
async function getAnyRule(aws: Aws): Promise<unknown> {
  const listed = await ask(() => aws.iot('ListTopicRules', { maxResults: 1 }));
  const ruleName = listed.type === 'taken' ? listed.value.rules?.[0]?.ruleName : undefined;
  return ruleName === undefined ? undefined : aws.iot('GetTopicRule', { ruleName });
}

/**
 * Whether the account has Device Defender Detect and the role may read what a plan reads of the sections that are needed: one
 * diagnostic for all that is fine.
 */
export async function checkPermissions(aws: Aws, needed: ReadonlySet<string>): Promise<readonly Diagnostic[]> {
  const answers = await Promise.all(
    Object.entries(PROBES).map(async ([action, send]) => ({ action, answer: await ask(() => send(aws)) })),
  );
  const diagnostics = answers.flatMap(({ action, answer }) => {
    const { section } = OPERATIONS[action] ?? {};
    const found = diagnosticOf(action, answer);
    return section === undefined || needed.has(section)
      ? found
      : found.flatMap((one) => notNeeded(one, action, section));
  });
  const detect = answers.find(({ action }) => action === 'iot:ListSecurityProfiles')?.answer.type;
  const denied = diagnostics.filter(({ status }) => status === 'blocks').length;
  return [
    ...(detect === 'taken'
      ? [{ status: 'fine', message: 'Device Defender Detect answers in this account and region.' } as const]
      : []),
    ...(denied === 0 && diagnostics.length < answers.length
      ? [
          {
            status: 'fine',
            message: `The role may read what a plan reads (${answers.length - diagnostics.length} operations).`,
          } as const,
        ]
      : []),
    ...diagnostics,
  ];
}

// https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-availability-change.html
const CLOSED =
  'Detect is closed to new customers since 31 August 2026; accounts that used it before keep it. Ask AWS Support whether this account has it, or try the program with --sandbox.';

/** What stands in nobody's way, because no file has the section; that Detect is not there is told all the same. */
function notNeeded({ status, message, hint }: Diagnostic, action: string, section: string): readonly Diagnostic[] {
  if (status !== 'blocks') return [];
  if (action === 'iot:ListSecurityProfiles')
    return [
      {
        status: 'warns',
        message: `${message} No file has securityProfiles, so nothing needs it.`,
        ...(hint === undefined ? {} : { hint }),
      },
    ];
  const needs = `No file has ${section}, so plans go on without it.`;
  return [{ status: 'unchecked', message: `${message} ${needs}`, ...(hint === undefined ? {} : { hint }) }];
}

function diagnosticOf(action: string, answer: Answer<unknown>): readonly Diagnostic[] {
  const isDetect = action === 'iot:ListSecurityProfiles';
  switch (answer.type) {
    case 'missing':
      return [];
    case 'taken':
      return answer.value === undefined
        ? [
            {
              status: 'unchecked',
              message: `${action} was not tried: the account has nothing to read with it yet.`,
              hint: `The role needs it once there is something: ${allowing(action, '*')}`,
            },
          ]
        : [];
    case 'denied': {
      const hint = isDetect ? `${statement(action)}. If the role has that already: ${CLOSED}` : statement(action);
      if (USEFUL[action] !== undefined)
        return [{ status: 'warns', message: `${USEFUL[action]} ${action}.`, hint: hint }];
      return [{ status: 'blocks', message: `The role may not send ${action}: ${answer.message}`, hint: hint }];
    }
    case 'busy':
      return [{ status: 'unchecked', message: `${action}: ${answer.message}`, hint: 'Run again in a minute.' }];
    case 'refused':
      return isDetect
        ? [{ status: 'blocks', message: `Device Defender Detect is not available: ${answer.message}`, hint: CLOSED }]
        : [{ status: 'warns', message: `${action} is refused: ${answer.message}`, hint: "As AWS's message says." }];
  }
}
