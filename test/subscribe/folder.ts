import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The lines of all finished files of a folder. */
export function linesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson') && name !== 'rejected.ndjson')
    .sort()
    .flatMap((name) => linesOf(join(folder, name)));
}

/** The lines of finished files, and of the one that is being written. */
export function allLinesIn(folder: string, clientId: string): string[] {
  const part = join(folder, `.${clientId}/part.ndjson`);
  return [...linesIn(folder), ...(existsSync(part) ? linesOf(part) : [])];
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}
