import type { Coverage } from '../../model/impact/coverage.ts';
import type { TableMismatch } from '../../model/impact/table-mismatch.ts';
import type { Hazard } from '../../model/plan.ts';
import { listed } from '../../model/values/text.ts';
import { digestOfMismatch } from './digest.ts';

/** One hazard for each table that does not fit any more; its id holds in what. What is lost as a whole is said already. */
export function tableMismatches(
  mismatches: readonly TableMismatch[],
  { lost }: Coverage,
  accept: readonly string[],
): readonly Hazard[] {
  const said = new Set(lost.flatMap(({ addresses }) => addresses));
  return mismatches
    .filter(({ differences, addresses }) => differences.length > 0 || !addresses.some((one) => said.has(one)))
    .map((mismatch): Hazard => {
      const rule = 'table-mismatch';
      const id = `${rule}:${digestOfMismatch(mismatch)}`;
      const { addresses } = mismatch;
      return { id, rule, addresses, message: messageOf(mismatch), acceptable: true, accepted: accept.includes(id) };
    });
}

function messageOf({ stream, table, differences, questions }: TableMismatch): string {
  const asked = questions.map((id) => `\`${id}\``);
  if (differences.length === 0) {
    const unanswered = asked.length === 0 ? '' : `, and no new answers to ${listed(asked)}`;
    return `Nothing that is exported reaches ${stream} any more: table ${table} has no new rows${unanswered}.`;
  }
  const unanswered = asked.length === 0 ? '' : ` It does not answer ${listed(asked)} any more.`;
  return `Table ${table} does not fit what ${stream} writes from then on: ${differences.join('; ')}.${unanswered} Once it is applied, make the table that \`defender-gitops tables\` prints.`;
}
