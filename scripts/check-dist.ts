/** Builds into a temporary folder and compares with dist/: what is committed must be what the sources make. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The files under a folder with what counts of them: their bytes, and whether they are executable. */
function contents(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    paths.map((path) => {
      const executable = (statSync(path).mode & 0o100) !== 0;
      return [path.slice(folder.length + 1), `${executable} ${readFileSync(path, 'base64')}`];
    }),
  );
}

const fresh = mkdtempSync(join(tmpdir(), 'dist-'));
try {
  execFileSync('rolldown', ['-c', 'rolldown.config.ts', '--dir', fresh], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const built = contents(fresh);
  const committed = contents('dist');
  const files = [...new Set([...built.keys(), ...committed.keys()])];
  const stale = files.filter((file) => built.get(file) !== committed.get(file)).sort();
  if (stale.length > 0) {
    console.error(`dist/ is not what the sources make. Run "npm run build" and commit it. Different:`);
    console.error(stale.map((file) => `  dist/${file}`).join('\n'));
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true });
}
