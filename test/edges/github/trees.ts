import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../src/model/values/json.ts';
import { blobHash } from './bodies.ts';
import { sample } from './contract.ts';
import type { Files, World } from './world.ts';

/** The answer for a tree, named by its own hash or by a commit's; undefined where nothing has that hash. */
export function treeBody(world: World, sha: string, recursive: boolean): JsonObject | undefined {
  const files = world.commits.get(sha)?.files ?? foldersOf(world).get(sha);
  if (files === undefined) return undefined;
  const tree = [...entriesOf(files)].filter(({ path }) => recursive || !String(path).includes('/'));
  return sample('git-tree', { sha, truncated: false, tree });
}

/** The answer for a blob. */
export function blobBody(world: World, sha: string): JsonObject | undefined {
  const texts = [...world.commits.values()].flatMap(({ files }) => [...files.values()]);
  const text = texts.find((one) => blobHash(one) === sha);
  if (text === undefined) return undefined;
  const content = Buffer.from(text)
    .toString('base64')
    .replaceAll(/(.{60})/g, '$1\n');
  return sample('blob', { sha, content, encoding: 'base64', size: Buffer.byteLength(text) });
}

function foldersOf(world: World): ReadonlyMap<string, Files> {
  const all = [...world.commits.values()].flatMap(({ files }) => [...folders(files)].map(([, below]) => below));
  return new Map(all.map((below) => [treeHash(below), below]));
}

function entriesOf(files: Files): readonly JsonObject[] {
  const trees = [...folders(files)].map(([path, below]) => ({
    path,
    mode: '040000',
    type: 'tree',
    sha: treeHash(below),
  }));
  const blobs = [...files].map(([path, text]) => ({
    path,
    mode: '100644',
    type: 'blob',
    sha: blobHash(text),
  }));
  return [...trees, ...blobs].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Every folder with the files below it, by paths from that folder. */
function folders(files: Files): ReadonlyMap<string, Files> {
  const found = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const steps = path.split('/');
    for (let depth = 1; depth < steps.length; depth++) {
      const folder = steps.slice(0, depth).join('/');
      const below = found.get(folder) ?? new Map<string, string>();
      found.set(folder, below.set(steps.slice(depth).join('/'), text));
    }
  }
  return found;
}

function treeHash(files: Files): string {
  return createHash('sha1')
    .update(JSON.stringify([...files]))
    .digest('hex');
}
