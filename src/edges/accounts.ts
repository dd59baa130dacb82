import type { Aws } from '../model/aws.ts';
import type { Reporter } from '../model/event.ts';
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

/**
 * The accounts of AWS, for a run of at most so many minutes. The SDK takes longer to load than all else: only who connects
 * waits for it.
 */
export function awsAccounts(report: Reporter, minutes?: number): Accounts {
  let limiters: RateLimiters | undefined;
  return {
    connect: async (target) => {
      const [{ openClient: connect }, { createRateLimiters: createBudgets }, { realClock }] = await Promise.all([
        import('./aws/client.ts'),
        import('./aws/rate-limiter.ts'),
        import('./clock.ts'),
      ]);
      limiters ??= createBudgets(realClock, report, minutes);
      return connect(target, { clock: realClock, report, limiters: limiters });
    },
    report,
    spareTarget: undefined,
  };
}

/** The accounts of a sandbox, kept in a file or else in memory. */
export async function sandboxAccounts(file: string | undefined, report: Reporter): Promise<Accounts> {
  const { openSandbox, SANDBOX_TARGET } = await import('./sandbox.ts');
  const { connect, simulate } = openSandbox(file, report);
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
