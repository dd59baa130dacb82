import type { Aws } from '../../../src/model/aws.ts';
import type { JsonObject } from '../../../src/model/values/json.ts';
import type { Operation, Operations } from '../../../src/model/kinds/operation.ts';
import { isReadOnly } from '../../../src/sandbox/operations.ts';

/** What the service has, all of it plain data. */
export interface ServiceState {
  /** By name. No tags. */
  readonly plaques: Map<string, JsonObject>;
  /** There is always this one; what was never set is absent. */
  settings: JsonObject;
  /** By rule and door: they have no name, no ARN and no tags. Here all requests are POST, those that read too. */
  readonly waivers: Map<string, JsonObject>;
  /** By the id that the service makes up when one is created. */
  readonly relays: Map<string, { readonly arn: string; members: JsonObject; tags: JsonObject }>;
  /** By name; told in four answers. */
  readonly panels: Map<string, { title?: string; tags: JsonObject; switches: readonly string[]; lamps: JsonObject }>;
}

/** A small service that is no AWS's, behind the same door: it refuses what is not there, what is taken and what is not given. */
export interface Service {
  readonly aws: Aws;
  readonly state: ServiceState;
  /** The operations that changed something, since this was last asked. */
  mutations(): readonly string[];
}

/** What requests give, each some of it. */
interface Input extends JsonObject {
  readonly name: string;
  readonly id: string;
  readonly rule: string;
  readonly door: string;
  readonly title: string;
  readonly tags: JsonObject | undefined;
  readonly switches: readonly string[];
  readonly lamps: JsonObject;
}

type Answers = Readonly<Record<string, (state: ServiceState, input: Input) => object>>;

/** Opens the service beside an account of AWS, under the same `Aws`. */
export function openService(account: Aws): Service {
  const state: ServiceState = {
    plaques: new Map(),
    settings: {},
    waivers: new Map(),
    relays: new Map(),
    panels: new Map(),
  };
  const sent: string[] = [];
  const iot = async (operation: string, input: Input): Promise<object> => {
    const answer = ANSWERS[operation];
    if (answer === undefined) return account.iot(operation as never, input as never);
    if (!isReadOnly(operation)) sent.push(operation);
    return structuredClone(answer(state, structuredClone(input)));
  };
  return { aws: { ...account, iot: iot as unknown as Aws['iot'] }, state, mutations: () => sent.splice(0) };
}

/** Sends a request of the service. */
export function send(aws: Aws, operation: string, input: object): Promise<JsonObject> {
  return (aws.iot as unknown as (operation: string, input: object) => Promise<JsonObject>)(operation, input);
}

/** The operations of a kind of the service: by verb, or by the part that one tells. */
export function operationsBy(by: Readonly<Record<string, string>>): Operations {
  const verbs = ['list', 'describe', 'create', 'update', 'delete'];
  const entries = Object.entries(by).map(([does, name]): [string, Operation] => {
    const facts = { on: [], ...(verbs.includes(does) ? { verb: does as 'list' } : { part: does }) };
    return [
      `iot:${name}`,
      isReadOnly(name) ? { ...facts, for: 'plan', probe: (aws) => send(aws, name, {}) } : { ...facts, for: 'apply' },
    ];
  });
  return Object.fromEntries(entries);
}

function refusal(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function present<Item>(items: ReadonlyMap<string, Item>, key: string): Item {
  const item = items.get(key);
  if (item === undefined) throw refusal('ResourceNotFoundException', `There is no ${key}.`);
  return item;
}

function enter<Item>(items: Map<string, Item>, key: string, item: Item): object {
  if (items.has(key)) throw refusal('ResourceAlreadyExistsException', `${key} is there already.`);
  items.set(key, item);
  return {};
}

/** What an update leaves out stays; what it sets to null goes. */
function patched(before: JsonObject, changes: JsonObject): JsonObject {
  const all = Object.entries({ ...before, ...changes });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== null));
}

