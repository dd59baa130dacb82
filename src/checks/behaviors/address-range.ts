import { isList } from '../../model/values/json.ts';
import type { Check } from '../shared/check.ts';
import { behaviorPath, profilesIn } from '../shared/profiles.ts';

const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** Text that is no address range. */
export const addressRange: Check = {
  id: 'address-range',
  code: 'DG8015',
  severity: 'warning',
  summary: 'an element of cidrs is no IP address or range',
  why: 'No address can be within it, so that the behavior says something else than it seems to.',
  source: 'https://docs.aws.amazon.com/iot/latest/apireference/API_MetricValue.html',
  *find(context) {
    for (const { address, spec } of profilesIn(context))
      for (const behavior of spec.behaviors ?? []) {
        const cidrs = behavior.criteria?.value?.['cidrs'];
        for (const cidr of isList(cidrs) ? cidrs.map(String) : [])
          if (!isRange(cidr))
            yield {
              address,
              path: behaviorPath(behavior, 'criteria', 'value', 'cidrs'),
              message: `${cidr} is no IP address or range.`,
              hint: 'Write 10.0.0.0/8, or 2001:db8::/32.',
            };
      }
  },
};

function isRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const isV4 = V4.test(address);
  const isV6 = address.includes(':') && URL.canParse(`http://[${address}]`);
  if (rest.length > 0 || !(isV4 || isV6)) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isV4 ? 32 : 128));
}
