import { diffArrays } from 'diff';

/** A line that both texts have, or one only; `⋮` stands for equal lines left out. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+' | '⋮';
  readonly text: string;
}

const CONTEXT = 2;

/** Lines that may go and come: searching takes the square of their number, a quarter of a second for so many, however long the texts are. */
const MOST_EDITS = 1_000;

/** What differs between two texts line by line, with at most two equal lines around each difference. */
export function textDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const lines = aligned(before, after);
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  );
  return lines.flatMap((line, index) => {
    if (isNear[index] === true) return [line];
    const isGap = isNear[index - 1] === true && isNear.includes(true, index);
    return isGap ? [{ sign: '⋮', text: '' }] : [];
  });
}

/** Both texts along their longest common subsequence; one after the other where hardly anything is common. */
function aligned(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS });
  if (changes === undefined) return [...signed('-', before), ...signed('+', after)];
  return changes.flatMap(({ value, added, removed }) => signed(added ? '+' : removed ? '-' : ' ', value));
}

function signed(sign: ' ' | '-' | '+', lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ sign, text }));
}
