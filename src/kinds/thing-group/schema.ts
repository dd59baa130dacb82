import type { JsonObject } from '../../model/values/json.ts';
import { choice, closed, map, NAME_IS_KEY, OF_REQUESTS, text } from '../shared/schema.ts';
import { tagsSchema } from '../shared/tags.ts';
import type { Tags } from '../shared/tags.ts';

/** What is said about a thing group: a static one, or with a query a dynamic one. */
export type ThingGroupSpec = {
  readonly parentGroupName?: string;
  readonly queryString?: string;
  readonly indexName?: string;
  readonly queryVersion?: string;
  readonly thingGroupProperties?: {
    readonly thingGroupDescription?: string;
    readonly attributePayload?: { readonly attributes?: Readonly<Record<string, string>> };
  };
  readonly tags?: Tags;
};

const NAME = { minLength: 1, maxLength: 128, pattern: '^[a-zA-Z0-9:_-]+$' };

// https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThingGroup.html
/** JSON Schema of a group's name. */
export const thingGroupNameSchema: JsonObject = text(
  'Name of the thing group: letters, digits, :, _ and - only. Avoid colons: other services of AWS IoT use them as delimiters.',
  { ...NAME, examples: ['soundboxes'] },
);

// https://docs.aws.amazon.com/iot/latest/apireference/API_AttributePayload.html: an empty value takes an attribute away.
const attributesSchema = map(
  'Attributes of the group itself, not of its things, at most 50.',
  text('Value of the attribute.', {
    minLength: 1,
    maxLength: 800,
    pattern: '^[a-zA-Z0-9_.,@/:#=\\[\\]-]+$',
    examples: ['in-quarantine'],
  }),
  {
    maxProperties: 50,
    propertyNames: {
      type: 'string',
      minLength: 1,
      maxLength: 128,
      pattern: '^[a-zA-Z0-9_.,@/:#-]+$',
      description: 'Name of the attribute: letters, digits and _.,@/:#-.',
    },
    default: {},
    examples: [{ state: 'in-quarantine' }],
  },
);

// https://docs.aws.amazon.com/iot/latest/apireference/API_ThingGroupProperties.html
const propertiesSchema = closed(
  'Properties of the group in the registry.',
  {
    thingGroupDescription: text('Purpose of the group, in one line of printable ASCII.', {
      maxLength: 2028,
      pattern: '^[\\x20-\\x7E]*$',
      default: '',
      examples: ['Devices cut off by Audit'],
    }),
    attributePayload: closed(
      'Attributes of the group; those that are not listed are removed.',
      { attributes: attributesSchema },
      {
        default: {},
        otherNames: { merge: 'Attributes that no line has are taken away: remove this line.' },
      },
    ),
  },
  { default: {}, otherNames: { description: 'thingGroupDescription', attributes: 'attributePayload' } },
);

const ONE_INDEX = 'AWS_Things';
const ONE_VERSION = '2017-09-30';

/** JSON Schema of a thing group. Which things are in a static one is the registry's, and said nowhere here. */
export const thingGroupSchema: JsonObject = closed(
  'A group of things: a static one, or with queryString a dynamic one. Which things are in a static group is not managed.',
  {
    parentGroupName: text(
      'The group that this one is in: letters, digits, :, _ and - only. It cannot be changed, so another parent replaces the group.',
      {
        ...NAME,
        examples: ['fleet'],
      },
    ),
    // https://docs.aws.amazon.com/iot/latest/apireference/API_CreateDynamicThingGroup.html
    queryString: text(
      'Query of fleet indexing that selects the things of a dynamic group. Fleet indexing must be enabled in the account: https://docs.aws.amazon.com/iot/latest/developerguide/query-syntax.html.',
      { minLength: 1, examples: ['connectivity.connected:false', 'attributes.temperature>60'] },
    ),
    indexName: choice('The index that is queried; AWS has only one.', [ONE_INDEX], { default: ONE_INDEX }),
    queryVersion: choice('Version of the language of the query; AWS has only one.', [ONE_VERSION], {
      default: ONE_VERSION,
    }),
    thingGroupProperties: propertiesSchema,
    tags: tagsSchema,
  },
  {
    dependentRequired: { indexName: ['queryString'], queryVersion: ['queryString'] },
    // https://docs.aws.amazon.com/iot/latest/developerguide/dynamic-thing-groups.html
    dependentSchemas: {
      queryString: {
        properties: {
          parentGroupName: {
            not: {},
            description: 'A dynamic group is in no other group: remove parentGroupName, or queryString.',
          },
        },
      },
    },
    otherNames: {
      thingGroupName: NAME_IS_KEY,
      expectedVersion: OF_REQUESTS,
      thingGroupDescription: 'It belongs into thingGroupProperties.',
      attributePayload: 'It belongs into thingGroupProperties.',
      description: 'Write it as `thingGroupProperties: { thingGroupDescription: … }`.',
      attributes: 'Write them as `thingGroupProperties: { attributePayload: { attributes: … } }`.',
    },
  },
);
