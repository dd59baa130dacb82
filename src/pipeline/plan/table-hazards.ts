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

function messageOf({ stream, table, isIceberg, differences, questions }: TableMismatch): string {
  const asked = listed(questions.map((id) => `\`${id}\``));
  if (differences.length === 0) {
    const unanswered = asked === '' ? '' : `, and ${asked} no new answers`;
    return `After this change, no exported metric reaches ${stream}: table ${table} gets no new rows${unanswered}.`;
  }
  const unanswered = asked === '' ? '' : ` It no longer answers ${asked}.`;
  const help = isIceberg
    ? 'Alter the table to fit; `defender-gitops doctor` compares it with what is written.'
    : 'After the apply, create the table again, as `defender-gitops tables` prints it.';
  return `After this change, table ${table} no longer fits what ${stream} writes: ${differences.join('; ')}.${unanswered} ${help}`;
}
