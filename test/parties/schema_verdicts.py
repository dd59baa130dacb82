"""Judges requests by others' schemas: botocore's service models, and the CloudFormation schemas that cfn-lint ships.

Reads a list of {service, operation, input, type, properties} and prints for each the violations that it finds, as
{botocore: [[path, rule]], cloudformation: [[path, rule]]}. Indices in paths are left out, so that equal faults look equal.
"""

import json
import sys

import botocore.session
import regex
from botocore.validate import ParamValidator
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
from jsonschema import Draft7Validator
from jsonschema.validators import extend

session = botocore.session.get_session()
models = {}
schemas = {}


def operation_shape(service, operation):
    if service not in models:
        models[service] = session.get_service_model(service)
    return models[service].operation_model(operation).input_shape


def java(pattern):
    """AWS's patterns are Java's, where this class is ASCII only: docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html"""
    return pattern.replace(r"\p{Graph}", r"\x21-\x7e")


def constraint_faults(value, shape, path):
    """What botocore has in its model and does not check: greatest lengths and values, patterns, enumerations."""
    found = []
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, inner in value.items():
            if name in shape.members:
                found += constraint_faults(inner, shape.members[name], f"{path}.{name}")
    elif shape.type_name == "list" and isinstance(value, list):
        for inner in value:
            found += constraint_faults(inner, shape.member, f"{path}[]")
    elif shape.type_name == "map" and isinstance(value, dict):
        for name, inner in value.items():
            found += constraint_faults(name, shape.key, f"{path}{{key}}")
            found += constraint_faults(inner, shape.value, f"{path}{{}}")
    size = value if isinstance(value, (int, float)) else len(value)
    limits = shape.metadata
    if limits.get("max") is not None and not isinstance(value, bool) and size > limits["max"]:
        found.append([path, "max"])
    if limits.get("min") is not None and not isinstance(value, bool) and size < limits["min"]:
        found.append([path, "min"])
    if isinstance(value, str):
        if limits.get("pattern") and not regex.fullmatch(java(limits["pattern"]), value):
            found.append([path, "pattern"])
        if limits.get("enum") and value not in limits["enum"]:
            found.append([path, "enum"])
    return found


def botocore_faults(service, operation, given):
    shape = operation_shape(service, operation)
    report = ParamValidator().validate(given, shape)
    own = []
    for reason, name, about in report._errors:
        if reason not in ("invalid range", "invalid length"):
            member = f".{about['unknown_param']}" if reason == "unknown field" else ""
            own.append([regex.sub(r"\[\d+\]", "[]", name) + member, reason])
    return own + constraint_faults(given, shape, "")


def search(_, pattern, instance, __):
    if isinstance(instance, str) and not regex.search(pattern, instance):
        from jsonschema import ValidationError

        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = extend(Draft7Validator, {"pattern": search})


def cloudformation_faults(kind, properties):
    if not kind.startswith("AWS::"):
        return [["", "no such resource"]]
    if kind not in schemas:
        schemas[kind] = Validator(PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema)
    found = []
    for error in schemas[kind].iter_errors(properties):
        path = "".join("[]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
        unknown = [""]
        if error.validator == "additionalProperties" and isinstance(error.instance, dict):
            unknown = [f".{name}" for name in error.instance if name not in error.schema.get("properties", {})]
        found += [[path + name, str(error.validator)] for name in unknown]
    return found


print(
    json.dumps(
        [
            {
                "botocore": botocore_faults(one["service"], one["operation"], one["input"]),
                "cloudformation": cloudformation_faults(one["type"], one["properties"]),
            }
            for one in json.load(sys.stdin)
        ]
    )
)
