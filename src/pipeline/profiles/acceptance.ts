import { HAZARD_RULES } from '../../model/hazard-rules.ts';
import { nearest } from '../../model/values/nearest.ts';

/** Why a text cannot be the id of a hazard; undefined where it can. Whether there is such a hazard only a plan shows. */
export function wrongAcceptance(id: string): { readonly message: string; readonly hint: string } | undefined {
  const [rule = '', ...what] = id.split(':');
  if (Object.hasOwn(HAZARD_RULES, rule) && what.join(':') !== '') return undefined;
  const message = `${JSON.stringify(id)} is not the id of a hazard.`;
  const meant = nearest(rule, ACCEPTABLE);
  const hint = meant === undefined ? `RULE is one of: ${ACCEPTABLE.join(', ')}.` : `Did you mean ${meant}?`;
  return { message, hint: `Ids are RULE:WHAT, as the plan shows them. ${hint}` };
}

const ACCEPTABLE: readonly string[] = Object.entries(HAZARD_RULES).flatMap(([rule, { acceptance }]) =>
  /^(yes|only)/.test(acceptance) ? [rule] : [],
);
