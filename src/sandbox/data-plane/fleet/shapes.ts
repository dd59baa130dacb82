import { chanceAt } from './chance.ts';
import { fitted } from './fitted.ts';
import type { Series } from './series.ts';
import type { Shape } from './shape.ts';

const INTERVALS_PER_DAY = 288;

/** Busy by day and quiet by night, and no two devices alike. */
const activity = (seed: number, interval: number): number =>
  (0.5 + chanceAt(seed, -10)) *
  (1 + 0.5 * Math.sin((2 * Math.PI * interval) / INTERVALS_PER_DAY - Math.PI / 2)) *
  (0.9 + 0.2 * chanceAt(seed, interval));

const counted =
  (usual: number, strange: number): Shape =>
  (seed, interval, isStrange) => ({
    count: Math.round((isStrange ? strange : usual) * activity(seed, interval)),
  });

/** Mostly nothing. */
const rare =
  (odds: number, strange: number): Shape =>
  (seed, interval, isStrange) => {
    const dice = chanceAt(seed, interval);
    return { count: isStrange ? Math.round(strange * (0.5 + dice)) : dice < odds ? 1 : 0 };
  };

/** Always one of the device's own, and another one when it is strange. */
const ports =
  (usual: readonly number[], strange: number): Shape =>
  (_seed, _interval, isStrange) => ({
    ports: isStrange ? [...usual, strange] : usual,
  });

/** Addresses that are reserved for documentation: https://www.rfc-editor.org/rfc/rfc5737 */
const addresses: Shape = (seed, _interval, isStrange) => {
  const host = 1 + Math.floor(chanceAt(seed, -10) * 254);
  return { cidrs: isStrange ? [`203.0.113.${host}`, `198.51.100.${host}`] : [`203.0.113.${host}`] };
};

const SHAPES: Readonly<Record<string, Shape>> = {
  'aws:message-byte-size': counted(300, 90_000),
  'aws:num-messages-sent': counted(60, 900),
  'aws:num-messages-received': counted(12, 300),
  'aws:num-authorization-failures': rare(0.02, 40),
  'aws:source-ip-address': addresses,
  'aws:num-connection-attempts': rare(0.1, 25),
  'aws:num-disconnects': rare(0.05, 20),
  'aws:disconnect-duration': (seed, interval, isStrange) => ({
    count: isStrange ? 7200 : chanceAt(seed, interval) < 0.05 ? 60 : 0,
  }),
  'aws:all-bytes-out': counted(40_000, 4_000_000),
  'aws:all-bytes-in': counted(25_000, 2_000_000),
  'aws:all-packets-out': counted(300, 20_000),
  'aws:all-packets-in': counted(240, 15_000),
  'aws:num-listening-tcp-ports': (_seed, _interval, isStrange) => ({ count: isStrange ? 9 : 2 }),
  'aws:num-listening-udp-ports': (_seed, _interval, isStrange) => ({ count: isStrange ? 6 : 1 }),
  'aws:num-established-tcp-connections': rare(0.3, 60),
  'aws:destination-ip-addresses': addresses,
  'aws:listening-tcp-ports': ports([22, 8883], 23),
  'aws:listening-udp-ports': ports([68], 1900),
};

/** A battery: full in the morning, used through the day, charged in the night; a strange one is nearly flat. */
const battery: Shape = (seed, interval, isStrange) => {
  const day =
    ((interval + Math.floor(chanceAt(seed, -10) * INTERVALS_PER_DAY)) % INTERVALS_PER_DAY) / INTERVALS_PER_DAY;
  const charge = day < 0.25 ? 40 + 240 * day : 100 - 80 * (day - 0.25);
  return { number: Math.round(10 * (isStrange ? 2 + 5 * chanceAt(seed, interval) : charge)) / 10 };
};

/** A number around 50 that follows the day; a strange one is ten times as large. */
const level: Shape = (seed, interval, isStrange) => ({
  number: Math.round(100 * 50 * (isStrange ? 10 : 1) * activity(seed, interval)) / 100,
});

const CUSTOM: Readonly<Record<string, Shape>> = {
  numbers: (seed, interval, isStrange) => ({
    numbers: [1, 2, isStrange ? 99 : 3 + Math.floor(2 * chanceAt(seed, interval))],
  }),
  strings: (seed, interval, isStrange) => ({
    strings: isStrange ? ['error'] : [chanceAt(seed, interval) < 0.5 ? 'idle' : 'busy'],
  }),
  cidrs: addresses,
};

/** How much of what a device does falls under a dimension, and how much does not. */
const SHARE = { IN: 0.6, NOT_IN: 0.4 } as const;

/** What devices have for a series: plausible, no more; of metrics of their own and of addresses what a behavior calls normal. */
export function shapeOf({ metric, facts, dimension, normal }: Series): Shape {
  const shape = shapeByName(metric, facts.value);
  if (normal !== undefined && (!Object.hasOwn(SHAPES, metric) || facts.value === 'cidrs')) return fitted(shape, normal);
  if (dimension === undefined || facts.value !== 'count') return shape;
  const share = metric === 'aws:message-byte-size' ? 1 : SHARE[dimension.operator];
  return (seed, interval, isStrange) => ({ count: Math.round(share * (shape(seed, interval, isStrange).count ?? 0)) });
}

function shapeByName(metric: string, value: string): Shape {
  const known = Object.hasOwn(SHAPES, metric) ? SHAPES[metric] : CUSTOM[value];
  return known ?? (/batter|charge|percent/i.test(metric) ? battery : level);
}
