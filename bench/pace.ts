import type { Bench, Goal } from './bench.ts';
import { fleetOf } from './fleet.ts';
import type { Fleet } from './fleet.ts';
import { emptyAccount, fullAccount, paced, STEPS, TARGET } from './paced-run.ts';
import type { Taken, Work } from './paced-run.ts';
import { naiveCreate, naivePlan, PEERS, sentBy } from './peers.ts';
import { AS_PUBLISHED, boundOf } from './quota-door.ts';
import type { Conduct } from './quota-door.ts';
import { median, spread } from './samples.ts';

const SEEDS = [1, 2, 3, 4];
const SIZES = [10, 100, 1000];

const CONDUCTS: Readonly<Record<string, Omit<Conduct, 'seed'>>> = {
  'as published': AS_PUBLISHED,
  'half of it': { ...AS_PUBLISHED, share: 0.5 },
  'somebody uses half': { ...AS_PUBLISHED, neighbour: 0.5 },
  'no burst': { ...AS_PUBLISHED, burst: 0 },
};

/** Planning and applying over an account that enforces AWS's quotas. */
export const pace: Bench = {
  name: 'pace',
  title: 'Plan and apply over AWS’s quotas',
  about: `P profiles, P/4 rules, P/20 streams, five profiles on a thing group. The whole program and the AWS SDK run against the sandbox,
whose every operation is a token bucket that is filled at its published rate and holds one second's worth; a request takes 80 ms
(log-normal, sigma 0.25). Time is virtual, so what counts is pace, not the machine; streams are made at once. Seeds ${SEEDS.join(', ')}. The bound is the
least time that the same requests can take: the slowest quota's, and ${STEPS} ways there and back that have to follow each other. Applying
begins when all is planned, so its bound is that of planning and that of the rest, or that of all together where both ask the same.
The others send what such tools send, through the same quotas: for a plan each resource's own description, attachments and tags; for creating
all of it each creation, attachment and reading back. A call of a resource follows the one before. They have neither process nor SDK to start.`,
  run: async () => {
    const own: Row[] = [];
    const peers: Row[] = [];
    for (const size of SIZES) {
      const fleet = fleetOf(size);
      own.push(...(await ownRows(fleet)));
      if (size > 10) peers.push(...(await peerRows(fleet)));
    }
    const tables = [
      { columns: ['P, work, account', ...COLUMNS], rows: own.map(cellsOf), note: NO_BURST },
      { columns: ['P, work, others', ...COLUMNS], rows: peers.map(cellsOf), note: LEAST },
    ];
    return { tables, goals: [...paceGoals(own), ...againstPeers(own, peers)] };
  },
};

const NO_BURST =
  'Without a burst the pace of such an account cannot be told from one that somebody else uses too, so it ends below what is published.';

const LEAST =
  'Nothing takes the place of describing each of 1,300 resources and of listing what is attached to each of 200 thing groups. So a plan of 1,000 profiles cannot do with 40 % of the naive calls, nor be 3.5 × as fast as retries as Terraform’s: these were the aims, and they are out of reach by a little.';

interface Row {
  readonly profiles: number;
  readonly work: Work;
  readonly who: string;
  readonly taken: readonly Taken[];
}

async function ownRows(fleet: Fleet): Promise<Row[]> {
  const full = await fullAccount(fleet);
  const accounts = { plan: full, part: full, apply: emptyAccount(fleet), update: full };
  const rows: Row[] = [];
  for (const work of ['plan', 'part', 'apply', 'update'] as const)
    for (const [who, conduct] of Object.entries(CONDUCTS)) {
      const taken: Taken[] = [];
      for (const seed of SEEDS) taken.push(await paced(work, fleet, accounts[work], { ...conduct, seed }));
      rows.push({ profiles: fleet.profiles, work, who, taken });
    }
  return rows;
}

async function peerRows(fleet: Fleet): Promise<Row[]> {
  const calls = { plan: naivePlan(fleet), apply: naiveCreate(fleet) };
  const rows: Row[] = [];
  for (const work of ['plan', 'apply'] as const)
    for (const peer of Object.values(PEERS)) {
      const taken: Taken[] = [];
      for (const seed of SEEDS) taken.push(await sentBy(peer, calls[work], { ...AS_PUBLISHED, seed }));
      rows.push({ profiles: fleet.profiles, work, who: peer.name, taken });
    }
  return rows;
}

const WORKS: Readonly<Record<Work, string>> = {
  plan: 'plan',
  part: 'plan of 5 %',
  apply: 'create all',
  update: 'change all',
};

const COLUMNS = ['calls', 'bound s', 's', '× bound', 'throttled %', 'failed'];

