-- Tables over what exported metrics leave in S3, and questions to them: Athena's SQL, written by defender-gitops tables.

CREATE DATABASE IF NOT EXISTS `fleet`;

CREATE EXTERNAL TABLE IF NOT EXISTS `fleet`.`metrics` (
  `metric` string,
  `thing` string,
  `timestamp` bigint,
  `version` bigint,
  `count` bigint,
  `narrowed` string,
  `how` string,
  `number` double
)
PARTITIONED BY (`day` string)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
WITH SERDEPROPERTIES ('serialization.format' = '1')
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION 's3://acme-device-lake/fleet/'
TBLPROPERTIES (
  'classification' = 'parquet',
  'projection.enabled' = 'true',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.range' = '2024/01/01,NOW',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'storage.location.template' = 's3://acme-device-lake/fleet/${day}/'
);

-- metrics: What did each device report last, metric by metric?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CASE WHEN how = 'NOT_IN' THEN 'not ' || narrowed ELSE narrowed END AS dimension,
    CAST(coalesce(count, number) AS double) AS number,
    version
  FROM fleet.metrics
  WHERE day >= date_format(current_timestamp - INTERVAL '25' HOUR, '%Y/%m/%d')
), records AS (
  SELECT *, row_number() OVER (PARTITION BY metric, thing, reported_at, dimension ORDER BY version DESC) AS copy
  FROM delivered
  WHERE reported_at > current_timestamp - INTERVAL '24' HOUR AND reported_at <= current_timestamp
), points AS (
  SELECT * FROM records WHERE copy = 1
)
SELECT thing, metric, dimension, max_by(number, reported_at) AS number, max(reported_at) AS reported_at
FROM points
WHERE number IS NOT NULL
GROUP BY thing, metric, dimension
ORDER BY thing, metric, dimension;

-- metrics: How is each metric distributed, hour by hour (nearest rank)?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CASE WHEN how = 'NOT_IN' THEN 'not ' || narrowed ELSE narrowed END AS dimension,
    CAST(coalesce(count, number) AS double) AS number,
    version
  FROM fleet.metrics
  WHERE day >= date_format(current_timestamp - INTERVAL '25' HOUR, '%Y/%m/%d')
), records AS (
  SELECT *, row_number() OVER (PARTITION BY metric, thing, reported_at, dimension ORDER BY version DESC) AS copy
  FROM delivered
  WHERE reported_at > current_timestamp - INTERVAL '24' HOUR AND reported_at <= current_timestamp
), points AS (
  SELECT * FROM records WHERE copy = 1
)
SELECT hour, metric, dimension, count(*) AS points,
  min(CASE WHEN share >= 0.5 THEN number END) AS p50,
  min(CASE WHEN share >= 0.9 THEN number END) AS p90,
  min(CASE WHEN share >= 0.99 THEN number END) AS p99,
  max(number) AS most
FROM (
  SELECT date_trunc('hour', reported_at) AS hour, metric, dimension, number,
    cume_dist() OVER (PARTITION BY date_trunc('hour', reported_at), metric, dimension ORDER BY number) AS share
  FROM points
  WHERE number IS NOT NULL
)
GROUP BY hour, metric, dimension
ORDER BY hour, metric, dimension;

-- metrics: Which devices of the last week have been silent for an hour?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CASE WHEN how = 'NOT_IN' THEN 'not ' || narrowed ELSE narrowed END AS dimension,
    CAST(coalesce(count, number) AS double) AS number,
    version
  FROM fleet.metrics
  WHERE day >= date_format(current_timestamp - INTERVAL '169' HOUR, '%Y/%m/%d')
), records AS (
  SELECT *, row_number() OVER (PARTITION BY metric, thing, reported_at, dimension ORDER BY version DESC) AS copy
  FROM delivered
  WHERE reported_at > current_timestamp - INTERVAL '168' HOUR AND reported_at <= current_timestamp
), points AS (
  SELECT * FROM records WHERE copy = 1
)
SELECT thing, max(reported_at) AS last_reported
FROM points
GROUP BY thing
HAVING max(reported_at) < current_timestamp - INTERVAL '1' HOUR
ORDER BY last_reported, thing;

