import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf } from '../../src/model/address.ts';
import { FORBIDDEN_KEYS } from '../../src/model/limits.ts';
import { kinds } from '../../src/kinds/index.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import { isEqual } from '../../src/model/values/json.ts';
import type { Kind, Write } from '../../src/model/kind.ts';
import { markOf, withMark } from '../../src/model/kinds/ownership.ts';
import type { Change, Plan } from '../../src/model/plan.ts';
import { toAuthored } from '../../src/pipeline/profiles/authored.ts';
import { planDocument } from '../../src/render/json/plan.ts';
import { jsonText } from '../../src/render/text/json.ts';
import { renderImport } from '../../src/render/yaml/import.ts';
import { isReadOnly } from '../../src/sandbox/operations.ts';
import { accepts } from '../arbitraries/from-schema.ts';
import { reviewOf } from '../render/fixtures/plans.ts';
import { pairs, specs } from '../arbitraries/specs.ts';
import { TARGET } from '../arbitraries/target.ts';
import { openAccount } from './account.ts';
import { obey, present } from './laws.ts';
import { panel, plaque, relay, sorts, waiver } from './sorts/kinds.ts';
import { applied, carriedOut, imported, planned, resolved, seen } from './sorts/profiles.ts';
import { openService, send } from './sorts/service.ts';
import type { Service } from './sorts/service.ts';

