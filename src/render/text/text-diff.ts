/** A line that both texts have, or one only; `⋮` stands for equal lines left out. */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+' | '⋮';
  readonly text: string;
}

const CONTEXT = 2;
const MOST_CELLS = 250_000;

/** What differs between two texts line by line, with at most two equal lines around each difference. */
export function textDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const lines =
    before.length * after.length > MOST_CELLS
      ? [...signed('-', before), ...signed('+', after)]
      : aligned(before, after);
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ sign }) => sign !== ' '),
  );
  return lines.flatMap((line, index) => {
    if (isNear[index] === true) return [line];
    const isGap = isNear[index - 1] === true && isNear.includes(true, index);
    return isGap ? [{ sign: '⋮', text: '' }] : [];
  });
}

/** Both texts along their longest common subsequence. */
function aligned(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const longest = lengths(before, after);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length && j < after.length) {
    const isEqual = before[i] === after[j];
    const goes = !isEqual && (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0);
    const comes = !isEqual && !goes;
    lines.push({ sign: isEqual ? ' ' : goes ? '-' : '+', text: (comes ? after[j] : before[i]) ?? '' });
    if (!comes) i += 1;
    if (!goes) j += 1;
  }
  return [...lines, ...signed('-', before.slice(i)), ...signed('+', after.slice(j))];
}

/** `[i][j]`: length of the longest common subsequence of what follows `i` in one and `j` in the other. */
function lengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const [row, below] = [table[i], table[i + 1]];
      if (row === undefined || below === undefined) continue;
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return table;
}

function signed(sign: '-' | '+', lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ sign, text }));
}
