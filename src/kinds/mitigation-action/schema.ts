import type { JsonObject } from '../../model/values/json.ts';
import { roleArn, topicArn } from '../shared/arn.ts';
import { choice, closed, flag, NAME_IS_KEY, oneOf, set, text } from '../shared/schema.ts';
import { tagsSchema } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';

/** What is said about a mitigation action: who does it, and one thing that is done. */
export type MitigationActionSpec = {
  readonly roleArn: string;
  readonly actionParams: {
    readonly updateDeviceCertificateParams?: { readonly action: 'DEACTIVATE' };
    readonly updateCACertificateParams?: { readonly action: 'DEACTIVATE' };
    readonly addThingsToThingGroupParams?: {
      readonly thingGroupNames: readonly string[];
      readonly overrideDynamicGroups?: boolean;
    };
    readonly replaceDefaultPolicyVersionParams?: { readonly templateName: 'BLANK_POLICY' };
    readonly enableIoTLoggingParams?: {
      readonly roleArnForLogging: string;
      readonly logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
    };
    readonly publishFindingToSnsParams?: { readonly topicArn: string };
  };
  readonly tags?: Tags;
};

// https://docs.aws.amazon.com/iot/latest/apireference/API_CreateMitigationAction.html
/** JSON Schema of an action's name. */
export const mitigationActionNameSchema: JsonObject = text(
  'Name of the mitigation action: letters, digits, _ and - only.',
  {
    minLength: 1,
    maxLength: 128,
    pattern: '^[a-zA-Z0-9_-]+$',
    examples: ['Quarantine'],
  },
);

const deactivate = choice('AWS has only one.', ['DEACTIVATE']);

// https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-mitigation-actions.html
const paramsSchema = oneOf('The action for the resources of a finding; exactly one member.', {
  updateDeviceCertificateParams: closed(
    'Deactivates the device certificate.',
    { action: deactivate },
    { title: 'Deactivation', required: ['action'] },
  ),
  updateCACertificateParams: closed(
    'Deactivates the CA certificate.',
    { action: deactivate },
    { required: ['action'] },
  ),
  addThingsToThingGroupParams: closed(
    'Adds the things of the certificate to thing groups, for example to a quarantine group.',
    {
      thingGroupNames: set(
        'The groups: static ones only, and no two of one hierarchy.',
        text('Name of a thing group: letters, digits, :, _ and - only.', {
          minLength: 1,
          maxLength: 128,
          pattern: '^[a-zA-Z0-9:_-]+$',
          examples: ['quarantine'],
        }),
        { minItems: 1, maxItems: 10, examples: [['quarantine']] },
      ),
      overrideDynamicGroups: flag('Removes a thing from a dynamic group if it has reached the limit of groups.', {
        default: false,
      }),
    },
    { required: ['thingGroupNames'] },
  ),
  replaceDefaultPolicyVersionParams: closed(
    'Gives the policy a new default version that allows nothing.',
    { templateName: choice('AWS has only one.', ['BLANK_POLICY']) },
    { required: ['templateName'] },
  ),
  enableIoTLoggingParams: closed(
    'Enables logging of AWS IoT.',
    {
      roleArnForLogging: roleArn('Role that AWS IoT uses to write its log.'),
      // The model has DISABLED too, which the guide says cannot be specified.
      logLevel: choice('How much is logged.', ['DEBUG', 'INFO', 'WARN', 'ERROR']),
    },
    { required: ['roleArnForLogging', 'logLevel'] },
  ),
  publishFindingToSnsParams: closed(
    'Publishes the finding, so that other systems can act on it.',
    { topicArn: topicArn('The SNS topic.', 350) },
    { required: ['topicArn'] },
  ),
});

/** JSON Schema of a mitigation action. */
export const mitigationActionSchema: JsonObject = closed(
  'What can be done about findings of an audit, or about things that alarm. Defining one changes nothing: it is applied to findings by hand or by a program.',
  {
    roleArn: roleArn('Role for the action; its permissions depend on the action.'),
    actionParams: paramsSchema,
    tags: tagsSchema,
  },
  { required: ['roleArn', 'actionParams'], otherNames: { actionName: NAME_IS_KEY } },
);
