import { isObject } from '../model/values/json.ts';
import type { Desired } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import { mapped } from '../model/steps.ts';
import type { Steps } from '../model/steps.ts';
import { policyOf } from '../model/access/allow.ts';
import { arnIn } from '../model/access/arn.ts';
import type { NamedPolicy } from '../model/access/access.ts';

/**
 * Makes a policy of AWS IoT for those who subscribe to each ordinary topic of exports; nobody can to one of Basic Ingest; a topic
 * a step.
 * https://docs.aws.amazon.com/iot/latest/developerguide/pub-sub-policy.html
 */
export function subscriberPolicies(resources: Iterable<Desired>, target: Target): Steps<readonly NamedPolicy[]> {
  const topics = [...resources].flatMap(({ spec: { metricsExport } }) =>
    isObject(metricsExport) && metricsExport['mqttTopic'] !== undefined ? [String(metricsExport['mqttTopic'])] : [],
  );
  const ordinary = [...new Set(topics)].filter((topic) => !topic.startsWith('$'));
  return mapped(ordinary, (topic) => {
    const name = `${topic.replaceAll(/[^\w+=,.@-]+/g, '-')}-subscriber`.slice(-128);
    const on = (resource: string): string => arnIn(target, 'iot', resource);
    const allow = (Action: string, Resource: string) => ({ Effect: 'Allow' as const, Action, Resource });
    return {
      name,
      document: policyOf([
        allow('iot:Connect', on(`client/${name}-*`)),
        allow('iot:Subscribe', on(`topicfilter/${topic}`)),
        allow('iot:Receive', on(`topic/${topic}`)),
      ]),
    };
  });
}