const waiverKey = ({ rule, door }: { rule: string; door: string }): string => `${rule}-${door}`;

const ANSWERS: Answers = {
  ListPlaques: ({ plaques }) => ({ names: [...plaques.keys()] }),
  DescribePlaque: ({ plaques }, { name }) => present(plaques, name),
  CreatePlaque: ({ plaques }, { name, ...members }) => enter(plaques, name, patched({}, members)),
  UpdatePlaque: ({ plaques }, { name, shape, ...members }) => {
    if (shape !== undefined) throw refusal('InvalidRequestException', 'The shape of a plaque stays as it is.');
    plaques.set(name, patched(present(plaques, name), members));
    return {};
  },
  DeletePlaque: ({ plaques }, { name }) => (present(plaques, name), plaques.delete(name), {}),

  // It tells everything that there is, whether it was ever set or not.
  DescribeBuildingSettings: ({ settings }) => ({ alarm: false, floors: {}, ...settings }),
  UpdateBuildingSettings: (state, changes) => ((state.settings = patched(state.settings, changes)), {}),
  DeleteBuildingSettings: (state) => ((state.settings = {}), {}),

  ListWaivers: ({ waivers }) => ({ waivers: [...waivers.values()].map(({ rule, door }) => ({ rule, door })) }),
  DescribeWaiver: ({ waivers }, input) => present(waivers, waiverKey(input)),
  CreateWaiver: ({ waivers }, input) => enter(waivers, waiverKey(input), patched({}, input)),
  UpdateWaiver: ({ waivers }, input) => {
    waivers.set(waiverKey(input), patched(present(waivers, waiverKey(input)), input));
    return {};
  },
  DeleteWaiver: ({ waivers }, input) => (waivers.delete(waiverKey(input)), {}),

  ListRelays: ({ relays }) => ({ ids: [...relays.keys()] }),
  DescribeRelay: ({ relays }, { id }) => ({ ...present(relays, id).members, arn: present(relays, id).arn }),
  ListTagsOfRelay: ({ relays }, { id }) => ({ tags: present(relays, id).tags }),
  CreateRelay: ({ relays }, { tags = {}, ...members }) => {
    const id = crypto.randomUUID();
    relays.set(id, { arn: `arn:test:relay/${id}`, members: patched({}, members), tags });
    return { id };
  },
  UpdateRelay: ({ relays }, { id, ...members }) => {
    const relay = present(relays, id);
    relay.members = patched(relay.members, members);
    return {};
  },
  TagRelay: ({ relays }, { id, tags }) => ((present(relays, id).tags = tags ?? {}), {}),
  DeleteRelay: ({ relays }, { id }) => (present(relays, id), relays.delete(id), {}),

  ListPanels: ({ panels }) => ({ names: [...panels.keys()] }),
  DescribePanel: ({ panels }, { name }) => ({ title: present(panels, name).title }),
  ListTagsOfPanel: ({ panels }, { name }) => ({ tags: present(panels, name).tags }),
  ListSwitchesOfPanel: ({ panels }, { name }) => ({ switches: present(panels, name).switches.toReversed() }),
  ListLampsOfPanel: ({ panels }, { name }) => ({ lamps: present(panels, name).lamps }),
  CreatePanel: ({ panels }, { name, title, tags = {} }) =>
    enter(panels, name, { title, tags, switches: [], lamps: {} }),
  UpdatePanel: ({ panels }, { name, title }) => ((present(panels, name).title = title), {}),
  TagPanel: ({ panels }, { name, tags }) => ((present(panels, name).tags = tags ?? {}), {}),
  PutSwitchesOfPanel: ({ panels }, { name, switches }) => ((present(panels, name).switches = switches), {}),
  PutLampsOfPanel: ({ panels }, { name, lamps }) => ((present(panels, name).lamps = lamps), {}),
  DeletePanel: ({ panels }, { name }) => (present(panels, name), panels.delete(name), {}),
};
