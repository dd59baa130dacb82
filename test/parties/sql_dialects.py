"""Reads statements in Athena's SQL with sqlglot: what tables they make, and what DuckDB would take for the queries."""

import json
import sys

import sqlglot
from sqlglot import exp

given = json.load(sys.stdin)


def parsed(statement):
    tree = sqlglot.parse_one(statement, read="athena")
    if isinstance(tree, exp.Command):
        raise ValueError(f"sqlglot does not know this statement: {statement}")
    return tree


def columns_of(schema):
    return [[column.name, column.kind.sql("hive").lower()] for column in schema.expressions]


def text(node):
    return node.this if isinstance(node, exp.Literal) else node.sql()


def table(statement):
    tree = parsed(statement)
    found = {"name": tree.this.this.sql("athena"), "columns": columns_of(tree.this), "properties": {}}
    for one in tree.args["properties"].expressions:
        if isinstance(one, exp.PartitionedByProperty):
            found["partitions"] = [
                [part.name, part.kind.sql("hive").lower()] if isinstance(part, exp.ColumnDef) else [part.sql("athena")]
                for part in one.this.expressions
            ]
        elif isinstance(one, exp.LocationProperty):
            found["location"] = text(one.this)
        elif type(one) is exp.Property:
            found["properties"][text(one.this)] = text(one.args["value"])
    return found


def query(statement):
    tree = parsed(statement)
    if not isinstance(tree, exp.Select):
        raise ValueError(f"This is no query: {statement}")
    return tree.sql("duckdb", unsupported_level=sqlglot.ErrorLevel.RAISE)


json.dump(
    {
        "tables": [table(one) for one in given["tables"]],
        "queries": [query(one) for one in given["queries"]],
    },
    sys.stdout,
)
