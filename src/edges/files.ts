import type { Code } from '../model/codes.ts';
import {
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { OperatorError } from '../model/problem.ts';
import { FILE_LIMIT, FILES_LIMIT } from '../model/limits.ts';
import type { Files, ProfileFiles } from '../model/files.ts';

/** The files below a folder of this machine. Paths come out relative to it, with forward slashes. */
export function filesIn(root: string): Files {
  return {
    readProfiles: (folder) => readProfiles(root, folder),
    read: (file) => readText(resolve(root, file)),
    write: (file, text) => writeWhole(resolve(root, file), text),
  };
}

function readProfiles(root: string, folder: string): ProfileFiles {
  const top = resolve(root, folder);
  if (!existsSync(top))
    throw new OperatorError('DG1301', `There is no folder ${folder}.`, {
      hint: 'Name the folder that holds the profiles, as in `defender-gitops plan profiles`.',
      exitCode: 3,
    });
  const single = statSync(top).isFile();
  const found: ProfileFiles = { files: [], problems: [] };
  const real = realpathSync(single ? dirname(top) : top);
  if (single) readOne(root, top, real, found);
  else walk(root, top, real, found, new Set());
  return found;
}

function walk(root: string, folder: string, real: string, found: ProfileFiles, seen: Set<string>): void {
  const here = realpathSync(folder);
  // A link can lead back up: each folder is entered once.
  if (seen.has(here)) return;
  seen.add(here);
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (name.startsWith('.')) continue;
    if (isFolder(path)) {
      if (isInside(path, real)) walk(root, path, real, found, seen);
      else
        refuse(
          root,
          path,
          found,
          'DG1302',
          'The link leads out of the profiles.',
          'Move what it points to into the folder.',
        );
    } else if (/\.ya?ml$/i.test(name)) readOne(root, path, real, found);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isInside(path: string, real: string): boolean {
  const target = realpathSync(path);
  return target === real || target.startsWith(real + sep);
}

function refuse(root: string, path: string, found: ProfileFiles, code: Code, message: string, hint: string): void {
  found.problems.push({ code, message, hint, file: shown(root, path), line: 1, column: 1 });
}

function shown(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

function readOne(root: string, path: string, real: string, found: ProfileFiles): void {
  const no = (code: Code, message: string, hint: string): void => refuse(root, path, found, code, message, hint);
  try {
    if (lstatSync(path).isSymbolicLink() && !isInside(path, real))
      return no('DG1302', 'The link leads out of the profiles.', 'Move what it points to into the folder.');
    // Asked before it is opened: opening a FIFO would wait for ever.
    if (!statSync(path).isFile()) return no('DG1303', 'This is not a regular file.', 'Put a regular file there.');
    if (found.files.length >= FILES_LIMIT)
      return no('DG1304', `There are more than ${FILES_LIMIT} files.`, 'Put more resources into one file.');
    const descriptor = openSync(path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (size > FILE_LIMIT.bytes)
        return no(
          'DG1001',
          `The file has ${size} bytes; at most ${FILE_LIMIT.bytes} are read.`,
          'Split it: sections may stand in any number of files.',
        );
      found.files.push({ file: shown(root, path), bytes: readFileSync(descriptor) });
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    no(
      'DG1305',
      `The file cannot be read: ${(error as Error).message}.`,
      'Check that it is there and that you may read it.',
    );
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new OperatorError('DG1305', `${path} cannot be read: ${(error as Error).message}.`, { cause: error });
  }
}

/** Writes a file whole or not at all. */
function writeWhole(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const half = `${path}.${process.pid}.tmp`;
    writeFileSync(half, text);
    renameSync(half, path);
  } catch (error) {
    throw new OperatorError('DG1306', `${path} cannot be written: ${(error as Error).message}.`, { cause: error });
  }
}