const seed = Number(process.env['LAWS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const open = async (): Promise<Service> => openService((await openAccount()).aws);
const hazardsOf = ({ hazards }: Plan): readonly string[] => hazards.map(({ rule }) => rule);
const summary = ({ action, address, edits }: Change): string =>
  `${action} ${address}: ${edits.map(({ path }) => path).join(', ')}`;
const changesOf = ({ changes }: Plan): readonly string[] => changes.map(summary);
/** Puts a resource into the account by hand, as somebody else would. */
const byHand = (kind: Kind, { aws }: Service, name: string, spec: JsonObject): Promise<void> =>
  (kind.write as Write).create(aws, name, kind.normalize(spec, TARGET));

describe.each([...kinds, ...sorts])('what a $name says of itself', (kind) => {
  const { singleton, identity, ownership, write, schema, nameSchema, operations } = kind;
  const verbs = Object.values(operations).flatMap((operation) => operation?.verb ?? []);

  test('fits together', () => {
    // Nothing creates what is always there, nothing renames it, and the section says whose it is.
    expect(ownership.by === 'section').toBe(singleton !== undefined);
    expect(write?.create === undefined).toBe(singleton !== undefined);
    expect(verbs.toSorted()).toEqual(
      singleton === undefined ? ['create', 'delete', 'describe', 'list', 'update'] : ['delete', 'describe', 'update'],
    );
    if (singleton !== undefined)
      expect([identity, accepts(nameSchema, singleton), accepts(schema, {})]).toEqual([undefined, true, true]);
    if (identity !== undefined) expect(write?.release, 'what has no name is not let go of').toBeUndefined();
    const holder = ownership.by === 'text' ? ownership.member : 'tags';
    if (ownership.by !== 'section') expect(schema['properties']).toHaveProperty(holder);
  });
});

describe.each(sorts)('the laws hold for a $name', (kind) => {
  const mark = { owner: 'acme', name: 'Law', isProtected: false };
  const marked = (spec: JsonObject): JsonObject =>
    kind.normalize(withMark(kind, kind.normalize(spec, TARGET), mark), TARGET);

  test('normalizing twice is normalizing once, and what comes out is valid', () => {
    fc.assert(
      fc.property(specs(kind), (spec) => {
        const normal = marked(spec);
        expect(kind.normalize(normal, TARGET)).toEqual(normal);
        expect(accepts(kind.schema, normal)).toBe(true);
      }),
      { seed, numRuns: 100 },
    );
  });

  test('any live resource becomes any desired one, and is gone when deleted', async () => {
    const service = await open();
    await fc.assert(
      fc.asyncProperty(pairs(kind), ({ live, desired }) =>
        obey(kind, service, kind.singleton ?? 'Law', marked(live), marked(desired)),
      ),
      { seed, numRuns: 60 },
    );
  });

  test('what is asked of it only reads by its name, whatever goes over the wire', () => {
    const reading = Object.entries(kind.operations).filter(([, operation]) => operation?.for === 'plan');
    expect(reading.filter(([action]) => !isReadOnly(action.replace('iot:', '')))).toEqual([]);
  });

  test('what is imported leaves a plan nothing to do but to mark it', async () => {
    await fc.assert(
      fc.asyncProperty(specs(kind), async (spec) => {
        // Keys that no file may hold.
        fc.pre([...FORBIDDEN_KEYS].every((key) => !JSON.stringify(spec).includes(`"${key}":`)));
        const service = await open();
        const normal = kind.normalize(spec, TARGET);
        if (kind.singleton === undefined) await byHand(kind, service, 'Found', normal);
        else await kind.write?.update(service.aws, await present(kind, service.aws, kind.singleton), normal);
        const found = await imported(service);
        const yaml = renderImport(found);
        expect(found.resources.length, yaml).toBe(kind.singleton !== undefined && isEqual(normal, {}) ? 0 : 1);
        const { changes, hazards } = await planned(service, yaml);
        expect(hazards.filter(({ accepted }) => !accepted)).toEqual([]);
        expect(changes.every(({ action }) => action === 'update')).toBe(true);
        for (const { address, edits } of changes)
          expect(edits.map(({ path }) => path).join(), address).toMatch(/^(tags|note)/);
        await applied(service, yaml);
      }),
      { seed, numRuns: 15 },
    );
  });
});

interface One {
  readonly kind: Kind;
  /** As its author writes it, and as somebody else made it. */
  readonly name: string;
  readonly spec: JsonObject;
  /** A change by hand. */
  readonly edit: JsonObject;
  /** The member that holds the mark. */
  readonly mark: string;
}

/** One resource of each kind that has several. */
const ONES: readonly One[] = [
  { kind: plaque, name: 'Door', spec: { shape: 'round', note: 'Knock' }, edit: { color: 'green' }, mark: 'note' },
  { kind: waiver, name: 'cellar', spec: { rule: 'LOCKED', door: 'cellar' }, edit: { days: 3 }, mark: 'note' },
  { kind: relay, name: 'Out', spec: { protocol: 'https', url: 'a.b/c' }, edit: { url: 'x.y' }, mark: 'tags' },
  {
    kind: panel,
    name: 'Hall',
    spec: { title: 'Hall', switches: ['b', 'a'] },
    edit: { lamps: { a: 'red' } },
    mark: 'tags',
  },
];

describe.each(ONES)('a $kind.name', ({ kind, name, spec, edit, mark }) => {
  const { section } = kind;
  const address = addressOf(kind.name, name);
  const yaml = (words: JsonObject = {}): string => JSON.stringify({ [section]: { [name]: { ...spec, ...words } } });
  /** By what it is known where nobody of ours named it. */
  const found = async (service: Service): Promise<string> => {
    for await (const one of kind.list(service.aws)) return one;
    throw new Error('nothing is there');
  };

  /** Somebody changes it by hand. */
  const edited = async (service: Service): Promise<void> => {
    const live = (await seen(service, yaml())).get(address);
    if (live === undefined) throw new Error(`${address} is not there`);
    await kind.write?.update(service.aws, live, kind.normalize({ ...live.spec, ...edit }, TARGET));
  };

  test('carries the mark of its owner, and is nobody else’s to change', async () => {
    const service = await open();
    expect(changesOf(await applied(service, yaml()))[0]).toMatch(`create ${address}: `);
    const live = (await seen(service, yaml())).get(address);
    expect(markOf(kind, live?.spec ?? {})).toMatchObject({ owner: 'acme', isProtected: false });
    const others = await planned(service, yaml(), { owner: 'acme/others' });
    // One that AWS has no other name for is another one, which does not collide.
    expect(hazardsOf(others)).toEqual(kind === relay ? [] : ['foreign-owner']);
  });

  test('that nobody owns is refused, and taken over by its mark alone once `adopt` is said', async () => {
    const service = await open();
    await byHand(kind, service, name, spec);
    const known = kind.identity === undefined ? name : await found(service);
    const wanted = (words: JsonObject): string => JSON.stringify({ [section]: { [known]: { ...spec, ...words } } });
    const refused = await planned(service, wanted({}));
    expect(hazardsOf(refused)).toEqual(['unowned']);
    const taken = await applied(service, wanted({ adopt: true }));
    expect(hazardsOf(taken)).toEqual(['takeover']);
    expect(changesOf(taken)).toEqual([
      expect.stringMatching(`^update ${kind.name}/${known}: ${mark}[^,]*(, ${mark}[^,]*)?$`),
    ]);
  });

  test('goes with its lines where its section is there, and is told as orphaned where it is not', async () => {
    const service = await open();
    await applied(service, yaml());
    expect((await planned(service, '')).orphaned).toEqual([{ address, section }]);
    expect(changesOf(await applied(service, `${section}: {}`))[0]).toMatch(`delete ${address}: `);
    expect([...(await seen(service, ''))].filter(([one]) => one.startsWith(kind.name))).toEqual([]);
  });

  test('that is protected stays, also without its lines', async () => {
    const service = await open();
    await applied(service, yaml({ protect: true }));
    const going = await planned(service, `${section}: {}`);
    expect(hazardsOf(going)).toEqual(['protected']);
    await applied(service, yaml());
    await applied(service, `${section}: {}`);
  });

  test('that is left to others loses its mark and nothing else', async () => {
    const service = await open();
    await applied(service, yaml());
    const elsewhere = `elsewhere: [${address}]\n${section}: {}`;
    const [change, ...more] = (await planned(service, elsewhere)).changes;
    expect(more).toEqual([]);
    expect(change?.edits.every(({ path }) => path.startsWith(mark))).toBe(true);
    await applied(service, elsewhere);
    const left = [...(await seen(service, elsewhere)).values()].map((live) => live.spec);
    expect(left).toContainEqual(kind.normalize(spec, TARGET));
  });

  test('that somebody changed is put back, and can be written into the profiles instead', async () => {
    const service = await open();
    await applied(service, yaml());
    const [member] = Object.keys(edit);
    await edited(service);
    const drifted = await planned(service, yaml());
    expect(changesOf(drifted)).toEqual([expect.stringMatching(`^update ${address}: ${member}`)]);
    const [change] = drifted.changes;
    const authored = toAuthored((change as { before: JsonObject }).before, kind, { target: TARGET, topics: new Map() });
    expect(authored).toEqual(kind.normalize({ ...spec, ...edit }, TARGET));
    const kept = JSON.stringify({ [section]: { [name]: authored } });
    expect((await planned(service, kept)).changes).toEqual([]);
    await applied(service, yaml());
  });

  test('is read alone where only it changed, and nothing is done where somebody was quicker', async () => {
    const service = await open();
    await applied(service, yaml());
    expect([...(await seen(service, yaml(), { part: [address] })).keys()]).toEqual([address]);
    const going = await planned(service, `${section}: {}`);
    await edited(service);
    expect(await carriedOut(service, going)).toEqual([
      expect.objectContaining({ status: 'failed', detail: expect.stringContaining('Plan again') as string }),
    ]);
  });

  test('counts towards the limits on deletes, and has a digest and a document like any other', async () => {
    const service = await open();
    const numbered = (count: number): string =>
      JSON.stringify({
        [section]: Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `${name}${index}`,
            kind === waiver ? { ...spec, door: 'abcdef'.slice(index) } : spec,
          ]),
        ),
      });
    const made = await applied(service, numbered(4));
    expect((await planned(service, numbered(4), { only: [] })).digest).not.toBe(made.digest);
    const going = await planned(service, numbered(1));
    expect(hazardsOf(going)).toEqual(['too-many-deletes']);
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/plan.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    expect(validate(JSON.parse(jsonText(planDocument([reviewOf(going)])))), JSON.stringify(validate.errors)).toBe(true);
    const [first] = going.changes;
    const part = await planned(service, numbered(1), { only: first === undefined ? [] : [first.address] });
    expect(part.changes).toHaveLength(1);
    await applied(service, numbered(1), { accept: going.hazards.map(({ id }) => id) });
  });
});