function cellsOf({ profiles, work, who, taken }: Row): string[] {
  return [
    `${profiles}, ${WORKS[work]}, ${who}`,
    spread(valuesOf(taken, 'calls'), 0),
    spread(valuesOf(taken, 'bound'), 2),
    spread(valuesOf(taken, 'seconds'), 2),
    spread(ratios(taken), 2),
    spread(valuesOf(taken, 'throttledPercent'), 1),
    spread(valuesOf(taken, 'failed'), 0),
  ];
}

function valuesOf(taken: readonly Taken[], name: keyof Taken): number[] {
  return taken.map((one) => one[name]);
}

function ratios(taken: readonly Taken[]): number[] {
  return taken.map(({ seconds, bound }) => seconds / bound);
}

function paceGoals(rows: readonly Row[]): Goal[] {
  return rows
    .filter(
      ({ profiles, work, who }) =>
        work !== 'part' && (who === 'as published' || (profiles > 10 && who === 'half of it')),
    )
    .map(({ profiles, work, who, taken }): Goal => {
      const most = who === 'as published' ? 1 : 5;
      const times = profiles > 10 ? 1.05 : 1.6;
      const ratio = median(ratios(taken));
      const throttled = median(valuesOf(taken, 'throttledPercent'));
      const failed = Math.max(...valuesOf(taken, 'failed'));
      return {
        id: 'G1',
        promise: `${work} of ${profiles}, ${who}: at most ${times} × the bound, under ${most} % throttled, none failed`,
        measured: `${ratio.toFixed(3)} ×, ${throttled.toFixed(1)} %, ${failed}`,
        holds: ratio <= times && throttled < most && failed === 0,
      };
    });
}

function againstPeers(own: readonly Row[], peers: readonly Row[]): Goal[] {
  const secondsOf = (rows: readonly Row[], work: Work, who: string): number =>
    median(
      valuesOf(
        rows.find((row) => row.profiles === 1000 && row.work === work && row.who === who)?.taken ?? [],
        'seconds',
      ),
    );
  const faster = (id: string, work: Work, peer: string, least: number): Goal => {
    const ratio = secondsOf(peers, work, peer) / secondsOf(own, work, 'as published');
    const promise = `${work === 'plan' ? 'full plan' : 'creation'} of 1,000 profiles: at least ${least} × faster than ${peer}`;
    return { id, promise, measured: `${ratio.toFixed(2)} ×`, holds: ratio >= least };
  };
  const part = (peer: string, least: number): Goal => {
    const ratio = secondsOf(peers, 'plan', peer) / secondsOf(own, 'part', 'as published');
    const promise = `plan of a pull request that changes 5 % of 1,000 profiles: at least ${least} × faster than ${peer}, which plans all`;
    return { id: 'G3', promise, measured: `${ratio.toFixed(1)} ×`, holds: ratio >= least };
  };
  const callsOf = (rows: readonly Row[], who: string): number =>
    median(
      valuesOf(
        rows.find((row) => row.profiles === 1000 && row.work === 'plan' && row.who === who)?.taken ?? [],
        'calls',
      ),
    );
  return [
    asAskedOnce(callsOf(own, 'as published'), callsOf(peers, PEERS.sequential.name)),
    // 1,000 descriptions at 25 a second allow no more than 3.48.
    faster('G2', 'plan', PEERS.persistent.name, 3.4),
    faster('G2', 'plan', PEERS.sequential.name, 7),
    part(PEERS.persistent.name, 25),
    part(PEERS.sequential.name, 60),
    asCreated(secondsOf(own, 'apply', 'as published')),
    // Ten creations a second allow no more than 4.9.
    faster('G4', 'apply', PEERS.sequential.name, 4.6),
    faster('G4', 'apply', PEERS.persistent.name, 1.6),
  ];
}

/** All requests of a full plan of 1,000 profiles, beside those that nothing can take the place of. */
function asAskedOnce(calls: number, naive: number): Goal {
  const { profiles, rules, streams, groups } = fleetOf(1000);
  const least = profiles + rules + streams + groups.length;
  const share = ((100 * calls) / naive).toFixed(1);
  return {
    id: 'G2',
    promise: `full plan of 1,000 profiles: at most 1.02 × the calls that describe each resource and list what is attached to each thing group`,
    measured: `${(calls / least).toFixed(3)} ×; ${share} % of the naive ones`,
    holds: calls <= 1.02 * least,
  };
}

/** Planning, creating, attaching and reading back, beside the creations alone. */
function asCreated(seconds: number): Goal {
  const least = boundOf(new Map([['iot:CreateSecurityProfile', 1000]]), TARGET, { ...AS_PUBLISHED, seed: 1 });
  return {
    id: 'G4',
    promise: `creation of 1,000 profiles: at most 1.05 × the ${least.toFixed(1)} s in which AWS takes as many creations`,
    measured: `${(seconds / least).toFixed(3)} ×`,
    holds: seconds <= 1.05 * least,
  };
}
