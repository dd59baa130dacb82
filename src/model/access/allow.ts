import { canonical } from '../values/json.ts';
import type { JsonValue } from '../values/json.ts';
import { literal } from './arn.ts';
import type { Policy, Statement } from './policy.ts';

/** What may be done on what. */
export interface Allow {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: Statement['Condition'];
}

/**
 * The statements of allowances, as few as can be: those of the same actions and conditions have their resources together,
 * and then those on the same resources their actions. Nothing is allowed that was not.
 */
export function statementsOf(allows: readonly Allow[]): readonly Statement[] {
  const byActions = gather(allows, ({ actions, condition }) => [sorted(actions), condition], 'resources');
  const byResources = gather(byActions, ({ resources, condition }) => [sorted(resources), condition], 'actions');
  return byResources.map(({ actions, resources, condition }) => ({
    Effect: 'Allow',
    Action: only(actions),
    Resource: only(resources),
    ...(condition === undefined ? {} : { Condition: condition }),
  }));
}

/** A key as policies name it: an alias is no resource of its own. https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html */
export function keyAllow(key: string, actions: readonly string[], condition: Allow['condition'] = {}): Allow {
  const [head, alias] = key.split(':alias/');
  const named = alias === undefined ? {} : { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${alias}` } };
  const all = { ...condition, ...named };
  const resources = [alias === undefined ? literal(key) : `${head}:key/*`];
  return { actions, resources, ...(Object.keys(all).length === 0 ? {} : { condition: all }) };
}

/** A policy with these statements. */
export function policyOf(statements: readonly Statement[]): Policy {
  return { Version: '2012-10-17', Statement: statements };
}

/** One text stands alone, as people write it. */
export function only(texts: readonly string[]): string | readonly string[] {
  return texts.length === 1 ? String(texts[0]) : texts;
}

function gather(
  allows: readonly Allow[],
  keyOf: (allow: Allow) => unknown,
  member: 'actions' | 'resources',
): readonly Allow[] {
  const found = new Map<string, { readonly allow: Allow; readonly texts: Set<string> }>();
  for (const allow of allows) {
    const key = canonical(keyOf(allow) as JsonValue);
    const texts = found.get(key)?.texts ?? new Set();
    for (const text of allow[member]) texts.add(text);
    found.set(key, { allow, texts });
  }
  return [...found.values()].map(({ allow, texts }) => ({ ...allow, [member]: [...texts] }));
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}
