const TROUBLES: Readonly<Record<string, string>> = {
  EACCES: 'this user may not',
  EDQUOT: 'the disk is full',
  EEXIST: 'something else is there',
  EFBIG: 'it would be too large',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such file',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EPIPE: 'nobody reads it any more',
  EPERM: 'this user may not',
  EROFS: 'the file system takes no writing',
};

/** What went wrong with a file, as the end of a sentence: in words where it is a usual error of Node's. */
export function troubleOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return TROUBLES[code] ?? message;
}
