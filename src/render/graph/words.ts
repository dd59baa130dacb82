import type { DataPath, PathEdge, PathNode, PathSort } from '../../model/impact/data-path.ts';
import type { Change } from '../../model/plan.ts';
import { shortened, plainLine } from '../text/plain-text.ts';
import { compareTexts } from '../../model/values/text.ts';

/** What each sort of node is called in a picture. */
export const SORT_WORDS: Readonly<Record<PathSort, string>> = {
  things: 'things',
  profile: 'profile',
  topic: 'topic',
  rule: 'rule',
  stream: 'stream',
  bucket: 'bucket',
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
  // Two dollar signs begin a formula in Mermaid, whatever is done to escape them.
  return shortened(plainLine(name), LONGEST).replaceAll('$$', '＄＄');
}

/** What stands at a way; empty where it stays and carries the metrics themselves. */
export function edgeText({ carries, change }: PathEdge): string {
  return [change === undefined ? '' : SIGNS[change], carries ?? ''].filter((part) => part !== '').join(' ');
}

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
