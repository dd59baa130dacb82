"""Calls every operation of the sandbox with boto3, rightly and wrongly, and prints what came back as JSON.

The endpoint, the credentials and the region come from the environment, as for any user of boto3. Each call prints its
service, operation, parsed answer or error, and the members of the raw answer that botocore's service model does not know
or knows with another type.
"""

import json
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# What is wrong shall reach the wire: botocore's own checks of parameters would refuse it before.
config = Config(retries={"total_max_attempts": 1}, parameter_validation=False)
clients = {name: boto3.client(name, config=config) for name in ("iot", "firehose", "sts", "iam", "s3", "glue", "logs")}
clients["iotdata"] = boto3.client("iot-data", config=config)
clients["tagging"] = boto3.client("resourcegroupstaggingapi", config=config)
account = clients["sts"].get_caller_identity()["Account"]
region = clients["iot"].meta.region_name
role = f"arn:aws:iam::{account}:role/Devices"
records = []
strays = []

TYPES = {
    "structure": dict,
    "map": dict,
    "list": list,
    "string": str,
    "character": str,
    "blob": str,
    "boolean": bool,
    "integer": int,
    "long": int,
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float),
}


def strays_of(value, shape, path):
    """Paths of the members of a raw JSON answer that the service model does not have, or not with this type."""
    wanted = TYPES[shape.type_name]
    if not isinstance(value, wanted) or (isinstance(value, bool) and shape.type_name != "boolean"):
        return [f"{path}: {type(value).__name__}, not {shape.type_name}"]
    if shape.type_name == "structure":
        known = {one.serialization.get("name", name): one for name, one in shape.members.items()}
        missing = [f"{path}.{name} is missing" for name in shape.required_members if name not in value]
        unknown = [f"{path}.{name} is not known" for name in value if name not in known]
        inner = [strays_of(one, known[name], f"{path}.{name}") for name, one in value.items() if name in known]
        return missing + unknown + sum(inner, [])
    if shape.type_name == "list":
        return sum((strays_of(one, shape.member, f"{path}[]") for one in value), [])
    if shape.type_name == "map":
        return sum((strays_of(one, shape.value, f"{path}{{}}") for one in value.values()), [])
    if getattr(shape, "enum", None) and value not in shape.enum:
        return [f"{path}: {value} is not in the enumeration"]
    return []


def look(operation_model, response_dict, **_):
    """Compares a raw answer with the service model; STS, IAM and S3 answer otherwise, which botocore alone parses."""
    shape = operation_model.output_shape
    if response_dict["status_code"] >= 300 or shape is None or operation_model.service_model.protocol in ("query", "rest-xml"):
        return
    raw = json.loads(response_dict["body"] or b"{}")
    if shape.serialization.get("payload"):
        shape = shape.members[shape.serialization["payload"]]
    strays.extend(strays_of(raw, shape, operation_model.name))


for one in clients.values():
    one.meta.events.register("before-parse", look)


def call(label, service, operation, **given):
    """One call, recorded; what came back, also to go on with."""
    client = clients[service]
    record = {"label": label, "service": service, "operation": client.meta.method_to_api_mapping[operation]}
    records.append(record)
    try:
        answer = getattr(client, operation)(**given)
    except ClientError as error:
        said = error.response["Error"]
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        record["error"] = {"code": said["Code"], "message": said["Message"], "status": status}
        return {}
    metadata = answer.pop("ResponseMetadata")
    record["output"] = answer
    record["requestId"] = metadata.get("RequestId")
    record["strays"] = strays[:]
    strays.clear()
    return answer


def iot(label, operation, **given):
    return call(label, "iot", operation, **given)


def firehose(label, operation, **given):
    return call(label, "firehose", operation, **given)


def arn(resource):
    return f"arn:aws:iot:{region}:{account}:{resource}"


def all_pages(label, operation, key, size=2, **given):
    """What botocore's paginator collects, `size` at a time, and the number of requests that it took."""
    paging = {"PaginationConfig": {"PageSize": size}} if size else {}
    pages = list(clients["iot"].get_paginator(operation).paginate(**paging, **given))
    record = {"label": label, "service": "iot", "operation": clients["iot"].meta.method_to_api_mapping[operation]}
    records.append({**record, "pages": len(pages), "items": [one for page in pages for one in page[key]], "strays": strays[:]})
    strays.clear()


