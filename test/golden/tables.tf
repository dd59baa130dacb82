# Tables over what exported metrics leave in S3: written by defender-gitops tables

resource "aws_glue_catalog_database" "defender" {
  name = "defender"
}

resource "aws_glue_catalog_table" "soundbox_metrics" {
  name          = "soundbox_metrics"
  database_name = aws_glue_catalog_database.defender.name
  table_type    = "EXTERNAL_TABLE"
  parameters = {
    EXTERNAL                       = "TRUE"
    classification                 = "json"
    "projection.enabled"           = "true"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "2024/01/01,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://acme-device-lake/defender/$${day}/"
  }

  partition_keys {
    name = "day"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://acme-device-lake/defender/"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    columns {
      name = "name"
      type = "string"
    }

    columns {
      name = "thing"
      type = "string"
    }

    columns {
      name = "value"
      type = "struct<count:bigint,number:double,numbers:array<double>,strings:array<string>,ports:array<bigint>,cidrs:array<string>>"
    }

    columns {
      name = "version"
      type = "bigint"
    }

    columns {
      name = "timestamp"
      type = "bigint"
    }

    columns {
      name = "dimension"
      type = "struct<name:string,operator:string>"
    }

    ser_de_info {
      serialization_library = "org.openx.data.jsonserde.JsonSerDe"
      parameters = {
        "ignore.malformed.json" = "true"
      }
    }
  }
}
