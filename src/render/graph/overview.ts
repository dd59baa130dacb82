import type { DataPath, PathEdge, PathNode } from '../../model/impact/data-path.ts';
import { groupsBy } from '../../model/values/groups.ts';

/** An edge of an overview, and how many edges it stands for. */
export interface OverviewEdge extends PathEdge {
  readonly count: number;
}

/** A data path whose nodes may each stand for many. */
export interface Overview {
  readonly nodes: readonly PathNode[];
  readonly edges: readonly OverviewEdge[];
  /** Whether any does. */
  readonly isGrouped: boolean;
}

/** What the layout places within seconds; the time for it grows faster than the square of the nodes. */
const MOST = { nodes: 400, edges: 800 } as const;

/** Of one sort, and one change, so many are still told one by one in an overview. */
const FEW = 8;

/** A data path as it is where it can be laid out in time, else with what is of one sort and one change together in one node. */
export function overviewOf({ nodes, edges }: DataPath): Overview {
  if (nodes.length <= MOST.nodes && edges.length <= MOST.edges)
    return { nodes, edges: edges.map((edge) => ({ ...edge, count: 1 })), isGrouped: false };
  const groups = [...groupsBy(nodes, ({ sort, change = '' }) => `${sort} ${change}`).values()];
  const shown = groups.flatMap((group) => (group.length <= FEW ? group.map((node) => [node] as const) : [group]));
  const nodesShown = shown.map(standingFor);
  const standing = new Map(shown.flatMap((group, nth) => group.map(({ id }) => [id, nodesShown[nth]] as const)));
  const ends = edges.flatMap((edge) => {
    const [from, to] = [standing.get(edge.from)?.id, standing.get(edge.to)?.id];
    return from === undefined || to === undefined ? [] : [{ ...edge, from, to }];
  });
  const parallel = groupsBy(ends, ({ from, to, carries = '', change = '' }) =>
    JSON.stringify([from, to, carries, change]),
  );
  return {
    nodes: nodesShown,
    edges: [...parallel.values()].map(([{ metrics: _, ...edge }, ...others]) => ({
      ...edge,
      count: 1 + others.length,
    })),
    isGrouped: true,
  };
}

function standingFor(group: readonly [PathNode, ...PathNode[]]): PathNode {
  const [first] = group;
  if (group.length === 1) return first;
  return {
    ...first,
    id: [group.length, '×', first.sort, first.change ?? ''].join(' ').trim(),
    name: `${group.length} of them`,
  };
}
