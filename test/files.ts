import type { Files, RawFile } from '../src/model/files.ts';
import { OperatorError } from '../src/model/problem.ts';

/** Files in memory, by path. */
export function filesOf(disk: Map<string, string>): Files {
  return {
    readProfiles: (folder) =>
      [...disk]
        .filter(([file]) => file.startsWith(`${folder}/`))
        .map(([file, text]): RawFile => ({ file, bytes: new TextEncoder().encode(text) })),
    read: (file) => {
      const text = disk.get(file);
      if (text === undefined) throw new OperatorError('DG1305', `${file} cannot be read.`);
      return text;
    },
    write: (file, text) => void disk.set(file, text),
  };
}
