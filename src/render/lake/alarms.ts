import type { JudgedBehavior } from '../../model/lake/table.ts';
import { sqlText } from './sql-words.ts';

/**
 * The alarms that behaviors raise, as Device Defender counts data points in a row: each with its first and last data point that is not
 * normal, and the values between. It reads `points`.
 */
export function alarmQuery(behaviors: readonly JudgedBehavior[]): string {
  return `, judged AS (
${behaviors.map(judgedBy).join('\n  UNION ALL\n')}
), counted AS (
  SELECT *, CASE WHEN strange_in_a_row = to_alarm THEN 1 WHEN normal_in_a_row = to_clear THEN 0 END AS turn
  FROM judged
), stated AS (
  SELECT *, coalesce(last_value(turn) IGNORE NULLS OVER (
    PARTITION BY profile, behavior, thing ORDER BY reported_at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ), 0) AS is_in_alarm
  FROM counted
), begun AS (
  SELECT *, CASE WHEN is_in_alarm = 1 AND coalesce(lag(is_in_alarm) OVER (
    PARTITION BY profile, behavior, thing ORDER BY reported_at
  ), 0) = 0 THEN 1 ELSE 0 END AS begins
  FROM stated
), alarms AS (
  SELECT *, sum(begins) OVER (
    PARTITION BY profile, behavior, thing ORDER BY reported_at ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) AS alarm
  FROM begun
)
SELECT profile, behavior, thing, min(reported_at) AS began, max(reported_at) AS lasted_until, count(*) AS points,
  min(number) AS least, max(number) AS most
FROM alarms
WHERE is_in_alarm = 1
GROUP BY profile, behavior, thing, alarm
ORDER BY began, profile, behavior, thing`;
}

function judgedBy({ profile, behavior, metric, operator, value, toAlarm, toClear, ...more }: JudgedBehavior): string {
  const inARow = (wanted: 0 | 1, count: number): string =>
    `sum(CASE WHEN is_normal = ${wanted} THEN 1 ELSE 0 END) OVER (PARTITION BY thing ORDER BY reported_at ROWS BETWEEN ${count - 1} PRECEDING AND CURRENT ROW)`;
  return `  SELECT ${sqlText(profile)} AS profile, ${sqlText(behavior)} AS behavior, thing, reported_at, number, ${toAlarm} AS to_alarm, ${toClear} AS to_clear,
    ${inARow(0, toAlarm)} AS strange_in_a_row,
    ${inARow(1, toClear)} AS normal_in_a_row
  FROM (
    SELECT thing, reported_at, number, CASE WHEN ${judgedNumber(more)} ${operator} ${value} THEN 1 ELSE 0 END AS is_normal
    FROM points
    WHERE metric = ${sqlText(metric)} AND number IS NOT NULL AND ${dimensionIs(more)}
  )`;
}

function judgedNumber({ sumSeconds, unit }: Pick<JudgedBehavior, 'sumSeconds' | 'unit'>): string {
  const number =
    sumSeconds === undefined
      ? 'number'
      : `sum(number) OVER (PARTITION BY thing ORDER BY reported_at RANGE BETWEEN INTERVAL '${sumSeconds - 1}' SECOND PRECEDING AND CURRENT ROW)`;
  return unit === 1 ? number : `${number} / ${unit}`;
}

function dimensionIs({ dimension, excluded }: Pick<JudgedBehavior, 'dimension' | 'excluded'>): string {
  if (dimension === undefined) return 'dimension IS NULL';
  return `dimension = ${sqlText(excluded === true ? `not ${dimension}` : dimension)}`;
}
