import { STACK } from '../../model/kinds/ownership.ts';
import { QUOTAS } from '../../catalogue/quotas.ts';
import type { Aws } from '../../model/aws.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Live } from '../../model/kind.ts';
import { map, text } from './schema.ts';
import { pages } from './wire.ts';

/** Tags as authors write them. */
export type Tags = Readonly<Record<string, string>>;

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Tags of AWS IoT: https://docs.aws.amazon.com/iot/latest/apireference/API_Tag.html */
export const tagsSchema: JsonObject = map(
  'Tags of the resource, at most 50 including those that mark its owner.',
  text('Value of the tag.', { maxLength: 256 }),
  {
    title: 'Tags',
    maxProperties: QUOTAS.tags.limit,
    propertyNames: {
      type: 'string',
      minLength: 1,
      maxLength: 128,
      pattern: '^(?![aA][wW][sS]:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$',
      description:
        'Key of the tag: letters, digits, spaces and _.:/=+-@, not beginning with aws:, which is reserved for AWS.',
    },
    default: {},
    examples: [{ team: 'payments' }],
  },
);

/** Tags as AWS lists them, in the author's words. `aws:` keys are AWS's own and never part of a spec. */
export function tagsFrom(tags: readonly Tag[]): Tags {
  const ours = tags.filter(({ Key }) => Key !== undefined && !Key.startsWith('aws:'));
  return Object.fromEntries(ours.map(({ Key, Value }) => [String(Key), Value ?? '']));
}

/** Tags as AWS takes them. */
export function tagList(tags: Tags = {}): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** What makes `after` of `before`: tags to set, keys to take away. */
export function tagEdits(
  before: Tags = {},
  after: Tags = {},
): { readonly set: Tags; readonly remove: readonly string[] } {
  const set = Object.entries(after).filter(([key, value]) => before[key] !== value);
  return {
    set: Object.fromEntries(set),
    remove: Object.keys(before).filter((key) => !Object.hasOwn(after, key)),
  };
}

const OWNED_BY_TOOLS: readonly (readonly [tool: string, key: RegExp])[] = [
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
  [STACK, /^aws:cloudformation:/],
  ['Pulumi', /^pulumi:/],
  ['Crossplane', /^crossplane-(kind|name|providerconfig)$/],
  ['AWS Controllers for Kubernetes', /^services\.k8s\.aws\//],
];
const TOOLS = [
  'Terraform',
  'OpenTofu',
  'Pulumi',
  'CloudFormation',
  'CDK',
  'Crossplane',
  'Serverless',
  'Ansible',
  'Terragrunt',
];

/** The other tool whose tags are among these. */
export function managerFrom(tags: readonly Tag[]): string | undefined {
  for (const { Key = '', Value = '' } of tags) {
    const mark = OWNED_BY_TOOLS.find(([, key]) => key.test(Key));
    if (mark !== undefined) return mark[0];
    const key = Key.toLowerCase().replaceAll(/[^a-z]/g, '');
    const tool = TOOLS.find(
      (name) => name.toLowerCase() === (key === 'managedby' || key === 'provisionedby' ? Value.toLowerCase() : ''),
    );
    if (tool !== undefined) return tool;
    if (key === 'terraform' && Value.toLowerCase() === 'true') return 'Terraform';
  }
  return undefined;
}

/** What the tags of a resource of AWS IoT say. https://docs.aws.amazon.com/iot/latest/apireference/API_ListTagsForResource.html */
export async function readTags(aws: Aws, resourceArn: string): Promise<{ tags: Tags; managedBy?: string }> {
  const all: Tag[] = [];
  for await (const page of pages((position) => aws.iot('ListTagsForResource', { resourceArn, ...position })))
    all.push(...(page.tags ?? []));
  return tagged(all);
}

/** The tags that are the author's, and who else left a mark. */
export function tagged(all: readonly Tag[]): { tags: Tags; managedBy?: string } {
  const managedBy = managerFrom(all);
  return { tags: tagsFrom(all), ...(managedBy === undefined ? {} : { managedBy }) };
}

/** Changes only the tags that differ; creates and updates of AWS IoT never touch tags of what exists. */
export async function writeTags(
  aws: Aws,
  { arn: resourceArn, spec: { tags: before = {} } }: Pick<Live<{ readonly tags?: Tags }>, 'arn' | 'spec'>,
  after: Tags = {},
): Promise<void> {
  const { set, remove } = tagEdits(before, after);
  // Removal first: a resource takes 50 tags.
  if (remove.length > 0) await aws.iot('UntagResource', { resourceArn, tagKeys: [...remove] });
  if (Object.keys(set).length > 0) await aws.iot('TagResource', { resourceArn, tags: tagList(set) });
}
