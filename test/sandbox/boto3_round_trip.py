"""Creates, reads, lists, updates and deletes one resource of every kind with boto3, and prints what it saw as JSON.

The endpoint, the credentials and the region come from the environment, as for any user of boto3.
"""

import json
import time

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

config = Config(retries={"total_max_attempts": 1})
iot = boto3.client("iot", config=config)
firehose = boto3.client("firehose", config=config)
account = boto3.client("sts", config=config).get_caller_identity()["Account"]
role = f"arn:aws:iam::{account}:role/Devices"
seen = {"account": account}


def said(answer):
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def code_of(call, **given):
    try:
        call(**given)
    except ClientError as error:
        return [error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]]
    return None


def active():
    while True:
        stream = firehose.describe_delivery_stream(DeliveryStreamName="s")["DeliveryStreamDescription"]
        if stream["DeliveryStreamStatus"] == "ACTIVE":
            return stream
        time.sleep(0.02)


iot.create_custom_metric(metricName="m", metricType="number", displayName="one", clientRequestToken="t")
iot.update_custom_metric(metricName="m", displayName="two")
seen["customMetric"] = said(iot.describe_custom_metric(metricName="m"))
seen["customMetrics"] = iot.list_custom_metrics()["metricNames"]

iot.create_dimension(name="d", type="TOPIC_FILTER", stringValues=["a/+"], clientRequestToken="t")
iot.update_dimension(name="d", stringValues=["b/#", "c"])
seen["dimension"] = said(iot.describe_dimension(name="d"))
seen["dimensions"] = iot.list_dimensions()["dimensionNames"]

iot.create_thing_group(thingGroupName="g")
iot.create_security_profile(
    securityProfileName="p:1",
    behaviors=[
        {
            "name": "b",
            "metric": "m",
            "criteria": {"comparisonOperator": "greater-than", "value": {"number": 10.5}, "durationSeconds": 300},
            "exportMetric": True,
        }
    ],
    additionalMetricsToRetainV2=[{"metric": "aws:message-byte-size", "metricDimension": {"dimensionName": "d"}}],
    metricsExportConfig={"mqttTopic": "$aws/rules/r", "roleArn": role},
    tags=[{"Key": "team", "Value": "payments ü"}],
)
arn = f"arn:aws:iot:{iot.meta.region_name}:{account}:thinggroup/g"
iot.attach_security_profile(securityProfileName="p:1", securityProfileTargetArn=arn)
iot.update_security_profile(securityProfileName="p:1", securityProfileDescription="new", expectedVersion=1)
seen["securityProfile"] = said(iot.describe_security_profile(securityProfileName="p:1"))
seen["securityProfiles"] = [one["name"] for one in iot.list_security_profiles()["securityProfileIdentifiers"]]
seen["targets"] = iot.list_targets_for_security_profile(securityProfileName="p:1")["securityProfileTargets"]
seen["tags"] = iot.list_tags_for_resource(resourceArn=seen["securityProfile"]["securityProfileArn"])["tags"]
seen["conflict"] = code_of(iot.update_security_profile, securityProfileName="p:1", expectedVersion=1)
seen["metricInUse"] = code_of(iot.delete_custom_metric, metricName="m")

payload = {"sql": "SELECT VALUE metrics", "actions": [{"firehose": {"deliveryStreamName": "s", "roleArn": role}}]}
iot.create_topic_rule(ruleName="r", topicRulePayload={**payload, "description": "gone"}, tags="a=b%20c")
iot.replace_topic_rule(ruleName="r", topicRulePayload=payload)
iot.disable_topic_rule(ruleName="r")
seen["rule"] = iot.get_topic_rule(ruleName="r")["rule"]
seen["rules"] = [one["ruleName"] for one in iot.list_topic_rules()["rules"]]

place = {"RoleARN": role, "BucketARN": "arn:aws:s3:::lake"}
firehose.create_delivery_stream(DeliveryStreamName="s", ExtendedS3DestinationConfiguration=place)
stream = active()
firehose.update_destination(
    DeliveryStreamName="s",
    CurrentDeliveryStreamVersionId=stream["VersionId"],
    DestinationId=stream["Destinations"][0]["DestinationId"],
    ExtendedS3DestinationUpdate={"Prefix": "p/"},
)
firehose.tag_delivery_stream(DeliveryStreamName="s", Tags=[{"Key": "k", "Value": "v"}])
seen["stream"] = active()
seen["streams"] = firehose.list_delivery_streams()["DeliveryStreamNames"]
seen["streamTags"] = firehose.list_tags_for_delivery_stream(DeliveryStreamName="s")["Tags"]

iot.detach_security_profile(securityProfileName="p:1", securityProfileTargetArn=arn)
iot.delete_security_profile(securityProfileName="p:1", expectedVersion=2)
iot.delete_custom_metric(metricName="m")
iot.delete_dimension(name="d")
iot.delete_topic_rule(ruleName="r")
iot.delete_thing_group(thingGroupName="g")
firehose.delete_delivery_stream(DeliveryStreamName="s")
seen["gone"] = [
    code_of(iot.describe_security_profile, securityProfileName="p:1"),
    code_of(iot.describe_custom_metric, metricName="m"),
    code_of(iot.describe_dimension, name="d"),
    code_of(iot.get_topic_rule, ruleName="r"),
]
print(json.dumps(seen, default=lambda value: value.isoformat()))