call("who am I", "sts", "get_caller_identity")
call("another role", "sts", "assume_role", RoleArn=role, RoleSessionName="party")
call("no role", "sts", "assume_role", RoleArn="arn:aws:iam::1:user/u", RoleSessionName="party")
call("role", "iam", "get_role", RoleName="Devices")
call("role of no name", "iam", "get_role", RoleName="no name")
call("policies in a role", "iam", "list_role_policies", RoleName="Devices")
call("policies in a role of no name", "iam", "list_role_policies", RoleName="no name")
call("policy in a role", "iam", "get_role_policy", RoleName="Devices", PolicyName="inline")
call("policy that is not in a role", "iam", "get_role_policy", RoleName="Devices", PolicyName="nothing")
call("policies of a role", "iam", "list_attached_role_policies", RoleName="Many")
call("policies of a role of no name", "iam", "list_attached_role_policies", RoleName="no name")
policy = f"arn:aws:iam::{account}:policy/Many-1"
call("policy", "iam", "get_policy", PolicyArn=policy)
call("no policy", "iam", "get_policy", PolicyArn=f"arn:aws:iam::{account}:policy/Nothing-9")
call("policy's version", "iam", "get_policy_version", PolicyArn=policy, VersionId="v1")
call("no policy's version", "iam", "get_policy_version", PolicyArn=f"arn:aws:iam::{account}:policy/Nothing-9",
     VersionId="v1")
call("what a role may do", "iam", "simulate_principal_policy", PolicySourceArn=role, ActionNames=["iot:Publish"],
     ResourceArns=[f"arn:aws:iot:{region}:{account}:topic/a"])
call("what nobody may do", "iam", "simulate_principal_policy", PolicySourceArn="nobody", ActionNames=["iot:Publish"])
call("tags in the index", "tagging", "get_resources", ResourceTypeFilters=["iot"])
call("tags of no ARN", "tagging", "get_resources", ResourceARNList=["nothing"])
iot("endpoint", "describe_endpoint", endpointType="iot:Data-ATS")
iot("endpoint of no type", "describe_endpoint", endpointType="iot:Nothing")

# Custom metrics
for name in "abcde":
    created = iot("metric created", "create_custom_metric", metricName=f"m_{name}", metricType="number-list",
                  displayName="one", clientRequestToken=name, tags=[{"Key": "team", "Value": "ü"}])
iot("metric of no type", "create_custom_metric", metricName="x", metricType="text", clientRequestToken="x")
iot("metric without a type", "create_custom_metric", metricName="x", clientRequestToken="x")
iot("metric again, otherwise", "create_custom_metric", metricName="m_a", metricType="number", clientRequestToken="y")
iot("metric updated", "update_custom_metric", metricName="m_a", displayName="two")
iot("no metric updated", "update_custom_metric", metricName="none", displayName="two")
iot("metric", "describe_custom_metric", metricName="m_a")
iot("no metric", "describe_custom_metric", metricName="none")
iot("metrics, one page", "list_custom_metrics", maxResults=3)
iot("metrics, too many", "list_custom_metrics", maxResults=251)
iot("metrics, no token", "list_custom_metrics", nextToken="of another")
all_pages("metrics", "list_custom_metrics", "metricNames")

# Dimensions
for name in "abcde":
    iot("dimension created", "create_dimension", name=f"d_{name}", type="TOPIC_FILTER", stringValues=["a/+"],
        clientRequestToken=name)
iot("dimension without values", "create_dimension", name="x", type="TOPIC_FILTER", stringValues=[], clientRequestToken="x")
iot("dimension updated", "update_dimension", name="d_a", stringValues=["b/#", "c"])
iot("no dimension updated", "update_dimension", name="none", stringValues=["b"])
iot("dimension", "describe_dimension", name="d_a")
iot("no dimension", "describe_dimension", name="none")
iot("dimensions, too many", "list_dimensions", maxResults=251)
all_pages("dimensions", "list_dimensions", "dimensionNames")

# Thing groups
for name in "abcde":
    iot("group created", "create_thing_group", thingGroupName=f"g_{name}",
        thingGroupProperties={"thingGroupDescription": "d", "attributePayload": {"attributes": {"k": "v"}}})
