import type { JsonObject } from '../model/json.ts';
import { isObject } from '../model/json.ts';
import type { Kind } from '../model/kind.ts';
import type { DesiredState, LiveState } from '../model/resource.ts';
import { OWNER_TAG } from '../model/settings.ts';
import type { Limits, Target } from '../model/settings.ts';

/** All that a plan is a function of. */
export interface PlanInput {
  readonly target: Target;
  readonly owner: string;
  readonly limits: Limits;
  readonly accept: readonly string[];
  readonly kinds: readonly Kind[];
  readonly desired: DesiredState;
  readonly live: LiveState;
}

/** The owner that a live resource's tags name; undefined where nobody owns it. */
export function ownerOf(spec: JsonObject): string | undefined {
  const tags = spec['tags'];
  const owner = isObject(tags) ? tags[OWNER_TAG] : undefined;
  return typeof owner === 'string' ? owner : undefined;
}
