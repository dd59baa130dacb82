import { ACTION_TYPES } from '../../../catalogue/audit-checks.ts';
import { createHash } from 'node:crypto';
import {
  CreateMitigationAction$,
  DeleteMitigationAction$,
  DescribeMitigationAction$,
  ListMitigationActions$,
  UpdateMitigationAction$,
} from '@aws-sdk/client-iot';
import type * as Iot from '@aws-sdk/client-iot';
import type { Checked } from '../../checked.ts';
import { arnOf } from '../../context.ts';
import type { IotHandlers, OperationContext } from '../../context.ts';
import { page } from '../../paging.ts';
import { refusal } from '../../refusal.ts';
import { find, put } from '../../state.ts';
import type { MitigationActionRecord } from '../../state.ts';
import { alreadyExists, invalidRequest, notFound } from '../refusals.ts';
import { newTags } from '../tags.ts';
import { named } from '../../traits.ts';
import type { TraitsOf } from '../../traits.ts';

/** Not adjustable. https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const LIMIT = 100;

/** https://docs.aws.amazon.com/iot/latest/apireference/API_ListMitigationActions.html */
const PAGE = 25;

/** Mitigation actions. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-mitigation-actions.html */
export const mitigationActions = {
  CreateMitigationAction(context, { actionName, roleArn, actionParams, tags }) {
    const { mitigationActions: actions } = context.state;
    checkParams(actionParams);
    const existing = find(actions, actionName);
    if (existing !== undefined) throw alreadyExists(actionName, existing.arn);
    if (Object.keys(actions).length >= LIMIT)
      throw refusal('LimitExceededException', `An account can have at most ${LIMIT} mitigation actions.`);
    const arn = arnOf(context, 'iot', `mitigationaction/${actionName}`);
    const id = createHash('sha256').update(`${arn}/${context.now}`).digest('hex').slice(0, 32);
    const times = { createdAt: context.now, changedAt: context.now };
    put(actions, actionName, { arn, id, roleArn, params: actionParams, tags: newTags(tags), ...times });
    return { actionArn: arn, actionId: id };
  },

  DescribeMitigationAction(context, { actionName }) {
    const { arn, id, roleArn, params, createdAt, changedAt } = actionOf(context, actionName);
    return {
      actionName,
      actionType: typeOf(params),
      actionArn: arn,
      actionId: id,
      roleArn,
      actionParams: params,
      creationDate: new Date(createdAt),
      lastModifiedDate: new Date(changedAt),
    };
  },

  // What is left out stays. That another type of action may be given is what CloudFormation relies on:
  // https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-iot (aws-iot-mitigationaction, UpdateHandler)
  UpdateMitigationAction(context, { actionName, roleArn, actionParams }) {
    const action = actionOf(context, actionName);
    if (actionParams !== undefined) checkParams(actionParams);
    if (roleArn !== undefined) action.roleArn = roleArn;
    if (actionParams !== undefined) action.params = actionParams;
    action.changedAt = context.now;
    return { actionArn: action.arn, actionId: action.id };
  },

  DeleteMitigationAction({ state }, { actionName }) {
    delete state.mitigationActions[actionName];
    return {};
  },

  ListMitigationActions({ state }, input) {
    const { actionType } = input;
    const wanted = Object.entries(state.mitigationActions).filter(
      ([, { params }]) => actionType === undefined || typeOf(params) === actionType,
    );
    const { items, next } = page(wanted, ([name]) => name, input, PAGE);
    const actionIdentifiers = items.map(([actionName, { arn, createdAt }]) => ({
      actionName,
      actionArn: arn,
      creationDate: new Date(createdAt),
    }));
    return { actionIdentifiers, ...next };
  },
} satisfies IotHandlers;

const on = named('mitigationaction', 'actionName');

/** What the wire and IAM know of them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiot.html */
export const mitigationActionsTraits: TraitsOf<typeof mitigationActions> = {
  CreateMitigationAction: { shape: CreateMitigationAction$, on, tags: 'tags', passesRoles: true },
  DescribeMitigationAction: { shape: DescribeMitigationAction$, on },
  UpdateMitigationAction: { shape: UpdateMitigationAction$, on, passesRoles: true },
  DeleteMitigationAction: { shape: DeleteMitigationAction$, on },
  ListMitigationActions: { shape: ListMitigationActions$ },
};

type Params = Checked<Iot.MitigationActionParams>;

function typeOf(params: Params): Iot.MitigationActionType {
  return ACTION_TYPES[Object.keys(params)[0] as keyof Params];
}

/** One type of change only, and logging is not switched off: both in the guide above. */
function checkParams(params: Params): void {
  const given = Object.keys(params);
  if (given.length !== 1)
    throw invalidRequest(`A mitigation action has exactly one type of parameters, not ${given.length}.`);
  if (params.enableIoTLoggingParams?.logLevel === 'DISABLED')
    throw invalidRequest('A mitigation action cannot have the log level DISABLED.');
}

function actionOf({ state }: OperationContext, name: string): MitigationActionRecord {
  const action = find(state.mitigationActions, name);
  if (action === undefined) throw notFound(`Mitigation action ${name} does not exist.`);
  return action;
}
