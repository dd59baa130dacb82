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

/** A check of how many of a kind an account and region would have: beyond a quota that AWS raises when asked, it only warns. */
function tooMany(id: string, code: Check['code'], kind: string, quota: Quota): Check {
  return {
    id,
    code,
    severity: quota.adjustable ? 'warning' : 'error',
    summary: `there would be more than ${grouped(quota.limit)} ${quota.what}, other owners' counted`,
    why: quota.adjustable
      ? 'AWS refuses to create another one unless it raised the quota for the account.'
      : 'AWS refuses to create another one; the quota is not adjustable.',
    source: quota.source,
    find: (context) => beyond(context, kind, quota),
  };
}

/** Of each kind that has a quota, whether there would be too many. */
export const quotaChecks: readonly Check[] = [
  tooMany('too-many-dimensions', 'DG8019', 'Dimension', QUOTAS.dimensions),
  tooMany('too-many-custom-metrics', 'DG8020', 'CustomMetric', QUOTAS.customMetrics),
  tooMany('too-many-mitigation-actions', 'DG8069', 'MitigationAction', QUOTAS.mitigationActions),
  tooMany('too-many-scheduled-audits', 'DG8074', 'ScheduledAudit', QUOTAS.scheduledAudits),
  tooMany('too-many-rules', 'DG8021', 'TopicRule', QUOTAS.rules),
];

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
