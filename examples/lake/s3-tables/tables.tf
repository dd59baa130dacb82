# Tables over what exported metrics leave in S3: written by defender-gitops tables
# fleet.metrics is created without partitions: aws_s3tables_table takes none.
# fleet-table: AWS Lake Formation guards table buckets: it has to let the role of the stream use the catalog, the namespace and the table.

resource "aws_s3tables_namespace" "device_lake_fleet" {
  namespace        = "fleet"
  table_bucket_arn = "arn:aws:s3tables:ap-south-1:111122223333:bucket/device-lake"
}

resource "aws_s3tables_table" "metrics" {
  name             = "metrics"
  namespace        = aws_s3tables_namespace.device_lake_fleet.namespace
  table_bucket_arn = aws_s3tables_namespace.device_lake_fleet.table_bucket_arn
  format           = "ICEBERG"

  metadata {
    iceberg {
      schema {
        field {
          name = "metric"
          type = "string"
        }

        field {
          name = "thing"
          type = "string"
        }

        field {
          name = "timestamp"
          type = "long"
        }

        field {
          name = "version"
          type = "long"
        }

        field {
          name = "count"
          type = "long"
        }
      }
    }
  }
}
