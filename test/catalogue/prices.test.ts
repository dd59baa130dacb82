import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PRICE_LISTS } from '../../src/catalogue/prices.ts';
import { priceLists } from '../../scripts/refresh-prices.ts';
import type { PriceFile } from '../../scripts/refresh-prices.ts';

/** AWS's files as they were served, cut down to three regions and to the entries with names. */
const recorded = (file: string): PriceFile =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, 'price-files', `${file}.json`), 'utf8')) as PriceFile;

test('AWS’s files give the rows that are in the catalogue', () => {
  const lists = priceLists(recorded);
  expect(lists.map(({ service, regions }) => [service, Object.keys(regions)])).toEqual([
    ['AWS IoT Device Defender', ['ap-south-1', 'us-east-1', 'us-gov-west-1']],
    ['AWS IoT Core', ['ap-south-1', 'us-east-1', 'us-gov-west-1']],
    ['Amazon Data Firehose', ['ap-south-1', 'us-east-1', 'us-gov-west-1']],
    ['Amazon S3', ['ap-south-1', 'us-east-1', 'us-gov-west-1']],
    ['Amazon Athena', ['ap-south-1', 'us-east-1', 'us-gov-west-1']],
  ]);
  for (const [index, { regions, ...list }] of lists.entries()) {
    const { regions: known, copy: _, ...rest } = PRICE_LISTS[index] ?? {};
    expect(rest).toEqual(list);
    expect(known).toMatchObject(regions);
  }
});

test('prices are in the units of the bill, and missing ones are told apart from zero', () => {
  const [defender, core] = priceLists(recorded);
  // USD 0.00000105 a message, as it stands in the file, is USD 1.05 a million.
  expect(recorded('iot').regions['Asia Pacific (Mumbai)']?.['Messages Up to 1B']?.price).toBe('0.0000010500');
  expect(core?.regions['ap-south-1']).toEqual([1.05, 0.84, 0.74, 0.158, 0.158]);
  expect(defender?.regions['us-gov-west-1']).toEqual([0.3, 0.24, null, null, null, null, 1.32, 1.2]);
});

test('the address of a copy is written down with what was read from it', () => {
  const [first] = priceLists(recorded, (file) => `https://example.org/${file}`);
  expect(first).toMatchObject({
    copy: 'https://example.org/iotdevicedefender',
    file: 'https://b0.p.awsstatic.com/pricing/2.0/meteredUnitMaps/iotdevicedefender/USD/current/iotdevicedefender.json',
    asOf: '2025-07-29',
  });
});

test('a region that nobody knows and a price that is no longer there end the run', () => {
  const changed = (change: (regions: PriceFile['regions']) => PriceFile['regions']) => (file: string) => {
    const { manifest, regions } = recorded(file);
    return { manifest, regions: file === 'iot' ? change(regions) : regions };
  };
  expect(() => priceLists(changed((regions) => ({ ...regions, 'Moon (Tranquility)': {} })))).toThrow(
    'https://b0.p.awsstatic.com/pricing/2.0/meteredUnitMaps/iot/USD/current/iot.json has the region "Moon (Tranquility)": write its code into REGIONS.',
  );
  const renamed = (regions: PriceFile['regions']) =>
    Object.fromEntries(Object.entries(regions).map(([region, { RulesTriggered: _, ...rest }]) => [region, rest]));
  expect(() => priceLists(changed(renamed))).toThrow(
    'has no "RulesTriggered" any more, from which the price of rules is read.',
  );
});