iot("group below", "create_thing_group", thingGroupName="below", parentGroupName="g_a")
iot("group below none", "create_thing_group", thingGroupName="x", parentGroupName="none")
iot("group updated", "update_thing_group", thingGroupName="g_a", expectedVersion=1,
    thingGroupProperties={"thingGroupDescription": "new", "attributePayload": {"attributes": {"l": "w"}, "merge": True}})
iot("group of another version", "update_thing_group", thingGroupName="g_a", expectedVersion=1, thingGroupProperties={})
iot("group", "describe_thing_group", thingGroupName="g_a")
iot("lower group", "describe_thing_group", thingGroupName="below")
iot("no group", "describe_thing_group", thingGroupName="none")
iot("groups below none", "list_thing_groups", parentGroup="none")
iot("indexed", "get_indexing_configuration")
iot("dynamic group without an index", "create_dynamic_thing_group", thingGroupName="warm", queryString="a:b")
iot("indexing on", "update_indexing_configuration", thingIndexingConfiguration={"thingIndexingMode": "REGISTRY"})
for name in "ab":
    iot("dynamic group created", "create_dynamic_thing_group", thingGroupName=f"w_{name}", queryString="attributes.t>60\n",
        tags=[{"Key": "team", "Value": "ü"}])
iot("dynamic group again, otherwise", "create_dynamic_thing_group", thingGroupName="w_a", queryString="a:b")
iot("dynamic group of no query", "create_dynamic_thing_group", thingGroupName="x", queryString=" ")
iot("dynamic group updated", "update_dynamic_thing_group", thingGroupName="w_a", queryString="attributes.t>65",
    expectedVersion=1, thingGroupProperties={"thingGroupDescription": "warm"})
iot("dynamic group of another version", "update_dynamic_thing_group", thingGroupName="w_a", expectedVersion=1,
    thingGroupProperties={})
iot("dynamic group updated as a static one", "update_thing_group", thingGroupName="w_a", thingGroupProperties={})
iot("dynamic group", "describe_thing_group", thingGroupName="w_a")
iot("dynamic group deleted as a static one", "delete_thing_group", thingGroupName="w_a")
iot("static group deleted as a dynamic one", "delete_dynamic_thing_group", thingGroupName="g_b")
iot("indexing off under dynamic groups", "update_indexing_configuration",
    thingIndexingConfiguration={"thingIndexingMode": "OFF"})
for name in "ab":
    iot("dynamic group deleted", "delete_dynamic_thing_group", thingGroupName=f"w_{name}")
iot("dynamic group gone", "describe_thing_group", thingGroupName="w_a")
# Mitigation actions
into_group = {"addThingsToThingGroupParams": {"thingGroupNames": ["g_a"], "overrideDynamicGroups": True}}
for name in "abcde":
    iot("action created", "create_mitigation_action", actionName=f"q_{name}", roleArn=role, actionParams=into_group,
        tags=[{"Key": "team", "Value": "ü"}])
iot("action again", "create_mitigation_action", actionName="q_a", roleArn=role, actionParams=into_group)
iot("action that does two things", "create_mitigation_action", actionName="x", roleArn=role,
    actionParams={**into_group, "updateDeviceCertificateParams": {"action": "DEACTIVATE"}})
iot("action that stops logging", "create_mitigation_action", actionName="x", roleArn=role,
    actionParams={"enableIoTLoggingParams": {"roleArnForLogging": role, "logLevel": "DISABLED"}})
iot("action updated", "update_mitigation_action", actionName="q_a",
    actionParams={"publishFindingToSnsParams": {"topicArn": f"arn:aws:sns:{region}:{account}:t"}})
iot("no action updated", "update_mitigation_action", actionName="none", roleArn=role)
iot("action", "describe_mitigation_action", actionName="q_a")
iot("no action", "describe_mitigation_action", actionName="none")
iot("actions of a type", "list_mitigation_actions", actionType="PUBLISH_FINDING_TO_SNS")
iot("actions, too many", "list_mitigation_actions", maxResults=251)
all_pages("actions", "list_mitigation_actions", "actionIdentifiers")
iot("action deleted", "delete_mitigation_action", actionName="q_b")
iot("action of no name, deleted", "delete_mitigation_action", actionName="no name")
iot("action gone", "describe_mitigation_action", actionName="q_b")
# Audits
def checks(*names, enabled=True):
    return {f"{name}_CHECK": {"enabled": enabled} for name in names}


iot("audits of nobody", "describe_account_audit_configuration")
iot("first audits without a role", "update_account_audit_configuration",
    auditCheckConfigurations=checks("LOGGING_DISABLED"))
