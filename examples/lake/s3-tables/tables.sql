-- Tables over what exported metrics leave in S3, and questions to them: Athena's SQL, written by defender-gitops tables.

-- fleet-table: AWS Lake Formation guards table buckets: it has to let the role of the stream use the catalog, the namespace and the table.

-- First: aws s3tables create-namespace --table-bucket-arn arn:aws:s3tables:ap-south-1:111122223333:bucket/device-lake --namespace fleet

-- In the catalog s3tablescatalog/device-lake, which is chosen beside the query:
CREATE TABLE IF NOT EXISTS `fleet`.`metrics` (
  `metric` string,
  `thing` string,
  `timestamp` bigint,
  `version` bigint,
  `count` bigint
)
PARTITIONED BY (truncate(86400000, `timestamp`))
TBLPROPERTIES ('table_type' = 'ICEBERG');

-- metrics in s3tablescatalog/device-lake: What did each device report last, metric by metric?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CAST(NULL AS varchar) AS dimension,
    CAST(count AS double) AS number,
    version
  FROM fleet.metrics
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

-- metrics in s3tablescatalog/device-lake: How is each metric distributed, hour by hour (nearest rank)?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CAST(NULL AS varchar) AS dimension,
    CAST(count AS double) AS number,
    version
  FROM fleet.metrics
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

-- metrics in s3tablescatalog/device-lake: Which devices of the last week have been silent for an hour?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CAST(NULL AS varchar) AS dimension,
    CAST(count AS double) AS number,
    version
  FROM fleet.metrics
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

-- metrics in s3tablescatalog/device-lake: Which devices disconnect, how often, and for how long?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CAST(NULL AS varchar) AS dimension,
    CAST(count AS double) AS number,
    version
  FROM fleet.metrics
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

-- metrics in s3tablescatalog/device-lake: Which alarms do the exported behaviors raise, and beside which values? Cannot be told: no behavior with exportMetric holds a number against a threshold.

-- metrics in s3tablescatalog/device-lake: How many records, and how many data points once older versions are left out?
WITH delivered AS (
  SELECT metric,
    thing,
    from_unixtime(CASE WHEN "timestamp" < 100000000000 THEN "timestamp" ELSE "timestamp" / 1e3 END) AS reported_at,
    CAST(NULL AS varchar) AS dimension,
    CAST(count AS double) AS number,
    version
  FROM fleet.metrics
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