describe('a kind whose mark stands in a text', () => {
  test('keeps what the author wrote before it, and the name where AWS has none', async () => {
    const service = await open();
    await applied(service, 'plaques: { Door: { shape: round, note: Please knock } }');
    await applied(
      service,
      'plaques: { Door: { shape: round, note: Please knock } }\nwaivers: { cellar: { rule: LIT, door: b } }',
    );
    expect(service.state.plaques.get('Door')?.['note']).toBe('Please knock [defender-gitops:acme]');
    expect(service.state.waivers.get('LIT-b')?.['note']).toBe('[defender-gitops:acme cellar]');
    await applied(service, 'plaques: { Door: { shape: round, protect: true } }');
    expect(service.state.plaques.get('Door')?.['note']).toBe('[defender-gitops:acme, protected]');
  });

  test('says where the mark has no room, at its line', () => {
    const { problems } = resolved(`plaques:\n  Door:\n    shape: round\n    note: ${'a'.repeat(190)}\n`);
    expect(problems).toMatchObject([{ code: 'DG1105', file: 'a.yaml', line: 4 }]);
    expect(problems[0]?.message).toBe(
      'note of Plaque/Door takes at most 200 characters, and has 213 with the mark of its owner.',
    );
  });
});

describe('a kind of which there is always one', () => {
  const on = 'buildingSettings: { alarm: true }';

  test('is set from AWS’s defaults without a word, by an update, and belongs to whoever has the section', async () => {
    const service = await open();
    const made = await applied(service, on);
    expect(changesOf(made)).toEqual(['update BuildingSettings/account: alarm']);
    expect(made.hazards).toEqual([]);
    expect(service.state.settings).toEqual({ alarm: true });
  });

  test('that is neither as AWS has it nor as declared is replaced only where `adopt` stands', async () => {
    const service = await open();
    await send(service.aws, 'UpdateBuildingSettings', { contact: 'somebody' });
    const refused = await planned(service, on);
    expect(hazardsOf(refused)).toEqual(['unowned']);
    expect(refused.hazards[0]).toMatchObject({ accepted: false, acceptable: false });
    expect(refused.hazards[0]?.message).toContain('add `adopt: true` to the section');
    const adopting = 'buildingSettings: { alarm: true, adopt: true }';
    expect(changesOf(await applied(service, adopting))).toEqual(['update BuildingSettings/account: contact, alarm']);
    // It stays: what is changed later needs no other word.
    await applied(service, 'buildingSettings: { contact: us, adopt: true }');
  });

  test('is never pruned: without its section nothing is done, and it is nobody’s', async () => {
    const service = await open();
    expect((await planned(service, '')).unmanaged).toEqual([]);
    await applied(service, on);
    const without = await planned(service, '');
    expect(without).toMatchObject({ changes: [], orphaned: [], unmanaged: ['BuildingSettings/account'] });
  });

  test('goes back to AWS’s defaults where its author writes `{}`, as a delete', async () => {
    const service = await open();
    await applied(service, on);
    const away = await planned(service, 'buildingSettings: {}');
    expect(hazardsOf(away)).toEqual(['unowned', 'data-loss']);
    const reset = 'buildingSettings: { adopt: true }';
    const accept = ['data-loss:BuildingSettings/account'];
    expect(changesOf(await applied(service, reset, { accept }))).toEqual(['delete BuildingSettings/account: alarm']);
    expect(service.state.settings).toEqual({});
    expect((await planned(service, 'buildingSettings: {}')).changes).toEqual([]);
    // It counts as a delete of one that is ours.
    const plaques = 'plaques: { a: { shape: round }, b: { shape: round }, c: { shape: round } }';
    await applied(service, `${on}\n${plaques}`);
    const [limit] = (await planned(service, `${reset}\nplaques: { a: { shape: round } }`)).hazards.filter(
      ({ rule }) => rule === 'too-many-deletes',
    );
    expect(limit?.message).toMatch(/^3 of 4 resources would be deleted/);
  });

  test('is not reset by a section with nothing in it, and takes no word that means nothing there', () => {
    const told = (yaml: string): readonly string[] =>
      resolved(yaml).problems.map(({ code, line }) => `${code}:${line}`);
    expect(told('buildingSettings:\n')).toEqual(['DG1104:1']);
    expect(told('buildingSettings:\n  alarm: true\n  protect: true\n')).toEqual(['DG1107:3']);
    expect(told('buildingSettings:\n  alarm: true\n  renamedFrom: x\n')).toEqual(['DG1107:3']);
    expect(told('buildingSettings:\n  alarm: perhaps\n')).toEqual(['DG1104:2']);
  });

  test('is imported as the section itself, and where it is as AWS has it only told of who asks', async () => {
    const service = await open();
    expect((await imported(service)).leftOut).toEqual([]);
    expect((await imported(service, '', ['BuildingSettings/account'])).leftOut).toEqual([
      {
        address: 'BuildingSettings/account',
        section: 'buildingSettings',
        isSection: true,
        reason: 'is as AWS has it by default',
      },
    ]);
    await send(service.aws, 'UpdateBuildingSettings', { contact: 'somebody' });
    expect(renderImport(await imported(service))).toContain('\nbuildingSettings: { contact: somebody, adopt: true }\n');
  });

  test('may be for one target alone, and left to others', async () => {
    const service = await open();
    await applied(service, on);
    const { problems } = resolved(`elsewhere: [BuildingSettings/account]\n${on}`);
    expect(problems).toMatchObject([{ code: 'DG2007', line: 1 }]);
    expect((await planned(service, 'elsewhere: [BuildingSettings/account]')).changes).toEqual([]);
  });
});

