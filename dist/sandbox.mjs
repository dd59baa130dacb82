import { A as isList, O as OperatorError, j as isObject, k as isEqual } from "./core.mjs";
import { _r as NormalizedSchema, a as dist_es_exports$1, r as dist_es_exports, t as dist_es_exports$2 } from "./aws-sdk.mjs";
import { _ as GetRole$, j as NoSuchEntityException$ } from "./aws-iam.mjs";
import { n as virtualClock, r as connect, t as realClock } from "./aws.mjs";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createServer } from "node:http";
// src/sandbox/request-handler.ts
/** The door for SDK clients in this process: no sockets, no copies. Give it to a client as `requestHandler`. */
function sandboxRequestHandler(sandbox) {
	return {
		metadata: { handlerProtocol: "sandbox" },
		async handle(request) {
			const answer = sandbox.handle(wireRequest$1(request));
			if (answer === "reset") throw Object.assign(/* @__PURE__ */ new Error("socket hang up"), { code: "ECONNRESET" });
			const body = new TextEncoder().encode(answer.body);
			return { response: {
				statusCode: answer.status,
				headers: { ...answer.headers },
				body
			} };
		},
		updateHttpClientConfig() {},
		httpHandlerConfigs: () => ({}),
		destroy() {}
	};
}
function wireRequest$1({ method, path, query = {}, headers, body }) {
	return {
		method,
		path,
		query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, value ?? ""])),
		headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
		body: typeof body === "string" ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : ""
	};
}
// src/sandbox/assumptions.ts
/** What the sandbox takes for likely: the console's streams have empty prefixes, so AWS does know them. */
const DEFAULT_ASSUMPTIONS = {
	emptyDescriptionClears: true,
	emptyPrefixClears: true
};
// src/sandbox/constraints.json
var constraints_default = {
	iot: {
		"operations": {
			"CreateSecurityProfile": "CreateSecurityProfileRequest",
			"DescribeSecurityProfile": "DescribeSecurityProfileRequest",
			"UpdateSecurityProfile": "UpdateSecurityProfileRequest",
			"DeleteSecurityProfile": "DeleteSecurityProfileRequest",
			"ListSecurityProfiles": "ListSecurityProfilesRequest",
			"ValidateSecurityProfileBehaviors": "ValidateSecurityProfileBehaviorsRequest",
			"AttachSecurityProfile": "AttachSecurityProfileRequest",
			"DetachSecurityProfile": "DetachSecurityProfileRequest",
			"ListTargetsForSecurityProfile": "ListTargetsForSecurityProfileRequest",
			"ListSecurityProfilesForTarget": "ListSecurityProfilesForTargetRequest",
			"CreateCustomMetric": "CreateCustomMetricRequest",
			"DescribeCustomMetric": "DescribeCustomMetricRequest",
			"UpdateCustomMetric": "UpdateCustomMetricRequest",
			"DeleteCustomMetric": "DeleteCustomMetricRequest",
			"ListCustomMetrics": "ListCustomMetricsRequest",
			"CreateDimension": "CreateDimensionRequest",
			"DescribeDimension": "DescribeDimensionRequest",
			"UpdateDimension": "UpdateDimensionRequest",
			"DeleteDimension": "DeleteDimensionRequest",
			"ListDimensions": "ListDimensionsRequest",
			"CreateTopicRule": "CreateTopicRuleRequest",
			"ReplaceTopicRule": "ReplaceTopicRuleRequest",
			"GetTopicRule": "GetTopicRuleRequest",
			"DeleteTopicRule": "DeleteTopicRuleRequest",
			"EnableTopicRule": "EnableTopicRuleRequest",
			"DisableTopicRule": "DisableTopicRuleRequest",
			"ListTopicRules": "ListTopicRulesRequest",
			"TagResource": "TagResourceRequest",
			"UntagResource": "UntagResourceRequest",
			"ListTagsForResource": "ListTagsForResourceRequest",
			"CreateThingGroup": "CreateThingGroupRequest",
			"DescribeThingGroup": "DescribeThingGroupRequest",
			"UpdateThingGroup": "UpdateThingGroupRequest",
			"DeleteThingGroup": "DeleteThingGroupRequest",
			"ListThingGroups": "ListThingGroupsRequest",
			"DescribeEndpoint": "DescribeEndpointRequest"
		},
		"shapes": {
			"Action": { "members": {
				"dynamoDB": "DynamoDBAction",
				"dynamoDBv2": "DynamoDBv2Action",
				"lambda": "LambdaAction",
				"sns": "SnsAction",
				"sqs": "SqsAction",
				"kinesis": "KinesisAction",
				"republish": "RepublishAction",
				"s3": "S3Action",
				"firehose": "FirehoseAction",
				"cloudwatchMetric": "CloudwatchMetricAction",
				"cloudwatchAlarm": "CloudwatchAlarmAction",
				"cloudwatchLogs": "CloudwatchLogsAction",
				"elasticsearch": "ElasticsearchAction",
				"salesforce": "SalesforceAction",
				"iotEvents": "IotEventsAction",
				"iotSiteWise": "IotSiteWiseAction",
				"stepFunctions": "StepFunctionsAction",
				"timestream": "TimestreamAction",
				"http": "HttpAction",
				"kafka": "KafkaAction",
				"openSearch": "OpenSearchAction",
				"location": "LocationAction",
				"influxDB": "InfluxDBAction"
			} },
			"ActionList": {
				"max": 10,
				"element": "Action"
			},
			"AdditionalMetricsToRetainV2List": { "element": "MetricToRetain" },
			"AlertTarget": {
				"required": ["alertTargetArn", "roleArn"],
				"members": { "roleArn": "RoleArn" }
			},
			"AlertTargetType": { "enum": ["SNS"] },
			"AlertTargets": {
				"key": "AlertTargetType",
				"value": "AlertTarget"
			},
			"AssetPropertyAlias": { "min": 1 },
			"AssetPropertyStringValue": {
				"min": 1,
				"max": 1024
			},
			"AssetPropertyTimestamp": { "required": ["timeInSeconds"] },
			"AssetPropertyValue": {
				"required": ["value", "timestamp"],
				"members": {
					"value": "AssetPropertyVariant",
					"timestamp": "AssetPropertyTimestamp"
				}
			},
			"AssetPropertyValueList": {
				"min": 1,
				"element": "AssetPropertyValue"
			},
			"AssetPropertyVariant": { "members": { "stringValue": "AssetPropertyStringValue" } },
			"AttachSecurityProfileRequest": {
				"required": ["securityProfileName", "securityProfileTargetArn"],
				"members": { "securityProfileName": "SecurityProfileName" }
			},
			"AttributeName": {
				"max": 128,
				"pattern": "[a-zA-Z0-9_.,@/:#-]+"
			},
			"AttributePayload": { "members": { "attributes": "Attributes" } },
			"AttributeValue": {
				"max": 800,
				"pattern": "[a-zA-Z0-9_.,@/:#=\\[\\]-]*"
			},
			"Attributes": {
				"key": "AttributeName",
				"value": "AttributeValue"
			},
			"BatchConfig": { "members": {
				"maxBatchOpenMs": "MaxBatchOpenMs",
				"maxBatchSize": "MaxBatchSize",
				"maxBatchSizeBytes": "MaxBatchSizeBytes"
			} },
			"Behavior": {
				"required": ["name"],
				"members": {
					"name": "BehaviorName",
					"metricDimension": "MetricDimension",
					"criteria": "BehaviorCriteria"
				}
			},
			"BehaviorCriteria": { "members": {
				"comparisonOperator": "ComparisonOperator",
				"value": "MetricValue",
				"durationSeconds": "DurationSeconds",
				"consecutiveDatapointsToAlarm": "ConsecutiveDatapointsToAlarm",
				"consecutiveDatapointsToClear": "ConsecutiveDatapointsToClear",
				"statisticalThreshold": "StatisticalThreshold",
				"mlDetectionConfig": "MachineLearningDetectionConfig"
			} },
			"BehaviorName": {
				"min": 1,
				"max": 128,
				"pattern": "[a-zA-Z0-9:_-]+"
			},
			"Behaviors": {
				"max": 100,
				"element": "Behavior"
			},
			"CannedAccessControlList": { "enum": [
				"private",
				"public-read",
				"public-read-write",
				"aws-exec-read",
				"authenticated-read",
				"bucket-owner-read",
				"bucket-owner-full-control",
				"log-delivery-write"
			] },
			"Cidr": {
				"min": 2,
				"max": 43,
				"pattern": "[a-fA-F0-9:\\.\\/]+"
			},
			"Cidrs": { "element": "Cidr" },
			"ClientRequestToken": {
				"min": 1,
				"max": 64,
				"pattern": "^[a-zA-Z0-9-_]+$"
			},
			"CloudwatchAlarmAction": { "required": [
				"roleArn",
				"alarmName",
				"stateReason",
				"stateValue"
			] },
			"CloudwatchLogsAction": { "required": ["roleArn", "logGroupName"] },
			"CloudwatchMetricAction": { "required": [
				"roleArn",
				"metricNamespace",
				"metricName",
				"metricValue",
				"metricUnit"
			] },
			"ComparisonOperator": { "enum": [
				"less-than",
				"less-than-equals",
				"greater-than",
				"greater-than-equals",
				"in-cidr-set",
				"not-in-cidr-set",
				"in-port-set",
				"not-in-port-set",
				"in-set",
				"not-in-set"
			] },
			"ConfidenceLevel": { "enum": [
				"LOW",
				"MEDIUM",
				"HIGH"
			] },
			"ConsecutiveDatapointsToAlarm": {
				"integer": true,
				"min": 1,
				"max": 10
			},
			"ConsecutiveDatapointsToClear": {
				"integer": true,
				"min": 1,
				"max": 10
			},
			"ContentType": { "max": 1024 },
			"CorrelationData": { "max": 1024 },
			"CreateCustomMetricRequest": {
				"required": [
					"metricName",
					"metricType",
					"clientRequestToken"
				],
				"members": {
					"metricName": "MetricName",
					"displayName": "CustomMetricDisplayName",
					"metricType": "CustomMetricType",
					"tags": "TagList",
					"clientRequestToken": "ClientRequestToken"
				}
			},
			"CreateDimensionRequest": {
				"required": [
					"name",
					"type",
					"stringValues",
					"clientRequestToken"
				],
				"members": {
					"name": "DimensionName",
					"type": "DimensionType",
					"stringValues": "DimensionStringValues",
					"tags": "TagList",
					"clientRequestToken": "ClientRequestToken"
				}
			},
			"CreateSecurityProfileRequest": {
				"required": ["securityProfileName"],
				"members": {
					"securityProfileName": "SecurityProfileName",
					"securityProfileDescription": "SecurityProfileDescription",
					"behaviors": "Behaviors",
					"alertTargets": "AlertTargets",
					"additionalMetricsToRetainV2": "AdditionalMetricsToRetainV2List",
					"tags": "TagList",
					"metricsExportConfig": "MetricsExportConfig"
				}
			},
			"CreateThingGroupRequest": {
				"required": ["thingGroupName"],
				"members": {
					"thingGroupName": "ThingGroupName",
					"parentGroupName": "ThingGroupName",
					"thingGroupProperties": "ThingGroupProperties",
					"tags": "TagList"
				}
			},
			"CreateTopicRuleRequest": {
				"required": ["ruleName", "topicRulePayload"],
				"members": {
					"ruleName": "RuleName",
					"topicRulePayload": "TopicRulePayload"
				}
			},
			"CustomMetricDisplayName": {
				"max": 128,
				"pattern": "[\\p{Graph}\\x20]*"
			},
			"CustomMetricType": { "enum": [
				"string-list",
				"ip-address-list",
				"number-list",
				"number"
			] },
			"DeleteCustomMetricRequest": {
				"required": ["metricName"],
				"members": { "metricName": "MetricName" }
			},
			"DeleteDimensionRequest": {
				"required": ["name"],
				"members": { "name": "DimensionName" }
			},
			"DeleteSecurityProfileRequest": {
				"required": ["securityProfileName"],
				"members": {
					"securityProfileName": "SecurityProfileName",
					"expectedVersion": "OptionalVersion"
				}
			},
			"DeleteThingGroupRequest": {
				"required": ["thingGroupName"],
				"members": {
					"thingGroupName": "ThingGroupName",
					"expectedVersion": "OptionalVersion"
				}
			},
			"DeleteTopicRuleRequest": {
				"required": ["ruleName"],
				"members": { "ruleName": "RuleName" }
			},
			"DescribeCustomMetricRequest": {
				"required": ["metricName"],
				"members": { "metricName": "MetricName" }
			},
			"DescribeDimensionRequest": {
				"required": ["name"],
				"members": { "name": "DimensionName" }
			},
			"DescribeEndpointRequest": { "members": { "endpointType": "EndpointType" } },
			"DescribeSecurityProfileRequest": {
				"required": ["securityProfileName"],
				"members": { "securityProfileName": "SecurityProfileName" }
			},
			"DescribeThingGroupRequest": {
				"required": ["thingGroupName"],
				"members": { "thingGroupName": "ThingGroupName" }
			},
			"DetachSecurityProfileRequest": {
				"required": ["securityProfileName", "securityProfileTargetArn"],
				"members": { "securityProfileName": "SecurityProfileName" }
			},
			"DimensionName": {
				"min": 1,
				"max": 128,
				"pattern": "[a-zA-Z0-9:_-]+"
			},
			"DimensionStringValue": {
				"min": 1,
				"max": 256
			},
			"DimensionStringValues": {
				"min": 1,
				"max": 100,
				"element": "DimensionStringValue"
			},
			"DimensionType": { "enum": ["TOPIC_FILTER"] },
			"DimensionValueOperator": { "enum": ["IN", "NOT_IN"] },
			"DisableTopicRuleRequest": {
				"required": ["ruleName"],
				"members": { "ruleName": "RuleName" }
			},
			"DurationSeconds": { "integer": true },
			"DynamoDBAction": {
				"required": [
					"tableName",
					"roleArn",
					"hashKeyField",
					"hashKeyValue"
				],
				"members": {
					"hashKeyType": "DynamoKeyType",
					"rangeKeyType": "DynamoKeyType"
				}
			},
			"DynamoDBv2Action": {
				"required": ["roleArn", "putItem"],
				"members": { "putItem": "PutItemInput" }
			},
			"DynamoKeyType": { "enum": ["STRING", "NUMBER"] },
			"ElasticsearchAction": {
				"required": [
					"roleArn",
					"endpoint",
					"index",
					"type",
					"id"
				],
				"members": { "endpoint": "ElasticsearchEndpoint" }
			},
			"ElasticsearchEndpoint": { "pattern": "https?://.*" },
			"EnableTopicRuleRequest": {
				"required": ["ruleName"],
				"members": { "ruleName": "RuleName" }
			},
			"EndpointType": { "max": 128 },
			"EvaluationStatistic": { "pattern": "(p0|p0\\.1|p0\\.01|p1|p10|p50|p90|p99|p99\\.9|p99\\.99|p100)" },
			"FirehoseAction": {
				"required": ["roleArn", "deliveryStreamName"],
				"members": { "separator": "FirehoseSeparator" }
			},
			"FirehoseSeparator": { "pattern": "([\\n\\t])|(\\r\\n)|(,)" },
			"GetTopicRuleRequest": {
				"required": ["ruleName"],
				"members": { "ruleName": "RuleName" }
			},
			"HeaderKey": {
				"min": 1,
				"max": 256
			},
			"HeaderList": {
				"max": 100,
				"element": "HttpActionHeader"
			},
			"HttpAction": {
				"required": ["url"],
				"members": {
					"url": "Url",
					"confirmationUrl": "Url",
					"headers": "HeaderList",
					"auth": "HttpAuthorization",
					"batchConfig": "BatchConfig"
				}
			},
			"HttpActionHeader": {
				"required": ["key", "value"],
				"members": { "key": "HeaderKey" }
			},
			"HttpAuthorization": { "members": { "sigv4": "SigV4Authorization" } },
			"InfluxDBAction": { "required": [
				"destinationArn",
				"roleArn",
				"databaseName",
				"tableName"
			] },
			"InputName": {
				"min": 1,
				"max": 128
			},
			"IotEventsAction": {
				"required": ["inputName", "roleArn"],
				"members": {
					"inputName": "InputName",
					"messageId": "MessageId"
				}
			},
			"IotSiteWiseAction": {
				"required": ["putAssetPropertyValueEntries", "roleArn"],
				"members": { "putAssetPropertyValueEntries": "PutAssetPropertyValueEntryList" }
			},
			"KafkaAction": {
				"required": [
					"destinationArn",
					"topic",
					"clientProperties"
				],
				"members": { "headers": "KafkaHeaders" }
			},
			"KafkaActionHeader": {
				"required": ["key", "value"],
				"members": {
					"key": "KafkaHeaderKey",
					"value": "KafkaHeaderValue"
				}
			},
			"KafkaHeaderKey": { "max": 16384 },
			"KafkaHeaderValue": { "max": 16384 },
			"KafkaHeaders": {
				"min": 1,
				"max": 100,
				"element": "KafkaActionHeader"
			},
			"KinesisAction": { "required": ["roleArn", "streamName"] },
			"LambdaAction": { "required": ["functionArn"] },
			"ListCustomMetricsRequest": { "members": { "maxResults": "MaxResults" } },
			"ListDimensionsRequest": { "members": { "maxResults": "MaxResults" } },
			"ListSecurityProfilesForTargetRequest": {
				"required": ["securityProfileTargetArn"],
				"members": { "maxResults": "MaxResults" }
			},
			"ListSecurityProfilesRequest": { "members": {
				"maxResults": "MaxResults",
				"dimensionName": "DimensionName",
				"metricName": "MetricName"
			} },
			"ListTagsForResourceRequest": { "required": ["resourceArn"] },
			"ListTargetsForSecurityProfileRequest": {
				"required": ["securityProfileName"],
				"members": {
					"securityProfileName": "SecurityProfileName",
					"maxResults": "MaxResults"
				}
			},
			"ListThingGroupsRequest": { "members": {
				"maxResults": "RegistryMaxResults",
				"parentGroup": "ThingGroupName",
				"namePrefixFilter": "ThingGroupName"
			} },
			"ListTopicRulesRequest": { "members": { "maxResults": "TopicRuleMaxResults" } },
			"LocationAction": {
				"required": [
					"roleArn",
					"trackerName",
					"deviceId",
					"latitude",
					"longitude"
				],
				"members": { "timestamp": "LocationTimestamp" }
			},
			"LocationTimestamp": { "required": ["value"] },
			"MachineLearningDetectionConfig": {
				"required": ["confidenceLevel"],
				"members": { "confidenceLevel": "ConfidenceLevel" }
			},
			"MaxBatchOpenMs": {
				"integer": true,
				"min": 5,
				"max": 200
			},
			"MaxBatchSize": {
				"integer": true,
				"min": 2,
				"max": 10
			},
			"MaxBatchSizeBytes": {
				"integer": true,
				"min": 100,
				"max": 131072
			},
			"MaxResults": {
				"integer": true,
				"min": 1,
				"max": 250
			},
			"MessageExpiry": { "max": 1024 },
			"MessageFormat": { "enum": ["RAW", "JSON"] },
			"MessageId": { "max": 128 },
			"MetricDimension": {
				"required": ["dimensionName"],
				"members": {
					"dimensionName": "DimensionName",
					"operator": "DimensionValueOperator"
				}
			},
			"MetricName": {
				"min": 1,
				"max": 128,
				"pattern": "[a-zA-Z0-9:_-]+"
			},
			"MetricToRetain": {
				"required": ["metric"],
				"members": { "metricDimension": "MetricDimension" }
			},
			"MetricValue": { "members": {
				"count": "UnsignedLong",
				"cidrs": "Cidrs",
				"ports": "Ports"
			} },
			"MetricsExportConfig": {
				"required": ["mqttTopic", "roleArn"],
				"members": {
					"mqttTopic": "MqttTopic",
					"roleArn": "RoleArn"
				}
			},
			"MqttHeaders": { "members": {
				"payloadFormatIndicator": "PayloadFormatIndicator",
				"contentType": "ContentType",
				"responseTopic": "ResponseTopic",
				"correlationData": "CorrelationData",
				"messageExpiry": "MessageExpiry",
				"userProperties": "UserProperties"
			} },
			"MqttTopic": {
				"min": 1,
				"max": 512
			},
			"OpenSearchAction": {
				"required": [
					"roleArn",
					"endpoint",
					"index",
					"type",
					"id"
				],
				"members": { "endpoint": "ElasticsearchEndpoint" }
			},
			"OptionalVersion": { "integer": true },
			"PayloadFormatIndicator": { "max": 1024 },
			"Port": {
				"integer": true,
				"min": 0,
				"max": 65535
			},
			"Ports": { "element": "Port" },
			"PutAssetPropertyValueEntry": {
				"required": ["propertyValues"],
				"members": {
					"propertyAlias": "AssetPropertyAlias",
					"propertyValues": "AssetPropertyValueList"
				}
			},
			"PutAssetPropertyValueEntryList": {
				"min": 1,
				"element": "PutAssetPropertyValueEntry"
			},
			"PutItemInput": { "required": ["tableName"] },
			"Qos": {
				"integer": true,
				"min": 0,
				"max": 1
			},
			"RegistryMaxResults": {
				"integer": true,
				"min": 1,
				"max": 250
			},
			"ReplaceTopicRuleRequest": {
				"required": ["ruleName", "topicRulePayload"],
				"members": {
					"ruleName": "RuleName",
					"topicRulePayload": "TopicRulePayload"
				}
			},
			"RepublishAction": {
				"required": ["roleArn", "topic"],
				"members": {
					"qos": "Qos",
					"headers": "MqttHeaders"
				}
			},
			"ResponseTopic": { "max": 1024 },
			"RoleArn": {
				"min": 20,
				"max": 2048
			},
			"RuleName": {
				"min": 1,
				"max": 128,
				"pattern": "^[a-zA-Z0-9_]+$"
			},
			"S3Action": {
				"required": [
					"roleArn",
					"bucketName",
					"key"
				],
				"members": { "cannedAcl": "CannedAccessControlList" }
			},
			"SalesforceAction": {
				"required": ["token", "url"],
				"members": {
					"token": "SalesforceToken",
					"url": "SalesforceEndpoint"
				}
			},
			"SalesforceEndpoint": {
				"max": 2e3,
				"pattern": "https://ingestion-[a-zA-Z0-9]{1,12}\\.[a-zA-Z0-9]+\\.((sfdc-matrix\\.net)|(sfdcnow\\.com))/streams/\\w{1,20}/\\w{1,20}/event"
			},
			"SalesforceToken": { "min": 40 },
			"SecurityProfileDescription": {
				"max": 1e3,
				"pattern": "[\\p{Graph}\\x20]*"
			},
			"SecurityProfileName": {
				"min": 1,
				"max": 128,
				"pattern": "[a-zA-Z0-9:_-]+"
			},
			"SigV4Authorization": { "required": [
				"signingRegion",
				"serviceName",
				"roleArn"
			] },
			"SnsAction": {
				"required": ["targetArn", "roleArn"],
				"members": { "messageFormat": "MessageFormat" }
			},
			"SqsAction": { "required": ["roleArn", "queueUrl"] },
			"StatisticalThreshold": { "members": { "statistic": "EvaluationStatistic" } },
			"StepFunctionsAction": { "required": ["stateMachineName", "roleArn"] },
			"Tag": {
				"required": ["Key"],
				"members": {
					"Key": "TagKey",
					"Value": "TagValue"
				}
			},
			"TagKey": {
				"min": 1,
				"max": 128,
				"pattern": "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$"
			},
			"TagKeyList": { "element": "TagKey" },
			"TagList": { "element": "Tag" },
			"TagResourceRequest": {
				"required": ["resourceArn", "tags"],
				"members": { "tags": "TagList" }
			},
			"TagValue": { "max": 256 },
			"ThingGroupDescription": {
				"max": 2028,
				"pattern": "[\\p{Graph}\\x20]*"
			},
			"ThingGroupName": {
				"min": 1,
				"max": 128,
				"pattern": "[a-zA-Z0-9:_-]+"
			},
			"ThingGroupProperties": { "members": {
				"thingGroupDescription": "ThingGroupDescription",
				"attributePayload": "AttributePayload"
			} },
			"TimestreamAction": {
				"required": [
					"roleArn",
					"databaseName",
					"tableName",
					"dimensions"
				],
				"members": {
					"dimensions": "TimestreamDimensionList",
					"timestamp": "TimestreamTimestamp"
				}
			},
			"TimestreamDimension": { "required": ["name", "value"] },
			"TimestreamDimensionList": {
				"min": 1,
				"max": 128,
				"element": "TimestreamDimension"
			},
			"TimestreamTimestamp": { "required": ["value", "unit"] },
			"TopicRuleMaxResults": {
				"integer": true,
				"min": 1,
				"max": 1e4
			},
			"TopicRulePayload": {
				"required": ["sql", "actions"],
				"members": {
					"actions": "ActionList",
					"errorAction": "Action"
				}
			},
			"UnsignedLong": {
				"integer": true,
				"min": 0
			},
			"UntagResourceRequest": {
				"required": ["resourceArn", "tagKeys"],
				"members": { "tagKeys": "TagKeyList" }
			},
			"UpdateCustomMetricRequest": {
				"required": ["metricName", "displayName"],
				"members": {
					"metricName": "MetricName",
					"displayName": "CustomMetricDisplayName"
				}
			},
			"UpdateDimensionRequest": {
				"required": ["name", "stringValues"],
				"members": {
					"name": "DimensionName",
					"stringValues": "DimensionStringValues"
				}
			},
			"UpdateSecurityProfileRequest": {
				"required": ["securityProfileName"],
				"members": {
					"securityProfileName": "SecurityProfileName",
					"securityProfileDescription": "SecurityProfileDescription",
					"behaviors": "Behaviors",
					"alertTargets": "AlertTargets",
					"additionalMetricsToRetainV2": "AdditionalMetricsToRetainV2List",
					"expectedVersion": "OptionalVersion",
					"metricsExportConfig": "MetricsExportConfig"
				}
			},
			"UpdateThingGroupRequest": {
				"required": ["thingGroupName", "thingGroupProperties"],
				"members": {
					"thingGroupName": "ThingGroupName",
					"thingGroupProperties": "ThingGroupProperties",
					"expectedVersion": "OptionalVersion"
				}
			},
			"Url": { "max": 2e3 },
			"UserProperties": {
				"min": 1,
				"max": 100,
				"element": "UserProperty"
			},
			"UserProperty": {
				"required": ["key", "value"],
				"members": {
					"key": "UserPropertyKey",
					"value": "UserPropertyValue"
				}
			},
			"UserPropertyKey": { "max": 1024 },
			"UserPropertyValue": { "max": 1024 },
			"ValidateSecurityProfileBehaviorsRequest": {
				"required": ["behaviors"],
				"members": { "behaviors": "Behaviors" }
			}
		}
	},
	firehose: {
		"operations": {
			"CreateDeliveryStream": "CreateDeliveryStreamInput",
			"DescribeDeliveryStream": "DescribeDeliveryStreamInput",
			"UpdateDestination": "UpdateDestinationInput",
			"DeleteDeliveryStream": "DeleteDeliveryStreamInput",
			"ListDeliveryStreams": "ListDeliveryStreamsInput",
			"StartDeliveryStreamEncryption": "StartDeliveryStreamEncryptionInput",
			"StopDeliveryStreamEncryption": "StopDeliveryStreamEncryptionInput",
			"TagDeliveryStream": "TagDeliveryStreamInput",
			"UntagDeliveryStream": "UntagDeliveryStreamInput",
			"ListTagsForDeliveryStream": "ListTagsForDeliveryStreamInput"
		},
		"shapes": {
			"AWSKMSKeyARN": {
				"min": 1,
				"max": 512,
				"pattern": "arn:.*:kms:[a-zA-Z0-9\\-]+:\\d{12}:(key|alias)/[a-zA-Z_0-9+=,.@\\-_/]+"
			},
			"BlockSizeBytes": {
				"integer": true,
				"min": 67108864
			},
			"BucketARN": {
				"min": 1,
				"max": 2048,
				"pattern": "arn:.*:s3:::[\\w\\.\\-]{1,255}"
			},
			"BufferingHints": { "members": {
				"SizeInMBs": "SizeInMBs",
				"IntervalInSeconds": "IntervalInSeconds"
			} },
			"CloudWatchLoggingOptions": { "members": {
				"LogGroupName": "LogGroupName",
				"LogStreamName": "LogStreamName"
			} },
			"ColumnToJsonKeyMappings": {
				"key": "NonEmptyStringWithoutWhitespace",
				"value": "NonEmptyString"
			},
			"CompressionFormat": { "enum": [
				"UNCOMPRESSED",
				"GZIP",
				"ZIP",
				"Snappy",
				"HADOOP_SNAPPY"
			] },
			"CreateDeliveryStreamInput": {
				"required": ["DeliveryStreamName"],
				"members": {
					"DeliveryStreamName": "DeliveryStreamName",
					"DeliveryStreamType": "DeliveryStreamType",
					"DirectPutSourceConfiguration": "DirectPutSourceConfiguration",
					"KinesisStreamSourceConfiguration": "KinesisStreamSourceConfiguration",
					"DeliveryStreamEncryptionConfigurationInput": "DeliveryStreamEncryptionConfigurationInput",
					"S3DestinationConfiguration": "S3DestinationConfiguration",
					"ExtendedS3DestinationConfiguration": "ExtendedS3DestinationConfiguration",
					"Tags": "TagDeliveryStreamInputTagList"
				}
			},
			"CustomTimeZone": {
				"max": 50,
				"pattern": "^$|[a-zA-Z/_]+"
			},
			"DataFormatConversionConfiguration": { "members": {
				"SchemaConfiguration": "SchemaConfiguration",
				"InputFormatConfiguration": "InputFormatConfiguration",
				"OutputFormatConfiguration": "OutputFormatConfiguration"
			} },
			"DeleteDeliveryStreamInput": {
				"required": ["DeliveryStreamName"],
				"members": { "DeliveryStreamName": "DeliveryStreamName" }
			},
			"DeliveryStreamEncryptionConfigurationInput": {
				"required": ["KeyType"],
				"members": {
					"KeyARN": "AWSKMSKeyARN",
					"KeyType": "KeyType"
				}
			},
			"DeliveryStreamName": {
				"min": 1,
				"max": 64,
				"pattern": "[a-zA-Z0-9_.-]+"
			},
			"DeliveryStreamType": { "enum": [
				"DirectPut",
				"KinesisStreamAsSource",
				"MSKAsSource",
				"DatabaseAsSource"
			] },
			"DeliveryStreamVersionId": {
				"min": 1,
				"max": 50,
				"pattern": "[0-9]+"
			},
			"DescribeDeliveryStreamInput": {
				"required": ["DeliveryStreamName"],
				"members": {
					"DeliveryStreamName": "DeliveryStreamName",
					"Limit": "DescribeDeliveryStreamInputLimit",
					"ExclusiveStartDestinationId": "DestinationId"
				}
			},
			"DescribeDeliveryStreamInputLimit": {
				"integer": true,
				"min": 1,
				"max": 1e4
			},
			"Deserializer": { "members": {
				"OpenXJsonSerDe": "OpenXJsonSerDe",
				"HiveJsonSerDe": "HiveJsonSerDe"
			} },
			"DestinationId": {
				"min": 1,
				"max": 100,
				"pattern": "[a-zA-Z0-9-]+"
			},
			"DirectPutSourceConfiguration": {
				"required": ["ThroughputHintInMBs"],
				"members": { "ThroughputHintInMBs": "ThroughputHintInMBs" }
			},
			"DynamicPartitioningConfiguration": { "members": { "RetryOptions": "RetryOptions" } },
			"EncryptionConfiguration": { "members": {
				"NoEncryptionConfig": "NoEncryptionConfig",
				"KMSEncryptionConfig": "KMSEncryptionConfig"
			} },
			"ErrorOutputPrefix": {
				"max": 1024,
				"pattern": ".*"
			},
			"ExtendedS3DestinationConfiguration": {
				"required": ["RoleARN", "BucketARN"],
				"members": {
					"RoleARN": "RoleARN",
					"BucketARN": "BucketARN",
					"Prefix": "Prefix",
					"ErrorOutputPrefix": "ErrorOutputPrefix",
					"BufferingHints": "BufferingHints",
					"CompressionFormat": "CompressionFormat",
					"EncryptionConfiguration": "EncryptionConfiguration",
					"CloudWatchLoggingOptions": "CloudWatchLoggingOptions",
					"ProcessingConfiguration": "ProcessingConfiguration",
					"S3BackupMode": "S3BackupMode",
					"S3BackupConfiguration": "S3DestinationConfiguration",
					"DataFormatConversionConfiguration": "DataFormatConversionConfiguration",
					"DynamicPartitioningConfiguration": "DynamicPartitioningConfiguration",
					"FileExtension": "FileExtension",
					"CustomTimeZone": "CustomTimeZone"
				}
			},
			"ExtendedS3DestinationUpdate": { "members": {
				"RoleARN": "RoleARN",
				"BucketARN": "BucketARN",
				"Prefix": "Prefix",
				"ErrorOutputPrefix": "ErrorOutputPrefix",
				"BufferingHints": "BufferingHints",
				"CompressionFormat": "CompressionFormat",
				"EncryptionConfiguration": "EncryptionConfiguration",
				"CloudWatchLoggingOptions": "CloudWatchLoggingOptions",
				"ProcessingConfiguration": "ProcessingConfiguration",
				"S3BackupMode": "S3BackupMode",
				"S3BackupUpdate": "S3DestinationUpdate",
				"DataFormatConversionConfiguration": "DataFormatConversionConfiguration",
				"DynamicPartitioningConfiguration": "DynamicPartitioningConfiguration",
				"FileExtension": "FileExtension",
				"CustomTimeZone": "CustomTimeZone"
			} },
			"FileExtension": {
				"max": 128,
				"pattern": "^$|\\.[0-9a-z!\\-_.*'()]+"
			},
			"HiveJsonSerDe": { "members": { "TimestampFormats": "ListOfNonEmptyStrings" } },
			"InputFormatConfiguration": { "members": { "Deserializer": "Deserializer" } },
			"IntervalInSeconds": {
				"integer": true,
				"min": 0,
				"max": 900
			},
			"KMSEncryptionConfig": {
				"required": ["AWSKMSKeyARN"],
				"members": { "AWSKMSKeyARN": "AWSKMSKeyARN" }
			},
			"KeyType": { "enum": ["AWS_OWNED_CMK", "CUSTOMER_MANAGED_CMK"] },
			"KinesisStreamARN": {
				"min": 1,
				"max": 512,
				"pattern": "arn:.*:kinesis:[a-zA-Z0-9\\-]+:\\d{12}:stream/[a-zA-Z0-9_.-]+"
			},
			"KinesisStreamSourceConfiguration": {
				"required": ["KinesisStreamARN", "RoleARN"],
				"members": {
					"KinesisStreamARN": "KinesisStreamARN",
					"RoleARN": "RoleARN"
				}
			},
			"ListDeliveryStreamsInput": { "members": {
				"Limit": "ListDeliveryStreamsInputLimit",
				"DeliveryStreamType": "DeliveryStreamType",
				"ExclusiveStartDeliveryStreamName": "DeliveryStreamName"
			} },
			"ListDeliveryStreamsInputLimit": {
				"integer": true,
				"min": 1,
				"max": 1e4
			},
			"ListOfNonEmptyStrings": { "element": "NonEmptyString" },
			"ListOfNonEmptyStringsWithoutWhitespace": { "element": "NonEmptyStringWithoutWhitespace" },
			"ListTagsForDeliveryStreamInput": {
				"required": ["DeliveryStreamName"],
				"members": {
					"DeliveryStreamName": "DeliveryStreamName",
					"ExclusiveStartTagKey": "TagKey",
					"Limit": "ListTagsForDeliveryStreamInputLimit"
				}
			},
			"ListTagsForDeliveryStreamInputLimit": {
				"integer": true,
				"min": 1,
				"max": 50
			},
			"LogGroupName": {
				"max": 512,
				"pattern": "[\\.\\-_/#A-Za-z0-9]*"
			},
			"LogStreamName": {
				"max": 512,
				"pattern": "[^:*]*"
			},
			"NoEncryptionConfig": { "enum": ["NoEncryption"] },
			"NonEmptyString": {
				"min": 1,
				"max": 1024,
				"pattern": "^(?!\\s*$).+"
			},
			"NonEmptyStringWithoutWhitespace": {
				"min": 1,
				"max": 1024,
				"pattern": "^\\S+$"
			},
			"NonNegativeIntegerObject": {
				"integer": true,
				"min": 0
			},
			"OpenXJsonSerDe": { "members": { "ColumnToJsonKeyMappings": "ColumnToJsonKeyMappings" } },
			"OrcCompression": { "enum": [
				"NONE",
				"ZLIB",
				"SNAPPY"
			] },
			"OrcFormatVersion": { "enum": ["V0_11", "V0_12"] },
			"OrcRowIndexStride": {
				"integer": true,
				"min": 1e3
			},
			"OrcSerDe": { "members": {
				"StripeSizeBytes": "OrcStripeSizeBytes",
				"BlockSizeBytes": "BlockSizeBytes",
				"RowIndexStride": "OrcRowIndexStride",
				"PaddingTolerance": "Proportion",
				"Compression": "OrcCompression",
				"BloomFilterColumns": "ListOfNonEmptyStringsWithoutWhitespace",
				"BloomFilterFalsePositiveProbability": "Proportion",
				"DictionaryKeyThreshold": "Proportion",
				"FormatVersion": "OrcFormatVersion"
			} },
			"OrcStripeSizeBytes": {
				"integer": true,
				"min": 8388608
			},
			"OutputFormatConfiguration": { "members": { "Serializer": "Serializer" } },
			"ParquetCompression": { "enum": [
				"UNCOMPRESSED",
				"GZIP",
				"SNAPPY"
			] },
			"ParquetPageSizeBytes": {
				"integer": true,
				"min": 65536
			},
			"ParquetSerDe": { "members": {
				"BlockSizeBytes": "BlockSizeBytes",
				"PageSizeBytes": "ParquetPageSizeBytes",
				"Compression": "ParquetCompression",
				"MaxPaddingBytes": "NonNegativeIntegerObject",
				"WriterVersion": "ParquetWriterVersion"
			} },
			"ParquetWriterVersion": { "enum": ["V1", "V2"] },
			"Prefix": {
				"max": 1024,
				"pattern": ".*"
			},
			"ProcessingConfiguration": { "members": { "Processors": "ProcessorList" } },
			"Processor": {
				"required": ["Type"],
				"members": {
					"Type": "ProcessorType",
					"Parameters": "ProcessorParameterList"
				}
			},
			"ProcessorList": { "element": "Processor" },
			"ProcessorParameter": {
				"required": ["ParameterName", "ParameterValue"],
				"members": {
					"ParameterName": "ProcessorParameterName",
					"ParameterValue": "ProcessorParameterValue"
				}
			},
			"ProcessorParameterList": { "element": "ProcessorParameter" },
			"ProcessorParameterName": { "enum": [
				"LambdaArn",
				"NumberOfRetries",
				"MetadataExtractionQuery",
				"JsonParsingEngine",
				"RoleArn",
				"BufferSizeInMBs",
				"BufferIntervalInSeconds",
				"SubRecordType",
				"Delimiter",
				"CompressionFormat",
				"DataMessageExtraction"
			] },
			"ProcessorParameterValue": {
				"min": 1,
				"max": 5120,
				"pattern": "^(?!\\s*$).+"
			},
			"ProcessorType": { "enum": [
				"RecordDeAggregation",
				"Decompression",
				"CloudWatchLogProcessing",
				"Lambda",
				"MetadataExtraction",
				"AppendDelimiterToRecord"
			] },
			"Proportion": {
				"min": 0,
				"max": 1
			},
			"RetryDurationInSeconds": {
				"integer": true,
				"min": 0,
				"max": 7200
			},
			"RetryOptions": { "members": { "DurationInSeconds": "RetryDurationInSeconds" } },
			"RoleARN": {
				"min": 1,
				"max": 512,
				"pattern": "arn:.*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+"
			},
			"S3BackupMode": { "enum": ["Disabled", "Enabled"] },
			"S3DestinationConfiguration": {
				"required": ["RoleARN", "BucketARN"],
				"members": {
					"RoleARN": "RoleARN",
					"BucketARN": "BucketARN",
					"Prefix": "Prefix",
					"ErrorOutputPrefix": "ErrorOutputPrefix",
					"BufferingHints": "BufferingHints",
					"CompressionFormat": "CompressionFormat",
					"EncryptionConfiguration": "EncryptionConfiguration",
					"CloudWatchLoggingOptions": "CloudWatchLoggingOptions"
				}
			},
			"S3DestinationUpdate": { "members": {
				"RoleARN": "RoleARN",
				"BucketARN": "BucketARN",
				"Prefix": "Prefix",
				"ErrorOutputPrefix": "ErrorOutputPrefix",
				"BufferingHints": "BufferingHints",
				"CompressionFormat": "CompressionFormat",
				"EncryptionConfiguration": "EncryptionConfiguration",
				"CloudWatchLoggingOptions": "CloudWatchLoggingOptions"
			} },
			"SchemaConfiguration": { "members": {
				"RoleARN": "NonEmptyStringWithoutWhitespace",
				"CatalogId": "NonEmptyStringWithoutWhitespace",
				"DatabaseName": "NonEmptyStringWithoutWhitespace",
				"TableName": "NonEmptyStringWithoutWhitespace",
				"Region": "NonEmptyStringWithoutWhitespace",
				"VersionId": "NonEmptyStringWithoutWhitespace"
			} },
			"Serializer": { "members": {
				"ParquetSerDe": "ParquetSerDe",
				"OrcSerDe": "OrcSerDe"
			} },
			"SizeInMBs": {
				"integer": true,
				"min": 1,
				"max": 128
			},
			"StartDeliveryStreamEncryptionInput": {
				"required": ["DeliveryStreamName"],
				"members": {
					"DeliveryStreamName": "DeliveryStreamName",
					"DeliveryStreamEncryptionConfigurationInput": "DeliveryStreamEncryptionConfigurationInput"
				}
			},
			"StopDeliveryStreamEncryptionInput": {
				"required": ["DeliveryStreamName"],
				"members": { "DeliveryStreamName": "DeliveryStreamName" }
			},
			"Tag": {
				"required": ["Key"],
				"members": {
					"Key": "TagKey",
					"Value": "TagValue"
				}
			},
			"TagDeliveryStreamInput": {
				"required": ["DeliveryStreamName", "Tags"],
				"members": {
					"DeliveryStreamName": "DeliveryStreamName",
					"Tags": "TagDeliveryStreamInputTagList"
				}
			},
			"TagDeliveryStreamInputTagList": {
				"min": 1,
				"max": 50,
				"element": "Tag"
			},
			"TagKey": {
				"min": 1,
				"max": 128,
				"pattern": "^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@%]*$"
			},
			"TagKeyList": {
				"min": 1,
				"max": 50,
				"element": "TagKey"
			},
			"TagValue": {
				"max": 256,
				"pattern": "^[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@%]*$"
			},
			"ThroughputHintInMBs": {
				"integer": true,
				"min": 1,
				"max": 100
			},
			"UntagDeliveryStreamInput": {
				"required": ["DeliveryStreamName", "TagKeys"],
				"members": {
					"DeliveryStreamName": "DeliveryStreamName",
					"TagKeys": "TagKeyList"
				}
			},
			"UpdateDestinationInput": {
				"required": [
					"DeliveryStreamName",
					"CurrentDeliveryStreamVersionId",
					"DestinationId"
				],
				"members": {
					"DeliveryStreamName": "DeliveryStreamName",
					"CurrentDeliveryStreamVersionId": "DeliveryStreamVersionId",
					"DestinationId": "DestinationId",
					"S3DestinationUpdate": "S3DestinationUpdate",
					"ExtendedS3DestinationUpdate": "ExtendedS3DestinationUpdate"
				}
			}
		}
	}
};
// src/sandbox/refusal.ts
/** Makes a refusal; throw it. */
function refusal(name, message, more = {}) {
	const { status, members = {} } = more;
	return Object.assign(new Error(message), {
		name,
		refusal: {
			members,
			...status === void 0 ? {} : { status }
		}
	});
}
/** Says whether something caught is a refusal; anything else is our bug and must be passed on. */
function isRefusal(caught) {
	return caught instanceof Error && "refusal" in caught;
}
// src/sandbox/constraints.ts
const CONSTRAINTS = constraints_default;
/** What an input breaks of the service's model. Throws a SerializationException where an integer has a fraction. */
function violationsOf(service, operation, input) {
	const constraints = CONSTRAINTS[service];
	const shape = constraints?.operations[operation];
	return constraints === void 0 || shape === void 0 ? [] : [...check(constraints, shape, input, "")];
}
/**
* Makes the refusal of an input that breaks the model, in the words of the service: AWS IoT tells the value, Data Firehose does not.
* https://github.com/floci-io/floci/blob/main/src/main/java/io/github/hectorvent/floci/services/firehose/S3DestinationValidator.java
*/
function invalidInput(service, violations) {
	const sentences = violations.map(({ path, value, rule }) => {
		return `Value${service === "firehose" ? "" : ` ${shown(value)}`} at '${path}' failed to satisfy constraint: ${rule}`;
	});
	const count = violations.length === 1 ? "1 validation error" : `${violations.length} validation errors`;
	return refusal(service === "firehose" ? "ValidationException" : "InvalidRequestException", `${count} detected: ${sentences.join("; ")}`);
}
function shown(value) {
	if (value === void 0) return "null";
	return `'${typeof value === "object" ? JSON.stringify(value) : String(value)}'`;
}
function* check(service, name, value, path) {
	const constraint = service.shapes[name];
	if (constraint === void 0) return;
	for (const rule of broken$1(constraint, value)) yield {
		path,
		value,
		rule
	};
	if (isList(value)) {
		const { element } = constraint;
		if (element === void 0) return;
		for (const [index, item] of value.entries()) yield* check(service, element, item, `${path}.${index + 1}.member`);
	} else if (isObject(value)) yield* checkObject(service, constraint, value, path);
}
function* checkObject(service, constraint, value, path) {
	const at = (name) => path === "" ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
	for (const name of constraint.required ?? []) if (!Object.hasOwn(value, name)) yield {
		path: at(name),
		value: void 0,
		rule: "Member must not be null"
	};
	for (const [name, member] of Object.entries(value)) {
		const shape = constraint.members?.[name];
		if (shape !== void 0) yield* check(service, shape, member, at(name));
		if (constraint.key !== void 0) for (const { rule } of check(service, constraint.key, name, path)) yield {
			path,
			value: name,
			rule: `Map keys must satisfy constraint: [${rule}]`
		};
		if (constraint.value !== void 0) yield* check(service, constraint.value, member, `${path}.${name}.member`);
	}
}
/** `DeliveryStreamName` is called `deliveryStreamName` in messages. */
function lowerFirst(name) {
	return name.charAt(0).toLowerCase() + name.slice(1);
}
function* broken$1(constraint, value) {
	const { min, max, pattern, integer } = constraint;
	if (integer && !Number.isInteger(value)) throw refusal("SerializationException", "class java.lang.Double can not be converted to an Integer", { status: 400 });
	const [size, noun] = measure(value);
	if (size !== void 0 && max !== void 0 && size > max) yield `Member must have ${noun} less than or equal to ${max}`;
	if (size !== void 0 && min !== void 0 && size < min) yield `Member must have ${noun} greater than or equal to ${min}`;
	if (typeof value !== "string") return;
	if (pattern !== void 0 && !whole(pattern).test(value)) yield `Member must satisfy regular expression pattern: ${pattern}`;
	if (constraint.enum && !constraint.enum.includes(value)) yield `Member must satisfy enum value set: [${constraint.enum.join(", ")}]`;
}
function measure(value) {
	if (typeof value === "number") return [value, "value"];
	if (typeof value === "string") return [[...value].length, "length"];
	if (isList(value)) return [value.length, "length"];
	return [isObject(value) ? Object.keys(value).length : void 0, "length"];
}
const compiled = /* @__PURE__ */ new Map();
/** A model's pattern as a JavaScript one that matches whole texts; Java's `\p{Graph}` is printable ASCII. */
function whole(pattern) {
	let expression = compiled.get(pattern);
	if (expression === void 0) {
		expression = new RegExp(`^(?:${pattern.replaceAll("\\p{Graph}", "\\x21-\\x7E")})$`, "u");
		compiled.set(pattern, expression);
	}
	return expression;
}
// src/sandbox/context.ts
/** The partition of a region. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region) {
	if (region.startsWith("cn-")) return "aws-cn";
	return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
/** The ARN of a resource of a service in the context's account and region: `arn:aws:iot:eu-west-1:111122223333:rule/Name`. */
function arnOf(context, service, resource) {
	return `arn:${context.partition}:${service}:${context.region}:${context.account}:${resource}`;
}
// src/sandbox/lifecycle.ts
/**
* About what the service takes.
* https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html says only that it is asynchronous.
*/
const DEFAULT_DURATIONS = {
	streamCreating: 6e4,
	streamDeleting: 3e4,
	encryption: 3e4
};
/**
* Lets happen what was due by now, and stores it: a clock that goes backwards later undoes nothing.
* Says whether anything changed.
*/
function settle(state, now) {
	let changed = false;
	for (const [name, stream] of Object.entries(state.deliveryStreams)) {
		if (isDue(stream.statusDue, now)) {
			changed = true;
			if (stream.status === "DELETING") delete state.deliveryStreams[name];
			else settleStatus(stream);
		}
		if (isDue(stream.encryptionDue, now)) {
			changed = true;
			settleEncryption(stream);
		}
	}
	return changed;
}
function isDue(due, now) {
	return due !== void 0 && due <= now;
}
function settleStatus(stream) {
	delete stream.statusDue;
	if (stream.status === "CREATING") stream.status = "ACTIVE";
}
function settleEncryption(stream) {
	delete stream.encryptionDue;
	if (stream.encryption.status === "ENABLING") stream.encryption.status = "ENABLED";
	if (stream.encryption.status === "DISABLING") stream.encryption = { status: "DISABLED" };
}
// src/sandbox/paging.ts
/** Orders by code units, as AWS's alphabetical lists do. */
function byKey(items, keyOf) {
	return items.toSorted((left, right) => keyOf(left) < keyOf(right) ? -1 : 1);
}
/** The items whose key comes after `start`, at most `limit`, in order of their keys. */
function slice(items, keyOf, start, limit) {
	const rest = byKey(items, keyOf).filter((item) => start === void 0 || keyOf(item) > start);
	return {
		items: rest.slice(0, limit),
		more: rest.length > limit
	};
}
const TOKEN_PREFIX = "after:";
/**
* One page of an AWS IoT list and the token of the next. Tokens name the last key, so that a page neither repeats nor skips
* what stays while other resources come and go. Throws a refusal for a token that is none of ours.
*/
function page(items, keyOf, asked, defaultSize) {
	const found = slice(items, keyOf, asked.nextToken === void 0 ? void 0 : readToken(asked.nextToken), asked.maxResults ?? defaultSize);
	const last = found.items.at(-1);
	if (!found.more || last === void 0) return {
		items: found.items,
		next: {}
	};
	return {
		items: found.items,
		next: { nextToken: Buffer.from(TOKEN_PREFIX + keyOf(last)).toString("base64url") }
	};
}
function readToken(token) {
	const text = Buffer.from(token, "base64url").toString();
	if (!text.startsWith(TOKEN_PREFIX)) throw refusal("InvalidRequestException", "Invalid nextToken");
	return text.slice(6);
}
// src/sandbox/state.ts
/** An account in which nothing is. */
function emptyState() {
	return {
		version: 1,
		accounts: {}
	};
}
/** One region of one account; an empty one, which the state does not know yet, where nothing was ever done. */
function peekRegion(state, account, region) {
	return state.accounts[account]?.[region] ?? emptyRegion();
}
/** Enters a region into the state. */
function enterRegion(state, account, region, entered) {
	(state.accounts[account] ??= {})[region] = entered;
}
/** One region of one account, entered into the state: for whoever wants to change it past the wire. */
function regionOf(state, account, region) {
	const found = peekRegion(state, account, region);
	enterRegion(state, account, region, found);
	return found;
}
function emptyRegion() {
	return {
		securityProfiles: {},
		customMetrics: {},
		dimensions: {},
		topicRules: {},
		thingGroups: {},
		deliveryStreams: {},
		unassumableRoles: []
	};
}
/** The record of that name; names such as `constructor` are names like any other. */
function find(records, name) {
	return Object.hasOwn(records, name) ? records[name] : void 0;
}
/** Enters a record, also under the name `__proto__`. */
function put(records, name, item) {
	Object.defineProperty(records, name, {
		value: item,
		enumerable: true,
		writable: true,
		configurable: true
	});
}
// src/sandbox/tags.ts
/** Tags as they are stored. */
function storedTags(tags = []) {
	return Object.fromEntries(tags.map(({ Key, Value = "" }) => [Key, Value]));
}
/** Stored tags as they are listed, by key. */
function wireTags(tags) {
	return byKey(Object.entries(tags).map(([Key, Value]) => ({
		Key,
		Value
	})), (tag) => tag.Key);
}
/** A key that is given twice, if any. */
function repeatedKey(tags) {
	const keys = tags.map((tag) => tag.Key);
	return keys.find((key, index) => keys.indexOf(key) !== index);
}
// src/sandbox/firehose/description.ts
/** A stream has one destination, and this is its name. */
const DESTINATION_ID = "destinationId-000000000001";
/** A stream as the service describes it. https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamDescription.html */
function describeStream(name, stream, withDestination) {
	const { status, keyType, keyArn } = stream.encryption;
	return {
		DeliveryStreamName: name,
		DeliveryStreamARN: stream.arn,
		DeliveryStreamStatus: stream.status,
		DeliveryStreamEncryptionConfiguration: {
			Status: status,
			...keyType === void 0 ? {} : { KeyType: keyType },
			...keyArn === void 0 ? {} : { KeyARN: keyArn }
		},
		DeliveryStreamType: stream.type,
		VersionId: String(stream.version),
		CreateTimestamp: new Date(stream.createdAt),
		...stream.changedAt === void 0 ? {} : { LastUpdateTimestamp: new Date(stream.changedAt) },
		...stream.source === void 0 ? {} : { Source: describeSource(stream) },
		Destinations: withDestination ? [describeDestination(stream.destination)] : [],
		HasMoreDestinations: false
	};
}
function describeSource({ source, createdAt }) {
	if (source?.kinesis !== void 0) {
		const started = { DeliveryStartTimestamp: new Date(createdAt) };
		return { KinesisStreamSourceDescription: {
			...source.kinesis,
			...started
		} };
	}
	return { DirectPutSourceDescription: { ThroughputHintInMBs: source?.throughputHintInMBs } };
}
/** Both descriptions, as the service gives them for every stream that delivers to Amazon S3. */
function describeDestination(destination) {
	const { S3Backup: backup, ...rest } = destination;
	const description = {
		...rest,
		...backup === void 0 ? {} : { S3BackupDescription: describePlain(backup) }
	};
	return {
		DestinationId: DESTINATION_ID,
		S3DestinationDescription: describePlain(destination),
		ExtendedS3DestinationDescription: description
	};
}
const PLAIN_MEMBERS = [
	"RoleARN",
	"BucketARN",
	"Prefix",
	"ErrorOutputPrefix",
	"BufferingHints",
	"CompressionFormat",
	"EncryptionConfiguration",
	"CloudWatchLoggingOptions"
];
function describePlain(destination) {
	const members = PLAIN_MEMBERS.map((member) => [member, destination[member]]);
	return Object.fromEntries(members);
}
// src/sandbox/firehose/destination-defaults.ts
/**
* A destination with what the service fills in and reports although nobody said it.
* Recorded read-backs: https://github.com/go-to-k/cdk-real-drift (tests/corpus)
*/
function withDefaults(destination) {
	const { DataFormatConversionConfiguration: conversion, DynamicPartitioningConfiguration: partitioning, ProcessingConfiguration: processing = {
		Enabled: false,
		Processors: []
	}, S3Backup: backup, ...rest } = destination;
	return {
		...plainDefaults(conversion !== void 0 && conversion.Enabled !== false ? 128 : 5),
		S3BackupMode: "Disabled",
		...rest,
		ProcessingConfiguration: {
			...processing,
			Processors: (processing.Processors ?? []).map(withParameters)
		},
		...conversion === void 0 ? {} : { DataFormatConversionConfiguration: {
			Enabled: true,
			...conversion
		} },
		...partitioning === void 0 ? {} : { DynamicPartitioningConfiguration: withRetries(partitioning) },
		...backup === void 0 ? {} : { S3Backup: {
			...plainDefaults(5),
			...backup
		} }
	};
}
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html and its neighbours. */
function plainDefaults(SizeInMBs) {
	return {
		BufferingHints: {
			SizeInMBs,
			IntervalInSeconds: 300
		},
		CompressionFormat: "UNCOMPRESSED",
		EncryptionConfiguration: { NoEncryptionConfig: "NoEncryption" },
		CloudWatchLoggingOptions: { Enabled: false }
	};
}
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_RetryOptions.html */
function withRetries(partitioning) {
	if (!partitioning.Enabled) return partitioning;
	return {
		...partitioning,
		RetryOptions: {
			DurationInSeconds: 300,
			...partitioning.RetryOptions
		}
	};
}
/** What a Lambda processor has although nobody said it; the service also returns the parameters in an order of its own. */
const LAMBDA_DEFAULTS = [
	{
		ParameterName: "NumberOfRetries",
		ParameterValue: "3"
	},
	{
		ParameterName: "BufferIntervalInSeconds",
		ParameterValue: "60"
	},
	{
		ParameterName: "BufferSizeInMBs",
		ParameterValue: "1"
	}
];
function withParameters(processor) {
	if (processor.Type !== "Lambda") return processor;
	const given = processor.Parameters ?? [];
	const missing = LAMBDA_DEFAULTS.filter(({ ParameterName }) => !given.some((parameter) => parameter.ParameterName === ParameterName));
	const Parameters = [...given, ...missing].toSorted((left, right) => left.ParameterName > right.ParameterName ? -1 : 1);
	return {
		...processor,
		Parameters
	};
}
// src/sandbox/firehose/destination-merge.ts
/**
* Members that an update replaces as one: each says one thing, and half of an old value beside half of a new one would say two.
* ProcessingConfiguration was probed: https://github.com/floci-io/floci/pull/3375
*/
const REPLACED = /* @__PURE__ */ new Set([
	"BufferingHints",
	"EncryptionConfiguration",
	"ProcessingConfiguration",
	"Deserializer",
	"Serializer"
]);
/**
* A destination after an update of the same type: what the update leaves out keeps its value, at any depth,
* so that switching format conversion off preserves its details.
* https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html
* https://docs.aws.amazon.com/firehose/latest/APIReference/API_DataFormatConversionConfiguration.html
*/
function mergeDestination(current, update) {
	return merge(current, update);
}
function merge(current, update) {
	const merged = { ...current };
	for (const [name, value] of Object.entries(update)) {
		const old = merged[name];
		merged[name] = isObject(value) && isObject(old) && !REPLACED.has(name) ? merge(old, value) : value;
	}
	return merged;
}
// src/sandbox/firehose/prefixes.ts
/** Expressions of a prefix: `timestamp:yyyy`, `firehose:random-string`, `partitionKeyFromQuery:device`, … */
function expressionsOf(prefix) {
	return [...prefix.matchAll(/!\{([^}]*)\}/g)].map(([, expression = ""]) => expression);
}
const KNOWN = /^(timestamp:.+|firehose:(error-output-type|random-string)|partitionKeyFrom(Query|Lambda):.+)$/;
const CONSTRAINT = "Ths supplied prefix(es) do not satisfy the following constraint: ";
/** Why the service refuses the prefixes of a destination. https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
function* prefixProblem(destination) {
	for (const one of [destination, destination.S3Backup]) {
		if (one === void 0) continue;
		for (const problem of expressionProblems(one.Prefix ?? "", one.ErrorOutputPrefix ?? "")) yield CONSTRAINT + problem;
	}
	for (const problem of partitionProblems(destination)) yield CONSTRAINT + problem;
}
function* expressionProblems(prefix, errorPrefix) {
	const expressions = expressionsOf(prefix);
	const errorExpressions = expressionsOf(errorPrefix);
	const unknown = [...expressions, ...errorExpressions].find((expression) => !KNOWN.test(expression));
	if (unknown !== void 0) yield `Unknown expression !{${unknown}}`;
	if (expressions.length > 0 && errorPrefix === "") yield "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions";
	if (expressions.includes("firehose:error-output-type")) yield "Prefix cannot contain !{firehose:error-output-type}";
	if (errorExpressions.length > 0 && !errorExpressions.includes("firehose:error-output-type")) yield "ErrorOutputPrefix must contain !{firehose:error-output-type} when it contains expressions";
}
function* partitionProblems(destination) {
	const keys = expressionsOf(destination.Prefix ?? "").flatMap((expression) => {
		const [, source, key = ""] = /^partitionKeyFrom(Query|Lambda):(.+)$/.exec(expression) ?? [];
		return source === void 0 ? [] : [{
			source,
			key
		}];
	});
	const enabled = destination.DynamicPartitioningConfiguration?.Enabled ?? false;
	if (!enabled && keys.length > 0) yield "Prefix can use partition keys only when Dynamic Partitioning is enabled";
	if (!enabled) return;
	if (keys.length === 0) yield "Prefix must use partition keys when Dynamic Partitioning is enabled";
	const processing = destination.ProcessingConfiguration;
	const processors = processing?.Enabled ? processing.Processors ?? [] : [];
	for (const { source, key } of keys) if (!processors.some(({ Type, Parameters = [] }) => source === "Lambda" ? Type === "Lambda" : Type === "MetadataExtraction" && Parameters.some(({ ParameterValue }) => namesKey(ParameterValue, key)))) yield `No processor makes the partition key ${key}`;
}
/** Whether a JQ object such as `{device: .thing, "day": .t}` has a key. */
function namesKey(query, key) {
	return [...query.matchAll(/"?([\w-]+)"?\s*:/g)].some(([, name]) => name === key);
}
// src/sandbox/firehose/refusals.ts
/** Amazon Data Firehose's answer to a request that it does not accept (400). */
function invalidArgument(message) {
	return refusal("InvalidArgumentException", message);
}
/** Amazon Data Firehose's answer where a stream is not in the state for it, or its name is taken (400). */
function inUse(message) {
	return refusal("ResourceInUseException", message);
}
/** What the sandbox has no code for; AWS has. */
function notImplemented(what) {
	return refusal("NotImplementedException", `The sandbox does not implement ${what}.`, { status: 501 });
}
/** The stream of that name; refuses where there is none. */
function streamOf({ account, state }, name) {
	const stream = find(state.deliveryStreams, name);
	if (stream === void 0) throw refusal("ResourceNotFoundException", `Firehose ${name} under account ${account} not found.`);
	return stream;
}
/** The stream of that name; refuses where it is not ACTIVE. */
function activeStreamOf(context, name) {
	const stream = streamOf(context, name);
	if (stream.status === "ACTIVE") return stream;
	throw inUse(`Firehose ${name} under account ${context.account} is not in ACTIVE state: ${stream.status}`);
}
// src/sandbox/firehose/destination-rules.ts
/** With format conversion or dynamic partitioning. */
const MINIMUM_SIZE = 64;
/**
* Refuses a destination that the service would refuse, as it would be after the request.
* https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html
*/
function checkDestination(context, destination) {
	const [problem] = [
		...prefixProblem(destination),
		...conversionProblems(destination),
		...partitioningProblems(destination),
		...backupProblems(destination),
		...roleProblems(context, destination)
	];
	if (problem !== void 0) throw invalidArgument(problem);
}
/** Refuses what an update may not change. */
function checkTransition(current, updated) {
	if (current.S3BackupMode === "Enabled" && updated.S3BackupMode === "Disabled") throw invalidArgument("S3BackupMode cannot be changed from Enabled to Disabled.");
	const [before, after] = [current, updated].map((one) => one.DynamicPartitioningConfiguration?.Enabled ?? false);
	if (!before && after) throw invalidArgument("Dynamic partitioning cannot be enabled on an existing Firehose stream.");
	if (before && !after) throw invalidArgument("Dynamic partitioning cannot be disabled once it is enabled.");
}
/** Refuses buffering hints of which one is missing. https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
function checkHints(destination) {
	for (const hints of [destination.BufferingHints, destination.S3Backup?.BufferingHints]) if (hints && hints.SizeInMBs === void 0 !== (hints.IntervalInSeconds === void 0)) throw invalidArgument("BufferingHints.SizeInMBs and BufferingHints.IntervalInSeconds must be specified together.");
}
function* conversionProblems(destination) {
	const { BufferingHints, CompressionFormat, DataFormatConversionConfiguration: conversion } = destination;
	if (!conversion?.Enabled) return;
	if (CompressionFormat !== "UNCOMPRESSED") yield "CompressionFormat must be UNCOMPRESSED when data format conversion is enabled.";
	if ((BufferingHints?.SizeInMBs ?? 0) < MINIMUM_SIZE) yield `BufferingHints.SizeInMBs must be at least ${MINIMUM_SIZE} when data format conversion is enabled.`;
	const { InputFormatConfiguration: input, OutputFormatConfiguration: output, SchemaConfiguration: schema } = conversion;
	if (!input || !output || !schema) yield "SchemaConfiguration, InputFormatConfiguration and OutputFormatConfiguration are required when data format conversion is enabled.";
	else {
		if (Object.keys(input.Deserializer ?? {}).length !== 1) yield "Exactly one deserializer must be specified.";
		if (Object.keys(output.Serializer ?? {}).length !== 1) yield "Exactly one serializer must be specified.";
		for (const member of [
			"RoleARN",
			"DatabaseName",
			"TableName"
		]) if (schema[member] === void 0) yield `SchemaConfiguration.${member} must be specified.`;
	}
}
function* partitioningProblems({ BufferingHints, DynamicPartitioningConfiguration }) {
	if (!DynamicPartitioningConfiguration?.Enabled) return;
	if ((BufferingHints?.SizeInMBs ?? 0) < MINIMUM_SIZE) yield `BufferingHints.SizeInMBs must be at least ${MINIMUM_SIZE} when Dynamic Partitioning is enabled.`;
}
function* backupProblems({ S3BackupMode, S3Backup }) {
	if (S3BackupMode === "Enabled" && S3Backup === void 0) yield "S3BackupConfiguration must be specified when S3BackupMode is Enabled.";
	const { RoleARN, BucketARN } = S3Backup ?? {
		RoleARN: "",
		BucketARN: ""
	};
	if (RoleARN === void 0 || BucketARN === void 0) yield "RoleARN and BucketARN of the S3 backup must be specified.";
}
function* roleProblems({ state }, { RoleARN, S3Backup }) {
	for (const role of [RoleARN, S3Backup?.RoleARN]) if (role !== void 0 && state.unassumableRoles.includes(role)) yield `Firehose is unable to assume role ${role}. Please check the role provided.`;
}
// src/sandbox/firehose/encryption.ts
/** Server-side encryption. https://docs.aws.amazon.com/firehose/latest/APIReference/API_StartDeliveryStreamEncryption.html */
const encryption = {
	StartDeliveryStreamEncryption(context, input) {
		const stream = encryptableStreamOf(context, input.DeliveryStreamName);
		startEncryption(stream, input.DeliveryStreamEncryptionConfigurationInput ?? { KeyType: "AWS_OWNED_CMK" }, context.now + context.durations.encryption);
		stream.version += 1;
		return {};
	},
	StopDeliveryStreamEncryption(context, input) {
		const stream = encryptableStreamOf(context, input.DeliveryStreamName);
		if (stream.encryption.status === "DISABLED") return {};
		stream.encryption.status = "DISABLING";
		stream.encryptionDue = context.now + context.durations.encryption;
		stream.version += 1;
		return {};
	}
};
/** Begins to encrypt, also under another key than before. A key belongs to CUSTOMER_MANAGED_CMK and to nothing else. */
function startEncryption(stream, asked, due) {
	const { KeyType: keyType, KeyARN: keyArn } = asked;
	if (keyType === "CUSTOMER_MANAGED_CMK" && keyArn === void 0) throw invalidArgument("KeyARN must be specified for key type CUSTOMER_MANAGED_CMK.");
	if (keyType === "AWS_OWNED_CMK" && keyArn !== void 0) throw invalidArgument("KeyARN must not be specified for key type AWS_OWNED_CMK.");
	stream.encryption = {
		status: "ENABLING",
		keyType,
		...keyArn === void 0 ? {} : { keyArn }
	};
	stream.encryptionDue = due;
}
function encryptableStreamOf(context, name) {
	const stream = activeStreamOf(context, name);
	if (stream.type !== "DirectPut") throw invalidArgument("Server-side encryption is supported for type DirectPut only.");
	if (stream.encryption.status.endsWith("ING")) throw inUse(`Server-side encryption of Firehose ${name} under account ${context.account} is ${stream.encryption.status}`);
	return stream;
}
// src/sandbox/firehose/requests.ts
/**
* The one destination of a new stream. The deprecated plain S3 form becomes an extended one, as it reads back.
* https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html
*/
function newDestination(input) {
	onlyOne(Object.keys(input).filter((member) => member.endsWith("DestinationConfiguration")));
	const { ExtendedS3DestinationConfiguration: extended, S3DestinationConfiguration: plain } = input;
	if (extended === void 0) return plain ?? unsupported();
	const { S3BackupConfiguration: backup, ...rest } = extended;
	return {
		...rest,
		...backup === void 0 ? {} : { S3Backup: backup }
	};
}
/** What an update says of the destination. */
function updateOf(input) {
	onlyOne(Object.keys(input).filter((member) => member.endsWith("DestinationUpdate")));
	const { ExtendedS3DestinationUpdate: extended, S3DestinationUpdate: plain } = input;
	if (extended === void 0) return plain ?? unsupported();
	const { S3BackupUpdate: backup, ...rest } = extended;
	return {
		...rest,
		...backup === void 0 ? {} : { S3Backup: backup }
	};
}
/** An update as AWS would see it that takes empty prefixes for none. */
function withoutEmptyPrefixes(update) {
	const said = (s3) => Object.fromEntries(Object.entries(s3).filter(([name, value]) => !(name.endsWith("Prefix") && value === "")));
	const { S3Backup: backup } = update;
	return {
		...said(update),
		...backup === void 0 ? {} : { S3Backup: said(backup) }
	};
}
function onlyOne(destinations) {
	if (destinations.length === 1) return;
	throw invalidArgument(`Exactly one destination configuration is supported for a Firehose, not ${destinations.length}`);
}
function unsupported() {
	throw notImplemented("destinations other than Amazon S3");
}
/** Type and source of a new stream; a source belongs to one type only. */
function newSource(input) {
	const { DeliveryStreamType: type = "DirectPut", DirectPutSourceConfiguration: put } = input;
	const { KinesisStreamSourceConfiguration: kinesis, DeliveryStreamEncryptionConfigurationInput: encryption } = input;
	if (type !== "DirectPut" && type !== "KinesisStreamAsSource") throw notImplemented(`streams of type ${type}`);
	if (type === "DirectPut") {
		if (kinesis !== void 0) throw invalidArgument("KinesisStreamSourceConfiguration does not fit type DirectPut.");
		return put === void 0 ? { type } : {
			type,
			source: { throughputHintInMBs: put.ThroughputHintInMBs }
		};
	}
	if (kinesis === void 0) throw invalidArgument(`KinesisStreamSourceConfiguration is required for type ${type}.`);
	if (put !== void 0) throw invalidArgument(`DirectPutSourceConfiguration does not fit type ${type}.`);
	if (encryption !== void 0) throw invalidArgument("Server-side encryption is supported for type DirectPut only.");
	return {
		type,
		source: { kinesis }
	};
}
// src/sandbox/firehose/delivery-streams.ts
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ListDeliveryStreams.html */
const PAGE$7 = 10;
/** Delivery streams. https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html */
const deliveryStreams = {
	CreateDeliveryStream(context, input) {
		const { DeliveryStreamName: name, DeliveryStreamEncryptionConfigurationInput: encryption, Tags: tags = [] } = input;
		const { type, source } = newSource(input);
		const given = newDestination(input);
		checkHints(given);
		const destination = withDefaults(given);
		checkDestination(context, destination);
		const repeated = repeatedKey(tags);
		if (repeated !== void 0) throw invalidArgument(`Duplicate tag key: ${repeated}`);
		if (find(context.state.deliveryStreams, name) !== void 0) throw inUse(`Firehose ${name} under accountId ${context.account} already exists`);
		const stream = {
			arn: arnOf(context, "firehose", `deliverystream/${name}`),
			status: "CREATING",
			statusDue: context.now + context.durations.streamCreating,
			type,
			...source === void 0 ? {} : { source },
			encryption: { status: "DISABLED" },
			version: 1,
			createdAt: context.now,
			destination,
			tags: storedTags(tags)
		};
		if (encryption !== void 0) startEncryption(stream, encryption, stream.statusDue ?? context.now);
		put(context.state.deliveryStreams, name, stream);
		return { DeliveryStreamARN: stream.arn };
	},
	DescribeDeliveryStream(context, input) {
		const { DeliveryStreamName: name, ExclusiveStartDestinationId: start } = input;
		return { DeliveryStreamDescription: describeStream(name, streamOf(context, name), start !== DESTINATION_ID) };
	},
	UpdateDestination(context, input) {
		const { DeliveryStreamName: name, CurrentDeliveryStreamVersionId: expected, DestinationId: id } = input;
		const stream = activeStreamOf(context, name);
		const update = updateOf(input);
		checkHints(update);
		if (String(stream.version) !== expected) throw refusal("ConcurrentModificationException", `Cannot update firehose: ${name} since the current version id: ${stream.version} and specified version id: ${expected} do not match`);
		if (id !== "destinationId-000000000001") throw invalidArgument(`Destination Id ${id} not found`);
		const told = context.assumptions.emptyPrefixClears ? update : withoutEmptyPrefixes(update);
		const destination = withDefaults(mergeDestination(stream.destination, told));
		checkTransition(stream.destination, destination);
		checkDestination(context, destination);
		Object.assign(stream, {
			destination,
			version: stream.version + 1,
			changedAt: context.now
		});
		return {};
	},
	DeleteDeliveryStream(context, { DeliveryStreamName: name }) {
		const stream = streamOf(context, name);
		if (stream.status === "CREATING") throw notDeletable(context, name);
		if (stream.status !== "DELETING") {
			stream.status = "DELETING";
			stream.statusDue = context.now + context.durations.streamDeleting;
		}
		return {};
	},
	ListDeliveryStreams({ state }, input) {
		const { DeliveryStreamType: type, ExclusiveStartDeliveryStreamName: start, Limit: limit = PAGE$7 } = input;
		const { items, more } = slice(Object.entries(state.deliveryStreams).filter(([, stream]) => type === void 0 || stream.type === type), ([name]) => name, start, limit);
		return {
			DeliveryStreamNames: items.map(([name]) => name),
			HasMoreDeliveryStreams: more
		};
	}
};
function notDeletable({ account }, name) {
	return inUse(`Firehose ${name} under account ${account} cannot be deleted while it is CREATING`);
}
// src/sandbox/firehose/tags.ts
/** Tags of delivery streams. https://docs.aws.amazon.com/firehose/latest/APIReference/API_TagDeliveryStream.html */
const streamTags = {
	TagDeliveryStream(context, { DeliveryStreamName: name, Tags: tags }) {
		const stream = activeStreamOf(context, name);
		const repeated = repeatedKey(tags);
		if (repeated !== void 0) throw invalidArgument(`Duplicate tag key: ${repeated}`);
		const merged = {
			...stream.tags,
			...storedTags(tags)
		};
		if (Object.keys(merged).length > 50) throw refusal("LimitExceededException", `A Firehose can have at most 50 tags.`);
		stream.tags = merged;
		return {};
	},
	UntagDeliveryStream(context, { DeliveryStreamName: name, TagKeys: keys }) {
		const stream = activeStreamOf(context, name);
		stream.tags = Object.fromEntries(Object.entries(stream.tags).filter(([key]) => !keys.includes(key)));
		return {};
	},
	ListTagsForDeliveryStream(context, input) {
		const { DeliveryStreamName: name, ExclusiveStartTagKey: start, Limit: limit = 50 } = input;
		const { items, more } = slice(wireTags(streamOf(context, name).tags), (tag) => tag.Key, start, limit);
		return {
			Tags: [...items],
			HasMoreTags: more
		};
	}
};
// src/sandbox/iam/roles.ts
const SERVICES = ["iot.amazonaws.com", "firehose.amazonaws.com"];
/**
* Every role is there, with the path `/`, and trusts both services, but for those that the state calls unassumable:
* they trust their own account only. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
*/
const roles = { GetRole: ({ account, partition, regions }, { RoleName = "" }) => {
	if (!/^[\w+=,.@-]{1,64}$/.test(RoleName)) throw refusal("ValidationError", "The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-", { status: 400 });
	const statement = {
		Effect: "Allow",
		Principal: regions.some(({ unassumableRoles }) => unassumableRoles.some((arn) => arn.endsWith(`/${RoleName}`))) ? { AWS: `arn:${partition}:iam::${account}:root` } : { Service: SERVICES },
		Action: "sts:AssumeRole"
	};
	return { Role: {
		Path: "/",
		RoleName,
		RoleId: "AROASANDBOXSANDBOX000",
		Arn: `arn:${partition}:iam::${account}:role/${RoleName}`,
		CreateDate: "2026-01-01T00:00:00Z",
		AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify({
			Version: "2012-10-17",
			Statement: [statement]
		}))
	} };
} };
// src/sandbox/iot/refusals.ts
/** AWS IoT's answer to a request that it does not accept (400). */
function invalidRequest(message) {
	return refusal("InvalidRequestException", message);
}
/** AWS IoT's answer where a resource is not there (404). */
function notFound(message) {
	return refusal("ResourceNotFoundException", message);
}
/** AWS IoT's answer where the name is taken (409); it tells what takes it. */
function alreadyExists(resourceId, resourceArn) {
	return refusal("ResourceAlreadyExistsException", `Resource ${resourceId} already exists.`, { members: {
		resourceId,
		resourceArn
	} });
}
/** AWS IoT's answer where the expected version is not the version (409). */
function versionConflict(name, version, expected) {
	return refusal("VersionConflictException", `The expected version ${expected} of ${name} is not its version ${version}.`);
}
// src/sandbox/iot/security-profile-references.ts
/** All metrics and dimensions that a security profile names, in behaviors and among the retained metrics. */
function referencesOf(profile) {
	const { behaviors = [], additionalMetricsToRetain = [], additionalMetricsToRetainV2 = [] } = profile;
	return [...[...behaviors, ...additionalMetricsToRetainV2].map(({ metric, metricDimension }) => ({
		metric,
		dimension: metricDimension?.dimensionName
	})), ...additionalMetricsToRetain.map((metric) => ({
		metric,
		dimension: void 0
	}))];
}
/** Names of the security profiles that use a metric. */
function profilesWithMetric(state, metric) {
	return profilesWith(state, (reference) => reference.metric === metric);
}
/** Names of the security profiles that use a dimension. */
function profilesWithDimension(state, dimension) {
	return profilesWith(state, (reference) => reference.dimension === dimension);
}
function profilesWith(state, uses) {
	return Object.keys(state.securityProfiles).filter((name) => referencesOf(find(state.securityProfiles, name) ?? {}).some(uses));
}
// src/sandbox/iot/tags.ts
/** Not documented; small, so that a client that forgets `nextToken` is found out. */
const PAGE$6 = 20;
/** Tags of AWS IoT resources. https://docs.aws.amazon.com/iot/latest/developerguide/tagging-iot.html */
const iotTags = {
	TagResource(context, { resourceArn, tags }) {
		const resource = resourceAt(context, resourceArn);
		checkTags(tags);
		const merged = {
			...resource.tags,
			...storedTags(tags)
		};
		if (Object.keys(merged).length > 50) throw refusal("LimitExceededException", `A resource can have at most 50 tags.`);
		resource.tags = merged;
		return {};
	},
	UntagResource(context, { resourceArn, tagKeys }) {
		const resource = resourceAt(context, resourceArn);
		const reserved = tagKeys.find(isReserved);
		if (reserved !== void 0) throw reservedKey(reserved);
		resource.tags = Object.fromEntries(Object.entries(resource.tags).filter(([key]) => !tagKeys.includes(key)));
		return {};
	},
	ListTagsForResource(context, input) {
		const { items, next } = page(wireTags(resourceAt(context, input.resourceArn).tags), (tag) => tag.Key, input, PAGE$6);
		return {
			tags: [...items],
			...next
		};
	}
};
/** The tags of a new resource; refuses reserved and repeated keys and more than 50. */
function newTags(tags = []) {
	checkTags(tags);
	if (tags.length > 50) throw invalidRequest(`A resource can have at most 50 tags.`);
	return storedTags(tags);
}
function checkTags(tags) {
	const reserved = tags.find((tag) => isReserved(tag.Key));
	if (reserved !== void 0) throw reservedKey(reserved.Key);
	const repeated = repeatedKey(tags);
	if (repeated !== void 0) throw invalidRequest(`Duplicate tag key: ${repeated}`);
}
function isReserved(key) {
	return key.toLowerCase().startsWith("aws:");
}
function reservedKey(key) {
	return invalidRequest(`Tag keys that begin with "aws:" are reserved for AWS: ${key}`);
}
function resourceAt({ account, region, partition, state }, arn) {
	const prefix = `arn:${partition}:iot:${region}:${account}:`;
	const [kind = "", ...rest] = arn.startsWith(prefix) ? arn.slice(prefix.length).split("/") : [];
	const records = find({
		securityprofile: state.securityProfiles,
		custommetric: state.customMetrics,
		dimension: state.dimensions,
		rule: state.topicRules,
		thinggroup: state.thingGroups
	}, kind);
	if (records === void 0) throw invalidRequest(`Invalid resource ARN: ${arn}`);
	const resource = find(records, rest.join("/"));
	if (resource === void 0) throw notFound(`Resource ${arn} does not exist.`);
	return resource;
}
// src/sandbox/iot/custom-metrics.ts
/** https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const LIMIT$1 = 100;
/** https://docs.aws.amazon.com/iot/latest/apireference/API_ListCustomMetrics.html */
const PAGE$5 = 25;
/** Custom metrics of Device Defender. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCustomMetric.html */
const customMetrics = {
	CreateCustomMetric(context, input) {
		const { metricName, metricType, displayName, clientRequestToken } = input;
		const { customMetrics: metrics } = context.state;
		if (metricName.startsWith("aws:")) throw invalidRequest("The name of a custom metric can't begin with aws:.");
		const tags = newTags(input.tags);
		const existing = find(metrics, metricName);
		const said = {
			metricType,
			...displayName === void 0 ? {} : { displayName },
			tags,
			clientRequestToken
		};
		if (existing !== void 0 && !isReplay$1(existing, said)) throw alreadyExists(metricName, existing.arn);
		if (existing === void 0 && Object.keys(metrics).length >= LIMIT$1) throw refusal("LimitExceededException", `An account can have at most ${LIMIT$1} custom metrics.`);
		const arn = arnOf(context, "iot", `custommetric/${metricName}`);
		if (existing === void 0) put(metrics, metricName, {
			arn,
			...said,
			createdAt: context.now,
			changedAt: context.now
		});
		return {
			metricName,
			metricArn: arn
		};
	},
	DescribeCustomMetric: (context, { metricName }) => describe$2(metricName, metricOf(context, metricName)),
	UpdateCustomMetric(context, { metricName, displayName }) {
		const metric = metricOf(context, metricName);
		Object.assign(metric, {
			displayName,
			changedAt: context.now
		});
		return describe$2(metricName, metric);
	},
	DeleteCustomMetric({ state }, { metricName }) {
		const [user] = profilesWithMetric(state, metricName);
		if (user !== void 0) throw invalidRequest(`Custom metric ${metricName} is used by security profile ${user}.`);
		delete state.customMetrics[metricName];
		return {};
	},
	ListCustomMetrics({ state }, input) {
		const { items, next } = page(Object.keys(state.customMetrics), (name) => name, input, PAGE$5);
		return {
			metricNames: [...items],
			...next
		};
	}
};
function isReplay$1(metric, said) {
	const { arn: _arn, createdAt: _createdAt, changedAt: _changedAt, ...known } = metric;
	return isEqual(known, { ...said });
}
function metricOf({ state }, name) {
	const metric = find(state.customMetrics, name);
	if (metric === void 0) throw notFound(`Custom metric ${name} does not exist.`);
	return metric;
}
function describe$2(metricName, metric) {
	const { arn, metricType, displayName, createdAt, changedAt } = metric;
	return {
		metricName,
		metricArn: arn,
		metricType,
		...displayName === void 0 ? {} : { displayName },
		creationDate: new Date(createdAt),
		lastModifiedDate: new Date(changedAt)
	};
}
// src/sandbox/iot/dimensions.ts
/** Not adjustable. https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const LIMIT = 10;
/** Not documented; the default of ListCustomMetrics. */
const PAGE$4 = 25;
/** Dimensions of Device Defender. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateDimension.html */
const dimensions = {
	CreateDimension(context, input) {
		const { name, type, stringValues, clientRequestToken } = input;
		const { dimensions: known } = context.state;
		const said = {
			type,
			stringValues,
			tags: newTags(input.tags),
			clientRequestToken
		};
		const existing = find(known, name);
		if (existing !== void 0 && !isReplay(existing, said)) throw alreadyExists(name, existing.arn);
		if (existing === void 0 && Object.keys(known).length >= LIMIT) throw refusal("LimitExceededException", `An account can have at most ${LIMIT} dimensions.`);
		const arn = arnOf(context, "iot", `dimension/${name}`);
		if (existing === void 0) put(known, name, {
			arn,
			...said,
			createdAt: context.now,
			changedAt: context.now
		});
		return {
			name,
			arn
		};
	},
	DescribeDimension: (context, { name }) => describe$1(name, dimensionOf(context, name)),
	UpdateDimension(context, { name, stringValues }) {
		const dimension = dimensionOf(context, name);
		Object.assign(dimension, {
			stringValues,
			changedAt: context.now
		});
		return describe$1(name, dimension);
	},
	DeleteDimension({ state }, { name }) {
		const [user] = profilesWithDimension(state, name);
		if (user !== void 0) throw invalidRequest(`Dimension ${name} is used by security profile ${user}.`);
		delete state.dimensions[name];
		return {};
	},
	ListDimensions({ state }, input) {
		const { items, next } = page(Object.keys(state.dimensions), (name) => name, input, PAGE$4);
		return {
			dimensionNames: [...items],
			...next
		};
	}
};
function isReplay(dimension, said) {
	const { arn: _arn, createdAt: _createdAt, changedAt: _changedAt, ...known } = dimension;
	return isEqual(known, { ...said });
}
function dimensionOf({ state }, name) {
	const dimension = find(state.dimensions, name);
	if (dimension === void 0) throw notFound(`Dimension ${name} does not exist.`);
	return dimension;
}
function describe$1(name, { arn, type, stringValues, createdAt, changedAt }) {
	return {
		name,
		arn,
		type,
		stringValues,
		creationDate: new Date(createdAt),
		lastModifiedDate: new Date(changedAt)
	};
}
// src/sandbox/iot/endpoint.ts
/** What stands before the region in an endpoint's host. https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeEndpoint.html */
const HOSTS = {
	"iot:Data": ".iot",
	"iot:Data-ATS": "-ats.iot",
	"iot:CredentialProvider": ".credentials.iot",
	"iot:Jobs": ".jobs.iot"
};
/** The account's endpoint: one per account, always the same. */
const endpoint = { DescribeEndpoint({ account, region, partition }, { endpointType = "iot:Data" }) {
	const host = find(HOSTS, endpointType);
	if (host === void 0) throw invalidRequest(`Invalid endpoint type: ${endpointType}`);
	return { endpointAddress: `${`a${createHash("sha256").update(account).digest("hex").slice(0, 13)}`}${host}.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}` };
} };
// src/sandbox/iot/metric-catalogue.ts
const COMPARISONS = [
	"less-than",
	"less-than-equals",
	"greater-than",
	"greater-than-equals"
];
const ADDRESSES = ["in-cidr-set", "not-in-cidr-set"];
const PORTS = ["in-port-set", "not-in-port-set"];
const SETS = ["in-set", "not-in-set"];
const COUNTER = {
	value: "count",
	operators: COMPARISONS,
	duration: "required",
	statistical: true,
	dimension: false
};
const LIST = {
	duration: "forbidden",
	statistical: false,
	dimension: false
};
/**
* Cloud-side and device-side metrics.
* https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-cloud-side-metrics.html
* https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-device-side-metrics.html
*/
const BUILT_IN = {
	"aws:message-byte-size": {
		...COUNTER,
		duration: "allowed",
		dimension: true
	},
	"aws:num-messages-sent": {
		...COUNTER,
		dimension: true
	},
	"aws:num-messages-received": {
		...COUNTER,
		dimension: true
	},
	"aws:num-authorization-failures": {
		...COUNTER,
		dimension: true
	},
	"aws:source-ip-address": {
		...LIST,
		value: "cidrs",
		operators: ADDRESSES,
		dimension: true
	},
	"aws:num-connection-attempts": COUNTER,
	"aws:num-disconnects": COUNTER,
	"aws:disconnect-duration": {
		...COUNTER,
		operators: ["less-than", "less-than-equals"],
		duration: "allowed",
		statistical: false
	},
	"aws:all-bytes-out": COUNTER,
	"aws:all-bytes-in": COUNTER,
	"aws:all-packets-out": COUNTER,
	"aws:all-packets-in": COUNTER,
	"aws:num-listening-tcp-ports": {
		...COUNTER,
		duration: "allowed"
	},
	"aws:num-listening-udp-ports": {
		...COUNTER,
		duration: "allowed"
	},
	"aws:num-established-tcp-connections": {
		...COUNTER,
		duration: "allowed"
	},
	"aws:destination-ip-addresses": {
		...LIST,
		value: "cidrs",
		operators: ADDRESSES
	},
	"aws:listening-tcp-ports": {
		...LIST,
		value: "ports",
		operators: PORTS
	},
	"aws:listening-udp-ports": {
		...LIST,
		value: "ports",
		operators: PORTS
	}
};
/** By the type of a custom metric. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-custom-metrics.html */
const CUSTOM = {
	number: {
		...COUNTER,
		value: "number",
		duration: "allowed"
	},
	"number-list": {
		...LIST,
		value: "numbers",
		operators: SETS
	},
	"string-list": {
		...LIST,
		value: "strings",
		operators: SETS
	},
	"ip-address-list": {
		...LIST,
		value: "cidrs",
		operators: ADDRESSES
	}
};
/** A built-in metric or one that the account has made; undefined where there is none of that name. */
function metricNamed(state, name) {
	const custom = find(state.customMetrics, name);
	return custom === void 0 ? find(BUILT_IN, name) : find(CUSTOM, custom.metricType);
}
// src/sandbox/iot/behaviors.ts
/** https://docs.aws.amazon.com/iot/latest/apireference/API_BehaviorCriteria.html */
const DURATIONS = [
	300,
	600,
	900,
	1800,
	3600
];
/**
* Why the service refuses behaviors, beyond what its model says; nothing where it takes them.
* https://docs.aws.amazon.com/iot/latest/apireference/API_ValidateSecurityProfileBehaviors.html
*/
function behaviorProblems(state, behaviors) {
	const problems = behaviors.flatMap((behavior) => [...problemsOf(state, behavior)].map((problem) => `Behavior ${behavior.name} is malformed. ${problem}`));
	const names = behaviors.map((behavior) => behavior.name);
	const repeated = names.find((name, index) => names.indexOf(name) !== index);
	if (repeated !== void 0) problems.push(`Duplicate behavior name: ${repeated}`);
	if (behaviors.filter(({ criteria }) => criteria?.mlDetectionConfig).length > 0 && behaviors.some(({ criteria }) => criteria && !criteria.mlDetectionConfig)) problems.push("A security profile cannot have both rules-based and ML behaviors.");
	return problems;
}
function* problemsOf(state, { metric: name, metricDimension, criteria }) {
	if (name === void 0) return;
	const metric = metricNamed(state, name);
	if (metric === void 0) {
		yield `Metric ${name} does not exist.`;
		return;
	}
	const dimension = metricDimension && dimensionProblem(state, name, metricDimension.dimensionName);
	if (dimension !== void 0) yield dimension;
	if (criteria !== void 0) yield* criteriaProblems(name, metric, criteria);
}
/** Why a metric cannot be narrowed by a dimension. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/scoping-security-behavior.html */
function dimensionProblem(state, metric, dimension) {
	if (find(state.dimensions, dimension) === void 0) return `Dimension ${dimension} does not exist.`;
	return metricNamed(state, metric)?.dimension ? void 0 : `Metric ${metric} does not support dimensions.`;
}
function* criteriaProblems(name, metric, criteria) {
	const { comparisonOperator: operator, durationSeconds, mlDetectionConfig, statisticalThreshold, value } = criteria;
	const seconds = durationSeconds;
	if (mlDetectionConfig !== void 0) {
		if (!metric.statistical) yield `Metric ${name} does not support mlDetectionConfig.`;
		if ([
			operator,
			seconds,
			statisticalThreshold,
			value
		].some((member) => member !== void 0)) yield "criteria with mlDetectionConfig can have no threshold.";
		return;
	}
	if (operator === void 0) yield "requires criteria's comparisonOperator field to be set";
	else if (!metric.operators.includes(operator)) yield `comparisonOperator ${operator} does not fit metric ${name}.`;
	if (seconds !== void 0 && !DURATIONS.includes(seconds)) yield `durationSeconds ${seconds} should be one of [${DURATIONS.join(", ")}]`;
	if (seconds !== void 0 && metric.duration === "forbidden") yield `durationSeconds does not fit metric ${name}.`;
	if (statisticalThreshold === void 0) yield* staticProblems(name, metric, criteria);
	else yield* statisticalProblems(name, metric, criteria);
}
function* staticProblems(name, metric, { value, durationSeconds }) {
	const members = Object.keys(value ?? {});
	if (members.length !== 1) yield `criteria's value must have exactly one member, not ${members.length}.`;
	else if (members[0] !== metric.value) yield `criteria's value for metric ${name} must be ${metric.value}.`;
	if (metric.duration === "required" && durationSeconds === void 0) yield DURATION_MISSING;
}
function* statisticalProblems(name, metric, { value, durationSeconds }) {
	if (!metric.statistical) yield `Metric ${name} does not support statisticalThreshold.`;
	if (value !== void 0) yield "criteria can have a value or a statisticalThreshold, not both.";
	if (durationSeconds === void 0) yield DURATION_MISSING;
}
const DURATION_MISSING = "requires criteria's duration field to be set";
// src/sandbox/iot/security-profile-rules.ts
/** https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const VALUE_ELEMENT_LIMIT = 1e3;
/** Refuses a security profile that the service would refuse, as it would be after the request. */
function checkProfile(state, profile) {
	const [problem] = [
		...behaviorProblems(state, profile.behaviors ?? []),
		...retentionProblems(state, profile),
		...wholeProblems(profile)
	];
	if (problem !== void 0) throw invalidRequest(problem);
}
function* retentionProblems(state, profile) {
	const { additionalMetricsToRetain = [], additionalMetricsToRetainV2 = [] } = profile;
	const unknown = [...additionalMetricsToRetain, ...additionalMetricsToRetainV2.map(({ metric }) => metric)].find((metric) => metricNamed(state, metric) === void 0);
	if (unknown !== void 0) yield `Metric ${unknown} does not exist.`;
	for (const { metric, metricDimension } of additionalMetricsToRetainV2) {
		const problem = metricDimension && dimensionProblem(state, metric, metricDimension.dimensionName);
		if (problem !== void 0) yield problem;
	}
}
function* wholeProblems({ behaviors = [], ...profile }) {
	const elements = behaviors.flatMap(({ criteria }) => {
		const { cidrs = [], ports = [], numbers = [], strings = [] } = criteria?.value ?? {};
		return [
			...cidrs,
			...ports,
			...numbers,
			...strings
		];
	});
	if (elements.length > VALUE_ELEMENT_LIMIT) yield `A security profile can have at most ${VALUE_ELEMENT_LIMIT} value elements, not ${elements.length}.`;
	if ([...behaviors, ...profile.additionalMetricsToRetainV2 ?? []].some((entry) => entry.exportMetric) && profile.metricsExportConfig === void 0) yield "metricsExportConfig is required when exportMetric is true.";
}
// src/sandbox/iot/security-profiles.ts
/** Not documented; the default of ListCustomMetrics. */
const PAGE$3 = 25;
/** Security profiles. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateSecurityProfile.html */
const securityProfiles = {
	CreateSecurityProfile(context, input) {
		const { securityProfileName: name } = input;
		const { securityProfiles: profiles } = context.state;
		const spec = specOf(input);
		checkProfile(context.state, spec);
		const arn = arnOf(context, "iot", `securityprofile/${name}`);
		const tags = newTags(input.tags);
		const existing = find(profiles, name);
		if (existing !== void 0 && !isSame$1(existing, spec, tags)) throw alreadyExists(name, arn);
		const times = {
			createdAt: context.now,
			changedAt: context.now
		};
		if (existing === void 0) put(profiles, name, {
			arn,
			...spec,
			version: 1,
			...times,
			targets: [],
			tags
		});
		return {
			securityProfileName: name,
			securityProfileArn: arn
		};
	},
	DescribeSecurityProfile: (context, { securityProfileName: name }) => describe(name, profileOf(context, name)),
	UpdateSecurityProfile(context, input) {
		const { securityProfileName: name } = input;
		const profile = profileOf(context, name);
		checkVersion$1(name, profile, input.expectedVersion);
		const { arn, version, createdAt, targets, tags, ...old } = profile;
		const spec = {
			...specOf(old),
			...specOf(input)
		};
		if (spec.securityProfileDescription === "" && !context.assumptions.emptyDescriptionClears) Object.assign(spec, specOf({ securityProfileDescription: old.securityProfileDescription ?? "" }));
		for (const { flag, members } of CLEARING) {
			if (!input[flag]) continue;
			const given = members.find((member) => input[member] !== void 0);
			if (given !== void 0) throw invalidRequest(`${flag} and ${given} cannot be used in the same request.`);
			for (const member of members) delete spec[member];
		}
		checkProfile(context.state, spec);
		const updated = {
			arn,
			...spec,
			version: version + 1,
			createdAt,
			changedAt: context.now,
			targets,
			tags
		};
		put(context.state.securityProfiles, name, updated);
		return describe(name, updated);
	},
	DeleteSecurityProfile({ state }, { securityProfileName: name, expectedVersion }) {
		const profile = find(state.securityProfiles, name);
		if (profile !== void 0) checkVersion$1(name, profile, expectedVersion);
		delete state.securityProfiles[name];
		return {};
	},
	ListSecurityProfiles({ state }, input) {
		const { dimensionName: dimension, metricName: metric } = input;
		if (dimension !== void 0 && metric !== void 0) throw invalidRequest("dimensionName and metricName cannot be used in the same request.");
		let names = Object.keys(state.securityProfiles);
		if (dimension !== void 0) {
			if (find(state.dimensions, dimension) === void 0) throw notFound(`Dimension ${dimension} does not exist.`);
			names = profilesWithDimension(state, dimension);
		}
		if (metric !== void 0) {
			if (find(state.customMetrics, metric) === void 0) throw notFound(`Custom metric ${metric} does not exist.`);
			names = profilesWithMetric(state, metric);
		}
		const { items, next } = page(names, (name) => name, input, PAGE$3);
		return {
			securityProfileIdentifiers: items.map((name) => ({
				name,
				arn: find(state.securityProfiles, name)?.arn
			})),
			...next
		};
	},
	ValidateSecurityProfileBehaviors({ state }, input) {
		const problems = [...violationsOf("iot", "ValidateSecurityProfileBehaviors", input).map(({ path, value, rule }) => `Value '${String(value)}' at '${path}' failed to satisfy constraint: ${rule}`), ...behaviorProblems(state, input.behaviors)];
		return {
			valid: problems.length === 0,
			validationErrors: problems.map((errorMessage) => ({ errorMessage }))
		};
	}
};
/** The security profile of that name; refuses where there is none. */
function profileOf({ state }, name) {
	const profile = find(state.securityProfiles, name);
	if (profile === void 0) throw notFound(`Security profile ${name} does not exist.`);
	return profile;
}
/** Each flag of an update with the members that it clears. */
const CLEARING = [
	{
		flag: "deleteBehaviors",
		members: ["behaviors"]
	},
	{
		flag: "deleteAlertTargets",
		members: ["alertTargets"]
	},
	{
		flag: "deleteAdditionalMetricsToRetain",
		members: ["additionalMetricsToRetain", "additionalMetricsToRetainV2"]
	},
	{
		flag: "deleteMetricsExportConfig",
		members: ["metricsExportConfig"]
	}
];
const MEMBERS = [
	"securityProfileDescription",
	"behaviors",
	"alertTargets",
	"additionalMetricsToRetain",
	"additionalMetricsToRetainV2",
	"metricsExportConfig"
];
/** What a request or a record says; empty collections say nothing. */
function specOf(from) {
	const said = MEMBERS.flatMap((member) => {
		const value = from[member];
		const isEmpty = typeof value === "object" && Object.keys(value).length === 0;
		return value === void 0 || isEmpty ? [] : [[member, value]];
	});
	return Object.fromEntries(said);
}
function isSame$1(existing, spec, tags) {
	return isEqual({
		...specOf(existing),
		tags
	}, {
		...spec,
		tags
	});
}
function checkVersion$1(name, { version }, expected) {
	if (expected !== void 0 && expected !== version) throw versionConflict(`security profile ${name}`, version, expected);
}
function describe(securityProfileName, profile) {
	return {
		securityProfileName,
		securityProfileArn: profile.arn,
		...specOf(profile),
		version: profile.version,
		creationDate: new Date(profile.createdAt),
		lastModifiedDate: new Date(profile.changedAt)
	};
}
// src/sandbox/iot/thing-groups.ts
/** Not documented. */
const PAGE$2 = 25;
/** Static thing groups. https://docs.aws.amazon.com/iot/latest/developerguide/thing-groups.html */
const thingGroups = {
	CreateThingGroup(context, { thingGroupName: name, parentGroupName: parent, thingGroupProperties: properties, tags }) {
		const { thingGroups: groups } = context.state;
		if (parent !== void 0) groupOf(context.state, parent);
		const said = {
			...parent === void 0 ? {} : { parent },
			...properties === void 0 ? {} : { properties }
		};
		const newborn = {
			arn: arnOf(context, "iot", `thinggroup/${name}`),
			id: idOf(`${context.account}/${context.region}/${name}/${context.now}`),
			version: 1,
			...said,
			tags: newTags(tags),
			createdAt: context.now
		};
		const existing = find(groups, name);
		if (existing !== void 0 && !isSame(existing, newborn)) throw alreadyExists(name, existing.arn);
		if (existing === void 0) put(groups, name, newborn);
		const { arn: thingGroupArn, id: thingGroupId } = existing ?? newborn;
		return {
			thingGroupName: name,
			thingGroupArn,
			thingGroupId
		};
	},
	DescribeThingGroup({ state }, { thingGroupName }) {
		const { arn, id, version, parent, properties, createdAt } = groupOf(state, thingGroupName);
		const ancestors = ancestorsOf(state, thingGroupName).toReversed();
		return {
			thingGroupName,
			thingGroupArn: arn,
			thingGroupId: id,
			version,
			...properties === void 0 ? {} : { thingGroupProperties: properties },
			thingGroupMetadata: {
				creationDate: new Date(createdAt),
				...parent === void 0 ? {} : { parentGroupName: parent },
				rootToParentThingGroups: ancestors.map((name) => ({
					groupName: name,
					groupArn: groupOf(state, name).arn
				}))
			}
		};
	},
	UpdateThingGroup({ state }, { thingGroupName, thingGroupProperties: given, expectedVersion }) {
		const group = groupOf(state, thingGroupName);
		checkVersion(thingGroupName, group, expectedVersion);
		const { attributePayload: payload, ...rest } = given;
		const kept = payload?.merge ? group.properties?.attributePayload?.attributes : void 0;
		const attributePayload = payload && { attributes: {
			...kept,
			...payload.attributes
		} };
		group.properties = {
			...group.properties,
			...rest,
			...attributePayload ? { attributePayload } : {}
		};
		group.version += 1;
		return { version: group.version };
	},
	DeleteThingGroup({ state }, { thingGroupName, expectedVersion }) {
		const group = find(state.thingGroups, thingGroupName);
		if (group === void 0) return {};
		checkVersion(thingGroupName, group, expectedVersion);
		if (Object.values(state.thingGroups).some((other) => other.parent === thingGroupName)) throw invalidRequest(`Cannot delete thing group : ${thingGroupName} when there are still child groups attached to it.`);
		delete state.thingGroups[thingGroupName];
		for (const profile of Object.values(state.securityProfiles)) profile.targets = profile.targets.filter((target) => target !== group.arn);
		return {};
	},
	ListThingGroups({ state }, input) {
		const { parentGroup, namePrefixFilter = "", recursive = true } = input;
		if (parentGroup !== void 0) groupOf(state, parentGroup);
		const { items, next } = page(Object.keys(state.thingGroups).filter((name) => {
			const ancestors = ancestorsOf(state, name);
			return (recursive ? parentGroup === void 0 || ancestors.includes(parentGroup) : ancestors[0] === parentGroup) && name.startsWith(namePrefixFilter);
		}), (name) => name, input, PAGE$2);
		return {
			thingGroups: items.map((name) => ({
				groupName: name,
				groupArn: groupOf(state, name).arn
			})),
			...next
		};
	}
};
/** Names of the groups that hold a group, its parent first. */
function ancestorsOf(state, name) {
	const parent = find(state.thingGroups, name)?.parent;
	return parent === void 0 ? [] : [parent, ...ancestorsOf(state, parent)];
}
function groupOf(state, name) {
	const group = find(state.thingGroups, name);
	if (group === void 0) throw notFound(`Thing group ${name} does not exist.`);
	return group;
}
function isSame(existing, newborn) {
	const said = ({ parent, properties, tags }) => ({
		parent,
		properties: { ...properties },
		tags
	});
	return isEqual(said(existing), said(newborn));
}
function checkVersion(name, { version }, expected) {
	if (expected !== void 0 && expected !== version) throw versionConflict(`thing group ${name}`, version, expected);
}
/** A UUID that depends on nothing but the seed, so that runs repeat. */
function idOf(seed) {
	const hex = createHash("sha256").update(seed).digest("hex");
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		hex.slice(12, 16),
		hex.slice(16, 20),
		hex.slice(20, 32)
	].join("-");
}
// src/sandbox/iot/security-profile-targets.ts
/** Per thing group or account, not adjustable. https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html */
const PROFILES_PER_TARGET = 5;
/** Not documented. */
const PAGE$1 = 25;
/** What a profile may be attached to beside thing groups. https://docs.aws.amazon.com/iot-device-defender/latest/devguide/detect-commands.html */
const WHOLE_ACCOUNT = [
	"all/things",
	"all/registered-things",
	"all/unregistered-things"
];
/** Attachments of security profiles to thing groups and to the account. */
const securityProfileTargets = {
	AttachSecurityProfile(context, { securityProfileName, securityProfileTargetArn: target }) {
		const profile = profileOf(context, securityProfileName);
		checkTarget(context, target);
		if (profile.targets.includes(target)) return {};
		if (profilesAttachedTo(context, [target]).length >= PROFILES_PER_TARGET) throw refusal("LimitExceededException", `At most ${PROFILES_PER_TARGET} security profiles can be attached to ${target}.`);
		profile.targets.push(target);
		return {};
	},
	DetachSecurityProfile(context, { securityProfileName, securityProfileTargetArn }) {
		const profile = profileOf(context, securityProfileName);
		profile.targets = profile.targets.filter((target) => target !== securityProfileTargetArn);
		return {};
	},
	ListTargetsForSecurityProfile(context, input) {
		const { targets } = profileOf(context, input.securityProfileName);
		const { items, next } = page(targets, (target) => target, input, PAGE$1);
		return {
			securityProfileTargets: items.map((arn) => ({ arn })),
			...next
		};
	},
	ListSecurityProfilesForTarget(context, input) {
		const { securityProfileTargetArn: target, recursive = false } = input;
		const group = checkTarget(context, target);
		const { items, next } = page(profilesAttachedTo(context, [target, ...(group === void 0 || !recursive ? [] : ancestorsOf(context.state, group)).map((parent) => find(context.state.thingGroups, parent)?.arn ?? "")]), ({ name, target: arn }) => `${name} ${arn}`, input, PAGE$1);
		return {
			securityProfileTargetMappings: items.map(({ name, arn, target: targetArn }) => ({
				securityProfileIdentifier: {
					name,
					arn
				},
				target: { arn: targetArn }
			})),
			...next
		};
	}
};
function profilesAttachedTo({ state }, targets) {
	return Object.entries(state.securityProfiles).flatMap(([name, profile]) => targets.filter((target) => profile.targets.includes(target)).map((target) => ({
		name,
		arn: profile.arn,
		target
	})));
}
/** Refuses what is no target or not there; the name of the thing group where it is one. */
function checkTarget({ account, region, partition, state }, target) {
	const prefix = `arn:${partition}:iot:${region}:${account}:`;
	const resource = target.startsWith(prefix) ? target.slice(prefix.length) : "";
	if (WHOLE_ACCOUNT.includes(resource)) return void 0;
	if (!resource.startsWith("thinggroup/")) throw invalidRequest(`Invalid security profile target ARN: ${target}`);
	const group = resource.slice(11);
	if (find(state.thingGroups, group) === void 0) throw notFound(`Thing group ${group} does not exist.`);
	return group;
}
// src/sandbox/iot/topic-rule-sql.ts
/** https://docs.aws.amazon.com/general/latest/gr/iot-core.html: at most 7 slashes. */
const MAX_SLASHES = 7;
/**
* Reads the clauses of an AWS IoT SQL statement; expressions inside them are only checked for quotes and brackets.
* Throws SqlParseException. https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-reference.html
*/
function parseSql(sql) {
	const [first, ...others] = clausesOf(sql);
	if (first?.keyword !== "SELECT") throw parseError("Expected SELECT at the beginning of the statement");
	if (first.text.replace(/^VALUE\b/i, "").trim() === "") throw parseError("Expected an expression after SELECT");
	const order = others.map((clause) => clause.keyword).join(" ");
	if (![
		"",
		"FROM",
		"FROM WHERE",
		"WHERE"
	].includes(order)) throw parseError(`Unexpected clause in ${order}`);
	if (others.find((clause) => clause.keyword === "WHERE")?.text === "") throw parseError("Expected a condition after WHERE");
	const from = others.find((clause) => clause.keyword === "FROM");
	return from === void 0 ? {} : { topicPattern: topicFilterOf(from.text) };
}
/** Cuts a statement at the keywords that stand outside quotes and brackets. */
function clausesOf(sql) {
	const bare = withoutNested(sql);
	const starts = [...bare.matchAll(/(?<![\w.])(SELECT|FROM|WHERE)(?!\w)/gi)];
	if ((starts[0]?.index ?? bare.length) > bare.search(/\S/)) throw parseError("Expected SELECT");
	return starts.map((start, index) => ({
		keyword: start[1]?.toUpperCase() ?? "",
		text: sql.slice(start.index + start[0].length, starts[index + 1]?.index).trim()
	}));
}
/** The statement with everything inside quotes and brackets blanked out. */
function withoutNested(sql) {
	let quote = "";
	const open = [];
	const closes = {
		"(": ")",
		"[": "]",
		"{": "}"
	};
	const kept = sql.split("").map((character) => {
		const inside = quote !== "" || open.length > 0;
		if (quote !== "") quote = character === quote ? "" : quote;
		else if (character === "'" || character === "\"") quote = character;
		else if (closes[character]) open.push(closes[character]);
		else if (")]}".includes(character) && open.pop() !== character) throw parseError(`Unexpected ${character}`);
		return inside || quote !== "" ? "-" : character;
	});
	if (quote !== "") throw parseError("Unterminated string literal");
	if (open.length > 0) throw parseError(`Expected ${open.at(-1)}`);
	return kept.join("");
}
function topicFilterOf(text) {
	const filter = /^'([^']*)'$/.exec(text)?.[1];
	if (filter === void 0) throw parseError("Expected a topic filter in single quotes after FROM");
	const levels = filter.split("/");
	const misplaced = levels.some((level, index) => level.includes("#") && (level !== "#" || index < levels.length - 1) || /.\+|\+./.test(level));
	if (filter === "" || misplaced) throw parseError(`Invalid topic filter: '${filter}'`);
	if (!filter.startsWith("$") && levels.length - 1 > MAX_SLASHES) throw parseError(`Topic filter has too many levels: '${filter}'`);
	return filter;
}
function parseError(message) {
	return refusal("SqlParseException", message);
}
// src/sandbox/iot/topic-rules.ts
/** Not documented; small, so that a client that forgets `nextToken` is found out. */
const PAGE = 100;
/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-sql-version.html */
const SQL_VERSIONS = [
	"2015-10-08",
	"2016-03-23",
	"beta"
];
/** Topic rules. https://docs.aws.amazon.com/iot/latest/apireference/API_CreateTopicRule.html */
const topicRules = {
	CreateTopicRule(context, { ruleName, topicRulePayload, tags }) {
		const { topicRules: rules } = context.state;
		const parsed = checkPayload(context, topicRulePayload);
		const given = newTags(tags === void 0 ? [] : tagsFromHeader(tags));
		const arn = arnOf(context, "iot", `rule/${ruleName}`);
		if (find(rules, ruleName) !== void 0) throw alreadyExists(ruleName, arn);
		put(rules, ruleName, {
			arn,
			payload: topicRulePayload,
			...parsed,
			tags: given,
			createdAt: context.now
		});
		return {};
	},
	ReplaceTopicRule(context, { ruleName, topicRulePayload }) {
		const { arn, tags, createdAt } = ruleOf(context, ruleName);
		const parsed = checkPayload(context, topicRulePayload);
		put(context.state.topicRules, ruleName, {
			arn,
			payload: topicRulePayload,
			...parsed,
			tags,
			createdAt
		});
		return {};
	},
	GetTopicRule(context, { ruleName }) {
		const { arn, payload, createdAt } = ruleOf(context, ruleName);
		return {
			ruleArn: arn,
			rule: {
				ruleName,
				createdAt: new Date(createdAt),
				awsIotSqlVersion: "2015-10-08",
				ruleDisabled: false,
				...payload
			}
		};
	},
	DeleteTopicRule(context, { ruleName }) {
		ruleOf(context, ruleName);
		delete context.state.topicRules[ruleName];
		return {};
	},
	EnableTopicRule(context, { ruleName }) {
		ruleOf(context, ruleName).payload.ruleDisabled = false;
		return {};
	},
	DisableTopicRule(context, { ruleName }) {
		ruleOf(context, ruleName).payload.ruleDisabled = true;
		return {};
	},
	ListTopicRules({ state }, input) {
		const { items, next } = page(Object.entries(state.topicRules).filter(([, { topicPattern, payload }]) => (input.topic === void 0 || topicPattern !== void 0 && topicMatches(topicPattern, input.topic)) && (input.ruleDisabled === void 0 || input.ruleDisabled === (payload.ruleDisabled ?? false))), ([name]) => name, input, PAGE);
		return {
			rules: items.map(([ruleName, { arn, topicPattern, payload, createdAt }]) => ({
				ruleName,
				ruleArn: arn,
				...topicPattern === void 0 ? {} : { topicPattern },
				createdAt: new Date(createdAt),
				ruleDisabled: payload.ruleDisabled ?? false
			})),
			...next
		};
	}
};
function ruleOf({ state }, name) {
	const rule = find(state.topicRules, name);
	if (rule === void 0) throw refusal("UnauthorizedException", `Access to topic rule '${name}' was denied`);
	return rule;
}
function checkPayload(context, payload) {
	const { actions, errorAction, awsIotSqlVersion: version, sql } = payload;
	const parsed = parseSql(sql);
	if (version !== void 0 && !SQL_VERSIONS.includes(version)) throw invalidRequest(`awsIotSqlVersion ${version} is not supported.`);
	for (const action of [...actions, ...errorAction ? [errorAction] : []]) {
		const members = Object.keys(action);
		if (members.length !== 1) throw invalidRequest(`Each action must have exactly one member, not ${members.length}.`);
	}
	checkRoles(context, payload);
	return parsed;
}
function checkRoles({ state }, { actions, errorAction, sql }) {
	const unassumable = [...rolesIn([...actions, errorAction]), ...sql.match(/arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+/g) ?? []].find((role) => state.unassumableRoles.includes(role));
	if (unassumable === void 0) return;
	throw invalidRequest(`AWS IoT (iot.amazonaws.com) is unable to assume role (sts:AssumeRole) on resource: ${unassumable}. If the role was just created or updated, please try again in a few seconds`);
}
function rolesIn(value) {
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) => name === "roleArn" && typeof member === "string" ? [member] : rolesIn(member));
}
/** The tags of a new rule come as one header: `key=value&key2=value2`, each part URL-encoded. */
function tagsFromHeader(header) {
	return [...new URLSearchParams(header)].map(([Key, Value]) => {
		if (Key === "") throw invalidRequest(`Malformed tags: ${header}`);
		return {
			Key,
			Value
		};
	});
}
/** Whether an MQTT topic matches a topic filter. https://docs.aws.amazon.com/iot/latest/developerguide/topics.html */
function topicMatches(filter, topic) {
	const levels = topic.split("/");
	const filterLevels = filter.split("/");
	if (filterLevels.at(-1) !== "#" && filterLevels.length !== levels.length) return false;
	return filterLevels.every((level, index) => level === "#" || level === "+" || level === levels[index]);
}
// src/sandbox/sts/assume-role.ts
/** Credentials of a role's account: an access key of twelve digits is the account here. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const assumeRole = { AssumeRole: ({ now }, input) => {
	const [, partition, account, name] = /^arn:([\w-]+):iam::(\d{12}):role\/(.+)$/.exec(input.RoleArn) ?? [];
	if (account === void 0) throw refusal("ValidationError", `${input.RoleArn} is invalid`, { status: 400 });
	return {
		Credentials: {
			AccessKeyId: account,
			SecretAccessKey: "sandbox",
			SessionToken: "sandbox",
			Expiration: new Date(now + 36e5).toISOString().replace(".000", "")
		},
		AssumedRoleUser: {
			AssumedRoleId: `AROASANDBOXSANDBOX000:${input.RoleSessionName}`,
			Arn: `arn:${partition}:sts::${account}:assumed-role/${name}/${input.RoleSessionName}`
		}
	};
} };
// src/sandbox/sts/caller-identity.ts
/** Who is asking: a user of the account that the access key names. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const callerIdentity = { GetCallerIdentity: ({ account, partition }) => ({
	Arn: `arn:${partition}:iam::${account}:user/sandbox`,
	UserId: "AIDASANDBOXSANDBOX000",
	Account: account
}) };
// src/sandbox/operations.ts
/** Every operation that the sandbox implements, by the service's signing name. */
const OPERATIONS = {
	iot: {
		...securityProfiles,
		...securityProfileTargets,
		...customMetrics,
		...dimensions,
		...topicRules,
		...iotTags,
		...thingGroups,
		...endpoint
	},
	firehose: {
		...deliveryStreams,
		...encryption,
		...streamTags
	},
	sts: {
		...callerIdentity,
		...assumeRole
	},
	iam: roles
};
/** Whether an operation only reads. */
function isReadOnly(operation) {
	return /^(Assume|Describe|Get|List|Validate)/.test(operation);
}
// src/sandbox/wire/message.ts
/** The first value of a query parameter. */
function queryText(request, name) {
	const value = Object.hasOwn(request.query, name) ? request.query[name] : void 0;
	return typeof value === "string" ? value : value?.[0];
}
// src/sandbox/wire/credentials.ts
const SANDBOX_ACCOUNT = "000000000000";
const CREDENTIAL = /^([\w-]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/;
/**
* Reads account, region and service from the credential scope of Signature Version 4, in the header or presigned.
* The signature itself is not verified. An access key id of 12 digits is the account; every other key is account 000000000000.
* https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
*/
function credentialScope(request) {
	const header = request.headers["authorization"];
	const presigned = queryText(request, "X-Amz-Credential");
	if (header === void 0 && presigned === void 0) throw missingToken(request);
	const credential = header === void 0 ? presigned : /Credential=([^,\s]+)/.exec(header)?.[1];
	const match = CREDENTIAL.exec(credential ?? "");
	if (match === null || header !== void 0 && !isComplete(header)) throw incompleteSignature(request, header);
	const [, key = "", region = "", service = ""] = match;
	return {
		account: /^\d{12}$/.test(key) ? key : SANDBOX_ACCOUNT,
		region,
		service
	};
}
function isComplete(header) {
	return header.startsWith("AWS4-") && header.includes("SignedHeaders=") && header.includes("Signature=");
}
function missingToken(request) {
	return refusal("MissingAuthenticationTokenException", "Missing Authentication Token", { status: isAwsJson(request) ? 400 : 403 });
}
function incompleteSignature(request, header) {
	const status = isAwsJson(request) ? 400 : 403;
	return refusal("IncompleteSignatureException", header === void 0 ? "The X-Amz-Credential parameter is malformed." : `Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization=${header}`, { status });
}
/** Whether a request is one of the JSON protocol, which names its operation in a header. */
function isAwsJson(request) {
	return request.headers["x-amz-target"] !== void 0;
}
// src/sandbox/wire/schemas.ts
const OPERATION = 9;
const ERROR = -3;
/** Collects operations and errors from what an SDK client package exports. */
function serviceSchema(sdk) {
	const operations = /* @__PURE__ */ new Map();
	const errors = /* @__PURE__ */ new Map();
	for (const exported of Object.values(sdk)) {
		if (!Array.isArray(exported)) continue;
		const [sort, namespace, name, traits] = exported;
		if (sort === OPERATION) operations.set(name, operationSchema(name, exported));
		if (sort === ERROR && namespace.startsWith("com.amazonaws")) errors.set(name, {
			status: statusOf(traits || {}),
			shape: NormalizedSchema.of(exported)
		});
	}
	return {
		operations,
		errors
	};
}
function operationSchema(name, exported) {
	const [, , , traits, input, output] = exported;
	return {
		name,
		http: (traits || {}).http,
		input: NormalizedSchema.of(input()),
		output: NormalizedSchema.of(output())
	};
}
function statusOf(traits) {
	return traits.httpError ?? (traits.error === "server" ? 500 : 400);
}
/** Members of a structure, by name; none where the schema is not one. */
function membersOf(schema) {
	const known = memberCache.get(schema);
	if (known) return known;
	const members = schema.isStructSchema() ? [...schema.structIterator()] : [];
	memberCache.set(schema, members);
	return members;
}
const memberCache = /* @__PURE__ */ new WeakMap();
// src/sandbox/wire/decode.ts
/**
* Reads a JSON value as a shape, strictly: a value of another type is a SerializationException, as AWS answers it.
* Members that the shape lacks are ignored and null members are absent. Timestamps come out as Date, blobs as bytes.
*/
function decodeJson(schema, value, nameOf) {
	if (schema.isDocumentSchema()) return value;
	if (schema.isStructSchema()) return decodeStructure(schema, value, nameOf);
	if (schema.isListSchema()) {
		if (!isList(value)) throw wrongType(value, "list");
		return value.map((element) => decodeElement(schema, element, nameOf));
	}
	if (schema.isMapSchema()) {
		if (!isObject(value)) throw wrongType(value, "map");
		return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, decodeElement(schema, member, nameOf)]));
	}
	return decodeScalar(schema, value);
}
function decodeElement(schema, value, nameOf) {
	if (value === null && schema.getMergedTraits().sparse) return null;
	return decodeJson(schema.getValueSchema(), value, nameOf);
}
function decodeStructure(schema, value, nameOf) {
	if (!isObject(value)) throw wrongType(value, "structure");
	const decoded = [];
	for (const [name, member] of membersOf(schema)) {
		const key = nameOf(name, member);
		const given = Object.hasOwn(value, key) ? value[key] : void 0;
		if (given !== void 0 && given !== null) decoded.push([name, decodeJson(member, given, nameOf)]);
	}
	if (schema.isUnionSchema() && decoded.length !== 1) throw serialization("Unions must have exactly one member set.");
	return Object.fromEntries(decoded);
}
function decodeScalar(schema, value) {
	if (schema.isBooleanSchema() && typeof value === "boolean") return value;
	if (schema.isStringSchema() && typeof value === "string") return value;
	if (schema.isNumericSchema()) {
		if (typeof value === "number") return value;
		if (value === "NaN" || value === "Infinity" || value === "-Infinity") return Number(value);
	}
	if (schema.isTimestampSchema() && typeof value === "number") return new Date(Math.round(value * 1e3));
	if (schema.isBlobSchema() && typeof value === "string") return new Uint8Array(Buffer.from(value, "base64"));
	throw wrongType(value, schemaWord(schema));
}
/** Reads a header, a query parameter or a path label as a shape. */
function decodeText(schema, text) {
	if (schema.isStringSchema()) return text;
	if (schema.isBooleanSchema() && (text === "true" || text === "false")) return text === "true";
	if (schema.isNumericSchema() && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
	if (schema.isTimestampSchema() && !Number.isNaN(Date.parse(text))) return new Date(text);
	throw wrongType(text, schemaWord(schema));
}
function schemaWord(schema) {
	if (schema.isBooleanSchema()) return "Boolean";
	if (schema.isNumericSchema()) return "Number";
	if (schema.isTimestampSchema()) return "Timestamp";
	return schema.isBlobSchema() ? "Blob" : "String";
}
function wrongType(value, expected) {
	if (isList(value)) return serialization("Start of list found where not expected");
	if (isObject(value)) return serialization("Start of structure or map found where not expected.");
	return serialization(`${{
		string: "STRING_VALUE",
		number: "NUMBER_VALUE",
		boolean: `${String(value).toUpperCase()}_VALUE`
	}[typeof value] ?? "NULL_VALUE"} can not be converted to a ${expected}`);
}
/** The refusal of a request that cannot be read as the operation's input. */
function serialization(message) {
	return refusal("SerializationException", message, { status: 400 });
}
// src/sandbox/wire/encode.ts
/** Writes a value as JSON of a shape: timestamps (Date) as epoch seconds, blobs as base64; members the shape lacks are dropped. */
function encodeJson(schema, value, nameOf) {
	if (value === null || value === void 0 || schema.isDocumentSchema()) return value;
	if (schema.isStructSchema()) return encodeStructure(schema, value, nameOf);
	if (schema.isListSchema()) return value.map((element) => encodeJson(schema.getValueSchema(), element, nameOf));
	if (schema.isMapSchema()) {
		const entries = Object.entries(value);
		return Object.fromEntries(entries.map(([key, member]) => [key, encodeJson(schema.getValueSchema(), member, nameOf)]));
	}
	if (schema.isTimestampSchema()) return value.getTime() / 1e3;
	if (schema.isBlobSchema()) return Buffer.from(value).toString("base64");
	if (typeof value === "number" && !Number.isFinite(value)) return String(value);
	return value;
}
function encodeStructure(schema, value, nameOf) {
	const encoded = [];
	for (const [name, member] of membersOf(schema)) {
		const given = Object.hasOwn(value, name) ? value[name] : void 0;
		if (given !== void 0) encoded.push([nameOf(name, member), encodeJson(member, given, nameOf)]);
	}
	return Object.fromEntries(encoded);
}
/** Writes a value as the text of a header. */
function encodeText(value) {
	return value instanceof Date ? value.toUTCString() : String(value);
}
// src/sandbox/wire/aws-json.ts
const plainName = (name) => name;
/**
* AWS's awsJson1_1, as Amazon Data Firehose speaks it; `target` is what stands before the dot in `x-amz-target`.
* https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
*/
function awsJson(service, target) {
	const respond = (status, body, requestId) => ({
		status,
		headers: {
			"content-type": "application/x-amz-json-1.1",
			"x-amzn-requestid": requestId
		},
		body: JSON.stringify(body)
	});
	return {
		service,
		decode(request) {
			const [prefix, name = ""] = (request.headers["x-amz-target"] ?? "").split(".");
			const operation = service.operations.get(name);
			if (operation === void 0 || prefix !== target) throw refusal("UnknownOperationException", "", { status: 400 });
			return {
				operation,
				input: decodeJson(operation.input, parse$1(request.body), plainName)
			};
		},
		encode: (operation, output, requestId) => respond(200, encodeJson(operation.output, output, plainName), requestId),
		refuse(refused, requestId) {
			const error = service.errors.get(refused.name);
			const members = {
				message: refused.message,
				...refused.refusal.members
			};
			const body = error === void 0 ? members : encodeJson(error.shape, members, plainName);
			return respond(refused.refusal.status ?? error?.status ?? 400, {
				__type: refused.name,
				...body
			}, requestId);
		}
	};
}
function parse$1(body) {
	try {
		return JSON.parse(body === "" ? "{}" : body);
	} catch {
		throw serialization("Unexpected character found in the request body.");
	}
}
// src/sandbox/wire/query-xml.ts
/**
* AWS's query protocol as far as AWS STS and IAM need it: flat inputs of text, structures of text as outputs.
* `namespace` is that of the service's XML; it ends with the version of its API.
* https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
*/
function queryXml(service, namespace) {
	const version = namespace.split("/").at(-2);
	const respond = (status, root, body, requestId) => {
		return {
			status,
			headers: {
				"content-type": "text/xml",
				"x-amzn-requestid": requestId
			},
			body: `<${root} xmlns="${namespace}">${body}</${root}>`
		};
	};
	return {
		service,
		decode(request) {
			const { Action, Version: _, ...input } = Object.fromEntries(new URLSearchParams(request.body));
			const name = Action ?? request.query["Action"];
			const operation = service.operations.get(String(name));
			if (operation === void 0) throw refusal("InvalidAction", `Could not find operation ${String(name)} for version ${version}`, { status: 400 });
			return {
				operation,
				input
			};
		},
		encode(operation, output, requestId) {
			const body = element(`${operation.name}Result`, structure(output)) + metadata(requestId);
			return respond(200, `${operation.name}Response`, body, requestId);
		},
		refuse(refused, requestId) {
			const status = refused.refusal.status ?? 400;
			const code = refused.name.replace(/^(MissingAuthenticationToken|IncompleteSignature)Exception$/, "$1");
			const error = [
				["Type", status < 500 ? "Sender" : "Receiver"],
				["Code", code],
				["Message", refused.message]
			].map(([name = "", value = ""]) => element(name, text(value))).join("");
			return respond(status, "ErrorResponse", element("Error", error) + element("RequestId", requestId), requestId);
		}
	};
}
function structure(value) {
	return Object.entries(value).map(([name, member]) => element(name, typeof member === "object" && member !== null ? structure(member) : text(String(member)))).join("");
}
function metadata(requestId) {
	return element("ResponseMetadata", element("RequestId", requestId));
}
function element(name, content) {
	return `<${name}>${content}</${name}>`;
}
function text(value) {
	return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
// src/sandbox/wire/routes.ts
/** The routes of a service, the more literal ones first, so that `/jobs/active` is not taken for `/jobs/{id}`. */
function routesOf(service) {
	const routes = [];
	for (const operation of service.operations.values()) {
		if (operation.http === void 0) continue;
		const [method, uri] = operation.http;
		routes.push({
			operation,
			method,
			segments: segmentsOf(uri)
		});
	}
	const rank = (route) => route.segments.map((segment) => isGreedy(segment) ? "2" : isLabel(segment) ? "1" : "0");
	return routes.toSorted((left, right) => rank(left).join("") < rank(right).join("") ? -1 : 1);
}
/**
* The operation that a method and a percent-encoded path mean, and its labels, decoded.
* A slash at the end means nothing: some clients of AWS write `/authorizers/` where others write `/authorizers`.
*/
function findRoute(routes, method, path) {
	const all = segmentsOf(path);
	const given = all.at(-1) === "" ? all.slice(0, -1) : all;
	const route = routes.find(({ segments, ...candidate }) => candidate.method === method && matches(segments, isGreedy(segments.at(-1) ?? "") ? all : given));
	if (route === void 0) return void 0;
	const labels = route.segments.flatMap((segment, index) => isLabel(segment) ? [[segment.replace(/[{}+]/g, ""), decodeSegment(textOf(segment, all, index))]] : []);
	return {
		operation: route.operation,
		labels: Object.fromEntries(labels)
	};
}
function segmentsOf(path) {
	return path.slice(1).split("/");
}
function isLabel(segment) {
	return segment.startsWith("{");
}
function isGreedy(segment) {
	return segment.endsWith("+}");
}
function matches(segments, given) {
	if (isGreedy(segments.at(-1) ?? "") ? given.length < segments.length : given.length !== segments.length) return false;
	return segments.every((segment, index) => isLabel(segment) ? textOf(segment, given, index) !== "" : segment === given[index]);
}
/** What stands, still encoded, where a label is. */
function textOf(label, given, index) {
	return isGreedy(label) ? given.slice(index).join("/") : given[index] ?? "";
}
function decodeSegment(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		throw serialization(`The path holds a malformed percent-encoding: ${text}`);
	}
}
// src/sandbox/wire/rest-json.ts
const bodyName = (name, schema) => schema.getMergedTraits().jsonName ?? name;
/** AWS's restJson1, as AWS IoT speaks it. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html */
function restJson(service) {
	const routes = routesOf(service);
	return {
		service,
		decode(request) {
			const found = findRoute(routes, request.method, request.path);
			if (found === void 0) throw refusal("UnknownOperationException", `No operation is at ${request.method} ${request.path}`, { status: 404 });
			return {
				operation: found.operation,
				input: decodeInput(found.operation, found.labels, request)
			};
		},
		encode: encodeOutput,
		refuse(refused, requestId) {
			const error = service.errors.get(refused.name);
			const members = {
				message: refused.message,
				...refused.refusal.members
			};
			const body = error === void 0 ? members : encodeJson(error.shape, members, bodyName);
			const headers = {
				...responseHeaders(requestId),
				"x-amzn-errortype": refused.name
			};
			return {
				status: refused.refusal.status ?? error?.status ?? 400,
				headers,
				body: JSON.stringify(body)
			};
		}
	};
}
function responseHeaders(requestId) {
	return {
		"content-type": "application/json",
		"x-amzn-requestid": requestId
	};
}
function decodeInput(operation, labels, request) {
	const input = [];
	let body;
	const parsedBody = () => body ??= parse(request.body);
	for (const [name, member] of membersOf(operation.input)) {
		const value = decodeMember(name, member, labels, request, parsedBody);
		if (value !== void 0) input.push([name, value]);
	}
	return Object.fromEntries(input);
}
function decodeMember(name, member, labels, request, body) {
	const traits = member.getMergedTraits();
	if (traits.httpLabel) return decodeText(member, labels[name] ?? "");
	if (traits.httpQuery) return decodeQuery(member, own(request.query, traits.httpQuery));
	if (traits.httpHeader) {
		const text = own(request.headers, traits.httpHeader.toLowerCase());
		return text === void 0 ? void 0 : decodeText(member, text);
	}
	if (traits.httpQueryParams) return { ...request.query };
	if (traits.httpPayload) return request.body === "" ? void 0 : decodeJson(member, body(), bodyName);
	const value = own(body(), bodyName(name, member));
	return value === void 0 || value === null ? void 0 : decodeJson(member, value, bodyName);
}
function own(record, name) {
	return Object.hasOwn(record, name) ? record[name] : void 0;
}
function decodeQuery(member, value) {
	if (value === void 0) return void 0;
	const texts = typeof value === "string" ? [value] : value;
	if (member.isListSchema()) return texts.map((text) => decodeText(member.getValueSchema(), text));
	return decodeText(member, texts[0] ?? "");
}
/** Reads a JSON body that must be an object; an empty body is an empty one. */
function parse(body) {
	if (body === "") return {};
	let value;
	try {
		value = JSON.parse(body);
	} catch {
		throw serialization("Unexpected character found in the request body.");
	}
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw serialization("The request body must be a JSON object.");
	return value;
}
function encodeOutput(operation, output, requestId) {
	let status = operation.http?.[2] ?? 200;
	const headers = responseHeaders(requestId);
	const body = [];
	let payload;
	for (const [name, member] of membersOf(operation.output)) {
		const value = output[name];
		if (value === void 0) continue;
		const traits = member.getMergedTraits();
		if (traits.httpResponseCode) status = Number(value);
		else if (traits.httpHeader) headers[traits.httpHeader.toLowerCase()] = encodeText(value);
		else if (traits.httpPayload) payload = encodeJson(member, value, bodyName);
		else body.push([bodyName(name, member), encodeJson(member, value, bodyName)]);
	}
	return {
		status,
		headers,
		body: JSON.stringify(payload ?? Object.fromEntries(body))
	};
}
// src/sandbox/wire/protocols.ts
/** What the sandbox speaks, by the service's signing name. */
const PROTOCOLS = {
	iot: restJson(serviceSchema(dist_es_exports)),
	firehose: awsJson(serviceSchema(dist_es_exports$1), "Firehose_20150804"),
	sts: queryXml(serviceSchema(dist_es_exports$2), "https://sts.amazonaws.com/doc/2011-06-15/"),
	iam: queryXml(serviceSchema({
		GetRole$,
		NoSuchEntityException$
	}), "https://iam.amazonaws.com/doc/2010-05-08/")
};
/** Says whether a signing name is one that the sandbox speaks. */
function isServiceName(name) {
	return Object.hasOwn(PROTOCOLS, name);
}
/** The protocol to refuse a request in that does not say, by its signature, which service it is for. */
function guessProtocol(request) {
	if (isAwsJson(request)) return PROTOCOLS.firehose;
	return request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") ?? false ? PROTOCOLS.sts : PROTOCOLS.iot;
}
// src/sandbox/sandbox.ts
const CALL_LIMIT = 2e4;
/** Makes a local AWS account that speaks AWS's wire: AWS IoT, Amazon Data Firehose, AWS STS, IAM. */
function createSandbox(options) {
	const state = options.state ?? emptyState();
	const calls = [];
	let requests = 0;
	const handle = (request) => {
		const requestId = `00000000-0000-4000-8000-${(++requests).toString(16).padStart(12, "0")}`;
		let protocol = guessProtocol(request);
		try {
			const scope = credentialScope(request);
			const { service } = scope;
			if (!isServiceName(service)) throw unknownOperation(`the service ${service}`);
			protocol = PROTOCOLS[service];
			const { operation, input } = protocol.decode(request);
			const call = callOf(service, operation, input, scope);
			if (calls.push(call) > CALL_LIMIT) calls.shift();
			const output = answer(call, state, options);
			return output === "reset" ? output : protocol.encode(operation, output, requestId);
		} catch (caught) {
			if (isRefusal(caught)) return protocol.refuse(caught, requestId);
			return ourBug(protocol, caught, requestId);
		}
	};
	return {
		handle,
		state,
		calls
	};
}
function callOf(service, operation, input, { account, region }) {
	return {
		service,
		operation: operation.name,
		input,
		account,
		region,
		readOnly: isReadOnly(operation.name)
	};
}
function answer(call, state, options) {
	const fault = options.intercept?.(call);
	if (fault?.when === "before") return fail(fault);
	const output = perform(call, state, options);
	return fault === void 0 ? output : fail(fault);
}
function fail({ answer: instead }) {
	if (instead === "reset") return instead;
	throw refusal(instead.name, instead.message, { status: instead.status });
}
function perform(call, state, options) {
	const { service, operation, input, account, region } = call;
	const run = OPERATIONS[service][operation];
	if (run === void 0) throw unknownOperation(`${service}:${operation}`);
	const violations = SELF_CHECKING.has(operation) ? [] : violationsOf(service, operation, input);
	if (violations.length > 0) throw invalidInput(service, violations);
	const context = contextOf(call, state, options);
	let changed = settle(context.state, context.now);
	try {
		const output = run(context, structuredClone(input));
		if (!call.readOnly) enterRegion(state, account, region, context.state);
		changed ||= !call.readOnly;
		return output;
	} finally {
		if (changed) options.onChange?.(state);
	}
}
function contextOf({ account, region }, state, options) {
	return {
		account,
		region,
		partition: partitionOf(region),
		now: options.clock.now(),
		durations: {
			...DEFAULT_DURATIONS,
			...options.durations
		},
		assumptions: {
			...DEFAULT_ASSUMPTIONS,
			...options.assumptions
		},
		state: peekRegion(state, account, region),
		regions: Object.values(state.accounts[account] ?? {})
	};
}
const SELF_CHECKING = /* @__PURE__ */ new Set(["ValidateSecurityProfileBehaviors"]);
function unknownOperation(what) {
	return refusal("UnknownOperationException", `The sandbox does not implement ${what}.`, { status: 501 });
}
function ourBug(protocol, caught, requestId) {
	const message = caught instanceof Error ? caught.stack ?? caught.message : String(caught);
	return protocol.refuse(refusal("InternalFailure", `A bug of the sandbox: ${message}`, { status: 501 }), requestId);
}
// src/sandbox/server.ts
/** More than any request of these services may have. */
const MAX_BODY_BYTES = 8388608;
/**
* The door for everything else that speaks AWS's wire, such as the AWS CLI with `--endpoint-url`.
* It listens on the loopback interface only, at a free port unless told one; `close` also ends open connections.
*/
async function serveSandbox(sandbox, options = {}) {
	const server = createServer((request, response) => {
		respond(sandbox, request, response);
	});
	await new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", resolve);
	});
	const { port } = server.address();
	const close = async () => {
		const closed = new Promise((resolve) => server.close(() => resolve()));
		server.closeAllConnections();
		await closed;
	};
	return {
		url: `http://127.0.0.1:${port}`,
		close
	};
}
async function respond(sandbox, request, response) {
	try {
		const body = await readBody(request);
		if (body === void 0) {
			response.writeHead(413, { connection: "close" }).end();
			return;
		}
		const answer = sandbox.handle(wireRequest(request, body));
		if (answer === "reset") request.socket.resetAndDestroy();
		else response.writeHead(answer.status, answer.headers).end(answer.body);
	} catch {
		request.socket.destroy();
	}
}
async function readBody(request) {
	const chunks = [];
	let size = 0;
	for await (const chunk of request) {
		size += chunk.length;
		if (size > MAX_BODY_BYTES) return void 0;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString();
}
function wireRequest({ method = "GET", url = "/", headers }, body) {
	const mark = url.indexOf("?");
	const path = mark === -1 ? url : url.slice(0, mark);
	const query = {};
	for (const [name, value] of new URLSearchParams(mark === -1 ? "" : url.slice(mark))) (query[name] ??= []).push(value);
	const flat = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value ?? ""]);
	return {
		method,
		path,
		query,
		headers: Object.fromEntries(flat),
		body
	};
}
// src/sandbox/state-file.ts
/**
* Opens the file that keeps a sandbox between runs. A missing file is an empty account; its folder is made when it is saved.
* Saving is atomic: another reader sees the old state or the new one. Throws an OperatorError for a file that is not a state.
*/
function openStateFile(file) {
	return {
		state: read(file),
		save(state) {
			const next = `${file}.${process.pid}.tmp`;
			try {
				mkdirSync(dirname(file), { recursive: true });
				writeFileSync(next, `${JSON.stringify(state, void 0, 2)}\n`);
				renameSync(next, file);
			} catch (cause) {
				rmSync(next, { force: true });
				throw broken(`The sandbox's state file ${file} cannot be written.`, "Choose a path that you may write to.", cause);
			}
		}
	};
}
function read(file) {
	let text;
	try {
		text = readFileSync(file, "utf8");
	} catch (cause) {
		if (isObject(cause) && cause["code"] === "ENOENT") return emptyState();
		throw broken(`The sandbox's state file ${file} cannot be read.`, "Choose a path that you may read.", cause);
	}
	try {
		return checked(JSON.parse(text));
	} catch (cause) {
		throw broken(`${file} is not a sandbox's state.`, "Delete the file to begin with an empty account.", cause);
	}
}
function checked(value) {
	if (isObject(value) && value["version"] === 1 && isObject(value["accounts"])) return value;
	throw new Error("expected an object with version 1 and accounts");
}
function broken(message, hint, cause) {
	return new OperatorError("DG4008", message, {
		hint,
		cause
	});
}
// src/edges/sandbox.ts
/** The target of the sandbox where the settings declare none. */
const SANDBOX_TARGET = {
	name: "sandbox",
	account: "000000000000",
	region: "us-east-1",
	partition: "aws",
	variables: {}
};
/** Opens the sandbox kept in a file, or one that lives as long as the program. */
function openSandbox(file, report) {
	const clock = virtualClock();
	const kept = file === void 0 ? void 0 : openStateFile(file);
	const sandbox = createSandbox({
		clock,
		...kept === void 0 ? {} : {
			state: kept.state,
			onChange: atLeisure(kept.save)
		}
	});
	const requestHandler = sandboxRequestHandler(sandbox);
	return {
		sandbox,
		connect: (target, desired) => {
			furnish(sandbox, target, desired);
			return connect(target, {
				clock,
				report,
				requestHandler,
				credentials: {
					accessKeyId: target.account,
					secretAccessKey: "sandbox"
				}
			});
		}
	};
}
/** Devices and their groups are not the product's: the sandbox has the groups that the profiles are attached to. */
function furnish({ state }, { account, region }, desired) {
	const groups = [...desired.resources.values()].flatMap(({ spec }) => isList(spec["targets"]) ? spec["targets"] : []).filter((arn) => typeof arn === "string").filter((arn) => arn.includes(":thinggroup/"));
	const { thingGroups } = regionOf(state, account, region);
	for (const arn of groups) {
		const name = arn.slice(arn.indexOf(":thinggroup/") + 12);
		if (find(thingGroups, name) === void 0) put(thingGroups, name, {
			arn,
			tags: {},
			id: `sandbox-${name}`,
			version: 1,
			createdAt: Date.now()
		});
	}
}
/** Serves the sandbox to other clients on this machine, until it is closed. */
async function serve(file, port) {
	const kept = file === void 0 ? void 0 : openStateFile(file);
	return serveSandbox(createSandbox({
		clock: realClock,
		durations: {
			streamCreating: 2e3,
			streamDeleting: 2e3,
			encryption: 2e3
		},
		...kept === void 0 ? {} : {
			state: kept.state,
			onChange: atLeisure(kept.save)
		}
	}), port === void 0 ? {} : { port });
}
/** Milliseconds between two writes of the state; a large one takes as long to write as hundreds of requests take to answer. */
const PAUSE = 200;
/** Saves now and then, and what is left when the process ends. */
function atLeisure(save) {
	let unsaved;
	let saved = 0;
	process.once("exit", () => {
		if (unsaved !== void 0) save(unsaved);
	});
	return (state) => {
		unsaved = state;
		if (Date.now() - saved < PAUSE) return;
		save(state);
		unsaved = void 0;
		saved = Date.now();
	};
}
export { openSandbox as n, serve as r, SANDBOX_TARGET as t };
