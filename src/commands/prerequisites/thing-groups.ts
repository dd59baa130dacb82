import type { JsonObject } from '../../model/json.ts';
import { isList } from '../../model/json.ts';

/** The names of the thing groups that a spec of a security profile is attached to; none for any other. */
export function groupsOf({ targets }: JsonObject): readonly string[] {
  if (!isList(targets)) return [];
  return targets.flatMap((arn) => /:thinggroup\/(.+)$/.exec(String(arn))?.[1] ?? []);
}

/** What to do about a thing group that is not there. */
export function makeGroup(name: string, region: string): string {
  return `aws iot create-thing-group --region ${region} --thing-group-name ${name}, or correct the name under targets.`;
}
