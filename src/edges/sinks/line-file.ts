import { open } from 'node:fs/promises';

/** The lines of a file, without their line feeds. */
export async function* linesOf(path: string): AsyncIterable<string> {
  const file = await open(path, 'r');
  try {
    yield* file.readLines({ autoClose: false });
  } finally {
    await file.close();
  }
}

/** Adds lines, each without its line feed, and resolves when they would survive the machine. */
export async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const file = await open(path, 'a');
  try {
    await file.appendFile(`${lines.join('\n')}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder safe: a file is only as safe as its name. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Bytes looked at in one go. */
const WINDOW = 65_536;

/** Where the last whole line of a file ends, in bytes; undefined where there is no file. */
export async function endOfLastLine(path: string): Promise<number | undefined> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    const buffer = Buffer.alloc(WINDOW);
    for (let end = (await file.stat()).size; end > 0;) {
      const start = Math.max(0, end - WINDOW);
      await file.read(buffer, 0, end - start, start);
      const found = buffer.subarray(0, end - start).lastIndexOf(0x0a);
      if (found >= 0) return start + found + 1;
      end = start;
    }
    return 0;
  } finally {
    await file.close();
  }
}
