/**
 * Writes into package-lock.json the platform packages that a registry mirror did not serve when the lock was made.
 * npm leaves an optional package that it cannot fetch out of the lock, and `npm ci` then refuses that lock on every machine.
 * The added entries have no integrity, so npm fetches them only where their platform asks for them. Run it after `npm install`, as `npm run complete-lock`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, Entry>;
}

const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const CPU = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const LIBC: Record<string, string> = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** The platform that a name such as `@oxlint/binding-linux-arm64-musl` tells. */
function platformOf(name: string): { cpu: string[]; libc: Entry; os: Entry } {
  const words = name.slice(name.indexOf('/') + 1).split('-');
  const os = words.filter((word) => OS.includes(word));
  const cpu = words.filter((word) => CPU.includes(word));
  const libc = os.includes('linux') ? words.flatMap((word) => LIBC[word] ?? []) : [];
  if (cpu.length !== 1) throw new Error(`${name}: its platform cannot be told from its name.`);
  return { cpu, libc: libc.length > 0 ? { libc } : {}, os: os.length > 0 ? { os } : {} };
}

/** Where Node would look for a package that `path` needs, nearest first. */
function* placesOf(name: string, path: string): Generator<string> {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    yield `${at}/node_modules/${name}`;
  }
  yield `node_modules/${name}`;
}

/** Entries that `npm ci` will miss, by their key in the lock. */
export function missingEntries(lock: Lock): Record<string, Entry> {
  const missing: Record<string, Entry> = {};
  for (const [path, parent] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const taken = [...placesOf(name, path)].find((place) => lock.packages[place] !== undefined);
      const isRange = !/^\d/.test(version); // platform packages are asked for by exact version; ranges are npm's to judge
      if (taken !== undefined && (isRange || lock.packages[taken]?.version === version)) continue;
      const place = taken === undefined ? `node_modules/${name}` : `${path}/node_modules/${name}`;
      const { cpu, libc, os } = platformOf(name);
      missing[place] = { version, cpu, ...(parent.dev && { dev: true }), ...libc, optional: true, ...os };
    }
  }
  return missing;
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock;
  const missing = missingEntries(lock);
  const entries = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries(entries.sort(([left], [right]) => left.localeCompare(right, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
  console.log(`${Object.keys(missing).length} platform packages added to package-lock.json`);
}
