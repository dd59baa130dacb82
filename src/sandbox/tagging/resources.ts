import type { OperationContext, TaggingHandlers } from '../context.ts';
import { byKey } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { find, resourcesIn, resourcesOfSort } from '../state.ts';
import type { ResourceRecord } from '../state.ts';
import { wireTags } from '../tags.ts';
import type { WireTag } from '../tags.ts';

/** Where a request names none; not documented. */
const PAGE = 50;

/** A resource as the index has it: it may lag behind the resource's own service. */
interface IndexEntry {
  readonly arn: string;
  readonly tags: readonly Required<WireTag>[];
}

type GetResourcesRequest = Parameters<TaggingHandlers['GetResources'] & {}>[1];

/** The index of tagged resources. https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
export const taggedResources = {
  GetResources(context, input) {
    check(input);
    const { ResourceARNList: arns, ResourcesPerPage: size = PAGE, PaginationToken: start = '' } = input;
    // What is not there, or was never tagged, is left out without a word.
    if (arns !== undefined) return answer(indexed(context, recordsAt(context, new Set(arns))));
    const wanted = indexed(context, resourcesIn(context.state)).filter(
      (entry) => entry.arn > start && isWanted(entry, input),
    );
    const page = wanted.slice(0, withinTags(wanted.slice(0, size), input.TagsPerPage));
    return answer(page, page.length < wanted.length ? page.at(-1)?.arn : undefined);
  },
} satisfies TaggingHandlers;

function answer(entries: readonly IndexEntry[], next = '') {
  const mapped = entries.map(({ arn, tags }) => ({ ResourceARN: arn, Tags: [...tags] }));
  return { PaginationToken: next, ResourceTagMappingList: mapped };
}

function recordsAt({ state }: OperationContext, arns: ReadonlySet<string>): readonly ResourceRecord[] {
  return [...arns].flatMap((arn) => {
    const [, service = '', sort = '', name = ''] = /^[^:]*:[^:]*:([^:]*):[^:]*:[^:]*:([^/]*)\/(.*)$/s.exec(arn) ?? [];
    const record = find(resourcesOfSort(state, `${service}:${sort}`) ?? {}, name);
    return record?.arn === arn ? [record] : [];
  });
}

/** Those that have tags or once had some, as they were when the index last looked, by their ARNs. */
function indexed({ now, assumptions }: OperationContext, records: readonly ResourceRecord[]): readonly IndexEntry[] {
  // An index that does not lag knows everything, also where the clock went backwards since.
  const seen = assumptions.tagIndexLag === 0 ? Infinity : now - assumptions.tagIndexLag;
  return byKey(
    records.flatMap((record) => entryOf(record, seen)),
    ({ arn }) => arn,
  );
}

function entryOf({ arn, tags, createdAt, earlierTags = [] }: ResourceRecord, seen: number): readonly IndexEntry[] {
  if (createdAt > seen) return [];
  const then = earlierTags.find(({ until }) => until > seen)?.tags ?? tags;
  const wasTagged = earlierTags.some((earlier) => earlier.until <= seen && Object.keys(earlier.tags).length > 0);
  return Object.keys(then).length > 0 || wasTagged ? [{ arn, tags: wireTags(then) }] : [];
}

function isWanted(
  { arn, tags }: IndexEntry,
  { ResourceTypeFilters: types, TagFilters: filters = [] }: GetResourcesRequest,
): boolean {
  const [, , service = '', , , resource = ''] = arn.split(':');
  const names = [service, `${service}:${resource.split('/')[0]}`];
  return (
    (types === undefined || types.length === 0 || types.some((type) => names.includes(type))) &&
    filters.every(({ Key, Values = [] }) =>
      tags.some((tag) => tag.Key === Key && (Values.length === 0 || Values.includes(tag.Value ?? ''))),
    )
  );
}

/** How many resources a page of so many tags holds; one without tags counts as one. */
function withinTags(entries: readonly IndexEntry[], most = Infinity): number {
  let used = 0;
  const over = entries.findIndex(({ tags }) => (used += Math.max(1, tags.length)) > most);
  return over < 0 ? entries.length : Math.max(1, over);
}

function check(input: GetResourcesRequest): void {
  const { ResourceARNList: arns, ResourcesPerPage, TagsPerPage, TagFilters: filters = [] } = input;
  const others = ['ResourceTypeFilters', 'TagFilters', 'ResourcesPerPage', 'TagsPerPage', 'PaginationToken'] as const;
  const other = others.find((name) => input[name] !== undefined && input[name] !== '');
  if (arns !== undefined && other !== undefined)
    throw invalid(`ResourceARNList cannot be given together with ${other}.`);
  if (arns?.some((arn) => !/^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:.+$/.test(arn)))
    throw invalid('An ARN is malformed.');
  within('ResourceARNList', arns?.length, 1, 100);
  within('ResourcesPerPage', ResourcesPerPage, 1, 100);
  within('TagsPerPage', TagsPerPage, 100, 500);
  within('TagFilters', filters.length, 0, 50);
  within('ResourceTypeFilters', input.ResourceTypeFilters?.length, 0, 100);
  for (const { Key, Values = [] } of filters) {
    if (Key === undefined || Key === '') throw invalid('A tag filter needs a key.');
    within('Values', Values.length, 0, 20);
  }
}

function within(name: string, value: number | undefined, least: number, most: number): void {
  if (value !== undefined && (value < least || value > most)) throw invalid(`${name} takes ${least} to ${most}.`);
}

function invalid(message: string) {
  return refusal('InvalidParameterException', message, { status: 400 });
}
