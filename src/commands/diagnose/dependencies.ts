import { basicIngestOf } from '../../catalogue/topics.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { addressOf, kindOf } from '../../model/address.ts';
import type { Aws } from '../../model/aws.ts';
import { isList, isObject } from '../../model/values/json.ts';
import type { JsonValue } from '../../model/values/json.ts';
import type { Desired, DesiredState } from '../../model/resource.ts';
import { startAll } from '../../model/steps.ts';
import type { Breather } from '../../model/steps.ts';
import { ask, notRead } from '../prerequisites/diagnostic.ts';
import { checkRoles } from '../prerequisites/roles.ts';
import { indexingMode, isDynamic, switchOn } from '../prerequisites/index-findings.ts';
import { destinationsOf, destinationStates, lackOf } from '../prerequisites/destination-findings.ts';
import { isLoggingChecked, logLevel, OFF, switchLoggingOn } from '../prerequisites/logging-findings.ts';
import { groupsOf, makeGroup } from '../prerequisites/group-findings.ts';

const CHECKS = [
  checkThingGroups,
  checkIndexing,
  checkLogging,
  checkStreams,
  checkRules,
  checkDestinations,
  checkRoles,
] as const;

/**
 * Whether what the profiles lean on is there: thing groups, the index, logging, delivery streams, rules, destinations and roles, as
 * far as they can be read.
 */
export async function checkDependencies(
  aws: Aws,
  { resources }: DesiredState,
  breathe: Breather,
): Promise<readonly Diagnostic[]> {
  const desired = [...resources.values()];
  return (await startAll(CHECKS, (check) => check(aws, desired), breathe)).flat();
}

async function checkThingGroups(aws: Aws, desired: readonly Desired[]): Promise<readonly Diagnostic[]> {
  const declared = new Set(desired.map(({ address }) => address));
  const all = [...new Set(desired.flatMap(({ address, spec }) => groupsOf(address, spec)))];
  const names = all.filter((name) => !declared.has(addressOf('ThingGroup', name)));
  const diagnostics = await Promise.all(
    names.map(async (name): Promise<Diagnostic> => {
      const answer = await ask(() => aws.iot('DescribeThingGroup', { thingGroupName: name }));
      if (answer.type === 'taken') return { status: 'fine', message: `Thing group ${name} exists.` };
      if (answer.type !== 'missing') return notRead(`Thing group ${name}`, 'iot:DescribeThingGroup', answer);
      return {
        status: 'blocks',
        message: `Thing group ${name} does not exist.`,
        hint: makeGroup(name, aws.target.region),
      };
    }),
  );
  return diagnostics;
}

/** The index that dynamic thing groups are made from. */
async function checkIndexing(aws: Aws, desired: readonly Desired[]): Promise<readonly Diagnostic[]> {
  if (!desired.some(isDynamic)) return [];
  const answer = await indexingMode(aws);
  if (answer.type !== 'taken') return [notRead('Fleet indexing', 'iot:GetIndexingConfiguration', answer)];
  if (answer.value !== 'OFF') return [{ status: 'fine', message: `Fleet indexing is on: ${answer.value}.` }];
  return [
    { status: 'blocks', message: 'Fleet indexing is off, and dynamic thing groups need it.', hint: switchOn(aws) },
  ];
}

/** Where failures of rules are told, and what an audit may look at. */
async function checkLogging(aws: Aws, desired: readonly Desired[]): Promise<readonly Diagnostic[]> {
  const isChecked = desired.some(({ address, spec }) => isLoggingChecked(address, spec));
  if (!isChecked && !desired.some(({ address }) => kindOf(address) === 'TopicRule')) return [];
  const answer = await logLevel(aws);
  if (answer.type !== 'taken') return [notRead('Logging', 'iot:GetV2LoggingOptions', answer)];
  if (answer.value !== OFF) return [{ status: 'fine', message: `AWS IoT logs from ${answer.value} on.` }];
  const found = isChecked ? ' Each audit will find that by LOGGING_DISABLED_CHECK.' : '';
  const message = `AWS IoT does not log, so nothing tells why a rule or an action failed.${found}`;
  return [{ status: 'warns', message, hint: switchLoggingOn(aws) }];
}

