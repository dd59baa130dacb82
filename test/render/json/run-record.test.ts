import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { apply } from '../../../src/commands/apply.ts';
import { recordDocumentSchema } from '../../../src/render/json/schemas.ts';
import { createRunRecord } from '../../../src/render/json/run-record.ts';
import { testWorld } from '../../world.ts';

const CANARY = 'canary-5f1c';
const FILE = `owner: me
targets: { production: { account: "111122223333", region: ap-south-1 } }
rules:
  ToPartner:
    sql: SELECT * FROM 'a'
    description: ${CANARY}
    actions:
      - http:
          url: https://partner.example/${CANARY}
          headers: [{ key: Authorization, value: Bearer ${CANARY} }]
customMetrics:
  battery: { metricType: number, displayName: ${CANARY} }
`;

test('the record of an apply follows its schema, has every request, and nothing of what was sent', async () => {
  const world = testWorld({ 'profiles/a.yaml': FILE });
  const record = createRunRecord({ version: '0.0.0', command: 'apply', at: 0 });
  let failed = 0;
  const error = { name: 'ThrottlingException', message: `Rate exceeded ${CANARY}`, status: 400 };
  const throttled = testWorld(
    { 'profiles/a.yaml': FILE },
    {
      state: world.sandbox.state,
      intercept: ({ operation }) =>
        operation === 'CreateTopicRule' && failed++ < 2 ? { when: 'before', answer: error } : undefined,
    },
  );
  const exitCode = await apply(throttled, { folder: 'profiles', only: [], accept: [], format: 'json' });
  for (const event of throttled.events) record.follow(event, 5000);
  const document = record.document({ at: 5000, exitCode });
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(recordDocumentSchema);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  expect(document['totals']).toMatchObject({ attempts: throttled.sandbox.calls.length, throttled: 2 });
  expect(document['started']).toBe('1970-01-01T00:00:00Z');
  expect(document['outcomes']).toHaveLength(2);
  expect(document['plans']).toMatchObject([{ target: 'production', changes: 2 }]);
  expect(JSON.stringify(document)).not.toContain(CANARY);
});
