import fc from 'fast-check';
import type { Address } from '../../src/model/address.ts';
import type { BackTest } from '../../src/model/impact/back-test.ts';
import type { Cost } from '../../src/model/impact/cost.ts';
import type { Coverage, CoverageChange, Gap, MetricRef } from '../../src/model/impact/coverage.ts';
import type { DataPath, PathEdge, PathNode, PathSort } from '../../src/model/impact/data-path.ts';
import type { JsonObject, JsonValue } from '../../src/model/values/json.ts';
import type { Change, Edit, Hazard, Outcome, Plan } from '../../src/model/plan.ts';
import type { Problem } from '../../src/model/problem.ts';
import type { Review } from '../../src/model/review.ts';
import type { Scope } from '../../src/model/scope.ts';
import type { PreExisting } from '../../src/render/markdown/about.ts';

const SORTS: readonly PathSort[] = [
  'things',
  'profile',
  'audit',
  'topic',
  'rule',
  'stream',
  'bucket',
  'subscribers',
  'service',
];

/** Texts that would do harm in a terminal, in a log of GitHub's runner, or in a comment. */
const HOSTILE: readonly string[] = [
  '@pwned',
  '@acme/pwned',
  'hello @pwned and #1234',
  '#1234',
  'acme/pwned#1234',
  'GH-99',
  'ABC-12',
  '9f2c1e7b5a609f2c1e7b5a609f2c1e7b5a609f2c',
  'https://pwned.example/x',
  'see www.pwned.example',
  'mail pwned@evil.example',
  '![pwned](https://pwned.example/p.png)',
  '[pwned](https://pwned.example)',
  '<https://pwned.example>',
  '<img src=x onerror=pwned>',
  '<a href="https://pwned.example">pwned</a>',
  '</details></details><h1>pwned</h1>',
  '</code></pre><script>pwned()</script>',
  '</summary><b>pwned',
  '<details open>',
  '<!-- defender-gitops:plan eyJkaWdlc3QiOiJ4In0 -->',
  '--><h1>pwned</h1>',
  '```\n# pwned\n@pwned',
  '\n````\n# pwned',
  '~~~',
  '`pwned`',
  '`` ` ``',
  '`@pwned',
  'a ` @pwned ` b',
  '|pwned|',
  '\\|@pwned',
  '\\`@pwned',
  '`|`@pwned',
  '**pwned** _pwned_',
  '# pwned',
  '\n\n# pwned\n',
  '- [x] pwned',
  '1. pwned',
  '> [!CAUTION]\n> pwned',
  '\n---\n',
  '===',
  '::error::pwned',
  '  ::set-output name=x::y',
  '\t::add-mask::x',
  'x\n::warning::pwned',
  'x\r\n::warning::pwned',
  'x\r::warning::pwned',
  '\u0085::error::pwned',
  '\u00a0::error::pwned',
  '##[command]pwned',
  'x ##[group]pwned',
  '#\u200b#[group]pwned',
  '\u001b[2J\u001b]0;pwned\u0007',
  '\u009b31m',
  '\u202epwned',
  '\u2066pwned\u2069',
  '\u2028# pwned',
  '\ufeffpwned',
  '\ud800pwned',
  'pw\u200bned',
  '\u{e0041}pwned',
  '&lt;b&gt; &#64;pwned &amp;',
  ':tada: pwned',
  '$`x`$ $$y$$',
  'a: b #c',
  '"quoted" \'single\'',
  'true',
  '10',
  '',
  ' ',
  ' leading and trailing ',
  'सीमा क्‍ष 電池 🔋👩‍🔧',
];

/** Any text that may come from YAML or AWS. */
export const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('number', 'battery_level', 'SELECT *\nFROM x', 'arn:aws:iam::111122223333:role/X'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map((parts) => parts.join(' ')),
  },
);

const scalar: fc.Arbitrary<JsonValue> = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
);
const member = fc
  .oneof(fc.constantFrom('name', 'metric', 'criteria', 'sql', 'key', 'value'), text)
  .filter((name) => name !== '__proto__');
const shallow: fc.Arbitrary<JsonValue> = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(member, scalar, { maxKeys: 3 }),
);

/** Any value of a spec, a few levels deep. */
export const value: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(shallow, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(member, shallow, { maxKeys: 3 }) },
);
const spec: fc.Arbitrary<JsonObject> = fc.dictionary(member, value, { minKeys: 1, maxKeys: 4 });

const address = fc
  .tuple(fc.constantFrom('SecurityProfile', 'TopicRule', 'DeliveryStream'), text)
  .map(([kind, name]): Address => `${kind}/${name}`);
const digest = fc.integer({ min: 0 }).map((number) => `sha256:${number.toString(16).padStart(64, '0')}`);
const source = fc.record({ file: text, line: fc.nat(500).map((line) => line + 1), column: fc.constant(3) });
const path = fc.oneof(
  fc.constantFrom(
    'description',
    'behaviors[BatteryNotFlat].criteria.value.number',
    'behaviors[BatteryNotFlat].metric',
    'tags.team',
  ),
  text.map((name) => `tags[${JSON.stringify(name)}]`),
  text.map((name) => `behaviors[${name}].x`),
);

