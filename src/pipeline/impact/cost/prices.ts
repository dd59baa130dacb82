import type { Prices } from '../../../model/impact/cost.ts';

/**
 * Prices for the first units of a month, without the free tier, from public copies of AWS's pages. A region or a part that
 * is not here is not known, and is shown in units. Sources: https://aws.amazon.com/iot-core/pricing/,
 * https://aws.amazon.com/firehose/pricing/, https://aws.amazon.com/s3/pricing/, https://www.amazonaws.cn/en/iot-device-defender/pricing/
 */
export const PRICES: Readonly<Record<string, Prices>> = {
  'us-east-1': {
    asOf: '2026-11-23',
    currency: 'USD',
    source: 'public copies of the price pages of AWS IoT Core, Amazon Data Firehose and Amazon S3',
    amounts: { messages: 1, rules: 0.15, actions: 0.15, ingested: 0.029, puts: 0.005, stored: 0.023 },
  },
  'cn-north-1': china(),
  'cn-northwest-1': china(),
};

function china(): Prices {
  return {
    asOf: '2026-11-23',
    currency: 'CNY',
    source: 'https://www.amazonaws.cn/en/iot-device-defender/pricing/',
    amounts: { datapoints: 2.4 },
  };
}
