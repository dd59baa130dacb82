import type { DataPath, PathEdge, PathNode } from '../../../model/impact/data-path.ts';
import type { TableMismatch } from '../../../model/impact/table-mismatch.ts';
import type { Change } from '../../../model/plan.ts';
import { afterwards } from '../afterwards.ts';
import type { Specs } from '../afterwards.ts';
import { finish, mapped } from '../../../model/steps.ts';
import type { Steps } from '../../../model/steps.ts';
import { hopsOf, nodeOf, tableNodeOf } from './nodes.ts';
import type { Hop } from './nodes.ts';

/** The whole data path of what is there or wanted: every profile, rule and stream, and whatever they lead to. */
export function dataPathOf(specs: Specs): DataPath {
  return finish(followingPath(specs));
}

/** The same, step by step. */
export function followingPath(specs: Specs): Steps<DataPath> {
  return marking(specs, specs, new Map());
}

/** The part of the data path that changes alter, also by breaking tables, and one node further on each side. */
export function changedPath(
  changes: readonly Change[],
  before: Specs,
  mismatches: readonly TableMismatch[] = [],
): DataPath {
  return finish(followingChanges(changes, before, mismatches));
}

/** The same, step by step. */
export function* followingChanges(
  changes: readonly Change[],
  before: Specs,
  mismatches: readonly TableMismatch[],
): Steps<DataPath> {
  if (changes.length === 0 && mismatches.length === 0) return { nodes: [], edges: [] };
  const broken = mismatches.map(({ table }) => [tableNodeOf(table).id, 'update'] as const);
  const actions = [...changes.map(({ address, action }) => [nodeOf(address)?.id, action] as const), ...broken];
  const { nodes, edges } = yield* marking(before, afterwards(changes, before), new Map(actions));
  const altered = new Set(nodes.filter(({ change }) => change !== undefined).map(({ id }) => id));
  yield;
  for (const { from, to, change } of edges) {
    if (change !== undefined) altered.add(from).add(to);
    yield;
  }
  const near = new Set(altered);
  const kept: PathEdge[] = [];
  for (const edge of edges) {
    const { from, to } = edge;
    if (altered.has(from) || altered.has(to)) {
      kept.push(edge);
      near.add(from).add(to);
    }
    yield;
  }
  return { nodes: nodes.filter(({ id }) => near.has(id)), edges: kept };
}

/** What happens to nodes, by their ids; what is no node has none. */
type Actions = ReadonlyMap<string | undefined, Change['action']>;

/** Both sides in one picture, with what is new, gone or altered marked. */
function* marking(before: Specs, after: Specs, actions: Actions): Steps<DataPath> {
  const was = yield* hopsOf(before);
  const is = before === after ? was : yield* hopsOf(after);
  const resources = new Set([...before.keys(), ...after.keys()]);
  yield;
  // What is only led to, as a bucket or a topic, is neither made nor deleted: its ways are.
  const nodes = new Map<string, PathNode>();
  const add = (node: Hop['from'] | undefined): void => {
    if (node === undefined || nodes.has(node.id)) return;
    const change = actions.get(node.id);
    nodes.set(node.id, change === undefined ? node : { ...node, change });
  };
  yield* mapped(resources, (address) => add(nodeOf(address)));
  const edges = new Map<string, EdgeSides>();
  for (const hop of was) {
    [hop.from, hop.to].forEach(add);
    sidesOf(edges, hop).had = true;
    yield;
  }
  for (const hop of is) {
    [hop.from, hop.to].forEach(add);
    const sides = sidesOf(edges, hop);
    sides.has = true;
    // What goes there from then on.
    sides.hop = hop;
    yield;
  }
  return { nodes: [...nodes.values()], edges: yield* mapped(edges.values(), edgeOf) };
}

/** An edge, and whether it was there before and is there after. */
interface EdgeSides {
  hop: Hop;
  had: boolean;
  has: boolean;
}

function sidesOf(edges: Map<string, EdgeSides>, hop: Hop): EdgeSides {
  // No name holds the character between.
  const key = `${hop.from.id}\0${hop.to.id}\0${hop.carries ?? ''}`;
  const known = edges.get(key);
  if (known !== undefined) return known;
  const sides = { hop, had: false, has: false };
  edges.set(key, sides);
  return sides;
}

function edgeOf({ hop: { from, to, carries, metrics }, had, has }: EdgeSides): PathEdge {
  const change = turn(had, has);
  return {
    from: from.id,
    to: to.id,
    ...(carries === undefined ? {} : { carries }),
    ...(metrics === undefined ? {} : { metrics }),
    ...(change === undefined ? {} : { change }),
  };
}

function turn(was: boolean, is: boolean): 'create' | 'delete' | undefined {
  if (was === is) return undefined;
  return is ? 'create' : 'delete';
}