iot("first audits of nothing", "update_account_audit_configuration", roleArn=role)
iot("audits set back, of nobody", "delete_account_audit_configuration")
iot("audits configured", "update_account_audit_configuration", roleArn=role,
    auditNotificationTargetConfigurations={
        "SNS": {"targetArn": f"arn:aws:sns:{region}:{account}:t", "roleArn": role, "enabled": True}},
    auditCheckConfigurations={
        **checks("LOGGING_DISABLED", "CONFLICTING_CLIENT_IDS"),
        "DEVICE_CERTIFICATE_AGE_CHECK": {"enabled": True, "configuration": {"CERT_AGE_THRESHOLD_IN_DAYS": "400"}}})
iot("audits of no check", "update_account_audit_configuration", auditCheckConfigurations=checks("NO"))
iot("audits by a misspelled setting", "update_account_audit_configuration",
    auditCheckConfigurations={"LOGGING_DISABLED_CHECK": {"enabled": True, "configuration": {"DAYS": "30"}}})
iot("audits of tomorrow's certificates", "update_account_audit_configuration",
    auditCheckConfigurations={"DEVICE_CERTIFICATE_AGE_CHECK": {
        "enabled": True, "configuration": {"CERT_AGE_THRESHOLD_IN_DAYS": "29"}}})
both = ["LOGGING_DISABLED_CHECK", "CONFLICTING_CLIENT_IDS_CHECK"]
for name in "abcde":
    iot("audit created", "create_scheduled_audit", scheduledAuditName=f"a_{name}", frequency="WEEKLY", dayOfWeek="MON",
        targetCheckNames=both, tags=[{"Key": "team", "Value": "ü"}])
iot("audit again", "create_scheduled_audit", scheduledAuditName="a_a", frequency="DAILY", targetCheckNames=both)
iot("a sixth audit", "create_scheduled_audit", scheduledAuditName="a_f", frequency="DAILY", targetCheckNames=both)
iot("audit on no day", "create_scheduled_audit", scheduledAuditName="x", frequency="MONTHLY", targetCheckNames=both)
iot("audit of a disabled check", "create_scheduled_audit", scheduledAuditName="x", frequency="DAILY",
    targetCheckNames=["CA_CERTIFICATE_EXPIRING_CHECK"])
iot("audit updated", "update_scheduled_audit", scheduledAuditName="a_a", frequency="MONTHLY", dayOfMonth="LAST")
iot("no audit updated", "update_scheduled_audit", scheduledAuditName="none", frequency="DAILY")
iot("audit", "describe_scheduled_audit", scheduledAuditName="a_a")
iot("no audit", "describe_scheduled_audit", scheduledAuditName="none")
iot("audits, one page", "list_scheduled_audits", maxResults=1)
iot("audits, too many", "list_scheduled_audits", maxResults=251)
all_pages("audits", "list_scheduled_audits", "scheduledAudits")
iot("check of an audit disabled", "update_account_audit_configuration",
    auditCheckConfigurations=checks("LOGGING_DISABLED", enabled=False))
iot("check of no audit disabled", "update_account_audit_configuration",
    auditCheckConfigurations=checks("DEVICE_CERTIFICATE_AGE", enabled=False))
iot("audits told", "describe_account_audit_configuration")
# Suppressions
client = {"checkName": "CONFLICTING_CLIENT_IDS_CHECK", "resourceIdentifier": {"clientId": "gateway-ü"}}
own = {"checkName": "LOGGING_DISABLED_CHECK", "resourceIdentifier": {"account": account}}
iot("suppression created", "create_audit_suppression", **client, expirationDate="2027-04-01T00:00:00Z",
    suppressIndefinitely=False, description="two gateways")
iot("suppression for ever", "create_audit_suppression", **own, suppressIndefinitely=True)
iot("suppression again", "create_audit_suppression", **client, suppressIndefinitely=True)
iot("suppression without an end", "create_audit_suppression", checkName="LOGGING_DISABLED_CHECK",
    resourceIdentifier={"clientId": "x"})
iot("suppression of a disabled check", "create_audit_suppression", checkName="CA_CERTIFICATE_EXPIRING_CHECK",
    resourceIdentifier={"caCertificateId": "a" * 64}, suppressIndefinitely=True)
