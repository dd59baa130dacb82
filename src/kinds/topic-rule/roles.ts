import { nameOf } from '../../model/address.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { JsonObject } from '../../model/values/json.ts';
import type { Target } from '../../model/settings.ts';
import { allowsOf } from './action-allows.ts';
import { arnIn } from '../../model/access/arn.ts';
import type { Access, DeclaredSpec } from '../../model/access/role-use.ts';

/** The roles of a rule's actions, that of its error action included. */
export const topicRuleAccess: Access = {
  uses: (declared, target) =>
    actionsOf(declared).flatMap(({ name, action, place }) => {
      const roleArn = roleOf(action);
      if (roleArn === undefined) return [];
      const { address } = declared;
      const allows = allowsOf(name, action, target);
      const what = place === 'errorAction' ? 'error action' : 'action';
      return [
        {
          roleArn,
          address,
          path: `${place}.${name}${name === 'http' ? '.auth.sigv4' : ''}.roleArn`,
          service: 'iot.amazonaws.com' as const,
          why: `${what} ${name} of ${address}`,
          allows: allows ?? [],
          sourceArn: ruleArn(declared, target),
          notes: allows === undefined ? [`What ${name} of ${address} needs depends on where it sends to.`] : [],
        },
      ];
    }),
  // Functions allow it by themselves: their action has no role. https://docs.aws.amazon.com/iot/latest/developerguide/lambda-rule-action.html
  notes: (declared, target) =>
    actionsOf(declared).flatMap(({ name, action }) =>
      name === 'lambda'
        ? [
            `The function itself has to let ${declared.address} in: aws lambda add-permission --function-name ${String(action['functionArn'])} --statement-id iot-${nameOf(declared.address)} --action lambda:InvokeFunction --principal iot.amazonaws.com --source-account ${target.account} --source-arn ${ruleArn(declared, target)}`,
          ]
        : [],
    ),
};

/** In whose name AWS IoT assumes the role. https://docs.aws.amazon.com/iot/latest/developerguide/cross-service-confused-deputy-prevention.html */
function ruleArn({ address }: DeclaredSpec, target: Target): string {
  return arnIn(target, 'iot', `rule/${nameOf(address)}`);
}

interface RuleAction {
  readonly name: string;
  readonly action: JsonObject;
  /** `actions[0]` or `errorAction`. */
  readonly place: string;
}

function actionsOf({ spec: { actions, errorAction } }: DeclaredSpec): readonly RuleAction[] {
  const listed = (isList(actions) ? actions : []).map((action, index) => ({ action, place: `actions[${index}]` }));
  return [...listed, { action: errorAction, place: 'errorAction' }].flatMap(({ action: one, place }) =>
    Object.entries(isObject(one) ? one : {}).flatMap(([name, action]) =>
      isObject(action) ? [{ name, action, place }] : [],
    ),
  );
}

/** The action http has its role deeper, where it signs. */
function roleOf(action: JsonObject): string | undefined {
  const auth = isObject(action['auth']) ? action['auth']['sigv4'] : action;
  const roleArn = isObject(auth) ? auth['roleArn'] : undefined;
  return typeof roleArn === 'string' ? roleArn : undefined;
}
