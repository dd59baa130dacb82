/**
 * Says which of the packages in dist/ (as sbom.cdx.json lists them) have a known vulnerability, as `npm audit` knows it from the registry.
 * Exits with 1 where one has, with 0 where none has or the registry does not answer; then it says loudly that nothing was looked up.
 * `--from FILE` reads the answer of `npm audit --json` instead.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** https://docs.npmjs.com/cli/v11/commands/npm-audit */
interface Audit {
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly nodes: readonly string[]; readonly via: readonly (Advisory | string)[] }>
  >;
  readonly message?: string;
}

/** A text in `via` names another package of the answer, which has the advisory itself. */
interface Advisory {
  readonly title: string;
  readonly url: string;
  readonly severity: string;
  readonly range: string;
}

interface Component {
  readonly group?: string;
  readonly name: string;
  readonly version: string;
}

const [flag, file = ''] = process.argv.slice(2);
const audit = JSON.parse(
  flag === '--from'
    ? readFileSync(file, 'utf8')
    : spawnSync('npm', ['audit', '--json', '--package-lock-only'], { encoding: 'utf8' }).stdout,
) as Audit;
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
};
const { components } = JSON.parse(readFileSync('dist/sbom.cdx.json', 'utf8')) as {
  readonly components: readonly Component[];
};
const bundled = new Set(
  components.map(({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`),
);

if (audit.vulnerabilities === undefined) {
  console.log(`SKIPPED: the registry does not tell known vulnerabilities (${audit.message ?? 'no reason given'}).`);
} else {
  const found = Object.entries(audit.vulnerabilities).flatMap(([name, { nodes, via }]) => {
    const versions = new Set(nodes.map((node) => lock.packages[node]?.version ?? ''));
    const advisories = via.filter((one) => typeof one !== 'string');
    return [...versions]
      .filter((version) => bundled.has(`${name}@${version}`))
      .flatMap((version) =>
        advisories.map(({ severity, title, url }) => `${name} ${version}: ${severity}: ${title} (${url})`),
      );
  });
  for (const line of found) console.log(line);
  console.log(`${bundled.size} bundled packages, ${found.length} known vulnerabilities`);
  if (found.length > 0) process.exitCode = 1;
}
