import type { Aws } from '../../model/aws.ts';
import { compact } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Kind, Live, PartReader } from '../../model/kind.ts';
import type { Target } from '../../model/settings.ts';
import { readTags } from './tags.ts';
import { unlessMissing } from './wire.ts';

/** A resource as AWS describes it, without its parts. */
export type Described<Spec extends JsonObject> = Omit<Live<Spec>, 'managedBy'>;

/** Reads a resource: its description and those of its parts that are not known, at once where it is expected to be there. */
export function readerOf<Spec extends JsonObject>(
  describe: (aws: Aws, name: string) => Promise<Described<Spec> | undefined>,
  { parts, normalize }: Pick<Kind<Spec>, 'parts' | 'normalize'>,
): Kind<Spec>['read'] {
  return async (aws, name, known) => {
    const askParts = () =>
      Promise.all(Object.entries(parts).map(async ([part, ask]) => (await known?.part(part)) ?? ask(aws, name)));
    const early = known?.isThere === true ? unlessMissing(askParts()) : undefined;
    const [described] = await Promise.all([unlessMissing(describe(aws, name)), early]);
    if (described === undefined) return undefined;
    const found = await (early ?? unlessMissing(askParts()));
    // Gone between two calls.
    if (found === undefined) return undefined;
    const spec = normalize(Object.assign({}, described.spec, ...found.map((part) => part.spec)) as Spec, aws.target);
    const managedBy = found.find((part) => part.managedBy !== undefined)?.managedBy;
    return compact({ ...described, spec, managedBy } as never) as Live<Spec>;
  };
}

type ArnOf = NonNullable<Kind['arn']>;

/** ARNs of a kind of AWS IoT: `arn:aws:iot:eu-west-1:111122223333:rule/Name`. */
export function iotArn(resource: string): ArnOf {
  return ({ partition, region, account }: Target, name) =>
    `arn:${partition}:iot:${region}:${account}:${resource}/${name}`;
}

/** How a resource of AWS IoT is asked for its tags. */
export function iotTags(arn: ArnOf): PartReader {
  return async (aws, name) => partOf(await readTags(aws, arn(aws.target, name)));
}

/** Tags as a part. */
export function partOf({ tags, managedBy }: { tags: JsonObject; managedBy?: string }) {
  return managedBy === undefined ? { spec: { tags } } : { spec: { tags }, managedBy };
}