const edit: fc.Arbitrary<Edit> = fc
  .tuple(fc.constantFrom('add', 'change', 'remove'), path, value, value, fc.option(source, { nil: undefined }))
  .map(([op, at, before, after, where]) => ({
    op: op as Edit['op'],
    path: at,
    ...(op === 'add' ? {} : { before }),
    ...(op === 'remove' ? {} : { after }),
    ...(where === undefined ? {} : { source: where }),
  }));
const edits = fc.array(edit, { minLength: 1, maxLength: 4 });

const common = { address, digest, edits, waitsFor: fc.constant([]) };
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ ...common, action: fc.constant('create' as const), after: spec, source }),
  fc.record({ ...common, action: fc.constant('update' as const), before: spec, after: spec, source }),
  fc.record({
    ...common,
    action: fc.constant('replace' as const),
    before: spec,
    after: spec,
    because: fc.array(text, { minLength: 1, maxLength: 2 }),
    releases: fc.array(address, { maxLength: 2 }),
    source,
  }),
  fc.record({ ...common, action: fc.constant('delete' as const), before: spec }),
  fc.record({ ...common, action: fc.constant('delete' as const), before: spec, renamedTo: address }),
  fc.record({ ...common, action: fc.constant('create' as const), after: spec, renamedFrom: address }),
);
const hazard: fc.Arbitrary<Hazard> = fc.record({
  id: text,
  rule: fc.constantFrom('data-loss', 'takeover', 'too-many-deletes'),
  addresses: fc.array(address, { minLength: 1, maxLength: 4 }),
  message: fc.oneof(
    text,
    fc.tuple(text, text).map(([left, right]) => `Deleting ${left} loses \`${right}\`.`),
  ),
  accepted: fc.boolean(),
  acceptable: fc.boolean(),
});

/** Copies of a few elements, so that long lists cost little to generate. */
function manyOf<T>(element: fc.Arbitrary<T>, most: number): fc.Arbitrary<readonly T[]> {
  const few = fc.array(element, { maxLength: 3 });
  return fc.oneof(
    { weight: 60, arbitrary: few },
    {
      weight: 1,
      arbitrary: fc
        .tuple(few, fc.nat(most))
        .map(([some, times]) => some.flatMap((one) => Array.from({ length: times }, () => one))),
    },
  );
}

const watched: fc.Arbitrary<MetricRef> = fc.oneof(
  fc.record({ metric: text }),
  fc.record({ metric: text, dimension: text }),
  fc.record({ metric: text, dimension: text, excluded: fc.constant(true as const) }),
);
const watchedList = fc.array(watched, { minLength: 1, maxLength: 3 });
const coverageChange: fc.Arbitrary<CoverageChange> = fc.record({
  target: text,
  aspect: fc.constantFrom('detection' as const, 'export' as const),
  metrics: watchedList,
  addresses: fc.array(address, { minLength: 1, maxLength: 2 }),
});
const gap: fc.Arbitrary<Gap> = fc.record({
  cause: fc.constantFrom('topic-moves' as const, 'stream-replaced' as const),
  profiles: fc.array(address, { maxLength: 2 }),
  metrics: watchedList,
  from: address,
  until: address,
  meaning: text,
});
const coverage: fc.Arbitrary<Coverage> = fc.record({
  lost: manyOf(coverageChange, 300),
  gained: manyOf(coverageChange, 300),
  gaps: manyOf(gap, 300),
});

/** What checks say: their own words with names of the profiles in them. */
const finding: fc.Arbitrary<Problem> = fc.record(
  {
    code: fc.constant('DG8031'),
    severity: fc.constantFrom('warning', 'note'),
    check: fc.constantFrom('error-action-missing', 'export-not-received'),
    message: text,
    hint: text,
    file: text,
    line: fc.integer({ min: 1, max: 1000 }),
    column: fc.integer({ min: 1, max: 100 }),
  },
  { requiredKeys: ['code', 'severity', 'check', 'message', 'file', 'line', 'column'] },
);

const pathAction = fc.constantFrom(
  'create' as const,
  'update' as const,
  'replace' as const,
  'delete' as const,
  undefined,
);

/** Any picture, with edges between its nodes only. */
export const dataPath: fc.Arbitrary<DataPath> = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(...SORTS), text, pathAction), { minLength: 1, maxLength: 8 }),
    fc.array(
      fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('errors' as const, undefined), fc.array(text, { maxLength: 6 })),
      { maxLength: 12 },
    ),
    fc.constantFrom(1, 1, 1, 1, 1, 30),
  )
  .map(([sorts, ends, times]) => {
    const copies = Array.from({ length: times }, (_, copy) => sorts.map((one) => [...one, copy] as const)).flat();
    const nodes = copies.map(([sort, name, change, copy], index): PathNode => ({
      id: `${sort}/${name}${copy}.${index}`,
      sort,
      name,
      ...(change === undefined ? {} : { change }),
    }));
    const idAt = (index: number): string => nodes[index % nodes.length]?.id ?? '';
    const edges = ends.map(([from, to, carries, metrics]): PathEdge => ({
      from: idAt(from),
      to: idAt(to),
      ...(carries === undefined ? {} : { carries }),
      ...(metrics.length === 0 ? {} : { metrics }),
    }));
    return { nodes, edges: [...new Map(edges.map((edge) => [JSON.stringify(edge), edge])).values()] };
  });