iot("suppression by a short id", "create_audit_suppression", checkName="LOGGING_DISABLED_CHECK",
    resourceIdentifier={"deviceCertificateId": "c7691e"}, suppressIndefinitely=True)
iot("suppression prolonged", "update_audit_suppression", **client, expirationDate="2028-04-01T00:00:00Z")
iot("no suppression prolonged", "update_audit_suppression", checkName="LOGGING_DISABLED_CHECK",
    resourceIdentifier={"clientId": "none"}, suppressIndefinitely=True)
iot("suppression", "describe_audit_suppression", **client)
iot("no suppression", "describe_audit_suppression", checkName="LOGGING_DISABLED_CHECK",
    resourceIdentifier={"clientId": "none"})
iot("suppressions, backwards", "list_audit_suppressions", ascendingOrder=False, maxResults=1)
iot("suppressions, too many", "list_audit_suppressions", maxResults=251)
all_pages("suppressions", "list_audit_suppressions", "suppressions")
iot("suppression deleted", "delete_audit_suppression", **client)
iot("suppression deleted again", "delete_audit_suppression", **client)
iot("suppression of nothing, deleted", "delete_audit_suppression", checkName="LOGGING_DISABLED_CHECK",
    resourceIdentifier={"account": "1"})
iot("audit deleted", "delete_scheduled_audit", scheduledAuditName="a_b")
iot("audit gone", "delete_scheduled_audit", scheduledAuditName="a_b")
iot("audits set back", "delete_account_audit_configuration", deleteScheduledAudits=True)
all_pages("audits left", "list_scheduled_audits", "scheduledAudits")

# Logging, and destinations of rules
iot("logging of nobody", "get_v2_logging_options")
iot("logging without a role", "set_v2_logging_options", defaultLogLevel="INFO")
iot("logging set", "set_v2_logging_options", roleArn=role, defaultLogLevel="INFO")
iot("logging", "get_v2_logging_options")
web = {"httpUrlConfiguration": {"confirmationUrl": "https://example.com/confirm"}}
made = iot("destination created", "create_topic_rule_destination", destinationConfiguration=web)
iot("destination again", "create_topic_rule_destination", destinationConfiguration=web)
iot("destination of two sorts", "create_topic_rule_destination", destinationConfiguration={
    **web, "vpcConfiguration": {"subnetIds": ["s"], "vpcId": "v", "roleArn": role}})
destination = made["topicRuleDestination"]["arn"]
iot("destination enabled too early", "update_topic_rule_destination", arn=destination, status="ENABLED")
iot("destination confirmed by a guess", "confirm_topic_rule_destination", confirmationToken="guess")
iot("destination confirmed", "confirm_topic_rule_destination", confirmationToken=destination.split("/")[-1])
iot("destination disabled", "update_topic_rule_destination", arn=destination, status="DISABLED")
iot("destination", "get_topic_rule_destination", arn=destination)
iot("destinations, too many", "list_topic_rule_destinations", maxResults=1001)
all_pages("destinations", "list_topic_rule_destinations", "destinationSummaries")
iot("destination deleted", "delete_topic_rule_destination", arn=destination)
iot("destination deleted again", "delete_topic_rule_destination", arn=destination)
iot("destination gone", "get_topic_rule_destination", arn=destination)

all_pages("things", "list_things", "things", size=20)
iot("too many things", "list_things", maxResults=251)
iot("things of a group", "list_things_in_thing_group", thingGroupName="g_a", recursive=True)
iot("things of no group", "list_things_in_thing_group", thingGroupName="none")
past = {"startTime": "2026-11-22T00:00:00Z", "endTime": "2026-11-22T06:00:00Z", "metricName": "aws:num-messages-sent"}
iot("values", "list_metric_values", thingName="devices-00001", **past)
iot("values of nobody", "list_metric_values", thingName="nobody", **past)
all_pages("groups", "list_thing_groups", "thingGroups", namePrefixFilter="g_")

