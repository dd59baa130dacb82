import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `owner/name` of the GitHub repository that this runs in: from GitHub Actions, or else from git's remote `origin`. */
export function githubRepository(folder: string, env: NodeJS.ProcessEnv): string | undefined {
  const named = env['GITHUB_REPOSITORY'];
  if (named !== undefined && named !== '') return named;
  const config = join(folder, '.git', 'config');
  if (!existsSync(config)) return undefined;
  const origin = /\[remote "origin"\][^[]*?\n\s*url\s*=\s*(\S+)/.exec(readFileSync(config, 'utf8'))?.[1];
  return origin === undefined ? undefined : /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(origin)?.[1];
}
