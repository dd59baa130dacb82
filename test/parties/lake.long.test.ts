import { describe, test } from 'vitest';
import { PARTIES, title } from './installed.ts';
import { expectAnswers, LAKES } from './lake-answers.ts';

const { sqlglot } = PARTIES;

describe.skipIf(!sqlglot.isHere)(title('sqlglot and DuckDB', sqlglot), () => {
  test.each(LAKES)(
    'answer every question as the fleet reported, to the last data point: %s',
    { timeout: 300_000 },
    (_name, edits) => expectAnswers(edits, { devices: 60, hours: 8 }),
  );
});