describe('a kind that AWS has no names for', () => {
  const one = (name: string, spec: string): string => `waivers: { ${name}: { rule: LOCKED, door: ${spec} } }`;

  test('is called what its author calls it; another name is an edit of its mark', async () => {
    const service = await open();
    await applied(service, one('cellar', 'a'));
    expect(changesOf(await applied(service, one('basement', 'a')))).toEqual(['update Waiver/basement: note']);
    expect(service.state.waivers.get('LOCKED-a')?.['note']).toBe('[defender-gitops:acme basement]');
  });

  test('changes hands between two names without a moment in which one is gone', async () => {
    const service = await open();
    await applied(service, 'waivers: { x: { rule: LIT, door: a }, y: { rule: LIT, door: b } }');
    const swapped = await applied(service, 'waivers: { x: { rule: LIT, door: b }, y: { rule: LIT, door: a } }');
    expect(changesOf(swapped)).toEqual(['update Waiver/x: note', 'update Waiver/y: note']);
  });

  test('is made anew where what AWS knows it by changes', async () => {
    const service = await open();
    await applied(service, one('cellar', 'a'));
    expect(changesOf(await applied(service, one('cellar', 'b')))).toEqual(['replace Waiver/cellar: door']);
    expect([...service.state.waivers.keys()]).toEqual(['LOCKED-b']);
  });

  test('has one name for one thing', () => {
    const { problems } = resolved('waivers:\n  x: { rule: LIT, door: a }\n  y: { rule: LIT, door: a }\n');
    expect(problems).toMatchObject([{ code: 'DG2002', line: 3 }]);
    expect(problems[0]?.message).toBe('Waiver/y is the same to AWS as Waiver/x at a.yaml:2.');
  });

  test('of another owner keeps its own name to itself', async () => {
    const service = await open();
    await applied(service, one('cellar', 'a'), { owner: 'acme/others' });
    const ours = await applied(service, one('cellar', 'b'));
    expect(changesOf(ours)).toEqual([expect.stringMatching('create Waiver/cellar: ')]);
    expect(ours.unmanaged).toContain('Waiver/LOCKED-a');
  });

  test('keeps its name in a tag where it has tags, and is renamed by it', async () => {
    const service = await open();
    await applied(service, 'relays: { Out: { protocol: https, url: a } }');
    const [id] = [...service.state.relays.keys()];
    expect(service.state.relays.get(String(id))?.tags).toEqual({
      'defender-gitops:owner': 'acme',
      'defender-gitops:name': 'Out',
    });
    const renamed = 'relays: { Away: { protocol: https, url: a, renamedFrom: Out } }';
    expect(changesOf(await applied(service, renamed))).toEqual(['update Relay/Away: tags["defender-gitops:name"]']);
    expect([...service.state.relays.keys()]).toEqual([id]);
  });

  test('is told apart from a copy of it: the copy goes, and it stays', async () => {
    const service = await open();
    await applied(service, 'relays: { Out: { protocol: https, url: a } }');
    const [[id, { tags }] = ['', { tags: {} }]] = [...service.state.relays];
    await send(service.aws, 'CreateRelay', { protocol: 'https', url: 'a', tags });
    const made = await applied(service, 'relays: { Out: { protocol: https, url: a } }');
    expect(made.changes.map(({ action }) => action)).toEqual(['delete']);
    expect([...service.state.relays.keys()]).toEqual([id]);
  });
});
