import type { Check } from '../shared/check.ts';
import { readRulesIn } from '../shared/statements.ts';

/** `SELECT VALUE` with an engine that does not have it. */
export const selectValueVersion: Check = {
  id: 'select-value-version',
  code: 'DG8046',
  severity: 'error',
  summary: 'a rule says SELECT VALUE with version 2015-10-08 of the SQL engine',
  why: 'Only from version 2016-03-23 on the result can be something else than an object; without awsIotSqlVersion it is 2015-10-08.',
  source: 'https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-sql-version.html',
  *find(context) {
    for (const { address, spec, query } of readRulesIn(context))
      if (query.select.type === 'value' && (spec.awsIotSqlVersion ?? '2015-10-08') === '2015-10-08')
        yield {
          address,
          path: 'sql',
          message: 'SELECT VALUE needs version 2016-03-23 of the SQL engine.',
          hint: 'Write `awsIotSqlVersion: "2016-03-23"`.',
        };
  },
};
