import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { kinds } from '../../src/kinds/index.ts';
import { kindOf, nameOf } from '../../src/model/address.ts';
import type { Address } from '../../src/model/address.ts';
import type { Aws } from '../../src/model/aws.ts';
import type { JsonObject } from '../../src/model/values/json.ts';
import type { Kind, Live } from '../../src/model/kind.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Problem } from '../../src/model/problem.ts';
import { OWNER_TAG, withMark } from '../../src/model/kinds/ownership.ts';
import type { Target } from '../../src/model/settings.ts';
import { load } from '../../src/pipeline/yaml/load.ts';
import { plan } from '../../src/pipeline/plan/plan.ts';
import { resolve } from '../../src/pipeline/profiles/resolve.ts';
import { validate } from '../../src/pipeline/profiles/validate.ts';
import { recordedAccount } from './recorded-account.ts';
import type { Answers } from './recorded-account.ts';

/** A read-back with the profiles that it must match. */
export interface Case {
  /** Where the read-back was published, or the document that says that AWS answers so. */
  readonly source: string;
  /** What it shows, in one sentence. */
  readonly shows: string;
  readonly resource: Address;
  readonly answers: Answers;
  readonly profiles: string;
}

const OWNER = 'acme/iot-security';

/** Reads a case from its file. */
export function readCase(file: string): Case {
  return parse(readFileSync(new URL(`cases/${file}`, import.meta.url), 'utf8')) as Case;
}

/** What is read from the recorded answers, through the real SDK. */
export async function readBack(recorded: Case): Promise<Live> {
  return readFrom(await accountOf(recorded), recorded);
}

/** The account that gives the recorded answers. */
export async function accountOf({ answers, resource }: Case): Promise<Aws> {
  return recordedAccount(targetOf(answers), { ...withOwner(answers), ...withOwnerInText(answers, resource) });
}

/** What is read of the case's resource. */
export async function readFrom(aws: Aws, { resource }: Case): Promise<Live> {
  const live = await kindNamed(kindOf(resource)).read(aws, nameOf(resource));
  if (live === undefined) throw new Error(`${resource} is not in its own read-back`);
  return live;
}

/** The plan from what was read to what the profiles say. What either refers to is there. */
export function planOf(
  { resource, answers, profiles }: Case,
  live: Live,
): { plan: Plan; problems: readonly Problem[] } {
  const target = targetOf(answers);
  const settings = `owner: ${OWNER}\ntargets: { recorded: { account: "${target.account}", region: ${target.region} } }\n`;
  const files = Object.entries({ 'profiles/defender.yaml': settings, 'profiles/case.yaml': profiles });
  const { documents, problems: unreadable } = load(
    files.map(([file, text]) => ({ file, bytes: new TextEncoder().encode(text) })),
  );
  const { profiles: valid, problems: invalid } = validate(documents, kinds);
  const { desired, problems: unresolved } = resolve(valid, { target, owner: OWNER, kinds, today: '2026-11-22' });
  const others = kindNamed(kindOf(resource))
    .references(live.spec)
    .map((address): [Address, Live] => [address, { name: nameOf(address), arn: '', spec: { actions: [] } }]);
  const planned = plan({
    target,
    owner: OWNER,
    limits: valid.limits,
    accept: [],
    kinds,
    desired,
    live: new Map([...others, [resource, live]]),
  });
  return { plan: planned.plan, problems: [...unreadable, ...invalid, ...unresolved, ...planned.problems] };
}

/** The kind of that name. */
function kindNamed(name: string): Kind {
  const kind = kinds.find((candidate) => candidate.name === name);
  if (kind === undefined) throw new Error(`no kind is called ${name}`);
  return kind;
}

/** The account and region that the ARNs of the answers name; suppressions have none. */
function targetOf(answers: Answers): Target {
  const [, partition = 'aws', region = 'us-east-1', account = '123456789012'] =
    /arn:([\w-]+):(?:iot|firehose|sns):([\w-]+):(\d{12}):(?:securityprofile|custommetric|dimension|rule|thinggroup|mitigationaction|scheduledaudit|deliverystream|ddaudits)\b/.exec(
      JSON.stringify(answers),
    ) ?? [];
  return { name: 'recorded', account, region, partition, variables: {} };
}

/** Whoever recorded it did not use this tool: the mark of its owner is added to the tags, and calls that add nothing may be left out. */
function withOwner(answers: Answers): Answers {
  const mark = { Key: OWNER_TAG, Value: OWNER };
  const { ListTagsForResource: iot, ListTagsForDeliveryStream: firehose } = answers as Readonly<
    Record<string, JsonObject | undefined>
  >;
  return {
    ListTargetsForSecurityProfile: { securityProfileTargets: [] },
    ...answers,
    ListTagsForResource: { tags: [...((iot?.['tags'] as JsonObject[] | undefined) ?? []), mark] },
    ListTagsForDeliveryStream: {
      Tags: [...((firehose?.['Tags'] as JsonObject[] | undefined) ?? []), mark],
      HasMoreTags: false,
    },
  };
}

/** The same for what has no tags: the mark stands in its description. */
function withOwnerInText({ DescribeAuditSuppression: answer }: Answers, resource: Address): Answers {
  if (answer === undefined) return {};
  const mark = { owner: OWNER, name: nameOf(resource), isProtected: false };
  return { DescribeAuditSuppression: withMark(kindNamed(kindOf(resource)), answer as JsonObject, mark) };
}
