import type { DataPath, PathEdge, PathNode } from '../../../model/impact/data-path.ts';
import type { Change } from '../../../model/plan.ts';
import { afterwards } from '../afterwards.ts';
import type { Specs } from '../afterwards.ts';
import { finish } from '../../../model/steps.ts';
import type { Steps } from '../../../model/steps.ts';
import { hopsOf, nodeOf } from './nodes.ts';
import type { Hop } from './nodes.ts';

/** The whole data path of what is there or wanted: every profile, rule and stream, and whatever they lead to. */
export function dataPathOf(specs: Specs): DataPath {
  return finish(followingPath(specs));
}

/** The same, step by step. */
export function followingPath(specs: Specs): Steps<DataPath> {
  return marking(specs, specs, []);
}

/** The part of the data path that changes alter, and one node further on each side. */
export function changedPath(changes: readonly Change[], before: Specs): DataPath {
  return finish(followingChanges(changes, before));
}

/** The same, step by step. */
export function* followingChanges(changes: readonly Change[], before: Specs): Steps<DataPath> {
  const { nodes, edges } = yield* marking(before, afterwards(changes, before), changes);
  yield;
  const altered = new Set(nodes.filter(({ change }) => change !== undefined).map(({ id }) => id));
  for (const { from, to, change } of edges) if (change !== undefined) [from, to].forEach((id) => altered.add(id));
  const kept = edges.filter(({ from, to }) => altered.has(from) || altered.has(to));
  const near = new Set([...altered, ...kept.flatMap(({ from, to }) => [from, to])]);
  return { nodes: nodes.filter(({ id }) => near.has(id)), edges: kept };
}

/** Both sides in one picture, with what is new, gone or altered marked. */
function* marking(before: Specs, after: Specs, changes: readonly Change[]): Steps<DataPath> {
  const was = yield* hopsOf(before);
  const is = before === after ? was : yield* hopsOf(after);
  const actions = new Map(changes.map(({ address, action }) => [nodeOf(address)?.id, action]));
  const resources = [...new Set([...before.keys(), ...after.keys()])].flatMap((address) => nodeOf(address) ?? []);
  const all = new Map(
    [...resources, ...[...was, ...is].flatMap(({ from, to }) => [from, to])].map((one) => [one.id, one]),
  );
  // What is only led to, as a bucket or a topic, is neither made nor deleted: its ways are.
  const nodes = [...all.values()].map((one): PathNode => {
    const change = actions.get(one.id);
    return change === undefined ? one : { ...one, change };
  });
  yield;
  return { nodes, edges: edgesOf(was, is) };
}

function edgesOf(was: readonly Hop[], is: readonly Hop[]): readonly PathEdge[] {
  // No name holds the character between.
  const keyOf = ({ from, to, carries }: Hop): string => `${from.id}\0${to.id}\0${carries ?? ''}`;
  const [had, has] = [new Set(was.map(keyOf)), new Set(is.map(keyOf))];
  const all = new Map([...was, ...is].map((hop) => [keyOf(hop), hop]));
  return [...all].map(([key, { from, to, carries }]): PathEdge => {
    const change = turn(had.has(key), has.has(key));
    return {
      from: from.id,
      to: to.id,
      ...(carries === undefined ? {} : { carries }),
      ...(change === undefined ? {} : { change }),
    };
  });
}

function turn(was: boolean, is: boolean): 'create' | 'delete' | undefined {
  if (was === is) return undefined;
  return is ? 'create' : 'delete';
}