const range = fc.tuple(fc.nat(5000), fc.nat(5000)).map(([low, more]) => ({ low, high: low + more }));
const pair = fc.record({ before: range, after: range });
const cost: fc.Arbitrary<Cost> = fc.record(
  {
    lines: fc.array(
      fc.record(
        { part: fc.constantFrom('messages' as const, 'ingested' as const), units: pair, money: pair },
        { requiredKeys: ['part', 'units'] },
      ),
      { maxLength: 3 },
    ),
    total: pair,
    currency: fc.constantFrom('USD', 'CNY'),
    sources: fc.array(fc.record({ name: text, asOf: fc.constant('2026-11-23') }), { maxLength: 2 }),
    assumptions: fc.array(text, { maxLength: 3 }),
    notes: fc.array(text, { maxLength: 2 }),
  },
  { requiredKeys: ['lines', 'sources', 'assumptions', 'notes'] },
);

const alarms = fc.record({ things: fc.nat(20), alarms: fc.nat(90) });
const backTest: fc.Arbitrary<BackTest> = fc.record({
  source: fc.constantFrom('account' as const, 'simulated' as const),
  hours: fc.constant(24),
  until: fc.constant('2026-11-22T10:00:00.000Z'),
  tested: manyOf(
    fc.record(
      {
        profile: address,
        behavior: text,
        metric: watched,
        sample: fc.record({ things: fc.nat(20), of: fc.nat(1000) }),
        judged: fc.nat(20),
        isNew: fc.boolean(),
        before: alarms,
        after: alarms,
        isSuppressed: fc.boolean(),
        notes: fc.array(text, { maxLength: 2 }),
      },
      {
        noNullPrototype: true,
        requiredKeys: ['profile', 'behavior', 'metric', 'sample', 'judged', 'isNew', 'isSuppressed', 'notes'],
      },
    ),
    300,
  ),
  notes: fc.array(text, { maxLength: 2 }),
});

/** Plans with foreign text wherever text can be foreign, most small, some far beyond any budget. */
export const plan: fc.Arbitrary<Plan> = fc.record({
  target: fc.oneof(fc.constantFrom('production', 'staging'), text),
  account: fc.constant('111122223333'),
  region: fc.constant('ap-south-1'),
  digest,
  changes: manyOf(change, 300),
  unchanged: fc.array(address, { maxLength: 2 }),
  unmanaged: fc.array(address, { maxLength: 2 }),
  orphaned: fc.array(fc.record({ address, section: fc.constantFrom('rules', 'dimensions') }), { maxLength: 2 }),
  hazards: manyOf(hazard, 300),
});

const seldom = <Value>(usual: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

/** Plans for their reviewers. Most runs leave out what only some sections show, so that there is time for more of them. */
export const review: fc.Arbitrary<Review> = fc
  .tuple(
    fc.record({
      plan,
      findings: manyOf(finding, 300),
      coverage: seldom({ lost: [], gained: [], gaps: [] }, coverage),
      dataPath: seldom({ nodes: [], edges: [] }, dataPath),
      scope: seldom<Scope>(
        {},
        fc.record({
          read: fc.record({ addresses: fc.constant(new Set<Address>()), of: fc.nat(9) }),
          only: fc.array(address, { maxLength: 2 }),
        }),
      ),
      reading: fc.record({
        resources: fc.nat(99),
        requests: fc.nat(99),
        seconds: fc.nat(9),
        minimumSeconds: fc.nat(9),
        notes: fc.array(text, { maxLength: 1 }),
        unread: fc.array(text, { maxLength: 1 }),
      }),
    }),
    seldom<Partial<Pick<Review, 'cost' | 'backTest'>>>({}, fc.record({ cost, backTest })),
  )
  .map(([base, more]) => ({ ...base, ...more }));

/** Drift that a pull request is not about. */
export const foreign: fc.Arbitrary<PreExisting> = fc.record(
  { target: text, address, action: fc.constantFrom('create', 'update', 'delete'), edits, by: text },
  { requiredKeys: ['target', 'address', 'action', 'edits'] },
);

/** An outcome for each change of a plan, but for those that the run did not come to. */
export function outcomesOf({ changes }: Plan): fc.Arbitrary<readonly Outcome[]> {
  const one = fc.record(
    { status: fc.constantFrom('verified', 'failed', 'skipped'), detail: text },
    { requiredKeys: ['status'] },
  );
  return fc.tuple(fc.array(one, { minLength: 1, maxLength: 3 }), fc.nat(changes.length)).map(([sorts, reached]) =>
    changes.slice(0, reached).map(({ action, address: of }, index): Outcome => ({
      action,
      address: of,
      ...(sorts[index % sorts.length] as Pick<Outcome, 'status'>),
    })),
  );
}