# Security profiles
behaviors = [
    {
        "name": "b",
        "metric": "m_a",
        "criteria": {"comparisonOperator": "in-set", "value": {"numbers": [1.5, 2.0]}, "consecutiveDatapointsToAlarm": 2},
        "suppressAlerts": True,
        "exportMetric": True,
    },
    {
        "name": "usual",
        "metric": "aws:message-byte-size",
        "metricDimension": {"dimensionName": "d_a", "operator": "NOT_IN"},
        "criteria": {"comparisonOperator": "less-than", "durationSeconds": 300,
                     "statisticalThreshold": {"statistic": "p99.9"}},
    },
]
iot("behaviors", "validate_security_profile_behaviors", behaviors=behaviors)
iot("behaviors that are wrong", "validate_security_profile_behaviors", behaviors=[{"name": "b", "metric": "none"}])
for name in "abcde":
    iot("profile created", "create_security_profile", securityProfileName=f"p:{name}", securityProfileDescription="old",
        behaviors=behaviors, alertTargets={"SNS": {"alertTargetArn": f"arn:aws:sns:{region}:{account}:t", "roleArn": role}},
        additionalMetricsToRetainV2=[{"metric": "aws:num-disconnects", "exportMetric": True}],
        metricsExportConfig={"mqttTopic": "$aws/rules/r", "roleArn": role}, tags=[{"Key": "team", "Value": "payments ü"}])
iot("profile again, otherwise", "create_security_profile", securityProfileName="p:a")
iot("profile of no name", "create_security_profile", securityProfileName="no name")
iot("profile updated", "update_security_profile", securityProfileName="p:a", securityProfileDescription="new",
    deleteAlertTargets=True, expectedVersion=1)
iot("profile of another version", "update_security_profile", securityProfileName="p:a", expectedVersion=1)
iot("profile cleared and set", "update_security_profile", securityProfileName="p:a", deleteBehaviors=True,
    behaviors=behaviors)
iot("profile", "describe_security_profile", securityProfileName="p:a")
iot("no profile", "describe_security_profile", securityProfileName="none")
iot("metric in use", "delete_custom_metric", metricName="m_a")
iot("dimension in use", "delete_dimension", name="d_a")
iot("profiles with the metric", "list_security_profiles", metricName="m_a", maxResults=1)
iot("profiles with metric and dimension", "list_security_profiles", metricName="m_a", dimensionName="d_a")
all_pages("profiles", "list_security_profiles", "securityProfileIdentifiers")
for name in "abcde":
    iot("attached", "attach_security_profile", securityProfileName=f"p:{name}", securityProfileTargetArn=arn("all/things"))
    iot("attached to a group", "attach_security_profile", securityProfileName="p:a",
        securityProfileTargetArn=arn(f"thinggroup/g_{name}"))
iot("attached to what is not there", "attach_security_profile", securityProfileName="p:a",
    securityProfileTargetArn=arn("thinggroup/none"))
iot("attached to what is no target", "attach_security_profile", securityProfileName="p:a",
    securityProfileTargetArn=arn("thing/t"))
all_pages("targets", "list_targets_for_security_profile", "securityProfileTargets", securityProfileName="p:a")
iot("targets of none", "list_targets_for_security_profile", securityProfileName="none")
all_pages("attached profiles", "list_security_profiles_for_target", "securityProfileTargetMappings",
          securityProfileTargetArn=arn("all/things"))
iot("profiles of a lower group", "list_security_profiles_for_target", recursive=True,
    securityProfileTargetArn=arn("thinggroup/below"))
iot("profiles of no target", "list_security_profiles_for_target", securityProfileTargetArn=arn("thinggroup/none"))
iot("detached", "detach_security_profile", securityProfileName="p:a", securityProfileTargetArn=arn("all/things"))
iot("none detached", "detach_security_profile", securityProfileName="none", securityProfileTargetArn=arn("all/things"))

# Tags
profile = arn("securityprofile/p:a")
iot("tagged", "tag_resource", resourceArn=profile, tags=[{"Key": f"k{n:02}", "Value": "v"} for n in range(30)])
iot("tagged as AWS does", "tag_resource", resourceArn=profile, tags=[{"Key": "aws:x", "Value": "v"}])
all_pages("tags", "list_tags_for_resource", "tags", size=None, resourceArn=profile)
iot("tags of what is not there", "list_tags_for_resource", resourceArn=arn("securityprofile/none"))
iot("untagged", "untag_resource", resourceArn=profile, tagKeys=[f"k{n:02}" for n in range(30)])
iot("untagged what is not there", "untag_resource", resourceArn=arn("dimension/none"), tagKeys=["k"])
iot("tags left", "list_tags_for_resource", resourceArn=profile)

