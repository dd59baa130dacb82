import type { JsonObject } from '../../model/values/json.ts';
import type { Kind } from '../../model/kind.ts';
import { pricesSchema, usageSchema } from './cost-language.ts';
import { operationsOf } from '../../model/kinds/operation.ts';
import { pacedOperations } from '../../model/kinds/request-quotas.ts';

/** Names of our own things: targets, variables, topics. */
const name = (description: string): JsonObject => ({
  type: 'string',
  pattern: '^[A-Za-z0-9_-]+$',
  maxLength: 64,
  description: `${description} Letters, digits, - and _.`,
});

/** The last day of an exception. */
const day = (what: string): JsonObject => ({
  type: 'string',
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  description: `Last day on which it is ${what}, as "YYYY-MM-DD" in UTC.`,
  examples: ['2027-03-31'],
});

const ownerSchema: JsonObject = {
  type: 'string',
  minLength: 1,
  maxLength: 256,
  pattern: '^[A-Za-z0-9 _.:/=+@-]*$',
  description:
    'Value of the tag defender-gitops:owner, which marks the resources of this repository. Default: the GitHub repository.',
  examples: ['acme/iot-security'],
};

/** What a target says, but for its quotas. */
const targetSchemas: Readonly<Record<string, JsonObject>> = {
  account: {
    type: 'string',
    pattern: '^[0-9]{12}$',
    description: 'The AWS account id: twelve digits in quotes, because YAML would drop leading zeros of a number.',
    examples: ['111122223333'],
  },
  region: {
    type: 'string',
    pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]+$',
    description: 'The AWS region.',
    examples: ['ap-south-1', 'eu-central-1'],
  },
  assumeRoleArn: {
    type: 'string',
    maxLength: 2048,
    pattern: '^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/.+$',
    description: 'A role to assume for this target with the credentials of the run: for targets in several accounts.',
    examples: ['arn:aws:iam::111122223333:role/defender-gitops'],
  },
  planRoleArn: {
    type: 'string',
    maxLength: 2048,
    pattern: '^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/.+$',
    description: 'A role that only reads; every command except apply assumes it instead of assumeRoleArn.',
    examples: ['arn:aws:iam::111122223333:role/defender-gitops-plan'],
  },
  empty: {
    type: 'boolean',
    description:
      'Whether all resources of this owner are deleted from this target, whatever the profiles declare. Set it before you remove the target.',
  },
  variables: {
    type: 'object',
    description:
      'Values for ${var.NAME} in this target: text, numbers or booleans. A value that is only ${var.NAME} has the type of the variable.',
    propertyNames: name('Name of a variable.'),
    additionalProperties: {
      description: 'Value of the variable. Put text that looks like a number in quotes, for example account ids.',
      anyOf: [{ type: 'string', maxLength: 2048 }, { type: 'number' }, { type: 'boolean' }],
    },
  },
};

const otherSettings: Readonly<Record<string, JsonObject>> = {
  usage: usageSchema,
  prices: pricesSchema,
  limits: {
    type: 'object',
    additionalProperties: false,
    description: 'How many resources one plan may delete; more is a hazard that has to be accepted.',
    properties: {
      deletes: { type: 'integer', minimum: 0, description: 'Deletes in one plan. Default: 3.' },
      deletePercent: {
        type: 'number',
        minimum: 0,
        maximum: 100,
        description: 'Deletes as a percentage of the owner’s resources. Default: 20.',
      },
    },
  },
  accept: {
    type: 'array',
    uniqueItems: true,
    description: 'Ids of hazards that this change accepts. The plan shows the id to write here.',
    items: { type: 'string', minLength: 1, description: 'Id of a hazard, as the plan shows it.' },
  },
};

/** What the settings may say; each key once per repository. Kinds say which operations have a rate. */
export function settingsSchema(kinds: readonly Kind[]): JsonObject {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      owner: ownerSchema,
      targets: {
        type: 'object',
        minProperties: 1,
        description: 'The accounts and regions that the profiles are applied to, by name.',
        propertyNames: name('Name of a target.'),
        additionalProperties: {
          type: 'object',
          title: 'Target',
          additionalProperties: false,
          required: ['account', 'region'],
          description: 'One account and region.',
          properties: { ...targetSchemas, quotas: quotasSchema(kinds) },
        },
      },
      ...otherSettings,
    },
  };
}

function quotasSchema(kinds: readonly Kind[]): JsonObject {
  return {
    type: 'object',
    description:
      'Rate limits in requests per second by operation, where AWS granted more than it publishes or other tools need a share. Operations that share a quota use the lowest of their rates.',
    propertyNames: { enum: pacedOperations(operationsOf(kinds)) },
    additionalProperties: {
      type: 'number',
      minimum: 0.1,
      maximum: 10_000,
      description: 'Requests per second.',
    },
  };
}