-- metrics: Which devices disconnect, how often, and for how long?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CASE WHEN how = 'NOT_IN' THEN 'not ' || narrowed ELSE narrowed END AS dimension,
    CAST(coalesce(count, number) AS double) AS number,
    version
  FROM fleet.metrics
  WHERE day >= date_format(current_timestamp - INTERVAL '25' HOUR, '%Y/%m/%d')
), records AS (
  SELECT *, row_number() OVER (PARTITION BY metric, thing, reported_at, dimension ORDER BY version DESC) AS copy
  FROM delivered
  WHERE reported_at > current_timestamp - INTERVAL '24' HOUR AND reported_at <= current_timestamp
), points AS (
  SELECT * FROM records WHERE copy = 1
)
SELECT thing,
  sum(CASE WHEN metric = 'aws:num-disconnects' THEN number END) AS disconnects,
  max(CASE WHEN metric = 'aws:disconnect-duration' THEN number END) AS longest_seconds
FROM points
WHERE metric IN ('aws:num-disconnects', 'aws:disconnect-duration') AND dimension IS NULL
GROUP BY thing
HAVING max(number) > 0
ORDER BY disconnects DESC, thing;

-- metrics: Which alarms do the exported behaviors raise, and beside which values?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CASE WHEN how = 'NOT_IN' THEN 'not ' || narrowed ELSE narrowed END AS dimension,
    CAST(coalesce(count, number) AS double) AS number,
    version
  FROM fleet.metrics
  WHERE day >= date_format(current_timestamp - INTERVAL '25' HOUR, '%Y/%m/%d')
), records AS (
  SELECT *, row_number() OVER (PARTITION BY metric, thing, reported_at, dimension ORDER BY version DESC) AS copy
  FROM delivered
  WHERE reported_at > current_timestamp - INTERVAL '24' HOUR AND reported_at <= current_timestamp
), points AS (
  SELECT * FROM records WHERE copy = 1
)
, judged AS (
  SELECT 'Fleet' AS profile, 'BatteryNotFlat' AS behavior, thing, reported_at, number, 2 AS to_alarm, 1 AS to_clear,
    sum(CASE WHEN is_normal = 0 THEN 1 ELSE 0 END) OVER (PARTITION BY thing ORDER BY reported_at ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS strange_in_a_row,
    sum(CASE WHEN is_normal = 1 THEN 1 ELSE 0 END) OVER (PARTITION BY thing ORDER BY reported_at ROWS BETWEEN 0 PRECEDING AND CURRENT ROW) AS normal_in_a_row
  FROM (
    SELECT thing, reported_at, number, CASE WHEN number > 10 THEN 1 ELSE 0 END AS is_normal
    FROM points
    WHERE metric = 'battery_level' AND number IS NOT NULL AND dimension IS NULL
  )
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
ORDER BY began, profile, behavior, thing;

-- metrics: How many records, and how many data points once older versions are left out?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CASE WHEN how = 'NOT_IN' THEN 'not ' || narrowed ELSE narrowed END AS dimension,
    CAST(coalesce(count, number) AS double) AS number,
    version
  FROM fleet.metrics
  WHERE day >= date_format(current_timestamp - INTERVAL '25' HOUR, '%Y/%m/%d')
), records AS (
  SELECT *, row_number() OVER (PARTITION BY metric, thing, reported_at, dimension ORDER BY version DESC) AS copy
  FROM delivered
  WHERE reported_at > current_timestamp - INTERVAL '24' HOUR AND reported_at <= current_timestamp
), points AS (
  SELECT * FROM records WHERE copy = 1
)
SELECT metric, count(*) AS records, count_if(copy = 1) AS points
FROM records
GROUP BY metric
ORDER BY metric;