# Topic rules
payload = {
    "sql": "SELECT VALUE metrics",
    "actions": [{"firehose": {"deliveryStreamName": "s", "roleArn": role, "separator": "\n", "batchMode": True}}],
    "errorAction": {"s3": {"bucketName": "lake", "key": "${topic()}", "roleArn": role}},
}
for name in "abcde":
    iot("rule created", "create_topic_rule", ruleName=f"r_{name}", tags="a=b%20c&d=%C3%BC",
        topicRulePayload={**payload, "description": "gone", "awsIotSqlVersion": "2016-03-23"})
iot("rule again", "create_topic_rule", ruleName="r_a", topicRulePayload=payload)
iot("rule of wrong SQL", "create_topic_rule", ruleName="x", topicRulePayload={**payload, "sql": "SELEC nothing"})
iot("rule replaced", "replace_topic_rule", ruleName="r_a", topicRulePayload={**payload, "ruleDisabled": True})
iot("no rule replaced", "replace_topic_rule", ruleName="none", topicRulePayload=payload)
iot("rule", "get_topic_rule", ruleName="r_a")
iot("no rule", "get_topic_rule", ruleName="none")
iot("rule enabled", "enable_topic_rule", ruleName="r_a")
iot("no rule enabled", "enable_topic_rule", ruleName="none")
iot("rule disabled", "disable_topic_rule", ruleName="r_b")
iot("no rule disabled", "disable_topic_rule", ruleName="none")
iot("tags of a rule", "list_tags_for_resource", resourceArn=arn("rule/r_a"))
iot("rules that are disabled", "list_topic_rules", ruleDisabled=True)
iot("rules, no token", "list_topic_rules", nextToken="of another")
all_pages("rules", "list_topic_rules", "rules")

# Delivery streams
place = {"RoleARN": role, "BucketARN": "arn:aws:s3:::lake"}


def active(name="s_a"):
    """The stream, once it and its encryption are settled."""
    while True:
        stream = clients["firehose"].describe_delivery_stream(DeliveryStreamName=name)["DeliveryStreamDescription"]
        statuses = [stream["DeliveryStreamStatus"], stream["DeliveryStreamEncryptionConfiguration"]["Status"]]
        if not any(status.endswith("ING") for status in statuses):
            return stream
        time.sleep(0.02)


for name in "abcde":
    firehose("stream created", "create_delivery_stream", DeliveryStreamName=f"s_{name}", DeliveryStreamType="DirectPut",
             ExtendedS3DestinationConfiguration=place, Tags=[{"Key": "team", "Value": "ü"}])
firehose("stream again", "create_delivery_stream", DeliveryStreamName="s_a", ExtendedS3DestinationConfiguration=place)
firehose("stream to nowhere", "create_delivery_stream", DeliveryStreamName="x")
stream = active()
where = {"DeliveryStreamName": "s_a", "DestinationId": stream["Destinations"][0]["DestinationId"]}
change = {"Prefix": "p/", "BufferingHints": {"SizeInMBs": 7, "IntervalInSeconds": 60}}
firehose("stream updated", "update_destination", **where, CurrentDeliveryStreamVersionId=stream["VersionId"],
         ExtendedS3DestinationUpdate=change)
active()
firehose("stream of another version", "update_destination", **where, CurrentDeliveryStreamVersionId=stream["VersionId"],
         ExtendedS3DestinationUpdate=change)
firehose("encrypted", "start_delivery_stream_encryption", DeliveryStreamName="s_a")
active()
firehose("encrypted without a key", "start_delivery_stream_encryption", DeliveryStreamName="s_a",
         DeliveryStreamEncryptionConfigurationInput={"KeyType": "CUSTOMER_MANAGED_CMK"})
