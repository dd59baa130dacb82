import type { Aws } from '../../model/aws.ts';
import { OWNER_TAG } from '../../model/kinds/ownership.ts';
import { pages } from './wire.ts';

/**
 * Names of the resources of a sort such as `iot:thinggroup` that carry the tag of an owner, from the index of tagged resources, which
 * lags behind. https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
export async function* markedNames(aws: Aws, sort: string, owner: string): AsyncGenerator<string> {
  const ask = async ({ nextToken: PaginationToken }: { readonly nextToken?: string }) => {
    const answer = await aws.tag('GetResources', {
      ResourceTypeFilters: [sort],
      TagFilters: [{ Key: OWNER_TAG, Values: [owner] }],
      ResourcesPerPage: 100,
      PaginationToken,
    });
    return { ...answer, nextToken: answer.PaginationToken };
  };
  for await (const { ResourceTagMappingList = [] } of pages(ask))
    for (const { ResourceARN = '' } of ResourceTagMappingList) yield ResourceARN.slice(ResourceARN.indexOf('/') + 1);
}
