import module from 'node:module';
import { isAbsolute, join } from 'node:path';

/** What tells where a user's caches are. */
export interface CacheHost {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The folder in which Node keeps compiled code between runs: one of the user's own, because what is in it is run. None in CI,
 * where no later run would find it.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function compileCacheFolder({ platform, env }: CacheHost): string | undefined {
  const { CI, HOME, XDG_CACHE_HOME, LOCALAPPDATA } = env;
  if (CI !== undefined && CI !== '') return undefined;
  const [home, ...below] =
    platform === 'win32'
      ? [LOCALAPPDATA, 'defender-gitops', 'Cache']
      : platform === 'darwin'
        ? [HOME, 'Library', 'Caches', 'defender-gitops']
        : XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME)
          ? [XDG_CACHE_HOME, 'defender-gitops']
          : [HOME, '.cache', 'defender-gitops'];
  return home === undefined || !isAbsolute(home) ? undefined : join(home, ...below);
}

/**
 * Keeps what Node compiles from here on for the next run, which then starts sooner. Where that cannot be done (a Node before 22.1,
 * a folder that cannot be written), nothing is different. https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
 */
export function keepCompiledCode(host: CacheHost = process): void {
  const folder = compileCacheFolder(host);
  if (folder !== undefined) module.enableCompileCache?.(folder);
}