firehose("stream", "describe_delivery_stream", DeliveryStreamName="s_a")
firehose("no stream", "describe_delivery_stream", DeliveryStreamName="none")
firehose("decrypted", "stop_delivery_stream_encryption", DeliveryStreamName="s_a")
active()
firehose("none decrypted", "stop_delivery_stream_encryption", DeliveryStreamName="none")
firehose("streams, one page", "list_delivery_streams", Limit=3)
firehose("streams, next page", "list_delivery_streams", Limit=3, ExclusiveStartDeliveryStreamName="s_c")
firehose("streams of no type", "list_delivery_streams", DeliveryStreamType="Elsewhere")
firehose("stream tagged", "tag_delivery_stream", DeliveryStreamName="s_a", Tags=[{"Key": "a", "Value": "v"}, {"Key": "b"}])
firehose("stream tagged twice", "tag_delivery_stream", DeliveryStreamName="s_a", Tags=[{"Key": "k"}, {"Key": "k"}])
firehose("stream tags, one page", "list_tags_for_delivery_stream", DeliveryStreamName="s_a", Limit=2)
firehose("stream tags, next page", "list_tags_for_delivery_stream", DeliveryStreamName="s_a", ExclusiveStartTagKey="b")
firehose("tags of no stream", "list_tags_for_delivery_stream", DeliveryStreamName="none")
firehose("stream untagged", "untag_delivery_stream", DeliveryStreamName="s_a", TagKeys=["a", "team"])
firehose("none untagged", "untag_delivery_stream", DeliveryStreamName="none", TagKeys=["a"])
firehose("stream tags left", "list_tags_for_delivery_stream", DeliveryStreamName="s_a")

# Gone
iot("profile of another version, deleted", "delete_security_profile", securityProfileName="p:a", expectedVersion=9)
for name in "abcde":
    iot("profile deleted", "delete_security_profile", securityProfileName=f"p:{name}")
iot("profile gone", "describe_security_profile", securityProfileName="p:a")
iot("metric of no name, deleted", "delete_custom_metric", metricName="no name")
iot("metric deleted", "delete_custom_metric", metricName="m_a")
iot("metric gone", "describe_custom_metric", metricName="m_a")
iot("dimension deleted", "delete_dimension", name="d_a")
iot("dimension gone", "describe_dimension", name="d_a")
iot("rule deleted", "delete_topic_rule", ruleName="r_a")
iot("rule gone", "get_topic_rule", ruleName="r_a")
iot("no rule deleted", "delete_topic_rule", ruleName="none")
iot("group with a group, deleted", "delete_thing_group", thingGroupName="g_a")
iot("group deleted", "delete_thing_group", thingGroupName="g_b")
iot("group gone", "describe_thing_group", thingGroupName="g_b")
firehose("stream deleted", "delete_delivery_stream", DeliveryStreamName="s_a")
firehose("stream going", "describe_delivery_stream", DeliveryStreamName="s_a")
firehose("none deleted", "delete_delivery_stream", DeliveryStreamName="none")

# Messages and the objects that come of them
to_bucket = {"s3": {"bucketName": "acme-device-lake", "key": "party/${topic()}.json", "roleArn": role}}
iot("rule to a bucket", "create_topic_rule", ruleName="to_bucket",
    topicRulePayload={"sql": "SELECT *", "actions": [to_bucket]})
for name in "a b", "c&d", "é":
    call("published", "iotdata", "publish", topic=f"$aws/rules/to_bucket/{name}", qos=1, payload=json.dumps({"n": name}))
call("published to many", "iotdata", "publish", topic="a/#", qos=1, payload="{}")
call("objects", "s3", "list_objects_v2", Bucket="acme-device-lake", Prefix="party/")
call("bucket somewhere", "s3", "get_bucket_location", Bucket="acme-device-lake")
call("location of no bucket", "s3", "get_bucket_location", Bucket="nobodys")
call("objects of no bucket", "s3", "list_objects_v2", Bucket="nobodys")
answer = call("object", "s3", "get_object", Bucket="acme-device-lake", Key="party/a b.json")
answer["Body"] = answer["Body"].read().decode()
call("no object", "s3", "get_object", Bucket="acme-device-lake", Key="party/none")
for n in range(30):
    clients["iotdata"].publish(topic=f"$aws/rules/to_bucket/many{n:02}", payload="{}")
pages = list(clients["s3"].get_paginator("list_objects_v2").paginate(Bucket="acme-device-lake", Prefix="party/many"))
records.append({"label": "many objects", "service": "s3", "operation": "ListObjectsV2", "pages": len(pages),
                "items": [one["Key"] for page in pages for one in page["Contents"]]})

# What streams lean on and others made
call("table", "glue", "get_table", DatabaseName="fleet", Name="metrics")
call("no table", "glue", "get_table", DatabaseName="fleet", Name="none")
call("log streams", "logs", "describe_log_streams", logGroupName="/firehose/lake")
call("log streams of no group", "logs", "describe_log_streams", logGroupName="none")
iot("rule to a bucket, deleted", "delete_topic_rule", ruleName="to_bucket")

print(json.dumps(records, default=lambda value: value.isoformat()))
