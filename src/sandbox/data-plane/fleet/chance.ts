/** A stream of numbers from 0 to 1 that its seed decides. Not for secrets. */
export type Chance = () => number;

/** A whole number from any text: FNV-1a, 32 bits. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('\0')) {
    hash ^= character.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** One number from 0 to 1 for a seed and a place in a series, whatever was asked before. */
export function chanceAt(seed: number, place: number): number {
  let mixed = (seed + Math.imul(place + 1, 0x9e3779b9)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
}

/** Numbers one after the other. */
export function chance(seed: number): Chance {
  let place = 0;
  return () => chanceAt(seed, place++);
}

/** A UUID of version 4. */
export function uuid(next: Chance): string {
  const digits = Array.from({ length: 32 }, (_, index) => {
    const digit = Math.floor(next() * 16);
    return (index === 12 ? 4 : index === 16 ? (digit % 4) + 8 : digit).toString(16);
  }).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits. */
export function randomText(next: Chance, length: number): string {
  return Array.from({ length }, () => LETTERS.charAt(Math.floor(next() * LETTERS.length))).join('');
}
