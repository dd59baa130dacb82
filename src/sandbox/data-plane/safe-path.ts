import { createHash } from 'node:crypto';

/** File systems take 255 bytes for a name. */
const LONGEST = 200;

/**
 * The path that stands for the key of an object or the name of a bucket: the key itself where it is an ordinary one, and never a
 * path that leads elsewhere. Two keys never have one path, but for letters that a file system does not tell apart.
 */
export function safePath(key: string): string {
  return key.split('/').map(safeName).join('/');
}

function safeName(name: string): string {
  if (name === '') return '%';
  const encoded = name.replaceAll(/[\0-\x1f\x7f%\\:*?"<>|]|^\.+|[. ]$/g, (found) =>
    [...found].map((one) => `%${one.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`).join(''),
  );
  if (Buffer.byteLength(encoded) <= LONGEST) return encoded;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return `${Buffer.from(encoded)
    .subarray(0, LONGEST - 40)
    .toString('latin1')
    .replaceAll(/[^\x20-\x7e]/g, '_')}%_${digest}`;
}
