import { createTopicIndex } from '../../catalogue/topic-index.ts';
import { mergedColumns } from '../../lake/columns.ts';
import { recordTypeOf } from '../../lake/record-type.ts';
import type { RecordType } from '../../lake/record-type.ts';
import type { Column } from '../../model/lake/table.ts';
import type { Check, CheckContext } from '../shared/check.ts';
import { exportsIn, firehoseActions } from '../shared/data-path.ts';
import { givesArray, readRulesIn } from '../shared/statements.ts';
import type { ReadRule } from '../shared/statements.ts';
import { destinationsIn, isConverting, processorsOf } from '../shared/streams.ts';
import type { Destination } from '../shared/streams.ts';

/** Records that no table can hold. */
export const tableRecord: Check = {
  id: 'table-record',
  code: 'DG8080',
  severity: 'warning',
  summary: 'a rule makes records of exported metrics that no table can hold',
  why: 'What lies in the bucket cannot be queried: a row of a table is a JSON object, with one type for each column.',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html',
  *find(context) {
    const columns = new Map<string, readonly Column[]>();
    for (const { rule, stream, record } of recordsIn(context)) {
      const before = columns.get(stream) ?? [];
      const merged = mergedColumns(before, record.columns);
      columns.set(stream, merged.columns);
      const clashes = merged.conflicts.map(
        ({ place, types: [others, ours] }) => `${place} is ${ours}, and ${others} in records of other rules`,
      );
      for (const problem of [...record.problems, ...clashes])
        yield {
          address: rule.address,
          path: 'sql',
          message: `No table can hold what ${rule.name} sends to ${stream}: ${problem}.`,
          hint: hintFor(rule),
        };
    }
  },
};

function hintFor(rule: ReadRule): string {
  return givesArray(rule) === true
    ? 'Add `batchMode: true` to the action, which sends each element as a record.'
    : 'Select the members by name, each with one type, and give columns other names with AS; `defender-gitops tables` shows what fits.';
}

interface Sent {
  readonly rule: ReadRule;
  readonly stream: string;
  readonly record: RecordType;
}

/** What rules that exports reach send to streams that write to S3 as they get it. */
function recordsIn(context: CheckContext): readonly Sent[] {
  const streams = new Map(destinationsIn(context).map(({ stream, destination }) => [stream.name, destination]));
  const rules = readRulesIn(context);
  const index = createTopicIndex<string>();
  for (const { name, filter } of rules) if (filter !== undefined) index.add(filter, name);
  const topics = new Set(exportsIn(context).map(({ topic }) => topic));
  const heard = new Set([...topics].flatMap((topic) => index.matching(topic)));
  const reached = rules.filter(({ name, isFed }) => isFed || heard.has(name));
  return reached.flatMap((rule) =>
    firehoseActions(rule.spec).flatMap(({ settings }): Sent[] => {
      const stream = String(settings['deliveryStreamName']);
      const destination = streams.get(stream);
      const isSplit = settings['batchMode'] === true;
      if (destination === undefined || !isAsSent(destination, rule, isSplit)) return [];
      return [{ rule, stream, record: recordTypeOf(rule.spec, { isSplit, metrics: [] }) }];
    }),
  );
}

/** Whether nothing comes between; lists for a stream that converts are told by a check of their own. */
function isAsSent(destination: Destination, rule: ReadRule, isSplit: boolean): boolean {
  const types = processorsOf(destination).map(({ type }) => type);
  if (types.includes('Lambda') || types.includes('RecordDeAggregation')) return false;
  return isSplit || !isConverting(destination) || givesArray(rule) !== true;
}
