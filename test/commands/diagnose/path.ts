import { expect } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { verify } from '../../../src/commands/diagnose/verify.ts';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.ts';
import { regionOf } from '../../../src/sandbox/state.ts';
import type { RegionState } from '../../../src/sandbox/state.ts';
import { EXAMPLE } from '../../sandbox/data-plane/flow.ts';
import type { Edits } from '../../sandbox/data-plane/flow.ts';
import { TARGET, testWorld } from '../../world.ts';
import type { TestWorld } from '../../world.ts';

/** What a verification said and did. */
export interface Verified {
  readonly code: number;
  readonly text: string;
  /** Operations that were sent, in their order. */
  readonly calls: readonly string[];
  readonly world: TestWorld;
}

/** How an account is, and what is asked of it. */
export interface Situation {
  /** Changes of the example before it is applied. */
  readonly edits?: Edits;
  /** What somebody did to the account afterwards. */
  readonly harm?: (region: RegionState) => void;
  readonly publish?: boolean;
  /** Whether somebody pressed Ctrl-C. */
  readonly stopped?: boolean;
  readonly options?: Partial<SandboxOptions>;
}

/** Applies the example, lets something happen to the account, and verifies: over the wire. */
export async function verified({
  edits = [],
  harm,
  publish = true,
  stopped = false,
  options = {},
}: Situation = {}): Promise<Verified> {
  let profiles = EXAMPLE['profiles/soundbox.yaml'] ?? '';
  for (const [find, replacement] of edits) {
    expect(profiles).toMatch(find);
    profiles = profiles.replace(find, () => replacement);
  }
  const files = { ...EXAMPLE, 'profiles/soundbox.yaml': profiles };
  const before = testWorld(files);
  expect(await apply(before, { folder: 'profiles', only: [], accept: [] }), before.printed()).toBe(0);
  harm?.(regionOf(before.sandbox.state, TARGET.account, TARGET.region));
  const world = testWorld(files, { state: before.sandbox.state, ...options });
  const shown = {
    ...world,
    style: { color: false, width: 400 },
    stop: () => (stopped ? AbortSignal.abort() : new AbortController().signal),
  };
  const code = await verify(shown, { folder: 'profiles', publish });
  return { code, text: world.printed(), calls: world.sandbox.calls.map(({ operation }) => operation), world };
}

/** The lines that begin with a mark, in order. */
export function marked(text: string, mark: '✔' | '✖' | '!' | '?'): readonly string[] {
  return text.split('\n').flatMap((line) => (line.startsWith(`  ${mark} `) ? [line.slice(4)] : []));
}
