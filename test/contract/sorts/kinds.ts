import { Ajv2020 } from 'ajv/dist/2020.js';
import { names, resources } from '../../../src/generated/validators.mjs';
import type { Aws } from '../../../src/model/aws.ts';
import { isEqual } from '../../../src/model/values/json.ts';
import type { JsonObject, JsonValue } from '../../../src/model/values/json.ts';
import type { Kind } from '../../../src/model/kind.ts';
import { resourceSchema } from '../../../src/pipeline/profiles/language.ts';
import { normalForm } from '../../../src/kinds/shared/normal-form.ts';
import { readerOf } from '../../../src/kinds/shared/parts.ts';
import { choice, closed, flag, map, set, text, whole } from '../../../src/kinds/shared/schema.ts';
import { unlessMissing } from '../../../src/kinds/shared/wire.ts';
import { operationsBy, send } from './service.ts';

const nameSchema = text('Name.', { minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9:_-]+$' });
const line = { maxLength: 200, pattern: '^[\\x20-\\x7E]*$', default: '' };
const tagsSchema = map('Tags.', text('Value of the tag.', { maxLength: 64 }), {
  propertyNames: { type: 'string', pattern: '^[a-z:-]{1,24}$' },
  default: {},
});

/** What differs, for an update that keeps what it leaves out: what is gone is null. */
function changes(before: JsonObject, after: JsonObject): JsonObject {
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  const differing = [...members].filter((name) => !isEqual(before[name], after[name]));
  return Object.fromEntries(differing.map((name): [string, JsonValue] => [name, after[name] ?? null]));
}

async function* listed(aws: Aws, operation: string, member: string): AsyncGenerator<string> {
  for (const name of (await send(aws, operation, {}))[member] as readonly string[]) yield name;
}

const normalizing =
  (schema: JsonObject) =>
  (spec: JsonObject): JsonObject =>
    normalForm(schema, spec);

const plaqueSchema = closed(
  'A plaque on a wall.',
  {
    shape: choice('It stays as it is.', ['round', 'square']),
    color: text('Color.', { default: 'brass', maxLength: 20, pattern: '^[a-z]*$' }),
    note: text('What it says.', line),
  },
  { required: ['shape'] },
);

/** Cannot be tagged: whose it is stands in its note. */
export const plaque: Kind = {
  name: 'Plaque',
  section: 'plaques',
  description: 'Plaques on walls.',
  nameSchema,
  ownership: { by: 'text', member: 'note' },
  schema: plaqueSchema,
  normalize: normalizing(plaqueSchema),
  references: () => [],
  list: (aws) => listed(aws, 'ListPlaques', 'names'),
  operations: operationsBy({
    list: 'ListPlaques',
    describe: 'DescribePlaque',
    create: 'CreatePlaque',
    update: 'UpdatePlaque',
    delete: 'DeletePlaque',
  }),
  parts: {},
  async read(aws, name) {
    const spec = await unlessMissing(send(aws, 'DescribePlaque', { name }));
    return spec === undefined ? undefined : { name, spec: normalizing(plaqueSchema)(spec) };
  },
  write: {
    refusesTaken: true,
    settles: [],
    immutable: ({ path }) => path === 'shape',
    create: async (aws, name, spec) => void (await send(aws, 'CreatePlaque', { name, ...spec })),
    async update(aws, { name, spec }, after) {
      const changed = changes(spec, after);
      if (Object.keys(changed).length > 0) await send(aws, 'UpdatePlaque', { name, ...changed });
    },
    delete: async (aws, { name }) => void (await unlessMissing(send(aws, 'DeletePlaque', { name }))),
  },
};

const settingsSchema = closed('Settings of the building.', {
  alarm: flag('Whether the alarm is on.', { default: false }),
  floors: map('Lights by floor.', whole('Lights.', { minimum: 1, maximum: 9 }), {
    propertyNames: { type: 'string', pattern: '^[a-z]{1,4}$' },
    default: {},
  }),
  contact: text('Whom to call.', line),
});

/** There is always one in an account, and nothing in it can hold a mark. */
const buildingSettings: Kind = {
  name: 'BuildingSettings',
  section: 'buildingSettings',
  description: 'What holds for the whole building.',
  nameSchema: choice('The only one.', ['account']),
  ownership: { by: 'section' },
  singleton: 'account',
  schema: settingsSchema,
  normalize: normalizing(settingsSchema),
  references: () => [],
  async *list() {
    yield 'account';
  },
  operations: operationsBy({
    describe: 'DescribeBuildingSettings',
    update: 'UpdateBuildingSettings',
    delete: 'DeleteBuildingSettings',
  }),
  parts: {},
  read: async (aws, name) => ({
    name,
    spec: normalizing(settingsSchema)(await send(aws, 'DescribeBuildingSettings', {})),
  }),
  write: {
    refusesTaken: false,
    settles: [],
    immutable: () => false,
    async update(aws, { spec }, after) {
      const changed = changes(spec, after);
      if (Object.keys(changed).length > 0) await send(aws, 'UpdateBuildingSettings', changed);
    },
    delete: async (aws) => void (await send(aws, 'DeleteBuildingSettings', {})),
    losesOnDelete: 'what the building was told',
  },
};

const waiverSchema = closed(
  'A rule that does not hold for a door.',
  {
    rule: choice('The rule.', ['LOCKED', 'LIT']),
    door: text('The door.', { minLength: 1, maxLength: 12, pattern: '^[a-z]+$' }),
    days: whole('For how many days.', { minimum: 1, maximum: 365 }),
    note: text('Why.', line),
  },
  { required: ['rule', 'door'] },
);

const waiverOf = (identity: string): { rule: string | undefined; door: string | undefined } => {
  const [rule, door] = identity.split('-');
  return { rule, door };
};

/** Has no name in AWS, which knows it by its rule and its door; its reads are POST, which nobody here sees. */
export const waiver: Kind = {
  name: 'Waiver',
  section: 'waivers',
  description: 'Rules that do not hold for some doors.',
  nameSchema,
  ownership: { by: 'text', member: 'note' },
  identity: { of: ({ rule, door }) => `${String(rule)}-${String(door)}` },
  schema: waiverSchema,
  normalize: normalizing(waiverSchema),
  references: () => [],
  async *list(aws) {
    const { waivers } = await send(aws, 'ListWaivers', {});
    for (const { rule, door } of waivers as readonly JsonObject[]) yield `${String(rule)}-${String(door)}`;
  },
  operations: operationsBy({
    list: 'ListWaivers',
    describe: 'DescribeWaiver',
    create: 'CreateWaiver',
    update: 'UpdateWaiver',
    delete: 'DeleteWaiver',
  }),
  parts: {},
  async read(aws, name) {
    const spec = await unlessMissing(send(aws, 'DescribeWaiver', waiverOf(name)));
    return spec === undefined ? undefined : { name, spec: normalizing(waiverSchema)(spec) };
  },
  write: {
    refusesTaken: true,
    settles: [],
    immutable: ({ path }) => path === 'rule' || path === 'door',
    create: async (aws, _, spec) => void (await send(aws, 'CreateWaiver', spec)),
    async update(aws, { spec }, after) {
      const { rule, door } = spec;
      const changed = changes(spec, after);
      if (Object.keys(changed).length > 0) await send(aws, 'UpdateWaiver', { rule, door, ...changed });
    },
    delete: async (aws, { spec: { rule, door } }) => void (await send(aws, 'DeleteWaiver', { rule, door })),
  },
};

const relaySchema = closed(
  'Passes messages on.',
  {
    protocol: choice('It stays as it is.', ['https', 'mqtt']),
    url: text('Where to.', { minLength: 1, maxLength: 40, pattern: '^[a-z./]+$' }),
    tags: tagsSchema,
  },
  { required: ['protocol', 'url'] },
);

const relayTags = async (aws: Aws, id: string) => ({
  spec: { tags: (await send(aws, 'ListTagsOfRelay', { id }))['tags'] },
});

/** AWS makes its identity up when it is created: an ARN with an id. The author's name of it stands in a tag. */
export const relay: Kind = {
  name: 'Relay',
  section: 'relays',
  description: 'Ways out.',
  nameSchema,
  ownership: { by: 'tag' },
  identity: {},
  schema: relaySchema,
  normalize: normalizing(relaySchema),
  references: () => [],
  list: (aws) => listed(aws, 'ListRelays', 'ids'),
  operations: operationsBy({
    list: 'ListRelays',
    describe: 'DescribeRelay',
    tags: 'ListTagsOfRelay',
    create: 'CreateRelay',
    update: 'UpdateRelay',
    delete: 'DeleteRelay',
  }),
  parts: { tags: relayTags },
  read: readerOf(
    async (aws, name) => {
      const { arn, ...spec } = await send(aws, 'DescribeRelay', { id: name });
      return { name, arn: String(arn), spec };
    },
    { parts: { tags: relayTags }, normalize: normalizing(relaySchema) },
  ),
  write: {
    refusesTaken: false,
    settles: ['tags'],
    immutable: ({ path }) => path === 'protocol',
    create: async (aws, _, spec) => void (await send(aws, 'CreateRelay', spec)),
    async update(aws, { arn = '', spec: { tags: before, ...had } }, { tags, ...has }) {
      const id = arn.replace(/.*\//, '');
      const changed = changes(had, has);
      if (Object.keys(changed).length > 0) await send(aws, 'UpdateRelay', { id, ...changed });
      if (!isEqual(before, tags)) await send(aws, 'TagRelay', { id, tags: tags ?? {} });
    },
    delete: async (aws, { arn = '' }) =>
      void (await unlessMissing(send(aws, 'DeleteRelay', { id: arn.replace(/.*\//, '') }))),
  },
};

const panelSchema = closed('A panel.', {
  title: text('Title.', line),
  switches: set('Switches.', text('Name of a switch.', { minLength: 1, maxLength: 6, pattern: '^[a-z]+$' }), {
    default: [],
  }),
  lamps: map('Lamps by name.', choice('Color.', ['red', 'green']), {
    propertyNames: { type: 'string', pattern: '^[a-z]{1,4}$' },
    default: {},
  }),
  tags: tagsSchema,
});

const partOfPanel = (operation: string, member: string) => async (aws: Aws, name: string) => ({
  spec: { [member]: (await send(aws, operation, { name }))[member] },
});
const panelParts = {
  tags: partOfPanel('ListTagsOfPanel', 'tags'),
  switches: partOfPanel('ListSwitchesOfPanel', 'switches'),
  lamps: partOfPanel('ListLampsOfPanel', 'lamps'),
};

async function putParts(aws: Aws, name: string, before: JsonObject, after: JsonObject): Promise<void> {
  for (const [part, operation] of [
    ['switches', 'PutSwitchesOfPanel'],
    ['lamps', 'PutLampsOfPanel'],
    ['tags', 'TagPanel'],
  ] as const) {
    const empty = part === 'switches' ? [] : {};
    if (!isEqual(before[part] ?? empty, after[part] ?? empty))
      await send(aws, operation, { name, [part]: after[part] ?? empty });
  }
}

/** Told and written in four parts. */
export const panel: Kind = {
  name: 'Panel',
  section: 'panels',
  description: 'Panels of switches and lamps.',
  nameSchema,
  ownership: { by: 'tag' },
  schema: panelSchema,
  normalize: normalizing(panelSchema),
  references: () => [],
  arn: (_, name) => `arn:test:panel/${name}`,
  list: (aws) => listed(aws, 'ListPanels', 'names'),
  operations: operationsBy({
    list: 'ListPanels',
    describe: 'DescribePanel',
    tags: 'ListTagsOfPanel',
    switches: 'ListSwitchesOfPanel',
    lamps: 'ListLampsOfPanel',
    create: 'CreatePanel',
    update: 'UpdatePanel',
    delete: 'DeletePanel',
  }),
  parts: panelParts,
  read: readerOf(async (aws, name) => ({ name, spec: await send(aws, 'DescribePanel', { name }) }), {
    parts: panelParts,
    normalize: normalizing(panelSchema),
  }),
  write: {
    refusesTaken: true,
    settles: ['tags'],
    immutable: () => false,
    async create(aws, name, spec) {
      const { title, tags } = spec;
      await send(aws, 'CreatePanel', { name, title, tags });
      await putParts(aws, name, { tags }, spec);
    },
    async update(aws, { name, spec }, after) {
      if (spec['title'] !== after['title']) await send(aws, 'UpdatePanel', { name, title: after['title'] ?? '' });
      await putParts(aws, name, spec, after);
    },
    delete: async (aws, { name }) => void (await unlessMissing(send(aws, 'DeletePanel', { name }))),
  },
};

/** A kind of each sort that the contract has room for and AWS, so far as this program goes, has no resource of. */
export const sorts: readonly Kind[] = [plaque, buildingSettings, waiver, relay, panel];

// Validators are compiled ahead for kinds that are real.
const ajv = new Ajv2020({ allErrors: true, strict: false });
for (const kind of sorts) {
  Object.assign(resources, { [kind.name]: ajv.compile(resourceSchema(kind)) });
  Object.assign(names, { [kind.name]: ajv.compile(kind.nameSchema) });
}
