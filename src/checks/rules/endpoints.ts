import type { Check } from '../shared/check.ts';
import { actionsIn } from '../shared/data-path.ts';

const SOURCE = 'https://docs.aws.amazon.com/iot/latest/developerguide/https-rule-action.html';

const TEMPLATE = '${';

/** An endpoint without TLS. */
export const endpointNotHttps: Check = {
  id: 'endpoint-not-https',
  code: 'DG8061',
  severity: 'error',
  summary: 'a rule sends to an address that does not begin with https://',
  why: 'The action sends to HTTPS endpoints only.',
  source: SOURCE,
  *find(context) {
    for (const { address, path, settings } of actionsIn(context, 'http'))
      for (const member of ['url', 'confirmationUrl']) {
        const url = settings[member];
        if (typeof url !== 'string' || url.startsWith('https://') || url.startsWith(TEMPLATE)) continue;
        yield {
          address,
          path: `${path}.${member}`,
          message: `${member} has to begin with https://.`,
          hint: 'Send to an HTTPS endpoint.',
        };
      }
  },
};

/** A confirmation that goes elsewhere, or nowhere. */
export const confirmationUrlUnfit: Check = {
  id: 'confirmation-url-unfit',
  code: 'DG8062',
  severity: 'error',
  summary: 'confirmationUrl is no prefix of url, or is missing where url holds templates',
  why: 'AWS refuses the rule: it confirms an endpoint before it sends there, and cannot confirm what differs from message to message.',
  source: SOURCE,
  *find(context) {
    for (const { address, path, settings } of actionsIn(context, 'http')) {
      const url = String(settings['url']);
      const confirmation = settings['confirmationUrl'];
      if (confirmation === undefined && url.includes(TEMPLATE))
        yield {
          address,
          path: `${path}.url`,
          message: 'With templates in url a confirmationUrl is needed.',
          hint: `Add \`confirmationUrl: "${url.slice(0, url.indexOf(TEMPLATE))}"\`.`,
        };
      if (typeof confirmation === 'string' && !url.startsWith(confirmation))
        yield {
          address,
          path: `${path}.confirmationUrl`,
          message: 'confirmationUrl has to be a prefix of url.',
          hint: 'Shorten url for it, or leave it out where url holds no templates.',
        };
    }
  },
};
