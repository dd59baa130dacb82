import type { DataPath, PathEdge, PathNode, PathSort } from '../../model/impact/data-path.ts';
import type { Change } from '../../model/plan.ts';
import { shortened, plainLine } from '../text/plain-text.ts';
import { compareTexts } from '../../model/values/text.ts';

/** What each sort of node is called in a picture. */
export const SORT_WORDS: Readonly<Record<PathSort, string>> = {
  things: 'things',
  profile: 'profile',
  audit: 'scheduled audit',
  topic: 'topic',
  rule: 'rule',
  stream: 'stream',
  bucket: 'bucket',
  table: 'table',
  engine: 'asked by',
  subscribers: 'subscribers of',
  alarms: 'SNS topic',
  service: 'action',
};

/** Signs for those who do not see colours; none of them is markup anywhere. */
const SIGNS: Readonly<Record<Change['action'], string>> = {
  create: '+',
  update: '✎',
  replace: '±',
  delete: '−',
};

const LONGEST = 60;

/** The first line of a node: its sign and sort. */
export function sortText({ sort, change }: PathNode): string {
  return change === undefined ? SORT_WORDS[sort] : `${SIGNS[change]} ${SORT_WORDS[sort]}`;
}

/** The second line of a node: its name, cut where it is long. */
export function nameText({ name }: PathNode): string {
  return cut(name);
}

/** A name on one line, as long as a picture has room for. */
function cut(name: string): string {
  // Two dollar signs begin a formula in Mermaid, whatever is done to escape them.
  return shortened(plainLine(name), LONGEST).replaceAll('$$', '＄＄');
}

/** Of so many metrics each is named at an edge. */
const NAMED = 4;

/** What an edge carries, a line each: alarms, findings, errors, a backup, or the metrics by name; none where that is plain. */
function edgeLines({ carries, metrics = [] }: PathEdge): readonly string[] {
  if (carries !== undefined) return [carries];
  const shown = metrics.length > NAMED ? metrics.slice(0, NAMED - 1) : metrics;
  const more = metrics.length - shown.length;
  const names = shown.map(cut);
  return more > 0 ? [...names, `and ${more} more`] : names;
}

/** What is written at an edge, a line each: its sign, and what it carries. */
export function labelLines(edge: PathEdge): readonly string[] {
  const [first = '', ...others] = edgeLines(edge);
  const head = [edge.change === undefined ? '' : SIGNS[edge.change], first].filter((part) => part !== '').join(' ');
  return head === '' ? [] : [head, ...others];
}

/** The same on one line. */
export function edgeText(edge: PathEdge): string {
  return labelLines(edge).join(', ');
}

/** The sign of an edge that comes or goes, and what each sign means. */
export const SIGN_WORDS: readonly (readonly [change: Change['action'], text: string])[] = [
  ['create', `${SIGNS.create} added`],
  ['update', `${SIGNS.update} changed`],
  ['replace', `${SIGNS.replace} replaced`],
  ['delete', `${SIGNS.delete} removed`],
];

/** A picture in an order that depends on nothing but what is in it. */
export function inOrder<Edge extends PathEdge>({
  nodes,
  edges,
}: Pick<DataPath, 'nodes'> & { readonly edges: readonly Edge[] }) {
  const keyed = edges.map((edge) => ({ edge, key: JSON.stringify([edge.from, edge.to, edge.carries ?? '']) }));
  return {
    nodes: [...nodes].sort((left, right) => compareTexts(left.id, right.id)),
    edges: keyed.sort((left, right) => compareTexts(left.key, right.key)).map(({ edge }) => edge),
  };
}
