import type { Quota } from '../../catalogue/quotas.ts';
import type { Address } from '../../model/address.ts';
import type { CheckContext, Finding, Check } from '../shared/check.ts';
import { afterwards, before, declared } from '../shared/resources.ts';
import { QUOTAS } from '../../catalogue/quotas.ts';
import { grouped } from '../../model/values/amounts.ts';
import { isObject } from '../../model/values/json.ts';

/** Whether there would be more of a kind than AWS takes. Told once, at the first resource that is new: what is live already fits. */
function* beyond(context: CheckContext, kind: string, { limit, what }: Quota): Generator<Finding> {
  const count = afterwards(context, kind).length;
  if (count <= limit) return;
  const known = new Set<Address>(before(context, kind).map(({ address }) => address));
  const added = declared(context, kind).find(({ address }) => !known.has(address));
  if (added === undefined) return;
  const others = count - declared(context, kind).length;
  const whose = others === 0 ? '' : `, ${others} of them not of these profiles`;
  yield {
    address: added.address,
    message: `There would be ${count} ${what}${whose}; AWS takes ${limit}.`,
    hint: 'Remove what nothing refers to any more.',
  };
}

/** More custom metrics than an account takes unless AWS raised that. */
export const tooManyCustomMetrics: Check = {
  id: 'too-many-custom-metrics',
  code: 'DG8020',
  severity: 'warning',
  summary: `an account and region would have more than ${QUOTAS.customMetrics.limit} custom metrics, other owners' counted`,
  why: 'AWS refuses to create another one unless it raised the quota for the account.',
  source: QUOTAS.customMetrics.source,
  find: (context) => beyond(context, 'CustomMetric', QUOTAS.customMetrics),
};

/** More dimensions than an account takes. */
export const tooManyDimensions: Check = {
  id: 'too-many-dimensions',
  code: 'DG8019',
  severity: 'error',
  summary: `an account and region would have more than ${QUOTAS.dimensions.limit} dimensions, other owners' counted`,
  why: 'AWS refuses to create another one; the quota is not adjustable.',
  source: QUOTAS.dimensions.source,
  find: (context) => beyond(context, 'Dimension', QUOTAS.dimensions),
};

/** More mitigation actions than an account takes. */
export const tooManyMitigationActions: Check = {
  id: 'too-many-mitigation-actions',
  code: 'DG8069',
  severity: 'error',
  summary: `an account and region would have more than ${QUOTAS.mitigationActions.limit} mitigation actions, other owners' counted`,
  why: 'AWS refuses to create another one; the quota is not adjustable.',
  source: QUOTAS.mitigationActions.source,
  find: (context) => beyond(context, 'MitigationAction', QUOTAS.mitigationActions),
};

/** More rules than an account takes unless AWS raised that. */
export const tooManyRules: Check = {
  id: 'too-many-rules',
  code: 'DG8021',
  severity: 'warning',
  summary: `an account and region would have more than ${grouped(QUOTAS.rules.limit)} rules, other owners' counted`,
  why: 'AWS refuses to create another one unless it raised the quota for the account.',
  source: QUOTAS.rules.source,
  find: (context) => beyond(context, 'TopicRule', QUOTAS.rules),
};

/** Tags, with those that mark the owner, beyond what AWS takes. */
export const tooManyTags: Check = {
  id: 'too-many-tags',
  code: 'DG8022',
  severity: 'error',
  summary: `a resource has more than ${QUOTAS.tags.limit} tags, with the ones that mark whose it is`,
  why: 'AWS refuses the request.',
  source: QUOTAS.tags.source,
  *find({ desired }) {
    for (const { address, spec } of desired.resources.values()) {
      const count = Object.keys(isObject(spec['tags']) ? spec['tags'] : {}).length;
      if (count > QUOTAS.tags.limit)
        yield {
          address,
          path: 'tags',
          message: `There are ${count} tags, with the ones that mark whose it is; AWS takes ${QUOTAS.tags.limit}.`,
          hint: `Remove ${count - QUOTAS.tags.limit}.`,
        };
    }
  },
};
