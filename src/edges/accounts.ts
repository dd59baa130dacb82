import type { Aws } from '../model/aws.ts';
import type { Reporter } from '../model/event.ts';
import type { KnownOperations } from '../model/kinds/operation.ts';
import type { DesiredState } from '../model/resource.ts';
import type { Target } from '../model/settings.ts';
import type { Simulate } from '../model/exports/simulation.ts';
import type { RateLimiters } from './aws/rate-limiter.ts';

/** How the accounts of targets are opened. */
export interface Accounts {
  /** Tells what happens there. */
  readonly report: Reporter;
  readonly connect: (target: Target, desired: DesiredState) => Promise<Aws>;
  /** Stands in where the settings declare no target. */
  readonly spareTarget: Target | undefined;
  /** A sandbox's only. */
  readonly simulate?: Simulate;
}

/** Gives what is known of operations; asked when an account is opened, so that only who opens one loads the kinds. */
export type LoadOperations = () => Promise<KnownOperations>;

/**
 * The accounts of AWS, for a run of at most so many minutes. The SDK takes longer to load than all else: only who connects
 * waits for it.
 */
export function awsAccounts(report: Reporter, loadOperations: LoadOperations, minutes?: number): Accounts {
  let limiters: RateLimiters | undefined;
  return {
    connect: async (target) => {
      const [{ openClient }, { createRateLimiters }, { realClock: clock }, operations] = await Promise.all([
        import('./aws/client.ts'),
        import('./aws/rate-limiter.ts'),
        import('./clock.ts'),
        loadOperations(),
      ]);
      limiters ??= createRateLimiters({ clock, report, operations, minutes });
      return openClient(target, { clock, report, operations, limiters });
    },
    report,
    spareTarget: undefined,
  };
}

/** The accounts of a sandbox, kept in a file or else in memory. */
export async function sandboxAccounts(
  file: string | undefined,
  report: Reporter,
  loadOperations: LoadOperations,
): Promise<Accounts> {
  const { openKept, openSandbox, SANDBOX_TARGET } = await import('./sandbox.ts');
  const { connect, simulate } = openSandbox(await openKept(file), report, loadOperations);
  return { connect, simulate, report: withoutTime(report), spareTarget: SANDBOX_TARGET };
}

/** In a sandbox time is virtual: how much of it passes is nothing to tell. */
function withoutTime(report: Reporter): Reporter {
  return (event) => {
    if (event.type === 'estimate') return;
    if (event.type !== 'read') report(event);
    else if (event.reading.unread.length > 0) report({ ...event, reading: { ...event.reading, seconds: 0 } });
  };
}
