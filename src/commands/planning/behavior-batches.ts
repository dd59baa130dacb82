import { QUOTAS } from '../../catalogue/quotas.ts';
import type { Address } from '../../model/address.ts';
import type { JsonObject } from '../../model/values/json.ts';
import { isList, isObject } from '../../model/values/json.ts';

/** What AWS is to be asked about one profile. */
export interface Question {
  readonly address: Address;
  readonly behaviors: readonly JsonObject[];
}

/**
 * Questions that one request can ask, as the behaviors of one profile: as many as a profile may have, and of one sort, because
 * machine learning stands beside nothing else. A profile that has both sorts is asked about alone.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-ml.html
 */
export function batched(questions: readonly Question[]): readonly (readonly Question[])[] {
  const batches: Question[][] = [];
  const open = new Map<string, { batch: Question[]; behaviors: number; elements: number }>();
  for (const question of questions) {
    const sorts = new Set(question.behaviors.map(sortOf));
    const sort = [...sorts].join();
    const behaviors = question.behaviors.length;
    const elements = question.behaviors.reduce((sum, behavior) => sum + elementsIn(behavior), 0);
    const current = open.get(sort);
    const fits =
      current !== undefined &&
      current.behaviors + behaviors <= QUOTAS.behaviors.limit &&
      current.elements + elements <= QUOTAS.valueElements.limit;
    const into = fits && sorts.size === 1 ? current : { batch: [], behaviors: 0, elements: 0 };
    if (into !== current) batches.push(into.batch);
    into.batch.push(question);
    open.set(sort, { batch: into.batch, behaviors: into.behaviors + behaviors, elements: into.elements + elements });
  }
  return batches;
}

/** The behaviors of a batch under names that cannot meet; those of one profile keep their own, by which AWS tells of them. */
export function behaviorsIn(batch: readonly Question[]): readonly JsonObject[] {
  const all = batch.flatMap(({ behaviors }) => behaviors);
  return batch.length === 1 ? all : all.map((behavior, index) => ({ ...behavior, name: `b${index}` }));
}

function sortOf({ criteria }: JsonObject): 'learning' | 'rules' {
  return isObject(criteria) && criteria['mlDetectionConfig'] !== undefined ? 'learning' : 'rules';
}

function elementsIn({ criteria }: JsonObject): number {
  const value = isObject(criteria) ? criteria['value'] : undefined;
  return isObject(value)
    ? Object.values(value).reduce<number>((sum, list) => sum + (isList(list) ? list.length : 0), 0)
    : 0;
}
