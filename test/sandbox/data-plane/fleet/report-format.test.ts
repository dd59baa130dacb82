import { describe, expect, test } from 'vitest';
import { readReport, writeReport } from '../../../../src/sandbox/data-plane/fleet/report-format.ts';

describe('a device report', () => {
  test('has the documented form', () => {
    const measured = new Map([
      ['aws:listening-tcp-ports', { ports: [22, 8883] }],
      ['aws:all-bytes-in', { count: 29 }],
      ['aws:all-packets-out', { count: 3 }],
      ['aws:destination-ip-addresses', { cidrs: ['192.0.2.1'] }],
      ['battery_level', { number: 12.5 }],
      ['states', { strings: ['idle'] }],
    ]);
    expect(writeReport(7, measured)).toEqual({
      header: { report_id: 7, version: '1.0' },
      metrics: {
        listening_tcp_ports: {
          ports: [
            { interface: 'eth0', port: 22 },
            { interface: 'eth0', port: 8883 },
          ],
          total: 2,
        },
        network_stats: { bytes_in: 29, packets_out: 3 },
        tcp_connections: {
          established_connections: {
            connections: [{ local_interface: 'eth0', remote_addr: '192.0.2.1:8883' }],
            total: 1,
          },
        },
      },
      custom_metrics: { battery_level: [{ number: 12.5 }], states: [{ string_list: ['idle'] }] },
    });
  });

  test.each([
    { metric: 'aws:listening-udp-ports', value: { ports: [68] } },
    { metric: 'aws:num-listening-tcp-ports', value: { count: 4 } },
    { metric: 'aws:num-established-tcp-connections', value: { count: 9 } },
    { metric: 'aws:destination-ip-addresses', value: { cidrs: ['192.0.2.1', '192.0.2.2'] } },
    { metric: 'aws:all-bytes-out', value: { count: 0 } },
    { metric: 'level', value: { number: -1.5 } },
    { metric: 'levels', value: { numbers: [1, 2] } },
    { metric: 'states', value: { strings: [] } },
    { metric: 'peers', value: { cidrs: ['2001:db8::1'] } },
    { metric: 'constructor', value: { number: 1 } },
  ])('gives back what was measured of $metric, and nothing of another', ({ metric, value }) => {
    const report = writeReport(1, new Map([[metric, value]]));
    expect(readReport(report, metric)).toEqual(value);
    expect(readReport(report, 'aws:all-packets-in')).toBeUndefined();
    expect(readReport(report, 'something_else')).toBeUndefined();
  });

  test('has one list of ports, which its count agrees with', () => {
    const measured = new Map([
      ['aws:num-listening-tcp-ports', { count: 9 }],
      ['aws:listening-tcp-ports', { ports: [22, 443] }],
    ]);
    expect(readReport(writeReport(1, measured), 'aws:num-listening-tcp-ports')).toEqual({ count: 2 });
  });
});
