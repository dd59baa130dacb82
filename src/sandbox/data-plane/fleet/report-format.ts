import type { MetricValue } from '../../../detect/criteria.ts';

/**
 * What an agent on a device publishes to `$aws/things/THING/defender/metrics/json`; sections that nobody watches are left out.
 * https://docs.aws.amazon.com/iot-device-defender/latest/devguide/DetectMetricsMessages.html
 */
export interface DeviceReport {
  readonly header: { readonly report_id: number; readonly version: '1.0' };
  readonly metrics: {
    listening_tcp_ports?: Ports;
    listening_udp_ports?: Ports;
    network_stats?: { bytes_in?: number; bytes_out?: number; packets_in?: number; packets_out?: number };
    tcp_connections?: { established_connections: Connections };
  };
  custom_metrics?: Record<string, readonly [CustomValue]>;
}

interface Ports {
  readonly ports: readonly { readonly interface?: string; readonly port: number }[];
  readonly total: number;
}

interface Connections {
  readonly connections: readonly {
    readonly local_interface?: string;
    readonly local_port?: number;
    readonly remote_addr: string;
  }[];
  readonly total: number;
}

/** https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-custom-metrics.html */
type CustomValue =
  | { readonly number: number }
  | { readonly number_list: readonly number[] }
  | { readonly string_list: readonly string[] }
  | { readonly ip_list: readonly string[] };

type ReportMetrics = DeviceReport['metrics'];
type Counter = 'bytes_in' | 'bytes_out' | 'packets_in' | 'packets_out';

/** How a metric is written into a report and read from it. */
interface ReportField {
  readonly write: (section: ReportMetrics, value: MetricValue) => void;
  readonly read: (section: ReportMetrics) => MetricValue | undefined;
}

const counter = (name: Counter): ReportField => ({
  write: (section, { count = 0 }) => ((section.network_stats ??= {})[name] = count),
  read: ({ network_stats: stats }) => (stats?.[name] === undefined ? undefined : { count: stats[name] }),
});

const portList = (section: 'listening_tcp_ports' | 'listening_udp_ports'): ReportField => ({
  write: (into, { ports = [] }) =>
    (into[section] = { ports: ports.map((port) => ({ interface: 'eth0', port })), total: ports.length }),
  read: (from) => from[section] && { ports: from[section].ports.map(({ port }) => port) },
});

/** How many there are; a list that the same report has decides. */
const portCount = (section: 'listening_tcp_ports' | 'listening_udp_ports'): ReportField => ({
  write: (into, { count = 0 }) => (into[section] ??= { ports: [], total: count }),
  read: (from) => from[section] && { count: from[section].total },
});

const connections = (section: ReportMetrics): Connections | undefined =>
  section.tcp_connections?.established_connections;

/** By the name of the metric; lists before counts. */
const PLACES: Readonly<Record<string, ReportField>> = {
  'aws:listening-tcp-ports': portList('listening_tcp_ports'),
  'aws:listening-udp-ports': portList('listening_udp_ports'),
  'aws:destination-ip-addresses': {
    write: (into, { cidrs = [] }) => {
      const found = cidrs.map((address) => ({ local_interface: 'eth0', remote_addr: `${address}:8883` }));
      into.tcp_connections = { established_connections: { connections: found, total: found.length } };
    },
    read: (from) =>
      connections(from) && {
        cidrs: connections(from)?.connections.map((one) => one.remote_addr.replace(/:\d+$/, '')) ?? [],
      },
  },
  'aws:num-listening-tcp-ports': portCount('listening_tcp_ports'),
  'aws:num-listening-udp-ports': portCount('listening_udp_ports'),
  'aws:num-established-tcp-connections': {
    write: (into, { count = 0 }) =>
      (into.tcp_connections ??= { established_connections: { connections: [], total: count } }),
    read: (from) => connections(from) && { count: connections(from)?.total ?? 0 },
  },
  'aws:all-bytes-in': counter('bytes_in'),
  'aws:all-bytes-out': counter('bytes_out'),
  'aws:all-packets-in': counter('packets_in'),
  'aws:all-packets-out': counter('packets_out'),
};

/** Writes a report of what a device measured, by name of the metric. */
export function writeReport(reportId: number, measured: ReadonlyMap<string, MetricValue>): DeviceReport {
  const report: DeviceReport = { header: { report_id: reportId, version: '1.0' }, metrics: {} };
  for (const [name, place] of Object.entries(PLACES)) {
    const value = measured.get(name);
    if (value !== undefined) place.write(report.metrics, value);
  }
  for (const [name, value] of measured) {
    if (Object.hasOwn(PLACES, name)) continue;
    (report.custom_metrics ??= {})[name] = [customValue(value)];
  }
  return report;
}

/** What a report says of a metric; undefined where it says nothing. */
export function readReport(report: DeviceReport, metric: string): MetricValue | undefined {
  const place = Object.hasOwn(PLACES, metric) ? PLACES[metric] : undefined;
  if (place !== undefined) return place.read(report.metrics);
  const [value] = report.custom_metrics?.[metric] ?? [];
  if (value === undefined) return undefined;
  if ('number' in value) return { number: value.number };
  if ('number_list' in value) return { numbers: value.number_list };
  if ('string_list' in value) return { strings: value.string_list };
  return { cidrs: value.ip_list };
}

function customValue({ number = 0, numbers, strings, cidrs }: MetricValue): CustomValue {
  if (numbers !== undefined) return { number_list: numbers };
  if (strings !== undefined) return { string_list: strings };
  return cidrs === undefined ? { number } : { ip_list: cidrs };
}
