import type { Aws } from '../../model/aws.ts';
import type { Part } from '../../model/kind.ts';
import type { BulkReader } from '../../model/kinds/bulk-read.ts';
import { partOf } from './parts.ts';
import { tagged } from './tags.ts';

/** ARNs that one request takes. https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
const ARNS = 100;

/** Tags of 100 resources a request, of every kind, from an index that lags behind the services and lacks what never had a tag. */
export const bulkTags: BulkReader = {
  part: 'tags',
  async prepare(aws, resources) {
    const arns = resources.flatMap(({ kind, name }) =>
      kind.parts['tags'] === undefined ? [] : (kind.arn?.(aws.target, name) ?? []),
    );
    if (arns.length < 2) return undefined;
    return {
      requests: new Map([['tag:GetResources', Math.ceil(arns.length / ARNS)]]),
      covers: ({ kind }) => kind.parts['tags'] !== undefined && kind.arn !== undefined,
      run: () => tagsOf(aws, arns),
    };
  },
};

async function tagsOf(aws: Aws, arns: readonly string[]): Promise<ReadonlyMap<string, Part>> {
  const lists = Array.from({ length: Math.ceil(arns.length / ARNS) }, (_, index) =>
    arns.slice(index * ARNS, (index + 1) * ARNS),
  );
  const answers = await Promise.all(lists.map((ResourceARNList) => aws.tag('GetResources', { ResourceARNList })));
  const entries = answers.flatMap(({ ResourceTagMappingList = [] }) => ResourceTagMappingList);
  return new Map(entries.map(({ ResourceARN, Tags = [] }) => [String(ResourceARN), partOf(tagged(Tags))]));
}
