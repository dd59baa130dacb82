import { QUOTAS } from '../../catalogue/quotas.ts';
import { addressOf } from '../../model/address.ts';
import type { Aws, IotOperations } from '../../model/aws.ts';
import type { Kind } from '../../model/kind.ts';
import { isEqual } from '../../model/values/json.ts';
import { normalForm } from '../shared/normal-form.ts';
import { iotArn, iotTags, readerOf } from '../shared/parts.ts';
import type { Described } from '../shared/parts.ts';
import { requested, tagsOfRequest, takeMembers } from '../shared/request.ts';
import { tagList, writeTags } from '../shared/tags.ts';
import { checked, membersOf, pages, unlessMissing } from '../shared/wire.ts';
import { mitigationActionOperations } from './operations.ts';
import { mitigationActionAccess } from './roles.ts';
import { mitigationActionNameSchema, mitigationActionSchema } from './schema.ts';
import type { MitigationActionSpec } from './schema.ts';

const arn = iotArn('mitigationaction');
const parts = { tags: iotTags(arn) };
const normalize = (spec: MitigationActionSpec): MitigationActionSpec => normalForm(mitigationActionSchema, spec);

type Params = IotOperations['CreateMitigationAction']['input']['actionParams'];

/** A mitigation action of Device Defender: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-mitigation-actions.html */
export const mitigationAction: Kind<MitigationActionSpec> = {
  name: 'MitigationAction',
  section: 'mitigationActions',
  description: 'Actions for findings of audits; at most 100 per account. None of them runs automatically.',
  nameSchema: mitigationActionNameSchema,
  ownership: { by: 'tag' },
  schema: mitigationActionSchema,
  normalize,
  references: ({ actionParams }) =>
    (actionParams?.addThingsToThingGroupParams?.thingGroupNames ?? []).map((name) => addressOf('ThingGroup', name)),
  arn,
  fromRequest(request) {
    const { taken, rest } = takeMembers(request, 'actionName', 'tags');
    return requested(taken.actionName, { ...rest, ...tagsOfRequest(taken.tags) });
  },
  async *list(aws) {
    for await (const page of pages((position) => aws.iot('ListMitigationActions', { maxResults: 250, ...position })))
      for (const { actionName } of page.actionIdentifiers ?? []) if (actionName !== undefined) yield actionName;
  },
  operations: mitigationActionOperations,
  access: mitigationActionAccess,
  parts,
  read: readerOf(describe, { parts, normalize }),
  write: {
    refusesTaken: true,
    settles: ['tags'],
    atMost: QUOTAS.mitigationActions.limit,
    // Whether an update may do another thing than before is documented nowhere.
    immutable: ({ op, path }) => op !== 'change' && /^actionParams\.\w+$/.test(path),
    async create(aws, name, { roleArn, actionParams, tags }) {
      const actionName = checked(name, mitigationActionNameSchema);
      const request = { actionName, roleArn, actionParams: actionParams as Params, tags: tagList(tags) };
      await aws.iot('CreateMitigationAction', request);
    },
    async update(aws, live, { roleArn, actionParams, tags }) {
      const actionName = checked(live.name, mitigationActionNameSchema);
      const { roleArn: hadRole, actionParams: had } = live.spec;
      if (roleArn !== hadRole || !isEqual(had, actionParams))
        await aws.iot('UpdateMitigationAction', { actionName, roleArn, actionParams: actionParams as Params });
      await writeTags(aws, live, tags);
    },
    async delete(aws, { name }) {
      const actionName = checked(name, mitigationActionNameSchema);
      await unlessMissing(aws.iot('DeleteMitigationAction', { actionName }));
    },
  },
};

async function describe(aws: Aws, name: string): Promise<Described<MitigationActionSpec>> {
  const action = await aws.iot('DescribeMitigationAction', { actionName: checked(name, mitigationActionNameSchema) });
  const members = membersOf(
    action,
    'actionName',
    'actionType',
    'actionArn',
    'actionId',
    'creationDate',
    'lastModifiedDate',
  );
  return { name, arn: String(action.actionArn), spec: members as MitigationActionSpec };
}