/** Where rules send to by HTTP or within a VPC. */
async function checkDestinations(aws: Aws, desired: readonly Desired[]): Promise<readonly Diagnostic[]> {
  const names = new Set(desired.flatMap(({ address, spec }) => destinationsOf(address, spec).map(({ name }) => name)));
  if (names.size === 0) return [];
  const answer = await destinationStates(aws);
  if (answer.type !== 'taken') return [notRead('Topic rule destinations', 'iot:ListTopicRuleDestinations', answer)];
  return [...names].map((name): Diagnostic => {
    const lack = lackOf(name, answer.value, aws);
    if (lack === undefined) return { status: 'fine', message: `The topic rule destination for ${name} is enabled.` };
    return { status: 'warns', ...lack };
  });
}

async function checkStreams(aws: Aws, desired: readonly Desired[]): Promise<readonly Diagnostic[]> {
  const declared = desired.filter(({ address }) => kindOf(address) === 'DeliveryStream').map(({ address }) => address);
  const used = valuesOf(desired, 'deliveryStreamName');
  const names = [...new Set([...declared.map((address) => address.slice(address.indexOf('/') + 1)), ...used])];
  const diagnostics = await Promise.all(
    names.map(async (name): Promise<readonly Diagnostic[]> => {
      const answer = await ask(() => aws.firehose('DescribeDeliveryStream', { DeliveryStreamName: name }));
      if (answer.type === 'missing') {
        if (declared.includes(addressOf('DeliveryStream', name))) return [];
        const hint = 'Declare it under deliveryStreams, create it, or correct the name in the rule.';
        return [{ status: 'blocks', message: `Delivery stream ${name} does not exist.`, hint: hint }];
      }
      if (answer.type !== 'taken')
        return [notRead(`Delivery stream ${name}`, 'firehose:DescribeDeliveryStream', answer)];
      const status = answer.value.DeliveryStreamDescription?.DeliveryStreamStatus;
      if (status === 'ACTIVE') return [{ status: 'fine', message: `Delivery stream ${name} is active.` }];
      const hint = 'Nothing is delivered until it is ACTIVE; the plan says what a failed stream needs.';
      return [{ status: 'warns', message: `Delivery stream ${name} is ${status}.`, hint: hint }];
    }),
  );
  return diagnostics.flat();
}

/** Rules that metrics are exported through by Basic Ingest: disabled, they drop what they get. */
async function checkRules(aws: Aws, desired: readonly Desired[]): Promise<readonly Diagnostic[]> {
  const topics = valuesOf(desired, 'mqttTopic');
  const names = [...new Set(topics.flatMap((topic) => basicIngestOf(topic)?.rule || []))];
  const diagnostics = await Promise.all(
    names.map(async (name): Promise<readonly Diagnostic[]> => {
      // Refused in the same words where it is not there and where it may not be read; the plan tells.
      const answer = await ask(() => aws.iot('GetTopicRule', { ruleName: name }));
      if (answer.type !== 'taken' || answer.value.rule?.ruleDisabled !== true) return [];
      const hint = 'Exported metrics are lost while it is: remove ruleDisabled, or enable it.';
      return [{ status: 'warns', message: `Topic rule ${name} is disabled.`, hint: hint }];
    }),
  );
  return diagnostics.flat();
}

/** Every text that stands under a member of this name, however deep. */
function valuesOf(desired: readonly Desired[], member: string): readonly string[] {
  const found: string[] = [];
  const search = (value: JsonValue | undefined): void => {
    if (isList(value)) for (const inner of value) search(inner);
    else if (isObject(value))
      for (const [name, inner] of Object.entries(value))
        if (name === member && typeof inner === 'string') found.push(inner);
        else search(inner);
  };
  for (const { spec } of desired) search(spec);
  return found;
}
