import type { Datum } from '../../detect/count-alarms.ts';
import type { Aws, IotOperations } from '../../model/aws.ts';
import type { MetricRef } from '../../model/impact/coverage.ts';

/** Names of things that a target has: those that were chosen, and all that were found. */
export interface Sample {
  readonly chosen: readonly string[];
  readonly found: readonly string[];
  /** Set where there are more, which were not listed. */
  readonly isMore: boolean;
}

/** A page of things and of values, at most. https://docs.aws.amazon.com/iot/latest/apireference/API_ListMetricValues.html */
const PAGE = 250;

/** Pages of things that are listed of a target: a sample needs no more. */
const PAGES = 4;

/**
 * Chooses things of what profiles are attached to, spread over those that are listed first, and always the same.
 * Undefined where AWS has no list of them: things that are in no registry.
 */
export async function sampleOf(aws: Aws, target: string, count: number): Promise<Sample | undefined> {
  if (target.endsWith(':all/unregistered-things')) return undefined;
  const [, thingGroupName] = /:thinggroup\/(.*)$/.exec(target) ?? [];
  const names: string[] = [];
  let nextToken: string | undefined;
  for (let pages = 0; pages < PAGES; pages += 1) {
    const position = { maxResults: PAGE, ...(nextToken === undefined ? {} : { nextToken }) };
    const page =
      thingGroupName === undefined
        ? await registered(aws, position)
        : await aws.iot('ListThingsInThingGroup', { thingGroupName, ...position });
    names.push(...(page.things ?? []));
    nextToken = page.nextToken;
    if (nextToken === undefined) break;
  }
  const chosen = names.length <= count ? names : spread(names, count);
  return { chosen, found: names, isMore: nextToken !== undefined };
}

async function registered(
  aws: Aws,
  position: IotOperations['ListThings']['input'],
): Promise<{ readonly things: readonly string[]; readonly nextToken: string | undefined }> {
  const { things = [], nextToken } = await aws.iot('ListThings', position);
  return { things: things.flatMap(({ thingName }) => thingName ?? []), nextToken };
}

function spread(names: readonly string[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => names[Math.floor((index * names.length) / count)] ?? '');
}

/** What a thing reported of a metric in a period; nothing where AWS knows neither, or kept nothing. */
export async function valuesOf(
  aws: Aws,
  thingName: string,
  { metric: metricName, dimension, excluded }: MetricRef,
  period: { readonly startTime: Date; readonly endTime: Date },
): Promise<readonly Datum[]> {
  const narrowed =
    dimension === undefined ? {} : { dimensionName: dimension, dimensionValueOperator: operatorOf(excluded) };
  const data: Datum[] = [];
  let nextToken: string | undefined;
  try {
    do {
      const position = nextToken === undefined ? {} : { nextToken };
      const asked = { thingName, metricName, ...narrowed, ...period, maxResults: PAGE, ...position };
      const page = await aws.iot('ListMetricValues', asked);
      for (const { timestamp, value } of page.metricDatumList ?? [])
        if (timestamp !== undefined) data.push({ at: timestamp.getTime(), value: { ...value } as Datum['value'] });
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
  } catch (error) {
    if ((error as Error).name !== 'ResourceNotFoundException') throw error;
  }
  return data;
}

function operatorOf(excluded: true | undefined): 'IN' | 'NOT_IN' {
  return excluded === true ? 'NOT_IN' : 'IN';
}