/** The keys of settings. */
const SETTINGS: ReadonlySet<string> = new Set(Object.keys(settingsSchema([])['properties'] as JsonObject));

/** Says whether a top-level key is a setting. */
export function isSetting(key: string): boolean {
  return SETTINGS.has(key);
}

/** Where exported metrics are published: one value of the section `topics`. */
export const topicSchema: JsonObject = {
  type: 'object',
  title: 'Topic',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  description: 'A Basic Ingest topic or an ordinary MQTT topic.',
  properties: {
    // https://docs.aws.amazon.com/iot/latest/developerguide/iot-basic-ingest.html
    basicIngest: {
      type: 'string',
      minLength: 1,
      maxLength: 128,
      pattern: '^[a-zA-Z0-9_]+$',
      description:
        'Name of the rule that receives the metrics, at $aws/rules/NAME: no message broker, no messaging charge.',
      examples: ['SoundboxMetricsToLake'],
    },
    // https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits
    mqtt: {
      type: 'string',
      minLength: 1,
      maxLength: 256,
      pattern: '^(?!\\$)[^+#\\u0000]+$',
      description: 'An ordinary MQTT topic that clients subscribe to; no wildcards, at most 8 levels and 256 bytes.',
      examples: ['defender/soundbox/metrics'],
    },
  },
};

/** The words of our own on every resource; `tags` is AWS's and part of a kind's schema. */
const wordSchemas: Readonly<Record<string, JsonObject>> = {
  protect: {
    type: 'boolean',
    description:
      'Prevents the resource from being deleted or replaced, also after its lines are removed from the YAML.',
  },
  adopt: {
    type: 'boolean',
    description: 'Lets the plan take over an existing resource of this name that nobody owns.',
  },
  renamedFrom: {
    type: 'string',
    minLength: 1,
    description: 'The former name: the new resource is created and in use before the old one is deleted.',
  },
  onlyIn: {
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    description: 'Names of the targets that this resource is for. Default: all.',
    items: { type: 'string', minLength: 1, description: 'Name of a target.' },
  },
  silence: {
    type: 'array',
    description: 'Checks whose warnings and notes about this resource are not shown.',
    items: {
      type: 'object',
      title: 'Silence',
      additionalProperties: false,
      required: ['check', 'reason'],
      description: 'A check, and the reason why it does not apply here.',
      properties: {
        check: {
          type: 'string',
          minLength: 1,
          description: 'Id of the check, as `defender-gitops explain` lists it.',
          examples: ['export-not-received'],
        },
        reason: { type: 'string', minLength: 1, description: 'The reason, for readers of the file.' },
        until: day('silenced'),
      },
    },
  },
  ignore: {
    type: 'array',
    description: 'Fields that plans ignore: they stay as they are in the account.',
    items: {
      type: 'object',
      title: 'Ignore',
      additionalProperties: false,
      required: ['path', 'reason'],
      description: 'A field to ignore, and the reason.',
      properties: {
        path: {
          type: 'string',
          minLength: 1,
          description: 'The field as the plan shows it; fields below it are ignored too.',
          examples: ['behaviors[BatteryNotFlat].criteria.value', 'ruleDisabled'],
        },
        reason: { type: 'string', minLength: 1, description: 'The reason; shown in the plan.' },
        until: day('ignored'),
      },
    },
  },
};

/** The same where there is always one, under one name. */
const settingWords: Readonly<Record<string, JsonObject>> = {
  ...wordSchemas,
  protect: { not: {}, description: 'There is always one, and only `{}` resets it: there is nothing to protect.' },
  adopt: {
    type: 'boolean',
    description: 'Lets plans replace settings that are neither AWS’s defaults nor these, whoever set them. Keep it.',
  },
  renamedFrom: { not: {}, description: 'There is always one, and it has no name.' },
};

/** The words of our own that stand beside AWS's members on any resource. */
export const WORDS: readonly string[] = Object.keys(wordSchemas);

/** Schema of a resource of a kind as authors write it once variables, ARNs and topics are filled in: its spec and our words. */
export function resourceSchema(kind: Kind): JsonObject {
  return {
    ...kind.schema,
    description: kind.description,
    properties: {
      ...(kind.schema['properties'] as JsonObject),
      ...(kind.singleton === undefined ? wordSchemas : settingWords),
    },
  };
}

/** Every key that may stand at the top of a file. */
export function topLevelKeys(kinds: readonly Kind[]): readonly string[] {
  return [...SETTINGS, 'elsewhere', 'topics', ...kinds.map((kind) => kind.section)];
}
