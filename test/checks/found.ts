import { loadingProfiles } from '../../src/commands/planning/profiles.ts';
import { finish } from '../../src/model/steps.ts';
import { problemsDocument } from '../../src/render/json/plan.ts';
import { jsonText } from '../../src/render/text/json.ts';
import { testWorld } from '../world.ts';

/** A problem as `validate --json` prints it. */
export interface Found {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly check?: string;
  readonly message: string;
  readonly hint?: string;
  readonly line: number;
}

/** Settings with one target, in two lines, so that what follows begins in the third. */
export const SETTINGS = (region = 'ap-south-1'): string =>
  `owner: acme\ntargets: { production: { account: "111122223333", region: ${region} } }\n`;

/** What `validate` finds in profiles, without an account. */
export function foundIn(yaml: string, region?: string): readonly Found[] {
  const world = testWorld({ 'profiles/a.yaml': `${SETTINGS(region)}${yaml}` });
  const { problems, findings } = finish(loadingProfiles(world, 'profiles'));
  const text = jsonText(problemsDocument([...problems, ...findings]));
  return (JSON.parse(text) as { readonly problems: readonly Found[] }).problems;
}

/** The ids of the checks that find something; the code of what no check found. */
export function checksIn(yaml: string, region?: string): readonly string[] {
  return foundIn(yaml, region).map(({ check, code }) => check ?? code);
}
