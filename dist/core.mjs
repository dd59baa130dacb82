import { i as topic, n as resources, r as settings, t as names } from "./validators.mjs";
import { t as require_dist } from "./yaml.mjs";
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { closeSync, cpSync, existsSync, fstatSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve as resolve$1, sep } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
// src/model/json.ts
/** Says whether a value is a JSON object, so neither a list nor null. */
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Says whether a value is a list; unlike `Array.isArray` it keeps `readonly` element types. */
function isList(value) {
	return Array.isArray(value);
}
/** Writes a value so that equal values give equal text: members sorted, absent members left out. */
function canonical(value) {
	if (isList(value)) return `[${value.map(canonical).join(",")}]`;
	if (!isObject(value)) return JSON.stringify(value ?? null);
	return `{${Object.keys(value).filter((key) => value[key] !== void 0).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
/** Says whether two values are the same JSON; the order of members does not count, that of elements does. */
function isEqual(left, right) {
	if (left === right) return true;
	if (left === void 0 || right === void 0) return false;
	return canonical(left) === canonical(right);
}
/** Copies an object without its absent members, so that "absent" has one form. */
function compact(value) {
	return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== void 0));
}
// src/kinds/normal-form.ts
/**
* The one form of a value that its schema describes: defaults and empty members left out, sets sorted, members in the
* schema's order. Members that the schema lacks stay as they are. Idempotent.
*/
function normalForm(schema, value) {
	return normalized(schema, value);
}
/** The value with every default of its schema written out, as far down as there are any. */
function withDefaults(schema, value) {
	return filled$1(schema, value);
}
/** A list without order: each element once, sorted. */
function sorted$2(values) {
	return [...new Map(values.map((value) => [canonical(value), value]))].sort(([left, one], [right, other]) => compare$1(one, other) || compare$1(left, right)).map(([, value]) => value);
}
function compare$1(left, right) {
	if (typeof left === "number" && typeof right === "number") return left - right;
	if (typeof left === "string" && typeof right === "string") return left < right ? -1 : left > right ? 1 : 0;
	return 0;
}
function normalized(schema, value) {
	const own = branchFor(schema, value);
	if (isList(value)) {
		const items = value.map((item) => normalized(asSchema(own["items"]), item));
		return own["uniqueItems"] === true ? sorted$2(items) : items;
	}
	if (!isObject(value)) return value;
	const members = {};
	for (const name of membersOf$3(own, value)) {
		const member = value[name];
		if (member === void 0 || member === null) continue;
		const inner = memberSchema(own, name);
		const normal = normalized(inner, member);
		if (!isDefault(inner, normal)) members[name] = normal;
	}
	return members;
}
function isDefault(schema, normal) {
	const byDefault = schema["default"];
	return byDefault !== void 0 && isEqual(normal, normalized(schema, byDefault));
}
function filled$1(schema, value) {
	const own = branchFor(schema, value);
	if (isList(value)) return value.map((item) => filled$1(asSchema(own["items"]), item));
	if (!isObject(value)) return value;
	const members = {};
	for (const name of /* @__PURE__ */ new Set([...Object.keys(propertiesOf(own)), ...Object.keys(value)])) {
		const inner = memberSchema(own, name);
		const member = value[name] ?? inner["default"];
		if (member !== void 0) members[name] = filled$1(inner, member);
	}
	return members;
}
/** The value's own members: those of the schema in its order, then the others by name. */
function membersOf$3(schema, value) {
	const known = Object.keys(propertiesOf(schema));
	const others = Object.keys(value).filter((name) => !known.includes(name));
	return [...known.filter((name) => Object.hasOwn(value, name)), ...others.sort()];
}
function memberSchema(schema, name) {
	const properties = propertiesOf(schema);
	return asSchema(Object.hasOwn(properties, name) ? properties[name] : schema["additionalProperties"]);
}
function propertiesOf(schema) {
	return asSchema(schema["properties"]);
}
function asSchema(value) {
	return isObject(value) ? value : {};
}
/** Where alternatives differ in type, the one that is meant. */
function branchFor(schema, value) {
	const branches = schema["anyOf"];
	if (!isList(branches)) return schema;
	const type = isList(value) ? "array" : isObject(value) ? "object" : typeof value;
	return asSchema(branches.find((branch) => isObject(branch) && branch["type"] === type));
}
// src/kinds/schema.ts
/**
* JSON Schema (draft 2020-12) in short. What kinds add to the dialect is only a reading of it:
* `default` is what AWS uses where the member is absent, so the normal form leaves it out;
* `uniqueItems` is a list without order, so the normal form sorts it.
*/
function text(description, more = {}) {
	return {
		type: "string",
		description,
		...more
	};
}
/** One of a few words, spelt as AWS spells them. */
function choice(description, values, more = {}) {
	return {
		type: "string",
		enum: values,
		description,
		...more
	};
}
/** True or false. */
function flag(description, more = {}) {
	return {
		type: "boolean",
		description,
		...more
	};
}
/** A whole number. */
function whole(description, more = {}) {
	return {
		type: "integer",
		description,
		...more
	};
}
/** A number that may have a fraction. */
function decimal(description, more = {}) {
	return {
		type: "number",
		description,
		...more
	};
}
/** A list whose order AWS keeps. */
function list$1(description, items, more = {}) {
	return {
		type: "array",
		description,
		items,
		...more
	};
}
/** A list whose order means nothing. */
function set(description, items, more = {}) {
	return list$1(description, items, {
		uniqueItems: true,
		...more
	});
}
/** An object whose keys are the author's own, never translated. */
function map(description, values, more = {}) {
	return {
		type: "object",
		description,
		additionalProperties: values,
		...more
	};
}
/** An object with the members named and no others. */
function closed(description, properties, { required = [], ...more } = {}) {
	return {
		type: "object",
		description,
		additionalProperties: false,
		...required.length > 0 ? { required } : {},
		...more,
		properties
	};
}
/** An object of which exactly one member is given. */
function oneOf(description, properties, more = {}) {
	return closed(description, properties, {
		minProperties: 1,
		maxProperties: 1,
		...more
	});
}
/** A member that AWS knows and this tool refuses; the sentence says what to use instead. */
function refused(sentence) {
	return {
		not: {},
		description: sentence
	};
}
// src/kinds/wire.ts
/** What AWS returned, as JSON, without the members named: what the API returns and never takes. Unknown members stay visible. */
function membersOf$2(output, ...readOnly) {
	const members = Object.entries(output).filter(([name]) => name !== "$metadata" && !readOnly.includes(name));
	return plain$1(Object.fromEntries(members));
}
/** A value as JSON: absent members gone, and with them what JSON has no form for. */
function plain$1(value) {
	if (isList(value)) return value.map(plain$1).filter((item) => item !== void 0);
	if (typeof value === "object" && value !== null) {
		if (![Object.prototype, null].includes(Object.getPrototypeOf(value))) return void 0;
		const members = Object.entries(value).map(([name, member]) => [name, plain$1(member)]);
		return Object.fromEntries(members.filter(([, member]) => member !== void 0));
	}
	return [
		"string",
		"number",
		"boolean"
	].includes(typeof value) ? value : void 0;
}
/** Whether AWS answered with one of these errors. */
function isError(error, ...names) {
	return error instanceof Error && names.includes(error.name);
}
/** The answer, or undefined where AWS says that there is no such thing. */
async function unlessMissing(answer) {
	try {
		return await answer;
	} catch (error) {
		if (isError(error, "ResourceNotFoundException")) return void 0;
		throw error;
	}
}
/** All pages of an operation of AWS IoT, one after the other. */
async function* pages(ask) {
	let page = await ask({});
	yield page;
	while (page.nextToken !== void 0 && page.nextToken !== "") {
		page = await ask({ nextToken: page.nextToken });
		yield page;
	}
}
/**
* The name, when it is one. An empty name in a path would address the whole collection
* (`DELETE /security-profiles/`), and the SDK lets it pass.
*/
function checked(name, nameSchema) {
	if (new RegExp(String(nameSchema["pattern"]), "u").test(name)) return name;
	throw new Error(`${JSON.stringify(name)} went to AWS as a name`);
}
// src/kinds/tags.ts
/** Tags of AWS IoT: https://docs.aws.amazon.com/iot/latest/apireference/API_Tag.html */
const tagsSchema = map("Tags of the resource, at most 50 together with the ones that mark its owner.", text("Value of the tag.", { maxLength: 256 }), {
	title: "Tags",
	maxProperties: 50,
	propertyNames: {
		type: "string",
		minLength: 1,
		maxLength: 128,
		pattern: "^(?![aA][wW][sS]:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$"
	},
	default: {},
	examples: [{ team: "payments" }]
});
/** Tags as AWS lists them, in the author's words. `aws:` keys are AWS's own and never part of a spec. */
function tagsFrom(tags) {
	const ours = tags.filter(({ Key }) => Key !== void 0 && !Key.startsWith("aws:"));
	return Object.fromEntries(ours.map(({ Key, Value }) => [String(Key), Value ?? ""]));
}
/** Tags as AWS takes them. */
function tagList(tags = {}) {
	return Object.entries(tags).map(([Key, Value]) => ({
		Key,
		Value
	}));
}
/** What makes `after` of `before`: tags to set, keys to take away. */
function tagEdits(before = {}, after = {}) {
	const set = Object.entries(after).filter(([key, value]) => before[key] !== value);
	return {
		set: Object.fromEntries(set),
		remove: Object.keys(before).filter((key) => !Object.hasOwn(after, key))
	};
}
const MARKS$3 = [
	["CloudFormation", /^aws:cloudformation:/],
	["Pulumi", /^pulumi:/],
	["Crossplane", /^crossplane-(kind|name|providerconfig)$/],
	["AWS Controllers for Kubernetes", /^services\.k8s\.aws\//]
];
const TOOLS = [
	"Terraform",
	"OpenTofu",
	"Pulumi",
	"CloudFormation",
	"CDK",
	"Crossplane",
	"Serverless",
	"Ansible",
	"Terragrunt"
];
/** The other tool whose tags are among these. */
function managerFrom(tags) {
	for (const { Key = "", Value = "" } of tags) {
		const mark = MARKS$3.find(([, key]) => key.test(Key));
		if (mark !== void 0) return mark[0];
		const key = Key.toLowerCase().replaceAll(/[^a-z]/g, "");
		const tool = TOOLS.find((name) => name.toLowerCase() === (key === "managedby" || key === "provisionedby" ? Value.toLowerCase() : ""));
		if (tool !== void 0) return tool;
		if (key === "terraform" && Value.toLowerCase() === "true") return "Terraform";
	}
}
/** What the tags of a resource of AWS IoT say. https://docs.aws.amazon.com/iot/latest/apireference/API_ListTagsForResource.html */
async function readTags(aws, resourceArn) {
	const all = [];
	for await (const page of pages((position) => aws.iot("ListTagsForResource", {
		resourceArn,
		...position
	}))) all.push(...page.tags ?? []);
	return tagged(all);
}
/** The tags that are the author's, and who else left a mark. */
function tagged(all) {
	const managedBy = managerFrom(all);
	return {
		tags: tagsFrom(all),
		...managedBy === void 0 ? {} : { managedBy }
	};
}
/** Changes only the tags that differ; creates and updates of AWS IoT never touch tags of what exists. */
async function writeTags(aws, resourceArn, before, after) {
	if (isEqual(before ?? {}, after ?? {})) return;
	const { set, remove } = tagEdits(before, after);
	if (remove.length > 0) await aws.iot("UntagResource", {
		resourceArn,
		tagKeys: [...remove]
	});
	if (Object.keys(set).length > 0) await aws.iot("TagResource", {
		resourceArn,
		tags: tagList(set)
	});
}
// src/kinds/custom-metric.ts
const nameSchema$2 = text("Name of the metric, as devices report it; names that begin with aws: are AWS’s own.", {
	minLength: 1,
	maxLength: 128,
	pattern: "^(?!aws:)[a-zA-Z0-9:_-]+$",
	examples: ["battery_level"]
});
const schema$2 = closed("A metric that devices report under a name of your own.", {
	metricType: choice("What one report holds: a number, or a list of numbers, strings or IP addresses. Changing it deletes the metric and its data first.", [
		"number",
		"number-list",
		"string-list",
		"ip-address-list"
	]),
	displayName: text("What the console shows instead of the name; printable ASCII, need not be unique.", {
		maxLength: 128,
		pattern: "^[\\x20-\\x7E]*$",
		default: "",
		examples: ["Battery charge in percent"]
	}),
	tags: tagsSchema
}, { required: ["metricType"] });
/** A custom metric of Device Defender: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/dd-detect-custom-metrics.html */
const customMetric = {
	name: "CustomMetric",
	section: "customMetrics",
	description: "Metrics that devices report under names of your own.",
	nameSchema: nameSchema$2,
	schema: schema$2,
	normalize: (spec) => normalForm(schema$2, spec),
	references: () => [],
	async *list(aws) {
		for await (const page of pages((position) => aws.iot("ListCustomMetrics", {
			maxResults: 250,
			...position
		}))) yield* page.metricNames ?? [];
	},
	read: (aws, name) => unlessMissing(read$4(aws, name)),
	write: {
		immutable: ({ path }) => path === "metricType",
		async create(aws, name, { metricType, displayName, tags }) {
			const metricName = checked(name, nameSchema$2);
			await aws.iot("CreateCustomMetric", {
				metricName,
				metricType,
				displayName,
				tags: tagList(tags),
				clientRequestToken: void 0
			});
		},
		async update(aws, live, { displayName = "", tags }) {
			const metricName = checked(live.name, nameSchema$2);
			if (displayName !== (live.spec.displayName ?? "")) await aws.iot("UpdateCustomMetric", {
				metricName,
				displayName
			});
			await writeTags(aws, live.arn, live.spec.tags, tags);
		},
		async delete(aws, { name }) {
			await unlessMissing(aws.iot("DeleteCustomMetric", { metricName: checked(name, nameSchema$2) }));
		}
	}
};
async function read$4(aws, name) {
	const metric = await aws.iot("DescribeCustomMetric", { metricName: checked(name, nameSchema$2) });
	const arn = String(metric.metricArn);
	const { tags, ...others } = await readTags(aws, arn);
	const members = membersOf$2(metric, "metricName", "metricArn", "creationDate", "lastModifiedDate");
	return {
		name,
		arn,
		spec: normalForm(schema$2, {
			...members,
			tags
		}),
		...others
	};
}
// src/kinds/arn.ts
const REGIONAL = "[a-z0-9-]+:[0-9]{12}";
/** ARN of an IAM role; `maxLength` is 2048 in AWS IoT and 512 in Amazon Data Firehose. */
function roleArn(description, maxLength = 2048) {
	return text(description, {
		minLength: 20,
		maxLength,
		pattern: "^arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+$",
		examples: ["role/DefenderMetricsExport"]
	});
}
/** ARN of an SNS topic; a rule's may hold a substitution template. */
function topicArn(description) {
	return text(description, {
		pattern: "^arn:aws[a-z-]*:sns:.+$",
		maxLength: 2048,
		examples: ["sns/fleet-alerts"]
	});
}
/**
* ARN of what a security profile can be attached to.
* https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html
*/
function attachmentArn(description) {
	return text(description, {
		pattern: `^arn:aws[a-z-]*:iot:${REGIONAL}:(?:thinggroup/[a-zA-Z0-9:_-]{1,128}|all/(?:registered-things|unregistered-things|things))$`,
		examples: ["thinggroup/soundboxes", "all/registered-things"]
	});
}
/** ARN of an S3 bucket. https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html */
function bucketArn(description) {
	return text(description, {
		pattern: "^arn:aws[a-z-]*:s3:::[\\w.-]{1,255}$",
		maxLength: 2048,
		examples: ["acme-device-lake"]
	});
}
/** ARN of a KMS key or alias. https://docs.aws.amazon.com/firehose/latest/APIReference/API_KMSEncryptionConfig.html */
function keyArn(description) {
	return text(description, {
		pattern: `^arn:aws[a-z-]*:kms:${REGIONAL}:(?:key|alias)/[\\w+=,.@/-]+$`,
		maxLength: 512,
		examples: ["alias/device-lake"]
	});
}
/** ARN of a Lambda function, with or without a version or alias; a rule's may hold a substitution template. */
function functionArn(description) {
	return text(description, {
		pattern: `^arn:aws[a-z-]*:lambda:${REGIONAL}:(?:function:[\\w$:-]+|.*\\$\\{.+\\}.*)$`,
		maxLength: 2048,
		examples: ["function/metrics-splitter"]
	});
}
/** ARN of a topic rule destination. https://docs.aws.amazon.com/iot/latest/apireference/API_TopicRuleDestination.html */
function ruleDestinationArn(description) {
	return text(description, {
		pattern: `^arn:aws[a-z-]*:iot:${REGIONAL}:ruledestination/.+$`,
		maxLength: 2048,
		examples: ["ruledestination/vpc/2ce7813e-fb3a-4a73-a0e1-3d6f4c7c6a3b"]
	});
}
// src/kinds/format-conversion-schema.ts
const WORD = {
	minLength: 1,
	maxLength: 1024,
	pattern: "^\\S+$"
};
const LINE = {
	minLength: 1,
	maxLength: 1024,
	pattern: "^(?!\\s*$).+$"
};
const MIB = 1048576;
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_SchemaConfiguration.html */
const schemaConfiguration = closed("The table of the AWS Glue Data Catalog whose columns the records get.", {
	roleArn: roleArn("Role that lets the stream read the table, in the same account: glue:GetTableVersions.", 512),
	databaseName: text("Name of the database.", {
		...WORD,
		examples: ["device_lake"]
	}),
	tableName: text("Name of the table.", {
		...WORD,
		examples: ["defender_metrics"]
	}),
	region: text("Region of the catalog.", {
		...WORD,
		examples: ["${target.region}"]
	}),
	catalogId: text("Account id of the catalog, in quotes; the stream’s own account by default.", WORD),
	versionId: text("Version of the table, in quotes.", {
		...WORD,
		default: "LATEST"
	})
}, { required: [
	"roleArn",
	"databaseName",
	"tableName",
	"region"
] });
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_Deserializer.html */
const deserializer = oneOf("How the JSON is read.", {
	openXJsonSerDe: closed("The OpenX reader.", {
		caseInsensitive: flag("Lowers the keys first.", { default: true }),
		convertDotsInJsonKeysToUnderscores: flag("Writes a.b as a_b, because columns cannot have dots.", { default: false }),
		columnToJsonKeyMappings: map("JSON keys by the column they go to, where the two differ.", text("A JSON key.", LINE), {
			propertyNames: {
				type: "string",
				...WORD
			},
			default: {},
			examples: [{ ts: "timestamp" }]
		})
	}),
	hiveJsonSerDe: closed("The Hive reader.", { timestampFormats: list$1("Formats of timestamps in Joda-Time’s notation, or millis.", text("A format.", {
		...LINE,
		examples: ["millis"]
	}), { default: [] }) })
});
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ParquetSerDe.html */
const parquetSerDe = closed("Writes Apache Parquet.", {
	compression: choice("How pages are compressed.", [
		"UNCOMPRESSED",
		"GZIP",
		"SNAPPY"
	], { default: "SNAPPY" }),
	blockSizeBytes: whole("Bytes in an HDFS block.", {
		minimum: 64 * MIB,
		default: 256 * MIB
	}),
	pageSizeBytes: whole("Bytes in a page.", {
		minimum: 65536,
		default: MIB
	}),
	maxPaddingBytes: whole("Bytes of padding at most.", {
		minimum: 0,
		default: 0
	}),
	enableDictionaryCompression: flag("Encodes repeated values as a dictionary.", { default: false }),
	writerVersion: choice("Version of the row format.", ["V1", "V2"], { default: "V1" })
});
const fraction = {
	minimum: 0,
	maximum: 1
};
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_OrcSerDe.html */
const orcSerDe = closed("Writes Apache ORC.", {
	compression: choice("How blocks are compressed.", [
		"NONE",
		"ZLIB",
		"SNAPPY"
	], { default: "SNAPPY" }),
	stripeSizeBytes: whole("Bytes in a stripe.", {
		minimum: 8 * MIB,
		default: 64 * MIB
	}),
	blockSizeBytes: whole("Bytes in an HDFS block.", {
		minimum: 64 * MIB,
		default: 256 * MIB
	}),
	rowIndexStride: whole("Rows between index entries.", {
		minimum: 1e3,
		default: 1e4
	}),
	enablePadding: flag("Pads stripes to HDFS blocks.", { default: false }),
	paddingTolerance: decimal("Padding at most, as a fraction of a stripe.", {
		...fraction,
		default: .05
	}),
	bloomFilterColumns: list$1("Columns that get Bloom filters.", text("Name of a column.", WORD), { default: [] }),
	bloomFilterFalsePositiveProbability: decimal("False positives that Bloom filters may have, as a fraction.", {
		...fraction,
		default: .05
	}),
	dictionaryKeyThreshold: decimal("Share of distinct values below which a dictionary is used; 1 always uses one.", {
		...fraction,
		default: 0
	}),
	formatVersion: choice("Version of the file.", ["V0_11", "V0_12"], { default: "V0_12" })
});
/** https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html */
const formatConversionSchema = closed("Turns JSON into Parquet or ORC. Compression belongs into the serializer then, and buffers hold at least 64 MiB.", {
	enabled: flag("Whether to convert; on where the block is there.", { default: true }),
	schemaConfiguration,
	inputFormatConfiguration: closed("What comes in.", { deserializer }, { required: ["deserializer"] }),
	outputFormatConfiguration: closed("What goes out.", { serializer: oneOf("Parquet or ORC.", {
		parquetSerDe,
		orcSerDe
	}) }, { required: ["serializer"] })
}, {
	default: { enabled: false },
	if: {
		properties: { enabled: { const: false } },
		required: ["enabled"]
	},
	else: { required: [
		"schemaConfiguration",
		"inputFormatConfiguration",
		"outputFormatConfiguration"
	] }
});
// src/kinds/processing-schema.ts
const PROCESSORS = [
	"RecordDeAggregation",
	"Decompression",
	"CloudWatchLogProcessing",
	"Lambda",
	"MetadataExtraction",
	"AppendDelimiterToRecord"
];
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ProcessorParameter.html */
const parameterSchema = closed("A setting of the processor.", {
	parameterName: choice("Which setting.", [
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
	]),
	parameterValue: text("The value: always text, so numbers in quotes; a Lambda function by its full ARN.", {
		minLength: 1,
		maxLength: 5120,
		pattern: "^(?!\\s*$).+$",
		examples: ["3"]
	})
}, {
	title: "ProcessorParameter",
	required: ["parameterName", "parameterValue"]
});
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_Processor.html */
const processorSchema = closed("One step; steps are taken in this order.", {
	type: choice("What the step does.", PROCESSORS),
	parameters: list$1("Settings of the step, in any order.", parameterSchema, { default: [] })
}, {
	title: "Processor",
	required: ["type"]
});
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_ProcessingConfiguration.html */
const processingSchema = closed("Changes records before they are delivered.", {
	enabled: flag("Whether to process."),
	processors: list$1("The steps.", processorSchema, { default: [] })
}, {
	required: ["enabled"],
	default: { enabled: false }
});
/** What AWS adds to a Lambda processor where it is not said: https://docs.aws.amazon.com/firehose/latest/APIReference/API_ProcessorParameter.html */
const lambdaDefaults = {
	NumberOfRetries: "3",
	BufferIntervalInSeconds: "60",
	BufferSizeInMBs: "1"
};
// src/kinds/s3-destination-schema.ts
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html */
const bufferingHintsSchema = closed("When an object is written: as soon as one of the two is reached. 5 MiB and 300 seconds by default, 128 MiB with format conversion.", {
	sizeInMBs: whole("MiB of data; at least 64 with format conversion or dynamic partitioning.", {
		minimum: 1,
		maximum: 128,
		examples: [64]
	}),
	intervalInSeconds: whole("Seconds.", {
		minimum: 0,
		maximum: 900,
		examples: [300]
	})
}, {
	title: "BufferingHints",
	required: ["sizeInMBs", "intervalInSeconds"]
});
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_EncryptionConfiguration.html */
const encryptionSchema$1 = oneOf("How objects are encrypted in the bucket; by default as the bucket says.", {
	noEncryptionConfig: choice("Leaves it to the bucket.", ["NoEncryption"]),
	kmsEncryptionConfig: closed("Encrypts with a KMS key.", { awskmsKeyArn: keyArn("The key or its alias.") }, { required: ["awskmsKeyArn"] })
}, {
	title: "EncryptionConfiguration",
	default: { noEncryptionConfig: "NoEncryption" }
});
const whenEnabled = (...required) => ({
	if: {
		properties: { enabled: { const: true } },
		required: ["enabled"]
	},
	then: { required }
});
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_CloudWatchLoggingOptions.html */
const loggingSchema = closed("Logs delivery errors to CloudWatch Logs.", {
	enabled: flag("Whether to log."),
	logGroupName: text("Name of the log group.", {
		maxLength: 512,
		pattern: "^[.\\-_/#A-Za-z0-9]*$",
		examples: ["/aws/kinesisfirehose/soundbox-metrics"]
	}),
	logStreamName: text("Name of the log stream.", {
		maxLength: 512,
		pattern: "^[^:*]*$",
		examples: ["DestinationDelivery"]
	})
}, {
	title: "CloudWatchLoggingOptions",
	required: ["enabled"],
	default: { enabled: false },
	...whenEnabled("logGroupName", "logStreamName")
});
const PREFIX = "Expressions such as !{timestamp:yyyy/MM/dd} are filled in.";
/** What the destination and its backup have in common: https://docs.aws.amazon.com/firehose/latest/APIReference/API_S3DestinationConfiguration.html */
const common = {
	roleArn: roleArn("Role that lets the stream write to the bucket.", 512),
	bucketArn: bucketArn("The bucket."),
	prefix: text(`Begins the keys of objects; end it with a slash. ${PREFIX} Without a timestamp yyyy/MM/dd/HH/ follows.`, {
		maxLength: 1024,
		pattern: "^.*$",
		default: "",
		examples: ["defender/!{timestamp:yyyy/MM/dd/}"]
	}),
	errorOutputPrefix: text(`Begins the keys of what could not be delivered. ${PREFIX} Needed where prefix has expressions.`, {
		maxLength: 1024,
		pattern: "^.*$",
		default: "",
		examples: ["failed/!{firehose:error-output-type}/"]
	}),
	bufferingHints: bufferingHintsSchema,
	compressionFormat: choice("How objects are compressed; UNCOMPRESSED with format conversion.", [
		"UNCOMPRESSED",
		"GZIP",
		"ZIP",
		"Snappy",
		"HADOOP_SNAPPY"
	], {
		default: "UNCOMPRESSED",
		examples: ["GZIP"]
	}),
	encryptionConfiguration: encryptionSchema$1,
	cloudWatchLoggingOptions: loggingSchema
};
/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_DynamicPartitioningConfiguration.html */
const dynamicPartitioningSchema = closed("Sorts records into prefixes by keys in the data. Turning it on or off replaces the stream.", {
	enabled: flag("Whether to partition."),
	retryOptions: closed("How long delivery to a prefix is tried again.", { durationInSeconds: whole("Seconds.", {
		minimum: 0,
		maximum: 7200,
		default: 300
	}) }, { default: {} })
}, {
	required: ["enabled"],
	default: { enabled: false }
});
const backupSchema = closed("Where the backup goes.", common, { required: ["roleArn", "bucketArn"] });
/** The destination of a stream: https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html */
const extendedS3Schema = closed("Delivers to an S3 bucket.", {
	...common,
	fileExtension: text("Ends the keys of objects, instead of what the compression gives.", {
		maxLength: 128,
		pattern: "^(?:\\.[0-9a-z!\\-_.*'()]+)?$",
		default: "",
		examples: [".json.gz"]
	}),
	customTimeZone: text("Time zone of timestamps in prefixes, by its IANA name; UTC by default.", {
		maxLength: 50,
		pattern: "^[a-zA-Z/_]*$",
		default: "",
		examples: ["Asia/Kolkata"]
	}),
	dataFormatConversionConfiguration: formatConversionSchema,
	dynamicPartitioningConfiguration: dynamicPartitioningSchema,
	processingConfiguration: processingSchema,
	s3BackupMode: choice("Keeps the source records in a second place; once Enabled, turning it off replaces the stream.", ["Disabled", "Enabled"], { default: "Disabled" }),
	s3BackupConfiguration: backupSchema
}, {
	required: ["roleArn", "bucketArn"],
	if: {
		properties: { s3BackupMode: { const: "Enabled" } },
		required: ["s3BackupMode"]
	},
	then: { required: ["s3BackupConfiguration"] },
	dependentRequired: { s3BackupConfiguration: ["s3BackupMode"] },
	dependentSchemas: { prefix: {
		if: { properties: { prefix: {
			type: "string",
			pattern: "!\\{partitionKeyFrom"
		} } },
		then: {
			required: ["dynamicPartitioningConfiguration"],
			properties: { dynamicPartitioningConfiguration: {
				type: "object",
				properties: { enabled: { const: true } }
			} }
		}
	} }
});
// src/kinds/delivery-stream-schema.ts
/** JSON Schema of a stream's name. */
const deliveryStreamNameSchema = text("Name of the stream.", {
	minLength: 1,
	maxLength: 64,
	pattern: "^[a-zA-Z0-9_.-]+$",
	examples: ["soundbox-metrics"]
});
/** Values of a stream's tags have an alphabet too: https://docs.aws.amazon.com/firehose/latest/APIReference/API_Tag.html */
const streamTagsSchema = {
	...tagsSchema,
	title: "DeliveryStreamTags",
	additionalProperties: text("Value of the tag.", {
		maxLength: 256,
		pattern: "^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@%]*$"
	}),
	propertyNames: {
		type: "string",
		minLength: 1,
		maxLength: 128,
		pattern: "^(?![aA][wW][sS]:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@%]+$"
	}
};
const encryptionSchema = closed("Encrypts records while they wait in the stream.", {
	keyType: choice("Whose key: AWS’s own, or one of yours.", ["AWS_OWNED_CMK", "CUSTOMER_MANAGED_CMK"]),
	keyArn: keyArn("The key or its alias; with CUSTOMER_MANAGED_CMK only.")
}, {
	required: ["keyType"],
	if: {
		properties: { keyType: { const: "CUSTOMER_MANAGED_CMK" } },
		required: ["keyType"]
	},
	then: { required: ["keyArn"] },
	else: { properties: { keyArn: {
		not: {},
		description: "AWS’s own key has no ARN to give: take keyArn out, or use CUSTOMER_MANAGED_CMK."
	} } }
});
const ONLY_S3 = "is not supported: exported metrics are delivered to S3, with extendedS3Destination.";
const ONLY_DIRECT_PUT = "is not supported: a topic rule writes to the stream directly, so take the source out.";
/** JSON Schema of a delivery stream. */
const deliveryStreamSchema = closed("Collects records and delivers them to S3 in objects.", {
	deliveryStreamType: choice("Where records come from: only DirectPut, which topic rules write to.", ["DirectPut"], { default: "DirectPut" }),
	directPutSourceConfiguration: closed("What is known about the source.", { throughputHintInMBs: whole("MiB per second to expect; a hint that raises no limit. Changing it replaces the stream.", {
		minimum: 1,
		maximum: 100
	}) }, { required: ["throughputHintInMBs"] }),
	extendedS3Destination: extendedS3Schema,
	deliveryStreamEncryption: encryptionSchema,
	tags: streamTagsSchema,
	deliveryStreamStatus: refused("AWS sets it where creating or deleting a stream failed; it is never written."),
	s3Destination: refused("The plain S3 destination is deprecated: use extendedS3Destination, which takes the same members."),
	redshiftDestination: refused(`Amazon Redshift ${ONLY_S3}`),
	elasticsearchDestination: refused(`Elasticsearch ${ONLY_S3}`),
	amazonopensearchserviceDestination: refused(`Amazon OpenSearch Service ${ONLY_S3}`),
	amazonOpenSearchServerlessDestination: refused(`Amazon OpenSearch Serverless ${ONLY_S3}`),
	splunkDestination: refused(`Splunk ${ONLY_S3}`),
	httpEndpointDestination: refused(`An HTTP endpoint ${ONLY_S3}`),
	snowflakeDestination: refused(`Snowflake ${ONLY_S3}`),
	icebergDestination: refused(`Apache Iceberg ${ONLY_S3}`),
	kinesisStreamSourceConfiguration: refused(`A Kinesis data stream as source ${ONLY_DIRECT_PUT}`),
	mskSourceConfiguration: refused(`Amazon MSK as source ${ONLY_DIRECT_PUT}`),
	databaseSourceConfiguration: refused(`A database as source ${ONLY_DIRECT_PUT}`)
}, { required: ["extendedS3Destination"] });
// src/kinds/delivery-stream-normal-form.ts
/** A stream's spec in its one form. */
function normalStream(spec) {
	const { extendedS3Destination: destination } = spec;
	const reduced = destination === void 0 ? spec : {
		...spec,
		extendedS3Destination: reducedDestination(destination)
	};
	return normalForm(deliveryStreamSchema, compact(reduced));
}
/**
* A destination with everything said that AWS would assume. An update merges, so what an author took out
* has to be sent as its default. https://docs.aws.amazon.com/firehose/latest/APIReference/API_UpdateDestination.html
*/
function fullDestination(destination) {
	const backup = destination["s3BackupConfiguration"];
	const conversion = destination["dataFormatConversionConfiguration"];
	const full = {
		bufferingHints: bufferingDefaults(isConverting(destination)),
		customTimeZone: "UTC",
		...destination,
		...isObject(backup) ? { s3BackupConfiguration: {
			bufferingHints: bufferingDefaults(false),
			...backup
		} } : {},
		...isObject(conversion) ? { dataFormatConversionConfiguration: withCatalog(conversion, accountOf(destination)) } : {}
	};
	return withDefaults(extendedS3Schema, full);
}
/** Leaves out what the schema alone cannot tell to be a default. */
function reducedDestination(destination) {
	const backup = destination["s3BackupMode"] === "Enabled" ? destination["s3BackupConfiguration"] : void 0;
	const conversion = onlyEnabled(destination["dataFormatConversionConfiguration"], true);
	return compact({
		...reducedS3(destination, bufferingDefaults(isConverting(destination))),
		customTimeZone: destination["customTimeZone"] === "UTC" ? void 0 : destination["customTimeZone"],
		dataFormatConversionConfiguration: conversion && withoutCatalog(conversion, accountOf(destination)),
		dynamicPartitioningConfiguration: onlyEnabled(destination["dynamicPartitioningConfiguration"]),
		processingConfiguration: withParameters(onlyEnabled(destination["processingConfiguration"])),
		s3BackupConfiguration: isObject(backup) ? reducedS3(backup, bufferingDefaults(false)) : void 0
	});
}
function reducedS3(s3, buffering) {
	const given = s3["bufferingHints"];
	const hints = isObject(given) ? {
		...buffering,
		...compact(given)
	} : buffering;
	return compact({
		...s3,
		bufferingHints: isEqual(hints, buffering) ? void 0 : hints,
		cloudWatchLoggingOptions: onlyEnabled(s3["cloudWatchLoggingOptions"])
	});
}
/** A block that is switched off says nothing: AWS may keep its other members, and they have no effect. */
function onlyEnabled(block, byDefault = false) {
	return isObject(block) && (block["enabled"] ?? byDefault) === true ? block : void 0;
}
function isConverting(destination) {
	return onlyEnabled(destination["dataFormatConversionConfiguration"], true) !== void 0;
}
/** The default depends: https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html */
function bufferingDefaults(converting) {
	return {
		sizeInMBs: converting ? 128 : 5,
		intervalInSeconds: 300
	};
}
/** The stream's account, which is that of its role: https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html */
function accountOf({ roleArn }) {
	return typeof roleArn === "string" ? roleArn.split(":")[4] : void 0;
}
function withoutCatalog(conversion, account) {
	const { schemaConfiguration } = conversion;
	if (!isObject(schemaConfiguration) || schemaConfiguration["catalogId"] !== account) return conversion;
	const { catalogId: _, ...rest } = schemaConfiguration;
	return {
		...conversion,
		schemaConfiguration: rest
	};
}
function withCatalog(conversion, account) {
	const { schemaConfiguration } = conversion;
	if (!isObject(schemaConfiguration)) return conversion;
	return {
		...conversion,
		schemaConfiguration: compact({
			catalogId: account,
			...schemaConfiguration
		})
	};
}
function withParameters(processing) {
	const processors = processing?.["processors"];
	if (!isList(processors)) return processing;
	return {
		...processing,
		processors: processors.map((processor) => isObject(processor) ? reducedProcessor(processor) : processor)
	};
}
/** AWS adds defaults to a Lambda processor and returns parameters in an order of its own. */
function reducedProcessor(processor) {
	const parameters = isList(processor["parameters"]) ? processor["parameters"].filter(isObject) : [];
	const isAssumed = ({ parameterName, parameterValue, ...rest }) => Object.keys(rest).length === 0 && lambdaDefaults[String(parameterName)] === parameterValue;
	const said = processor["type"] === "Lambda" ? parameters.filter((parameter) => !isAssumed(parameter)) : parameters;
	const key = ({ parameterName, parameterValue }) => `${String(parameterName)} ${String(parameterValue)}`;
	return {
		...processor,
		parameters: said.toSorted((left, right) => key(left) < key(right) ? -1 : 1)
	};
}
// src/model/problem.ts
/**
* The one error class: something outside the files that the operator can act on (credentials, account, network, usage).
* Entries print its message and end with its exit code, without a stack. Anything else that is thrown is our bug.
*/
var OperatorError = class extends Error {
	code;
	hint;
	exitCode;
	/** Set where a request was sent more than once: an earlier sending may have had the effect that this error is about. */
	isAmbiguous;
	constructor(code, message, options = {}) {
		super(message, { cause: options.cause });
		this.code = code;
		this.hint = options.hint;
		this.exitCode = options.exitCode ?? 1;
		this.isAmbiguous = options.isAmbiguous ?? false;
	}
};
// src/kinds/delivery-stream-state.ts
/** The stream as it is now; undefined where there is none. */
async function describeStream(aws, name) {
	return (await unlessMissing(aws.firehose("DescribeDeliveryStream", { DeliveryStreamName: checked(name, deliveryStreamNameSchema) })))?.DeliveryStreamDescription;
}
/** Waits until a stream can be used and changed. Throws an OperatorError with AWS's reason where it never will. */
async function untilActive(aws, name) {
	return aws.until(`delivery stream ${name} becoming active`, async () => {
		const stream = await describeStream(aws, name);
		const status = stream?.DeliveryStreamStatus;
		if (stream === void 0 || status === "CREATING") return void 0;
		const isEncrypting = stream.DeliveryStreamEncryptionConfiguration?.Status?.endsWith("ING") === true;
		if (status === "ACTIVE") return isEncrypting ? void 0 : stream;
		throw failed(`Delivery stream ${name} is ${String(status)}`, stream.FailureDescription, "Put right what AWS names, then plan again: a stream that failed is replaced.");
	});
}
/** Waits until a stream that is being deleted is gone and its name free. */
async function untilGone(aws, name) {
	await aws.until(`delivery stream ${name} being deleted`, async () => {
		const stream = await describeStream(aws, name);
		if (stream === void 0) return true;
		if (stream.DeliveryStreamStatus !== "DELETING_FAILED") return void 0;
		throw failed(`Delivery stream ${name} could not be deleted`, stream.FailureDescription, "Apply again to force it; retire the grant of its KMS key yourself then.");
	});
}
/** Waits until encryption is on or off as asked. Throws an OperatorError with AWS's reason where it failed. */
async function untilEncryption(aws, name, wanted) {
	await aws.until(`encryption of delivery stream ${name} being ${wanted.toLowerCase()}`, async () => {
		const encryption = (await describeStream(aws, name))?.DeliveryStreamEncryptionConfiguration;
		const status = encryption?.Status ?? "DISABLED";
		if (status === wanted) return true;
		if (!status.endsWith("_FAILED")) return void 0;
		throw failed(`Encryption of delivery stream ${name} is ${status}`, encryption?.FailureDescription, "Check the key and its policy, then plan again.");
	});
}
function failed(what, reason, hint) {
	return new OperatorError("DG4007", `${what}${reason === void 0 ? "" : ` (${String(reason.Type)}): ${String(reason.Details)}`}`, { hint });
}
// src/kinds/firehose-words.ts
/** Members whose keys are the author's own (columns and JSON keys), so never translated. */
const MAPS$1 = ["columnToJsonKeyMappings", "ColumnToJsonKeyMappings"];
/** Two names whose capitals the rule cannot bring back. */
const ABBREVIATIONS = {
	kmsEncryptionConfig: "KMSEncryptionConfig",
	awskmsKeyArn: "AWSKMSKeyARN"
};
/** Amazon Data Firehose's member name in the author's words: `RoleARN` roleArn, `S3BackupMode` s3BackupMode, `KMSEncryptionConfig` kmsEncryptionConfig. */
function authorsWord(name) {
	return name.replace(/ARN$/, "Arn").replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());
}
/** The author's word in Amazon Data Firehose's spelling. */
function firehoseWord(word) {
	return ABBREVIATIONS[word] ?? `${word.charAt(0).toUpperCase()}${word.slice(1)}`.replace(/Arn$/, "ARN");
}
/** A value of Amazon Data Firehose with its member names in the author's words, all the way down. */
function inAuthorsWords(value) {
	return renamed$1(value, authorsWord);
}
/** A value with its member names as Amazon Data Firehose spells them, all the way down. */
function inFirehoseWords(value) {
	return renamed$1(value, firehoseWord);
}
function renamed$1(value, rename) {
	if (isList(value)) return value.map((item) => renamed$1(item, rename));
	if (!isObject(value)) return value;
	const members = {};
	for (const [name, member] of Object.entries(value)) if (member !== void 0) members[rename(name)] = MAPS$1.includes(name) ? member : renamed$1(member, rename);
	return members;
}
// src/kinds/delivery-stream-write.ts
/** Creating and deleting take minutes, an update merges, encryption and tags have calls of their own. */
const deliveryStreamWrite = {
	losesOnDelete: "what it has taken in and not yet delivered",
	immutable,
	caveat: ({ op, path }) => op === "remove" && /^extendedS3Destination\.(s3BackupConfiguration\.)?(prefix|errorOutputPrefix)$/.test(path) ? "AWS documents no way to clear a prefix and may keep it; if it does, write the prefix that is to stand there, or give the stream a new name" : void 0,
	async create(aws, name, spec) {
		const DeliveryStreamName = checked(name, deliveryStreamNameSchema);
		if ((await describeStream(aws, name))?.DeliveryStreamStatus === "DELETING") await untilGone(aws, name);
		const tags = tagList(spec.tags);
		await aws.firehose("CreateDeliveryStream", {
			DeliveryStreamName,
			...inFirehoseWords({
				deliveryStreamType: spec.deliveryStreamType ?? "DirectPut",
				directPutSourceConfiguration: spec.directPutSourceConfiguration,
				extendedS3DestinationConfiguration: spec.extendedS3Destination,
				deliveryStreamEncryptionConfigurationInput: spec.deliveryStreamEncryption
			}),
			Tags: tags.length > 0 ? tags : void 0
		});
		await untilActive(aws, name);
	},
	async update(aws, live, spec) {
		if (isEqual(live.spec, spec)) return;
		const changed = changedMembers(fullDestination(live.spec.extendedS3Destination), fullDestination(spec.extendedS3Destination));
		const stream = await untilActive(aws, live.name);
		if (Object.keys(changed).length > 0) await updateDestination(aws, live, stream, changed);
		if (!isEqual(live.spec.deliveryStreamEncryption, spec.deliveryStreamEncryption)) await updateEncryption(aws, live.name, spec);
		await updateTags(aws, live, spec);
	},
	async delete(aws, { name, spec }) {
		const DeliveryStreamName = checked(name, deliveryStreamNameSchema);
		const AllowForceDelete = spec.deliveryStreamStatus === "DELETING_FAILED" ? true : void 0;
		await unlessMissing(aws.firehose("DeleteDeliveryStream", {
			DeliveryStreamName,
			AllowForceDelete
		}));
		await untilGone(aws, name);
	}
};
const CHANGEABLE = [
	"extendedS3Destination",
	"deliveryStreamEncryption",
	"tags"
];
/**
* Backup cannot be switched off and dynamic partitioning neither on nor off; source and kind of destination stay.
* https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationUpdate.html
* https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-enable.html
*/
function immutable({ op, path, before }) {
	const [member = "", ...steps] = path.split(/[.[]/);
	const inner = steps.join(".");
	if (!CHANGEABLE.includes(member)) return true;
	if (member !== "extendedS3Destination") return false;
	if (inner === "") return true;
	if (inner === "s3BackupMode") return before === "Enabled";
	if (/^s3BackupConfiguration(\.(roleArn|bucketArn))?$/.test(inner)) return op === "remove";
	return /^dynamicPartitioningConfiguration(\.enabled)?$/.test(inner);
}
function changedMembers(before, after) {
	return Object.fromEntries(Object.entries(after).filter(([member, value]) => !isEqual(value, before[member])));
}
async function updateDestination(aws, { name, version }, stream, destination) {
	const { s3BackupConfiguration: s3BackupUpdate, ...rest } = destination;
	await aws.firehose("UpdateDestination", {
		DeliveryStreamName: checked(name, deliveryStreamNameSchema),
		CurrentDeliveryStreamVersionId: version,
		DestinationId: stream.Destinations?.[0]?.DestinationId,
		ExtendedS3DestinationUpdate: inFirehoseWords({
			...rest,
			s3BackupUpdate
		})
	});
}
async function updateEncryption(aws, name, { deliveryStreamEncryption }) {
	const DeliveryStreamName = checked(name, deliveryStreamNameSchema);
	if (deliveryStreamEncryption === void 0) await aws.firehose("StopDeliveryStreamEncryption", { DeliveryStreamName });
	else {
		const { keyType: KeyType, keyArn: KeyARN } = deliveryStreamEncryption;
		await aws.firehose("StartDeliveryStreamEncryption", {
			DeliveryStreamName,
			DeliveryStreamEncryptionConfigurationInput: {
				KeyType,
				KeyARN
			}
		});
	}
	await untilEncryption(aws, name, deliveryStreamEncryption === void 0 ? "DISABLED" : "ENABLED");
}
async function updateTags(aws, live, spec) {
	const DeliveryStreamName = checked(live.name, deliveryStreamNameSchema);
	const { set, remove } = tagEdits(live.spec.tags, spec.tags);
	if (remove.length > 0) await aws.firehose("UntagDeliveryStream", {
		DeliveryStreamName,
		TagKeys: [...remove]
	});
	if (Object.keys(set).length > 0) await aws.firehose("TagDeliveryStream", {
		DeliveryStreamName,
		Tags: tagList(set)
	});
}
// src/kinds/delivery-stream.ts
/** A stream of Amazon Data Firehose: https://docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html */
const deliveryStream = {
	name: "DeliveryStream",
	section: "deliveryStreams",
	description: "Streams of Amazon Data Firehose that collect exported metrics and deliver them to S3.",
	nameSchema: deliveryStreamNameSchema,
	schema: deliveryStreamSchema,
	normalize: normalStream,
	references: () => [],
	shared: true,
	list,
	read: (aws, name) => unlessMissing(read$3(aws, name)),
	write: deliveryStreamWrite
};
/** The SDK has no paginator for it: https://docs.aws.amazon.com/firehose/latest/APIReference/API_ListDeliveryStreams.html */
async function* list(aws) {
	for (let last, more = true; more;) {
		const page = await aws.firehose("ListDeliveryStreams", {
			Limit: 1e4,
			ExclusiveStartDeliveryStreamName: last
		});
		const names = page.DeliveryStreamNames ?? [];
		yield* names;
		last = names.at(-1);
		more = page.HasMoreDeliveryStreams === true && last !== void 0;
	}
}
async function read$3(aws, name) {
	const stream = await describeStream(aws, name);
	if (stream === void 0 || stream.DeliveryStreamStatus === "DELETING") return void 0;
	const { tags, ...others } = await readStreamTags(aws, name);
	const spec = normalStream({
		...specFrom$1(stream),
		tags
	});
	return {
		name,
		arn: String(stream.DeliveryStreamARN),
		spec,
		version: String(stream.VersionId),
		...others
	};
}
async function readStreamTags(aws, name) {
	const DeliveryStreamName = checked(name, deliveryStreamNameSchema);
	const all = [];
	for (let more = true; more;) {
		const page = await aws.firehose("ListTagsForDeliveryStream", {
			DeliveryStreamName,
			Limit: 50,
			ExclusiveStartTagKey: all.at(-1)?.Key
		});
		all.push(...page.Tags ?? []);
		more = page.HasMoreTags === true && (page.Tags ?? []).length > 0;
	}
	return tagged(all);
}
function specFrom$1(stream) {
	return compact({
		deliveryStreamType: stream.DeliveryStreamType,
		deliveryStreamStatus: stream.DeliveryStreamStatus?.endsWith("_FAILED") ? stream.DeliveryStreamStatus : void 0,
		...sourceFrom(stream),
		...destinationFrom(stream),
		deliveryStreamEncryption: encryptionFrom(stream)
	});
}
/**
* The destination as it was configured. Firehose describes S3 twice, and others are only named: their members
* can hold secrets, and no plan can write them.
*/
function destinationFrom({ Destinations }) {
	const { ExtendedS3DestinationDescription: extended, ...others } = membersOf$2(Destinations?.[0] ?? {}, "DestinationId");
	if (extended === void 0) return namesOnly(others, "Description", "");
	const { s3BackupDescription, ...members } = inAuthorsWords(extended);
	const { S3DestinationDescription: _, ...rest } = others;
	return {
		extendedS3Destination: compact({
			...members,
			s3BackupConfiguration: s3BackupDescription
		}),
		...namesOnly(rest, "Description", "")
	};
}
function sourceFrom({ Source: source = {} }) {
	const { DirectPutSourceDescription: directPut, ...others } = membersOf$2(source);
	return {
		...directPut === void 0 ? {} : { directPutSourceConfiguration: inAuthorsWords(directPut) },
		...namesOnly(others, "Description", "Configuration")
	};
}
function namesOnly(members, ending, replacement) {
	return Object.fromEntries(Object.keys(members).map((name) => [authorsWord(name.replace(new RegExp(`${ending}$`), replacement)), {}]));
}
/** Failed to start counts as off, so that the next plan tries again. AWS returns no ARN for its own key. */
function encryptionFrom({ DeliveryStreamEncryptionConfiguration: encryption }) {
	const { Status, KeyType, KeyARN } = encryption ?? {};
	if (KeyType === void 0 || Status === void 0 || [
		"DISABLED",
		"DISABLING",
		"ENABLING_FAILED"
	].includes(Status)) return void 0;
	return compact({
		keyType: KeyType,
		keyArn: KeyType === "CUSTOMER_MANAGED_CMK" ? KeyARN : void 0
	});
}
// src/kinds/dimension.ts
const nameSchema$1 = text("Name of the dimension.", {
	minLength: 1,
	maxLength: 128,
	pattern: "^[a-zA-Z0-9:_-]+$",
	examples: ["telemetryTopics"]
});
const schema$1 = closed("Topics that a metric is counted for, instead of all.", {
	type: choice("What the values are; AWS knows only topic filters.", ["TOPIC_FILTER"]),
	stringValues: set("MQTT topic filters; ${iot:ClientId} stands for the device’s client id. CloudFormation takes 5, the API 100.", text("A topic filter, where + stands for one level and # for the rest.", {
		minLength: 1,
		maxLength: 256,
		examples: ["soundbox/+/telemetry"]
	}), {
		minItems: 1,
		maxItems: 100,
		examples: [["soundbox/+/telemetry"]]
	}),
	tags: tagsSchema
}, { required: ["type", "stringValues"] });
/** A dimension of Device Defender: https://docs.aws.amazon.com/iot-device-defender/latest/devguide/scoping-security-behavior.html */
const dimension = {
	name: "Dimension",
	section: "dimensions",
	description: "Topic filters that narrow a metric down; an account has at most 10.",
	nameSchema: nameSchema$1,
	schema: schema$1,
	normalize: (spec) => normalForm(schema$1, spec),
	references: () => [],
	async *list(aws) {
		for await (const page of pages((position) => aws.iot("ListDimensions", {
			maxResults: 250,
			...position
		}))) yield* page.dimensionNames ?? [];
	},
	read: (aws, name) => unlessMissing(read$2(aws, name)),
	write: {
		immutable: ({ path }) => path === "type",
		async create(aws, name, { type, stringValues, tags }) {
			const request = {
				name: checked(name, nameSchema$1),
				type,
				stringValues: [...stringValues],
				tags: tagList(tags)
			};
			await aws.iot("CreateDimension", {
				...request,
				clientRequestToken: void 0
			});
		},
		async update(aws, live, { stringValues, tags }) {
			const name = checked(live.name, nameSchema$1);
			if (!isEqual(stringValues, live.spec.stringValues)) await aws.iot("UpdateDimension", {
				name,
				stringValues: [...stringValues]
			});
			await writeTags(aws, live.arn, live.spec.tags, tags);
		},
		async delete(aws, { name }) {
			await unlessMissing(aws.iot("DeleteDimension", { name: checked(name, nameSchema$1) }));
		}
	}
};
async function read$2(aws, name) {
	const found = await aws.iot("DescribeDimension", { name: checked(name, nameSchema$1) });
	const arn = String(found.arn);
	const { tags, ...others } = await readTags(aws, arn);
	const members = membersOf$2(found, "name", "arn", "creationDate", "lastModifiedDate");
	return {
		name,
		arn,
		spec: normalForm(schema$1, {
			...members,
			tags
		}),
		...others
	};
}
// src/model/address.ts
/** Makes the address of a resource. */
function addressOf(kind, name) {
	return `${kind}/${name}`;
}
/** The kind in an address. */
function kindOf(address) {
	return address.slice(0, address.indexOf("/"));
}
/** The name in an address. Names hold no slash, so the first one divides. */
function nameOf(address) {
	return address.slice(address.indexOf("/") + 1);
}
// src/kinds/cidr.ts
const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
/**
* The one spelling of an address range: `10.0.0.1` is `10.0.0.1/32`, IPv6 is lower case and compressed.
* Text that is no address range comes back unchanged: whether AWS takes it is AWS's to say.
* https://www.rfc-editor.org/rfc/rfc5952
*/
function canonicalCidr(text) {
	const [address = "", ...rest] = text.split("/");
	const [prefix] = rest;
	if (rest.length > 1 || prefix !== void 0 && !/^\d{1,3}$/.test(prefix)) return text;
	if (V4.test(address)) return `${address}/${Number(prefix ?? 32)}`;
	const url = `http://[${address}]`;
	if (!address.includes(":") || !URL.canParse(url)) return text;
	return `${new URL(url).hostname.slice(1, -1)}/${Number(prefix ?? 128)}`;
}
/** A metric by its name: one of AWS's, or a custom one. */
const metricNameSchema = {
	description: "A metric of AWS (aws:…) or the name of a custom metric.",
	anyOf: [choice("A metric that AWS knows.", [
		"aws:message-byte-size",
		"aws:num-messages-sent",
		"aws:num-messages-received",
		"aws:num-authorization-failures",
		"aws:source-ip-address",
		"aws:num-connection-attempts",
		"aws:num-disconnects",
		"aws:disconnect-duration",
		"aws:all-bytes-out",
		"aws:all-bytes-in",
		"aws:all-packets-out",
		"aws:all-packets-in",
		"aws:num-listening-tcp-ports",
		"aws:num-listening-udp-ports",
		"aws:num-established-tcp-connections",
		"aws:destination-ip-addresses",
		"aws:listening-tcp-ports",
		"aws:listening-udp-ports"
	]), text("The name of a custom metric.", {
		minLength: 1,
		maxLength: 128,
		pattern: "^(?!aws:)[a-zA-Z0-9:_-]+$"
	})],
	examples: ["aws:num-messages-sent", "battery_level"]
};
// src/kinds/behavior-schema.ts
/** Name of a dimension or a behavior. */
const NAME = {
	minLength: 1,
	maxLength: 128,
	pattern: "^[a-zA-Z0-9:_-]+$"
};
/** https://docs.aws.amazon.com/iot/latest/apireference/API_MetricDimension.html */
const metricDimensionSchema = closed("Counts the metric for some topics only; for five cloud-side metrics, never for custom ones.", {
	dimensionName: text("Name of a dimension.", {
		...NAME,
		examples: ["telemetryTopics"]
	}),
	operator: choice("IN counts the topics of the dimension, NOT_IN all the others.", ["IN", "NOT_IN"], { default: "IN" })
}, {
	title: "MetricDimension",
	required: ["dimensionName"]
});
/** https://docs.aws.amazon.com/iot/latest/apireference/API_MetricValue.html */
const valueSchema = oneOf("What the metric is compared with: the one member that fits the metric.", {
	count: whole("For counting metrics: messages, failures, bytes, ports, connections; minutes for aws:disconnect-duration.", {
		minimum: 0,
		maximum: Number.MAX_SAFE_INTEGER,
		examples: [100]
	}),
	cidrs: set("For metrics of IP addresses.", text("An IPv4 or IPv6 address or range.", {
		minLength: 2,
		maxLength: 43,
		pattern: "^[a-fA-F0-9:./]+$",
		examples: ["10.0.0.0/8"]
	})),
	ports: set("For metrics of ports.", whole("A port.", {
		minimum: 0,
		maximum: 65535,
		examples: [8883]
	})),
	number: decimal("For a custom metric of type number.", { examples: [10] }),
	numbers: set("For a custom metric of type number-list.", decimal("A number.")),
	strings: set("For a custom metric of type string-list.", text("A string; put digits in quotes."))
}, { title: "MetricValue" });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_StatisticalThreshold.html */
const statisticalThresholdSchema = closed("Compares the device with the fleet instead of with a value.", { statistic: choice("The fleet’s percentile over durationSeconds.", [
	"p0",
	"p0.1",
	"p0.01",
	"p1",
	"p10",
	"p50",
	"p90",
	"p99",
	"p99.9",
	"p99.99",
	"p100"
], { examples: ["p90"] }) }, { required: ["statistic"] });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_MachineLearningDetectionConfig.html */
const mlDetectionConfigSchema = closed("Lets a trained model decide; stands without comparisonOperator, value, statisticalThreshold and durationSeconds.", { confidenceLevel: choice("How sure the model must be before it alarms; LOW alarms most.", [
	"LOW",
	"MEDIUM",
	"HIGH"
]) }, { required: ["confidenceLevel"] });
const OPERATORS = [
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
];
const datapoints = (what) => whole(`Datapoints in a row ${what}.`, {
	minimum: 1,
	maximum: 10,
	default: 1,
	examples: [2]
});
/** https://docs.aws.amazon.com/iot/latest/apireference/API_BehaviorCriteria.html */
const criteriaSchema = closed("What is normal: an alarm is raised where it does not hold. Without criteria the metric is only collected.", {
	comparisonOperator: choice("How the metric normally compares with value or with the fleet.", OPERATORS),
	value: valueSchema,
	statisticalThreshold: statisticalThresholdSchema,
	mlDetectionConfig: mlDetectionConfigSchema,
	durationSeconds: whole("Seconds over which the metric is counted; counting metrics and statisticalThreshold need it.", { enum: [
		300,
		600,
		900,
		1800,
		3600
	] }),
	consecutiveDatapointsToAlarm: datapoints("that must be abnormal before there is an alarm"),
	consecutiveDatapointsToClear: datapoints("that must be normal before the alarm is over")
}, {
	default: {},
	oneOf: [
		{ required: ["value"] },
		{ required: ["statisticalThreshold"] },
		{ required: ["mlDetectionConfig"] }
	],
	dependentRequired: {
		value: ["comparisonOperator"],
		statisticalThreshold: ["comparisonOperator", "durationSeconds"]
	},
	dependentSchemas: { mlDetectionConfig: { properties: {
		comparisonOperator: {
			not: {},
			description: "A trained model needs no comparisonOperator: take it out."
		},
		durationSeconds: {
			not: {},
			description: "A trained model needs no durationSeconds: take it out."
		}
	} } },
	examples: [{
		comparisonOperator: "less-than",
		value: { count: 100 },
		durationSeconds: 300
	}]
});
/** What a profile expects of its devices. */
const behaviorsSchema = list$1("What the profile expects of its devices, at most 100; their order means nothing.", closed("One expectation about one metric.", {
	name: text("Name of the behavior, unique within the profile; it is what alarms show.", {
		...NAME,
		examples: ["BatteryNotFlat"]
	}),
	metric: metricNameSchema,
	metricDimension: metricDimensionSchema,
	criteria: criteriaSchema,
	suppressAlerts: flag("Records violations without alerting.", { default: false }),
	exportMetric: flag("Publishes the metric to the topic of metricsExport as well.", { default: false })
}, {
	title: "Behavior",
	required: ["name"]
}), {
	maxItems: 100,
	default: []
});
// src/kinds/metric-retention.ts
const metricEntrySchema = {
	description: "A metric by its name, or for the topics of a dimension.",
	anyOf: [metricNameSchema, closed("A metric for the topics of a dimension.", {
		metric: metricNameSchema,
		metricDimension: metricDimensionSchema
	}, {
		title: "DimensionedMetric",
		required: ["metric"]
	})]
};
/** A list of metrics, each once. */
const metricsSchema = (description) => set(description, metricEntrySchema, {
	default: [],
	examples: [["aws:num-messages-sent", "aws:num-disconnects"]]
});
/** Entries in their one form: without a dimension an entry is a plain name. */
function normalEntries(entries = []) {
	return entries.map((entry) => {
		const normal = normalForm(metricEntrySchema, entry);
		return isObject(normal) && Object.keys(normal).length === 1 ? String(normal["metric"]) : normal;
	});
}
/** The entries that are not among others. What is exported is retained anyway, so it is listed once. */
function without(entries, others) {
	const texts = new Set(others.map((other) => canonical(other)));
	return entries.filter((entry) => !texts.has(canonical(entry)));
}
/** What AWS retains, told apart: exported or not. The deprecated list of plain names counts as not exported. */
function entriesFrom(retained = [], deprecated = []) {
	const entry = ({ exportMetric: _, ...rest }) => compact(rest);
	return {
		exported: retained.filter(({ exportMetric }) => exportMetric === true).map(entry),
		kept: [...retained.filter(({ exportMetric }) => exportMetric !== true).map(entry), ...deprecated]
	};
}
/** What AWS is to retain. */
function entriesTo(exported = [], kept = []) {
	const entry = (metric) => typeof metric === "string" ? { metric } : metric;
	return [...exported.map((metric) => ({
		...entry(metric),
		exportMetric: true
	})), ...kept.map(entry)];
}
/** The metric of an entry. */
function metricOf(entry) {
	return typeof entry === "string" ? entry : entry.metric;
}
/** The dimension of an entry, where it has one. */
function dimensionOf(entry) {
	return typeof entry === "string" ? void 0 : entry.metricDimension?.dimensionName;
}
// src/kinds/security-profile-schema.ts
/** JSON Schema of a profile's name. */
const securityProfileNameSchema = text("Name of the profile.", {
	minLength: 1,
	maxLength: 128,
	pattern: "^[a-zA-Z0-9:_-]+$",
	examples: ["Soundbox"]
});
const alertTargetsSchema = closed("Where alarms are sent.", { SNS: closed("The SNS topic that alarms are published to.", {
	alertTargetArn: topicArn("The topic."),
	roleArn: roleArn("Role that lets Device Defender publish to the topic: sns:Publish.")
}, { required: ["alertTargetArn", "roleArn"] }) }, { default: {} });
const metricsExportSchema = closed("Publishes metrics to one MQTT topic every five minutes; another topic takes another profile.", {
	topic: text("Where to publish: a key of topics.", {
		minLength: 1,
		examples: ["lake"]
	}),
	mqttTopic: text("Where to publish, literally: $aws/rules/RULE for Basic Ingest, or an ordinary topic without wildcards.", {
		minLength: 1,
		maxLength: 512,
		pattern: "^[^+#\\u0000]+$",
		examples: ["$aws/rules/SoundboxMetricsToLake"]
	}),
	roleArn: roleArn("Role that lets Device Defender publish to the topic: iot:Publish."),
	metrics: metricsSchema("Metrics to export without a behavior; a behavior’s own is exported with exportMetric.")
}, {
	required: ["roleArn"],
	oneOf: [{ required: ["topic"] }, { required: ["mqttTopic"] }]
});
/** JSON Schema of a security profile. */
const securityProfileSchema = closed("What devices are expected to do, who hears of exceptions, and where metrics go.", {
	description: text("What the profile is for, in one line of printable ASCII.", {
		maxLength: 1e3,
		pattern: "^[\\x20-\\x7E]*$",
		default: "",
		examples: ["Operational health of the soundbox fleet"]
	}),
	targets: set("Thing groups that the profile is attached to; attachments that are not listed are taken away. A target takes 5 profiles.", attachmentArn("A thing group, or all things."), { default: [] }),
	behaviors: behaviorsSchema,
	alertTargets: alertTargetsSchema,
	metricsExport: metricsExportSchema,
	retainedMetrics: metricsSchema("Metrics that are kept for 14 days without a behavior and without export."),
	tags: tagsSchema
});
// src/kinds/security-profile-write.ts
/** AWS keeps what an update leaves out; only flags clear. https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateSecurityProfile.html */
const securityProfileWrite = {
	immutable: () => false,
	caveat: ({ op, path }) => op === "remove" && path === "description" ? "AWS documents no way to clear a description and may keep it; if it does, write the description that is to stand there" : void 0,
	async create(aws, name, spec) {
		const securityProfileName = checked(name, securityProfileNameSchema);
		await aws.iot("CreateSecurityProfile", {
			securityProfileName,
			securityProfileDescription: spec.description,
			...partsOf(spec),
			tags: tagList(spec.tags)
		});
		try {
			await attach(aws, securityProfileName, spec.targets);
		} catch (error) {
			await aws.iot("DeleteSecurityProfile", { securityProfileName });
			throw error;
		}
	},
	async update(aws, live, spec) {
		const securityProfileName = checked(live.name, securityProfileNameSchema);
		const before = live.spec.targets ?? [];
		const after = spec.targets ?? [];
		await attach(aws, securityProfileName, after.filter((target) => !before.includes(target)));
		const changes = changesOf(live.spec, spec);
		if (Object.keys(changes).length > 0) await updateProfile(aws, live, spec, changes);
		await detach(aws, securityProfileName, before.filter((target) => !after.includes(target)));
		await writeTags(aws, live.arn, live.spec.tags, spec.tags);
	},
	async delete(aws, { name, spec, version }) {
		const securityProfileName = checked(name, securityProfileNameSchema);
		await detach(aws, securityProfileName, spec.targets);
		await unlessMissing(aws.iot("DeleteSecurityProfile", {
			securityProfileName,
			expectedVersion: Number(version)
		}));
	}
};
/** The parts that AWS replaces as a whole, each undefined where there is nothing in it. */
function partsOf({ behaviors, alertTargets, metricsExport, retainedMetrics }) {
	const retained = entriesTo(metricsExport?.metrics, retainedMetrics);
	return {
		behaviors,
		alertTargets,
		additionalMetricsToRetainV2: retained.length === 0 ? void 0 : retained,
		metricsExportConfig: metricsExport && {
			mqttTopic: metricsExport.mqttTopic,
			roleArn: metricsExport.roleArn
		}
	};
}
/** An empty list would clear nothing, and a flag together with its member is an error: so one or the other. */
const CLEARING = {
	behaviors: "deleteBehaviors",
	alertTargets: "deleteAlertTargets",
	additionalMetricsToRetainV2: "deleteAdditionalMetricsToRetain",
	metricsExportConfig: "deleteMetricsExportConfig"
};
function changesOf(before, after) {
	const had = partsOf(before);
	const has = partsOf(after);
	const changes = {};
	if (before.description !== after.description) changes["securityProfileDescription"] = after.description ?? "";
	for (const part of Object.keys(CLEARING)) {
		if (isEqual(had[part], has[part])) continue;
		if (has[part] === void 0) changes[CLEARING[part]] = true;
		else changes[part] = has[part];
	}
	return changes;
}
async function updateProfile(aws, { name, version }, spec, changes) {
	const securityProfileName = checked(name, securityProfileNameSchema);
	const updated = await aws.iot("UpdateSecurityProfile", {
		securityProfileName,
		expectedVersion: Number(version),
		...changes
	});
	const metrics = new Set([...spec.metricsExport?.metrics ?? [], ...spec.retainedMetrics ?? []].map(metricOf));
	const leftovers = (updated.additionalMetricsToRetain ?? []).filter((metric) => !metrics.has(metric));
	if (changes.additionalMetricsToRetainV2 === void 0 || leftovers.length === 0) return;
	const cleared = await aws.iot("UpdateSecurityProfile", {
		securityProfileName,
		expectedVersion: updated.version,
		deleteAdditionalMetricsToRetain: true
	});
	const { additionalMetricsToRetainV2 } = changes;
	await aws.iot("UpdateSecurityProfile", {
		securityProfileName,
		expectedVersion: cleared.version,
		additionalMetricsToRetainV2
	});
}
async function attach(aws, securityProfileName, targets = []) {
	for (const securityProfileTargetArn of targets) await aws.iot("AttachSecurityProfile", {
		securityProfileName,
		securityProfileTargetArn
	});
}
async function detach(aws, securityProfileName, targets = []) {
	for (const securityProfileTargetArn of targets) await unlessMissing(aws.iot("DetachSecurityProfile", {
		securityProfileName,
		securityProfileTargetArn
	}));
}
// src/kinds/security-profile.ts
/** A security profile of Device Defender: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateSecurityProfile.html */
const securityProfile = {
	name: "SecurityProfile",
	section: "securityProfiles",
	description: "What devices are expected to do, who hears of exceptions, and which metrics are exported where.",
	nameSchema: securityProfileNameSchema,
	schema: securityProfileSchema,
	normalize,
	references: references$1,
	async *list(aws) {
		for await (const page of pages((position) => aws.iot("ListSecurityProfiles", {
			maxResults: 250,
			...position
		}))) for (const { name } of page.securityProfileIdentifiers ?? []) if (name !== void 0) yield name;
	},
	read: (aws, name) => unlessMissing(read$1(aws, name)),
	write: {
		...securityProfileWrite,
		release: (spec, address) => normalize(release$1(spec, address))
	}
};
function normalize({ behaviors = [], metricsExport, retainedMetrics, ...rest }) {
	const exported = normalEntries(metricsExport?.metrics);
	const byName = (left, right) => left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
	const spec = {
		...rest,
		behaviors: behaviors.map(withCanonicalValue).sort(byName),
		...metricsExport === void 0 ? {} : { metricsExport: {
			...metricsExport,
			metrics: exported
		} },
		retainedMetrics: without(normalEntries(retainedMetrics), exported)
	};
	return normalForm(securityProfileSchema, spec);
}
/** The value's one member that says something: beside it an empty list says nothing. Addresses have one spelling. */
function withCanonicalValue(behavior) {
	const value = behavior.criteria?.["value"];
	if (!isObject(value)) return behavior;
	const said = Object.entries(value).filter(([, member]) => !isList(member) || member.length > 0);
	const { cidrs, ...rest } = said.length > 0 ? Object.fromEntries(said) : value;
	const canonical = isList(cidrs) ? { cidrs: sorted$2(cidrs.map((cidr) => canonicalCidr(String(cidr)))) } : {};
	return {
		...behavior,
		criteria: {
			...behavior.criteria,
			value: {
				...rest,
				...canonical
			}
		}
	};
}
/** Every metric that a profile speaks of, with its dimension. */
function entriesOf({ behaviors = [], metricsExport, retainedMetrics = [] }) {
	const listed = [...metricsExport?.metrics ?? [], ...retainedMetrics];
	return [...behaviors, ...listed.map((entry) => typeof entry === "string" ? { metric: entry } : entry)];
}
function references$1(spec) {
	const addresses = /* @__PURE__ */ new Set();
	for (const { metric, metricDimension } of entriesOf(spec)) {
		if (metric !== void 0 && !metric.startsWith("aws:")) addresses.add(addressOf("CustomMetric", metric));
		if (metricDimension !== void 0) addresses.add(addressOf("Dimension", metricDimension.dimensionName));
	}
	const rule = /^\$aws\/rules\/([^/]+)/.exec(spec.metricsExport?.mqttTopic ?? "")?.[1];
	if (rule !== void 0) addresses.add(addressOf("TopicRule", rule));
	return [...addresses];
}
/** Takes out whole entries: without its dimension a behavior would alarm on all topics. */
function release$1(spec, address) {
	const name = nameOf(address);
	const isMetric = kindOf(address) === "CustomMetric";
	if (!isMetric && kindOf(address) !== "Dimension") return spec;
	const stays = (entry) => (isMetric ? metricOf(entry) : dimensionOf(entry)) !== name;
	const staysBehavior = ({ metric, metricDimension }) => (isMetric ? metric : metricDimension?.dimensionName) !== name;
	return compact({
		...spec,
		behaviors: spec.behaviors?.filter(staysBehavior),
		metricsExport: spec.metricsExport && {
			...spec.metricsExport,
			metrics: spec.metricsExport.metrics?.filter(stays)
		},
		retainedMetrics: spec.retainedMetrics?.filter(stays)
	});
}
/** Described, attachments and tags are three calls: https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeSecurityProfile.html */
async function read$1(aws, name) {
	const securityProfileName = checked(name, securityProfileNameSchema);
	const profile = await aws.iot("DescribeSecurityProfile", { securityProfileName });
	const arn = String(profile.securityProfileArn);
	const [targets, { tags, ...others }] = await Promise.all([readTargets(aws, securityProfileName), readTags(aws, arn)]);
	return {
		name,
		arn,
		spec: normalize({
			...specFrom(profile),
			targets,
			tags
		}),
		version: String(profile.version),
		...others
	};
}
async function readTargets(aws, securityProfileName) {
	const targets = [];
	for await (const page of pages((position) => aws.iot("ListTargetsForSecurityProfile", {
		securityProfileName,
		maxResults: 250,
		...position
	}))) targets.push(...(page.securityProfileTargets ?? []).map(({ arn }) => String(arn)));
	return targets;
}
const READ_ONLY = [
	"securityProfileName",
	"securityProfileArn",
	"version",
	"creationDate",
	"lastModifiedDate"
];
function specFrom(profile) {
	const { securityProfileDescription, additionalMetricsToRetain, additionalMetricsToRetainV2, metricsExportConfig, ...rest } = membersOf$2(profile, ...READ_ONLY);
	const { exported, kept } = entriesFrom(additionalMetricsToRetainV2, additionalMetricsToRetain);
	const exports = metricsExportConfig !== void 0 || exported.length > 0;
	return compact({
		...rest,
		description: securityProfileDescription,
		metricsExport: exports ? {
			...metricsExportConfig,
			metrics: exported
		} : void 0,
		retainedMetrics: kept
	});
}
// src/kinds/message-actions.ts
const TEMPLATE$2 = "May hold substitution templates such as ${topic()}.";
/** https://docs.aws.amazon.com/iot/latest/apireference/API_FirehoseAction.html */
const firehose = closed("Writes to a delivery stream of Amazon Data Firehose.", {
	deliveryStreamName: text(`Name of the stream. ${TEMPLATE$2}`, {
		minLength: 1,
		examples: ["soundbox-metrics"]
	}),
	roleArn: roleArn("Role that lets the rule write to the stream: firehose:PutRecord, and firehose:PutRecordBatch with batchMode."),
	separator: choice("What is put between records: \"\\n\", \"\\t\", \"\\r\\n\" or \",\".", [
		"\n",
		"	",
		"\r\n",
		","
	]),
	batchMode: flag("Makes a record of each element of the array that the SQL yields, at most 500; without it the array is one record.", { default: false })
}, { required: ["deliveryStreamName", "roleArn"] });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_KinesisAction.html */
const kinesis = closed("Writes to a Kinesis data stream.", {
	streamName: text(`Name of the stream. ${TEMPLATE$2}`, { minLength: 1 }),
	partitionKey: text(`Decides the shard. ${TEMPLATE$2}`, { examples: ["${clientid()}"] }),
	roleArn: roleArn("Role that lets the rule write to the stream: kinesis:PutRecord.")
}, { required: ["streamName", "roleArn"] });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_KafkaAction.html */
const kafka = closed("Writes to an Apache Kafka topic in a VPC.", {
	destinationArn: ruleDestinationArn("The VPC destination through which the brokers are reached."),
	topic: text(`The Kafka topic. ${TEMPLATE$2}`, { minLength: 1 }),
	key: text(`The message key. ${TEMPLATE$2}`),
	partition: text(`The partition. ${TEMPLATE$2}`),
	clientProperties: map("Properties of the producer, such as bootstrap.servers and security.protocol.", text("Value of the property.")),
	headers: list$1("Headers of the message, 1 to 100.", closed("A header.", {
		key: text(`Name. ${TEMPLATE$2}`, { maxLength: 16384 }),
		value: text(`Value. ${TEMPLATE$2}`, { maxLength: 16384 })
	}, {
		title: "KafkaHeader",
		required: ["key", "value"]
	}), {
		minItems: 1,
		maxItems: 100
	})
}, { required: [
	"destinationArn",
	"topic",
	"clientProperties"
] });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_SqsAction.html */
const sqs = closed("Sends to an SQS queue; not to FIFO queues.", {
	queueUrl: text("URL of the queue.", {
		minLength: 1,
		examples: ["https://sqs.ap-south-1.amazonaws.com/111122223333/metrics"]
	}),
	useBase64: flag("Encodes the message as Base64 first.", { default: false }),
	roleArn: roleArn("Role that lets the rule send to the queue: sqs:SendMessage.")
}, { required: ["queueUrl", "roleArn"] });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_SnsAction.html */
const sns = closed("Publishes to an SNS topic; not to FIFO topics.", {
	targetArn: topicArn("The topic."),
	messageFormat: choice("JSON where the payload holds one message per protocol.", ["RAW", "JSON"], { default: "RAW" }),
	roleArn: roleArn("Role that lets the rule publish to the topic: sns:Publish.")
}, { required: ["targetArn", "roleArn"] });
const header = (description, more = {}) => text(`${description} ${TEMPLATE$2}`, {
	maxLength: 1024,
	...more
});
/** https://docs.aws.amazon.com/iot/latest/apireference/API_RepublishAction.html */
const republish = closed("Publishes to another MQTT topic.", {
	topic: text(`The topic; a leading $ is written $$. ${TEMPLATE$2}`, {
		minLength: 1,
		examples: ["fleet/metrics/${clientid()}"]
	}),
	qos: whole("Quality of service: 0 at most once, 1 at least once.", {
		minimum: 0,
		maximum: 1,
		default: 0
	}),
	headers: closed("Headers of MQTT 5.", {
		payloadFormatIndicator: header("UNSPECIFIED_BYTES or UTF8_DATA."),
		contentType: header("What the payload is.", { examples: ["application/json"] }),
		responseTopic: header("Topic for a response."),
		correlationData: header("Base64 that tells a response from others."),
		messageExpiry: header("Seconds after which the message expires, in quotes.", { examples: ["3600"] }),
		userProperties: list$1("Properties of your own, 1 to 100.", closed("A property.", {
			key: header("Name."),
			value: header("Value.")
		}, {
			title: "UserProperty",
			required: ["key", "value"]
		}), {
			minItems: 1,
			maxItems: 100
		})
	}),
	roleArn: roleArn("Role that lets the rule publish: iot:Publish.")
}, { required: ["topic", "roleArn"] });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_BatchConfig.html */
const batchConfig$1 = closed("When a batch is sent: as soon as one of the limits is reached.", {
	maxBatchOpenMs: whole("Milliseconds that a batch stays open.", {
		minimum: 5,
		maximum: 200
	}),
	maxBatchSize: whole("Messages in a batch.", {
		minimum: 2,
		maximum: 10
	}),
	maxBatchSizeBytes: whole("Bytes in a batch.", {
		minimum: 100,
		maximum: 131072
	}),
	batchAcrossTopics: flag("Puts messages of different topics into one batch.", { default: false })
});
/** Actions that hand the message on. */
const messageActions = {
	firehose,
	kinesis,
	kafka,
	sqs,
	sns,
	republish,
	http: closed("Sends to an HTTPS endpoint, which has to confirm its destination first.", {
		url: text(`The endpoint. ${TEMPLATE$2}`, {
			maxLength: 2e3,
			examples: ["https://metrics.example.com/ingest"]
		}),
		confirmationUrl: text("Where the confirmation is sent: a prefix of url; needed where url holds templates.", { maxLength: 2e3 }),
		headers: list$1("Headers of the request, at most 100.", closed("A header.", {
			key: text("Name.", {
				minLength: 1,
				maxLength: 256
			}),
			value: text(`Value. ${TEMPLATE$2}`)
		}, {
			title: "HttpHeader",
			required: ["key", "value"]
		}), {
			maxItems: 100,
			default: []
		}),
		auth: oneOf("How the request is authorized.", { sigv4: closed("Signs the request with Signature Version 4.", {
			signingRegion: text("Region to sign for.", {
				minLength: 1,
				examples: ["ap-south-1"]
			}),
			serviceName: text("Service to sign for.", {
				minLength: 1,
				examples: ["execute-api"]
			}),
			roleArn: roleArn("Role that signs.")
		}, { required: [
			"signingRegion",
			"serviceName",
			"roleArn"
		] }) }),
		enableBatching: flag("Sends several messages in one request.", { default: false }),
		batchConfig: batchConfig$1
	}, { required: ["url"] }),
	lambda: closed("Invokes a Lambda function. The function’s resource policy must allow iot.amazonaws.com, or it is never invoked.", { functionArn: functionArn("The function.") }, { required: ["functionArn"] }),
	stepFunctions: closed("Starts an execution of a Step Functions state machine.", {
		stateMachineName: text(`Name of the state machine. ${TEMPLATE$2}`, { minLength: 1 }),
		executionNamePrefix: text("Beginning of the execution’s name; a UUID follows."),
		roleArn: roleArn("Role that lets the rule start executions: states:StartExecution.")
	}, { required: ["stateMachineName", "roleArn"] })
};
// src/kinds/monitoring-actions.ts
const TEMPLATE$1 = "May hold substitution templates such as ${topic()}.";
/** Actions that tell CloudWatch, a map or Salesforce. */
const monitoringActions = {
	cloudwatchLogs: closed("Writes to a log group of CloudWatch Logs.", {
		logGroupName: text("Name of the log group.", {
			minLength: 1,
			examples: ["/iot/metric-export-errors"]
		}),
		batchMode: flag("Takes the array that the SQL yields as log events with timestamp and message.", { default: false }),
		roleArn: roleArn("Role that lets the rule write: logs:CreateLogStream, logs:DescribeLogStreams and logs:PutLogEvents.")
	}, { required: ["logGroupName", "roleArn"] }),
	cloudwatchMetric: closed("Puts a value to a CloudWatch metric.", {
		metricNamespace: text(`Namespace of the metric. ${TEMPLATE$1}`, {
			minLength: 1,
			examples: ["Fleet/Soundbox"]
		}),
		metricName: text(`Name of the metric. ${TEMPLATE$1}`, { minLength: 1 }),
		metricValue: text(`The value, in quotes. ${TEMPLATE$1}`, {
			minLength: 1,
			examples: ["${value.number}"]
		}),
		metricUnit: text("A unit of CloudWatch.", {
			minLength: 1,
			examples: ["Count", "Percent"]
		}),
		metricTimestamp: text(`Unix time of the value, in quotes; now by default. ${TEMPLATE$1}`, { minLength: 1 }),
		roleArn: roleArn("Role that lets the rule put the value: cloudwatch:PutMetricData.")
	}, { required: [
		"metricNamespace",
		"metricName",
		"metricValue",
		"metricUnit",
		"roleArn"
	] }),
	cloudwatchAlarm: closed("Sets the state of a CloudWatch alarm.", {
		alarmName: text("Name of the alarm.", { minLength: 1 }),
		stateReason: text("Why, as the alarm shows it.", { minLength: 1 }),
		stateValue: text("OK, ALARM or INSUFFICIENT_DATA, or a template that yields one of them.", { minLength: 1 }),
		roleArn: roleArn("Role that lets the rule set the state: cloudwatch:SetAlarmState.")
	}, { required: [
		"alarmName",
		"stateReason",
		"stateValue",
		"roleArn"
	] }),
	location: closed("Sends a device’s position to an Amazon Location tracker.", {
		trackerName: text("Name of the tracker.", { minLength: 1 }),
		deviceId: text(`Id of the device. ${TEMPLATE$1}`, {
			minLength: 1,
			examples: ["${clientid()}"]
		}),
		latitude: text(`Degrees north, in quotes. ${TEMPLATE$1}`, {
			minLength: 1,
			examples: ["${lat}"]
		}),
		longitude: text(`Degrees east, in quotes. ${TEMPLATE$1}`, {
			minLength: 1,
			examples: ["${lon}"]
		}),
		timestamp: closed("When the position was measured, instead of when the message came.", {
			value: text("An expression that yields a whole epoch time.", {
				minLength: 1,
				examples: ["${timestamp()}"]
			}),
			unit: text("SECONDS, MILLISECONDS, MICROSECONDS or NANOSECONDS, or a template that yields one.", { default: "MILLISECONDS" })
		}, { required: ["value"] }),
		roleArn: roleArn("Role that lets the rule update positions: geo:BatchUpdateDevicePosition.")
	}, { required: [
		"trackerName",
		"deviceId",
		"latitude",
		"longitude",
		"roleArn"
	] }),
	salesforce: closed("Sends to a Salesforce IoT input stream.", {
		token: text("Token of the input stream: a secret, so keep it in a variable and out of public repositories.", { minLength: 40 }),
		url: text("URL of the input stream.", {
			maxLength: 2e3,
			pattern: "^https://ingestion-[a-zA-Z0-9]{1,12}\\.[a-zA-Z0-9]+\\.(?:sfdc-matrix\\.net|sfdcnow\\.com)/streams/\\w{1,20}/\\w{1,20}/event$"
		})
	}, { required: ["token", "url"] })
};
// src/kinds/storage-actions.ts
const TEMPLATE = "May hold substitution templates such as ${topic()}.";
/** https://docs.aws.amazon.com/iot/latest/apireference/API_S3Action.html */
const s3 = closed("Writes an object to an S3 bucket.", {
	bucketName: text(`Name of the bucket. ${TEMPLATE}`, {
		minLength: 1,
		examples: ["acme-device-lake"]
	}),
	key: text(`Key of the object. ${TEMPLATE}`, {
		minLength: 1,
		examples: ["errors/${topic()}/${newuuid()}"]
	}),
	cannedAcl: choice("Canned access control list of the object.", [
		"private",
		"public-read",
		"public-read-write",
		"aws-exec-read",
		"authenticated-read",
		"bucket-owner-read",
		"bucket-owner-full-control",
		"log-delivery-write"
	]),
	roleArn: roleArn("Role that lets the rule write to the bucket: s3:PutObject, and s3:PutObjectAcl with cannedAcl.")
}, { required: [
	"bucketName",
	"key",
	"roleArn"
] });
const keyType = (of) => choice(`Type of the ${of}; say it, a replaced rule forgets it.`, ["STRING", "NUMBER"]);
/** https://docs.aws.amazon.com/iot/latest/apireference/API_DynamoDBAction.html */
const dynamoDB = closed("Writes the message to one column of a DynamoDB table.", {
	tableName: text(`Name of the table. ${TEMPLATE}`, { minLength: 1 }),
	operation: text("INSERT, UPDATE or DELETE, or a template that yields one of them.", { examples: ["INSERT"] }),
	hashKeyField: text("Name of the partition key.", { minLength: 1 }),
	hashKeyValue: text(`Value of the partition key. ${TEMPLATE}`, {
		minLength: 1,
		examples: ["${clientid()}"]
	}),
	hashKeyType: keyType("partition key"),
	rangeKeyField: text("Name of the sort key."),
	rangeKeyValue: text(`Value of the sort key. ${TEMPLATE}`, { examples: ["${timestamp()}"] }),
	rangeKeyType: keyType("sort key"),
	payloadField: text("Name of the column that takes the message; \"payload\" by default."),
	roleArn: roleArn("Role that lets the rule write to the table: dynamodb:PutItem, dynamodb:UpdateItem or dynamodb:DeleteItem.")
}, { required: [
	"tableName",
	"hashKeyField",
	"hashKeyValue",
	"roleArn"
] });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_DynamoDBv2Action.html */
const dynamoDBv2 = closed("Writes each attribute of the message to its own column of a DynamoDB table.", {
	putItem: closed("Where to write.", { tableName: text(`Name of the table. ${TEMPLATE}`, { minLength: 1 }) }, { required: ["tableName"] }),
	roleArn: roleArn("Role that lets the rule write to the table: dynamodb:PutItem.")
}, { required: ["putItem", "roleArn"] });
const searchMembers = {
	endpoint: text("Endpoint of the domain.", {
		pattern: "^https?://",
		examples: ["https://search-fleet.ap-south-1.es.amazonaws.com"]
	}),
	index: text(`The index. ${TEMPLATE}`, { minLength: 1 }),
	type: text(`Type of the document. ${TEMPLATE}`, { minLength: 1 }),
	id: text(`Id of the document. ${TEMPLATE}`, {
		minLength: 1,
		examples: ["${newuuid()}"]
	}),
	roleArn: roleArn("Role that lets the rule write to the domain: es:ESHttpPut.")
};
const searchRequired = [
	"endpoint",
	"index",
	"type",
	"id",
	"roleArn"
];
/** https://docs.aws.amazon.com/iot/latest/apireference/API_OpenSearchAction.html */
const openSearch = closed("Writes to an Amazon OpenSearch Service domain.", searchMembers, { required: searchRequired });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_ElasticsearchAction.html */
const elasticsearch = closed("The former openSearch; AWS takes it only in rules that already have it.", searchMembers, { required: searchRequired });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_TimestreamAction.html */
const timestream = closed("Writes each attribute of the message as a measure to Amazon Timestream for LiveAnalytics.", {
	databaseName: text("Name of the database.", { minLength: 1 }),
	tableName: text("Name of the table.", { minLength: 1 }),
	dimensions: list$1("Metadata of each record, 1 to 128.", closed("A dimension.", {
		name: text("Name; not measure_name, measure_value or time.", { minLength: 1 }),
		value: text(`Value. ${TEMPLATE}`, {
			minLength: 1,
			examples: ["${clientid()}"]
		})
	}, {
		title: "TimestreamDimension",
		required: ["name", "value"]
	}), {
		minItems: 1,
		maxItems: 128
	}),
	timestamp: closed("Time of the record, instead of the time at which the rule ran.", {
		value: text("An expression that yields a whole epoch time.", {
			minLength: 1,
			examples: ["${timestamp()}"]
		}),
		unit: text(`Unit of the value: one of ${[
			"SECONDS",
			"MILLISECONDS",
			"MICROSECONDS",
			"NANOSECONDS"
		].join(", ")}, or a template that yields one.`, { minLength: 1 })
	}, { required: ["value", "unit"] }),
	roleArn: roleArn("Role that lets the rule write to the table: timestream:WriteRecords and timestream:DescribeEndpoints.")
}, { required: [
	"databaseName",
	"tableName",
	"dimensions",
	"roleArn"
] });
/** https://docs.aws.amazon.com/iot/latest/apireference/API_InfluxDBBatchConfig.html */
const batchConfig = closed("Writes points in batches, each as soon as one of the limits is reached.", {
	maxBatchOpenMs: whole("Milliseconds that a batch stays open.", { minimum: 0 }),
	maxBatchSize: whole("Points in a batch.", { minimum: 0 }),
	maxBatchSizeBytes: whole("Bytes in a batch.", { minimum: 0 }),
	batchAcrossTopics: flag("Puts points of different topics into one batch.", { default: false })
});
/** https://docs.aws.amazon.com/iot/latest/apireference/API_InfluxDBAction.html */
const influxDB = closed("Writes to an InfluxDB database as line protocol.", {
	destinationArn: ruleDestinationArn("The InfluxDB destination; it must be enabled."),
	databaseName: text("Name of the database; in InfluxDB 2 of the bucket.", { minLength: 1 }),
	tableName: text(`The measurement. ${TEMPLATE}`, { minLength: 1 }),
	organization: text("Organization that owns the database; InfluxDB 2 needs it."),
	tags: map(`Indexed metadata of each point. ${TEMPLATE}`, text("Value of the tag."), { default: {} }),
	timestampUnit: choice("Precision of the timestamp.", [
		"s",
		"ms",
		"us",
		"ns"
	], { default: "ms" }),
	batchConfig,
	roleArn: roleArn("Role that lets the rule read the InfluxDB token from Secrets Manager.")
}, { required: [
	"destinationArn",
	"databaseName",
	"tableName",
	"roleArn"
] });
const assetPropertyValue = closed("A value with its time.", {
	value: oneOf("The value, under the name of its type; numbers and booleans in quotes.", {
		stringValue: text(`A string. ${TEMPLATE}`, {
			minLength: 1,
			maxLength: 1024
		}),
		integerValue: text(`A whole number. ${TEMPLATE}`, { examples: ["${battery}"] }),
		doubleValue: text(`A number. ${TEMPLATE}`),
		booleanValue: text(`"true" or "false". ${TEMPLATE}`)
	}, { title: "AssetPropertyVariant" }),
	timestamp: closed("When it was measured.", {
		timeInSeconds: text(`Epoch seconds. ${TEMPLATE}`, {
			minLength: 1,
			examples: ["${floor(timestamp() / 1E3)}"]
		}),
		offsetInNanos: text(`Nanoseconds on top. ${TEMPLATE}`)
	}, { required: ["timeInSeconds"] }),
	quality: text("GOOD, BAD or UNCERTAIN, or a template that yields one of them.")
}, {
	title: "AssetPropertyValue",
	required: ["value", "timestamp"]
});
/** Actions that store the message. */
const storageActions = {
	s3,
	dynamoDB,
	dynamoDBv2,
	openSearch,
	elasticsearch,
	timestream,
	influxDB,
	iotSiteWise: closed("Writes to properties of AWS IoT SiteWise assets.", {
		putAssetPropertyValueEntries: list$1("What is written, at least one entry.", closed("Values of one property, named by its alias or by asset and property.", {
			entryId: text("Names the entry in errors; a UUID by default."),
			assetId: text(`Id of the asset. ${TEMPLATE}`),
			propertyId: text(`Id of the property. ${TEMPLATE}`),
			propertyAlias: text(`Alias of the property. ${TEMPLATE}`, { minLength: 1 }),
			propertyValues: list$1("Values, at least one.", assetPropertyValue, { minItems: 1 })
		}, {
			title: "PutAssetPropertyValueEntry",
			required: ["propertyValues"]
		}), { minItems: 1 }),
		roleArn: roleArn("Role that lets the rule write to the assets: iotsitewise:BatchPutAssetPropertyValue.")
	}, { required: ["putAssetPropertyValueEntries", "roleArn"] })
};
// src/kinds/topic-rule.ts
const nameSchema = text("Name of the rule: letters, digits and _ only; it is part of its Basic Ingest topic.", {
	minLength: 1,
	maxLength: 128,
	pattern: "^[a-zA-Z0-9_]+$",
	examples: ["SoundboxMetricsToLake"]
});
const actionSchema = oneOf("One thing to do with a message; exactly one member.", {
	...messageActions,
	...storageActions,
	...monitoringActions,
	iotAnalytics: refused("AWS IoT Analytics ended on 15 December 2025; send to a delivery stream with firehose instead."),
	iotEvents: refused("AWS IoT Events ended on 20 May 2026; use lambda or stepFunctions instead.")
}, { title: "Action" });
const schema = closed("What happens to messages: SQL selects them, actions pass them on.", {
	sql: text("The statement. FROM is left out where all messages come by Basic Ingest; compared to the letter, blanks included.", {
		minLength: 1,
		examples: ["SELECT VALUE metrics", "SELECT * FROM 'defender/+/metrics'"]
	}),
	description: text("What the rule is for.", { default: "" }),
	actions: list$1("What to do with each message, in this order; at most 10.", actionSchema, { maxItems: 10 }),
	errorAction: actionSchema,
	ruleDisabled: flag("Keeps the rule from running.", { default: false }),
	awsIotSqlVersion: choice("Version of the SQL engine, in quotes; AWS recommends 2016-03-23, which SELECT VALUE needs.", [
		"2015-10-08",
		"2016-03-23",
		"beta"
	], {
		default: "2015-10-08",
		examples: ["2016-03-23"]
	}),
	tags: tagsSchema
}, { required: ["sql", "actions"] });
/** A rule of AWS IoT: https://docs.aws.amazon.com/iot/latest/developerguide/iot-rules.html */
const topicRule = {
	name: "TopicRule",
	section: "rules",
	description: "Rules that pass exported metrics on to delivery streams and other services.",
	nameSchema,
	schema,
	normalize: (spec) => normalForm(schema, spec),
	references,
	list: ruleNames,
	read: (aws, name) => unlessMissing(read(aws, name)),
	write: {
		immutable: () => false,
		async create(aws, name, { tags = {}, ...payload }) {
			const query = Object.entries(tags).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
			await aws.iot("CreateTopicRule", {
				ruleName: checked(name, nameSchema),
				topicRulePayload: payloadOf(payload),
				tags: query.join("&") || void 0
			});
		},
		async update(aws, live, { tags, ...payload }) {
			const { tags: tagsBefore, ...before } = live.spec;
			if (!isEqual(before, payload)) await aws.iot("ReplaceTopicRule", {
				ruleName: checked(live.name, nameSchema),
				topicRulePayload: payloadOf(payload)
			});
			await writeTags(aws, live.arn, tagsBefore, tags);
		},
		async delete(aws, { name }) {
			const ruleName = checked(name, nameSchema);
			await unlessMissing(unlessRuleMissing(aws, name, () => aws.iot("DeleteTopicRule", { ruleName })));
		}
	}
};
/** A replaced rule forgets what is left out, so defaults are said. https://docs.aws.amazon.com/iot/latest/apireference/API_ReplaceTopicRule.html */
function payloadOf(payload) {
	return {
		awsIotSqlVersion: "2015-10-08",
		ruleDisabled: false,
		...payload
	};
}
function references({ actions = [], errorAction }) {
	const streams = [...actions, ...errorAction === void 0 ? [] : [errorAction]].map(({ firehose }) => isObject(firehose) ? firehose["deliveryStreamName"] : void 0).filter((name) => typeof name === "string" && !name.includes("${"));
	return [...new Set(streams)].map((name) => addressOf("DeliveryStream", String(name)));
}
async function* ruleNames(aws) {
	for await (const page of pages((position) => aws.iot("ListTopicRules", {
		maxResults: 1e4,
		...position
	}))) for (const { ruleName } of page.rules ?? []) if (ruleName !== void 0) yield ruleName;
}
async function read(aws, name) {
	const found = await unlessRuleMissing(aws, name, () => aws.iot("GetTopicRule", { ruleName: checked(name, nameSchema) }));
	if (found?.rule === void 0) return void 0;
	const arn = String(found.ruleArn);
	const { tags, ...others } = await readTags(aws, arn);
	const spec = {
		...membersOf$2(found.rule, "ruleName", "createdAt"),
		tags
	};
	return {
		name,
		arn,
		spec: normalForm(schema, spec),
		...others
	};
}
/**
* A missing rule is answered as a forbidden one is (401), so the list tells the two apart.
* https://docs.aws.amazon.com/iot/latest/apireference/API_GetTopicRule.html
*/
async function unlessRuleMissing(aws, name, ask) {
	try {
		return await ask();
	} catch (error) {
		if (!isError(error, "UnauthorizedException")) throw error;
		for await (const other of ruleNames(aws)) if (other === name) throw error;
		return;
	}
}
// src/kinds/index.ts
/** Every kind, each after what it refers to. */
const kinds = [
	deliveryStream,
	topicRule,
	customMetric,
	dimension,
	securityProfile
];
// src/pipeline/edit-path.ts
/**
* What an element of a list is known by, so that a list is compared element by element and not position by position:
* a behavior by its name, a metric by its name and dimension, a processor's parameter by its name, a word by itself.
*/
function identityOf(element) {
	if (!isObject(element)) return isList(element) || element === null ? void 0 : String(element);
	const name = element["name"] ?? element["parameterName"] ?? element["key"];
	if (typeof name === "string") return name;
	if (typeof element["metric"] !== "string") return void 0;
	const dimension = element["metricDimension"];
	if (!isObject(dimension)) return element["metric"];
	return `${element["metric"]} ${dimension["operator"] === "NOT_IN" ? "NOT_IN" : "IN"} ${String(dimension["dimensionName"])}`;
}
/** The identities of a list's elements, or undefined where they have none or share one. */
function identitiesOf(list) {
	const identities = list.map(identityOf);
	if (identities.some((identity) => identity === void 0) || new Set(identities).size !== list.length) return void 0;
	return identities;
}
/** Adds a member's name to an edit path. */
function withMember(path, member) {
	if (/^[A-Za-z_][\w-]*$/.test(member)) return path === "" ? member : `${path}.${member}`;
	return `${path}[${JSON.stringify(member)}]`;
}
/** Adds a list element, by its identity or its index, to an edit path. */
function withElement(path, element) {
	return `${path}[${typeof element === "number" || /^[^[\]"\\\s][^[\]"\\]*$/.test(element) ? element : JSON.stringify(element)}]`;
}
/** The steps of an edit path, as it was written by `withMember` and `withElement`, or by an author. */
function parseEditPath(path) {
	const steps = [];
	for (const match of path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)) {
		const [, quoted, element, member] = match;
		steps.push(quoted === void 0 ? element ?? member ?? "" : JSON.parse(`"${quoted}"`));
	}
	return steps;
}
/** The edit path of a value: list elements by their identities where they have any. */
function editPathOf(path, root) {
	let value = root;
	let edit = "";
	for (const step of path) if (isList(value)) {
		const list = value;
		edit = withElement(edit, identitiesOf(list)?.[Number(step)] ?? Number(step));
		value = list[Number(step)];
	} else {
		edit = withMember(edit, String(step));
		value = isObject(value) ? value[step] : void 0;
	}
	return edit;
}
/** Says whether a path is that of a field or lies below it. */
function isWithin(path, field) {
	return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}
/** Follows an edit path into a value as far as it goes: member names and list indexes. */
function followEditPath(path, root) {
	const found = [];
	let value = root;
	for (const step of parseEditPath(path)) if (isList(value)) {
		const list = value;
		const byIdentity = list.findIndex((element) => identityOf(element) === step);
		const index = byIdentity >= 0 ? byIdentity : /^\d+$/.test(step) ? Number(step) : -1;
		if (index < 0 || index >= list.length) break;
		found.push(index);
		value = list[index];
	} else if (isObject(value) && value[step] !== void 0) {
		found.push(step);
		value = value[step];
	} else break;
	return found;
}
// src/pipeline/between.ts
/**
* Whether a live spec is on the way from one spec to another: each field as it was or as it is to be.
* So a change that was carried out in part can be gone on with, and what somebody else did meanwhile is told from it.
*/
function isBetween(before, live, after) {
	if (isEqual(live, before) || isEqual(live, after)) return true;
	if (before === void 0 && after === void 0) return false;
	if (isObject(live)) {
		const from = isObject(before) ? before : {};
		const to = isObject(after) ? after : {};
		return [.../* @__PURE__ */ new Set([
			...Object.keys(from),
			...Object.keys(live),
			...Object.keys(to)
		])].every((member) => isBetween(from[member], live[member], to[member]));
	}
	if (isList(live)) return areBetween(isList(before) ? before : [], live, isList(after) ? after : []);
	return live === void 0 && (isList(before) || isObject(before)) && (isList(after) || isObject(after)) && isBetween(before, isList(before) ? [] : {}, after);
}
function areBetween(before, live, after) {
	const lists = [
		before,
		live,
		after
	].map((list) => ({
		list,
		identities: identitiesOf(list)
	}));
	const all = new Set(lists.flatMap(({ identities }) => identities ?? []));
	if (lists.some(({ identities }) => identities === void 0)) return false;
	return [...all].every((identity) => {
		const [from, now, to] = lists.map(({ list, identities }) => list[identities?.indexOf(identity) ?? -1]);
		return isBetween(from, now, to);
	});
}
// src/pipeline/diff.ts
/**
* What makes `after` of `before`, field by field. Knows no kind: specs come normalized.
* Empty exactly where the two are equal.
*/
function diff(before, after) {
	return membersOf$1("", before, after);
}
/** `after`, with every field under one of `paths` as it is in `before`: what an author ignores stays as it is in the account. */
function keep(before, after, paths) {
	if (paths.length === 0) return after;
	return kept("", before, after, paths) ?? {};
}
function valueOf$1(path, before, after) {
	if (isEqual(before, after)) return [];
	if (before === void 0) return [{
		op: "add",
		path,
		after
	}];
	if (after === void 0) return [{
		op: "remove",
		path,
		before
	}];
	const inside = isObject(before) && isObject(after) ? membersOf$1(path, before, after) : isList(before) && isList(after) ? elementsOf(path, before, after) : [];
	return inside.length > 0 ? inside : [{
		op: "change",
		path,
		before,
		after
	}];
}
function membersOf$1(path, before, after) {
	return [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((member) => valueOf$1(withMember(path, member), before[member], after[member]));
}
function elementsOf(path, before, after) {
	const had = identitiesOf(before);
	const has = identitiesOf(after);
	if (had === void 0 || has === void 0) return positionsOf(path, before, after);
	return [.../* @__PURE__ */ new Set([...had, ...has])].flatMap((identity) => valueOf$1(withElement(path, identity), before[had.indexOf(identity)], after[has.indexOf(identity)]));
}
/** Elements without identity are compared in order, after what is the same at both ends. */
function positionsOf(path, before, after) {
	let start = 0;
	while (start < Math.min(before.length, after.length) && isEqual(before[start], after[start])) start += 1;
	let end = 0;
	while (end < Math.min(before.length, after.length) - start && isEqual(before.at(-1 - end), after.at(-1 - end))) end += 1;
	const length = Math.max(before.length, after.length) - end;
	return Array.from({ length: length - start }, (_, offset) => start + offset).flatMap((index) => valueOf$1(withElement(path, index), index < before.length - end ? before[index] : void 0, index < after.length - end ? after[index] : void 0));
}
function kept(path, before, after, paths) {
	if (paths.some((field) => isWithin(path, field))) return before;
	if (!paths.some((field) => path === "" || isWithin(field, path))) return after;
	if (isObject(before) && isObject(after)) {
		const entries = [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].map((member) => [member, kept(withMember(path, member), before[member], after[member], paths)]);
		return Object.fromEntries(entries.filter(([, value]) => value !== void 0));
	}
	if (isList(before) && isList(after)) return keptElements(path, before, after, paths);
	return after;
}
function keptElements(path, before, after, paths) {
	const had = identitiesOf(before);
	const has = identitiesOf(after);
	if (had === void 0 || has === void 0) return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).map((index) => kept(withElement(path, index), before[index], after[index], paths)).filter((element) => element !== void 0);
	const elements = [.../* @__PURE__ */ new Set([...had, ...has])].map((identity) => kept(withElement(path, identity), before[had.indexOf(identity)], after[has.indexOf(identity)], paths)).filter((element) => element !== void 0);
	return isSorted(before) && isSorted(after) ? elements.sort(byIdentity) : elements;
}
const byIdentity = (left, right) => (identityOf(left) ?? "") < (identityOf(right) ?? "") ? -1 : 1;
function isSorted(list) {
	return list.every((element, index) => index === 0 || byIdentity(list[index - 1], element) < 0);
}
// src/pipeline/apply.ts
/**
* Carries out a plan: each change after what it waits for, independent ones at once. A failure skips only what waits for it.
* Gives one outcome for each change, in the plan's order; throws only where the program is at fault.
*/
async function apply$1(plan, application) {
	const run = {
		...application,
		planned: new Set(plan.changes.map(({ address }) => address)),
		released: /* @__PURE__ */ new Map()
	};
	const outcomes = /* @__PURE__ */ new Map();
	for (const change of plan.changes) outcomes.set(change.address, carryOut$1(change, outcomes, run));
	return Promise.all(outcomes.values());
}
async function carryOut$1(change, outcomes, run) {
	const { address, action } = change;
	const missing = (await Promise.all(change.waitsFor.flatMap((other) => outcomes.get(other) ?? []))).find((outcome) => outcome.status !== "verified")?.address;
	const skip = missing !== void 0 ? `${missing} was not done` : run.stopped?.() === true ? "the run was told to stop" : void 0;
	if (skip !== void 0) return finished({
		address,
		action,
		status: "skipped",
		detail: skip
	}, run);
	run.report({
		type: "starting",
		action,
		address
	});
	return finished(await attempt(change, run), run);
}
function finished(outcome, run) {
	run.report({
		type: "finished",
		outcome
	});
	return outcome;
}
/** Does it and reads it back. An answer can be lost after its effect, so what was read back decides, not what was answered. */
async function attempt(change, run) {
	const { address, action } = change;
	const kind = run.kinds.find((candidate) => candidate.name === kindOf(address));
	if (kind?.write === void 0) return {
		address,
		action,
		status: "failed",
		detail: "resources of this kind are not changed"
	};
	const failure = await failureOf(() => persist(change, kind, kind.write, run));
	let unlike;
	const unread = await failureOf(async () => {
		unlike = await readBack(change, kind, run);
	});
	if (failure === void 0 && unread === void 0 && unlike === void 0) return {
		address,
		action,
		status: "verified"
	};
	if (unread === void 0 && unlike === void 0) return {
		address,
		action,
		status: "verified",
		detail: `it is as asked, although AWS answered: ${failure}`
	};
	return {
		address,
		action,
		status: "failed",
		detail: failure ?? unread ?? unlike ?? ""
	};
}
/** What an error says; undefined where there is none. Throws where the program is at fault. */
async function failureOf(work) {
	try {
		await work();
		return;
	} catch (error) {
		if (isBug(error)) throw error;
		return error instanceof Error ? error.message : String(error);
	}
}
/**
* A request that was sent again can be refused for what its first sending did (it exists already, its version has passed).
* So what is there is read anew and gone on with.
*/
async function persist(change, kind, write, run) {
	for (let chances = 3;; chances--) try {
		return await perform(change, kind, write, run);
	} catch (error) {
		if (!(error instanceof OperatorError && error.isAmbiguous) || chances === 1) throw error;
	}
}
function isBug(error) {
	return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
}
async function perform(change, kind, write, run) {
	const { aws } = run;
	const name = nameOf(change.address);
	const live = await kind.read(aws, name);
	const before = change.action === "create" ? void 0 : run.released.get(change.address)?.meanwhile ?? change.before;
	const after = change.action === "delete" ? void 0 : change.after;
	if (isEqual(live?.spec, after)) return;
	expectBetween(change, before, live, after);
	if (live === void 0) await write.create(aws, name, after);
	else if (change.action === "delete") await write.delete(aws, live);
	else if (change.action === "replace") await replace(change, live, write, run);
	else await write.update(aws, live, change.after);
}
/**
* No silent overwrite: what was reviewed is the way from `before` to `after`, so what is live must lie on it. That it was
* gone on already, by a run that broke off, is fine.
*/
function expectBetween({ address, action }, before, live, after) {
	if (live === void 0 && action !== "update" && action !== "delete") return;
	if (live === void 0) throw new Error(`${address} is gone from the account since the plan was made. Plan again.`);
	if (isBetween(before, live.spec, after)) return;
	const paths = diff(before ?? {}, live.spec).map((edit) => edit.path);
	const what = action === "create" ? "appeared in the account" : `was changed (${paths.slice(0, 3).join(", ")})`;
	throw new Error(`${address} ${what} since the plan was made. Plan again.`);
}
/** Deletes and makes anew; what refers to it lets go first and takes hold again afterwards. */
async function replace(change, live, write, run) {
	for (const address of change.releases) await release(address, change.address, run);
	await write.delete(run.aws, live);
	await write.create(run.aws, nameOf(change.address), change.after);
	for (const address of change.releases) if (!run.planned.has(address)) await restore(address, run);
}
async function release(address, from, run) {
	const kind = kindIn$2(run, address);
	const referrer = await kind.read(run.aws, nameOf(address));
	const spec = referrer === void 0 ? void 0 : kind.write?.release?.(referrer.spec, from);
	if (referrer === void 0 || spec === void 0 || isEqual(spec, referrer.spec)) return;
	const restored = run.released.get(address)?.restored ?? referrer.spec;
	run.released.set(address, {
		meanwhile: spec,
		restored
	});
	await kind.write?.update(run.aws, referrer, spec);
}
async function restore(address, run) {
	const kind = kindIn$2(run, address);
	const spec = run.released.get(address)?.restored;
	const referrer = await kind.read(run.aws, nameOf(address));
	if (referrer !== void 0 && spec !== void 0) await kind.write?.update(run.aws, referrer, spec);
}
function kindIn$2({ kinds }, address) {
	return kinds.find((candidate) => candidate.name === kindOf(address));
}
/** What is not as asked, or undefined. Reads can lag behind writes, so one that disagrees is asked again for a while. */
async function readBack(change, kind, { aws }) {
	let unlike;
	const settled = async () => {
		unlike = await failureOf(async () => {
			const wrong = difference(change, await kind.read(aws, nameOf(change.address)));
			if (wrong !== void 0) throw new Error(wrong);
		});
		return unlike === void 0 ? true : void 0;
	};
	try {
		await aws.until(`${change.address} to read as written`, settled, READ_BACK_SECONDS);
		return;
	} catch (error) {
		if (unlike === void 0) throw error;
		return unlike;
	}
}
/** How long a read may disagree with the write before it; consistency is not documented for these APIs. */
const READ_BACK_SECONDS = 5;
function difference(change, live) {
	if (change.action === "delete") return live === void 0 ? void 0 : "it is still there";
	if (live === void 0) return "it is not there";
	const paths = diff(change.after, live.spec).map((edit) => edit.path);
	if (paths.length === 0) return void 0;
	const caveats = change.edits.flatMap(({ path, caveat }) => caveat === void 0 || !paths.includes(path) ? [] : [caveat]);
	return [`AWS keeps other values than were sent: ${paths.join(", ")}`, ...new Set(caveats)].join(". ");
}
// src/render/secrets.ts
/** What stands in every output in place of a secret. */
const MASK = "(sensitive)";
const SENSITIVE = /password|passwd|passphrase|secret|token|credential|accesskey|privatekey|apikey|authorization|cookie|jaas/;
const REFERENCE = /(?:arn|arns|id|url|uri)$|^secretsmanager/;
const PUBLIC_HEADERS = /* @__PURE__ */ new Set([
	"accept",
	"accept-encoding",
	"accept-language",
	"cache-control",
	"content-encoding",
	"content-language",
	"content-type",
	"user-agent"
]);
const LOOKED_UP = /^\$\{get_secret\([^{}]*\)\}$/;
const CREDENTIALS = [
	/(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+(?=@)/gi,
	/(?<=\b(?:Bearer|Basic)\s+)[\w.~+/=-]{8,}/g,
	/(?<=[?&](?:token|key|apikey|api_key|access_token|secret|password|sig|signature|X-Amz-Signature|X-Amz-Security-Token)=)[^&\s#]+/gi,
	/\b(?:A3T[A-Z0-9]|AKIA|ASIA)[A-Z0-9]{16}\b/g,
	/\bgh[a-z]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}/g,
	/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g
];
/** Says whether a member of that name holds a secret, as `password`, `hecToken` or `sasl.jaas.config` do. */
function isSensitiveName(name) {
	const word = name.toLowerCase().replace(/[^a-z0-9]/g, "");
	return SENSITIVE.test(word) && !REFERENCE.test(word);
}
/** Free text without what is recognisably a credential: access keys, tokens, private keys, passwords in addresses. */
function maskText(text) {
	return CREDENTIALS.reduce((masked, credential) => masked.replace(credential, MASK), text);
}
/** A value without its secrets. `name` is the member that it stands under. */
function maskValue(value, name = "") {
	if (isSensitiveName(name)) return typeof value === "string" && LOOKED_UP.test(value) ? value : MASK;
	if (typeof value === "string") return maskText(value);
	if (isList(value)) return value.map((element) => maskElement(element, name));
	return isObject(value) ? maskMembers(value) : value;
}
/** A plan that may be shown to anyone. Digests stay those of the plan that was given. */
function maskPlan(plan) {
	return {
		...plan,
		changes: plan.changes.map((change) => maskChange(change)),
		hazards: plan.hazards.map((hazard) => ({
			...hazard,
			message: maskText(hazard.message)
		}))
	};
}
/** A change, or a part of one, that may be shown to anyone. */
function maskChange(change) {
	return {
		...change,
		edits: change.edits.map(maskEdit),
		...change.before === void 0 ? {} : { before: maskMembers(change.before) },
		...change.after === void 0 ? {} : { after: maskMembers(change.after) }
	};
}
function maskEdit(edit) {
	const mask = (value) => maskAt(edit.path, value);
	return {
		...edit,
		...edit.before === void 0 ? {} : { before: mask(edit.before) },
		...edit.after === void 0 ? {} : { after: mask(edit.after) }
	};
}
/** Masks what stands at an edit path: every step of it may be the one that says it is secret. */
function maskAt(path, value) {
	const names = [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]|([^.[\]]+)/g)].map(([, quoted, element, member]) => ({
		name: quoted ?? element ?? member ?? "",
		isMember: element === void 0
	}));
	const secret = names.find(({ name, isMember }) => isMember && isSensitiveName(name));
	if (secret !== void 0) return maskValue(value, secret.name);
	const [list, element, last] = names.slice(-3);
	if (last?.name === "value" && element !== void 0 && list !== void 0) return maskPair(element.name, value, list.name);
	const [parent, child] = names.slice(-2);
	if (child !== void 0 && !child.isMember && parent !== void 0) return maskElement(value, parent.name);
	return maskValue(value, child?.isMember === false ? "" : (child ?? parent)?.name);
}
function maskElement(element, list) {
	if (!isObject(element)) return maskValue(element);
	const key = element["key"] ?? element["name"];
	const members = maskMembers(element);
	return typeof key === "string" && element["value"] !== void 0 ? {
		...members,
		value: maskPair(key, element["value"], list)
	} : members;
}
function maskPair(key, value, list) {
	return maskValue(value, (list === "headers" ? PUBLIC_HEADERS.has(key.toLowerCase()) : !isSensitiveName(key)) ? "" : "secret");
}
function maskMembers(object) {
	return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, value === void 0 ? void 0 : maskValue(value, name)]));
}
// src/render/json.ts
/** What `plan --json` prints: plans for machines, without secrets, as `planDocumentSchema` describes. */
function planDocument(plans) {
	return {
		schemaVersion: 1,
		targets: plans.map((plan) => planOf(maskPlan(plan)))
	};
}
/** What `validate --json` prints, as `problemsDocumentSchema` describes. */
function problemsDocument(problems) {
	return {
		schemaVersion: 1,
		problems: problems.map(problemOf)
	};
}
/** What `apply --json` prints, as `applyDocumentSchema` describes. */
function outcomesDocument(applied) {
	return {
		schemaVersion: 1,
		targets: applied.map(({ plan, outcomes }) => appliedOf(plan, outcomes))
	};
}
function planOf(plan) {
	return {
		target: plan.target,
		account: plan.account,
		region: plan.region,
		digest: plan.digest,
		changes: plan.changes.map(changeOf$1),
		unchanged: plan.unchanged,
		unmanaged: plan.unmanaged,
		orphaned: plan.orphaned.map(({ address, section }) => ({
			address,
			section
		})),
		hazards: plan.hazards.map(hazardOf)
	};
}
function changeOf$1(change) {
	return compact({
		action: change.action,
		address: change.address,
		edits: change.edits.map(editOf),
		source: change.source && sourceOf(change.source),
		digest: change.digest,
		waitsFor: change.waitsFor,
		because: change.action === "replace" ? change.because : void 0,
		releases: change.action === "replace" ? change.releases : void 0,
		renamedFrom: change.action === "create" ? change.renamedFrom : void 0,
		renamedTo: change.action === "delete" ? change.renamedTo : void 0
	});
}
function editOf({ op, path, before, after, source, caveat }) {
	return compact({
		op,
		path,
		before,
		after,
		source: source && sourceOf(source),
		caveat
	});
}
function hazardOf({ id, rule, addresses, message, accepted, acceptable }) {
	return {
		id,
		rule,
		addresses,
		message,
		accepted,
		acceptable
	};
}
function problemOf({ code, message, hint, file, line, column }) {
	return compact({
		code,
		message: maskText(message),
		hint: hint === void 0 ? void 0 : maskText(hint),
		file,
		line,
		column
	});
}
function appliedOf(plan, outcomes) {
	const count = (status) => outcomes.filter((outcome) => outcome.status === status).length;
	return {
		target: plan.target,
		account: plan.account,
		region: plan.region,
		digest: plan.digest,
		outcomes: outcomes.map(({ action, address, status, detail }) => compact({
			action,
			address,
			status,
			detail: detail === void 0 ? void 0 : maskText(detail)
		})),
		verified: count("verified"),
		failed: count("failed"),
		skipped: count("skipped"),
		notReached: plan.changes.map(({ address }) => address).filter((address) => !outcomes.some((outcome) => outcome.address === address))
	};
}
function sourceOf({ file, line, column }) {
	return {
		file,
		line,
		column
	};
}
// src/render/display-width.ts
const ESCAPES = /\u001b\[\d+m/g;
const NARROW = /^[\x20-\x7e]*$/;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const WIDE = /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$|^\p{Emoji_Presentation}$/u;
/** How many columns of a terminal a text takes; colours take none. */
function displayWidth(text) {
	const bare = text.replace(ESCAPES, "");
	if (NARROW.test(bare)) return bare.length;
	return Array.from(bare).reduce((width, character) => width + widthOf(character), 0);
}
/** Fills a text with spaces up to a number of columns. */
function padEnd(text, columns) {
	return text + " ".repeat(Math.max(0, columns - displayWidth(text)));
}
/** Breaks prose at its spaces so that no line takes more columns, but for words that are longer. */
function wrap(text, columns) {
	const lines = [];
	for (const word of text.split(" ")) {
		const line = lines.at(-1);
		if (line !== void 0 && displayWidth(line) + 1 + displayWidth(word) <= columns) lines[lines.length - 1] = `${line} ${word}`;
		else lines.push(word);
	}
	return lines;
}
function widthOf(character) {
	if (NO_WIDTH.test(character)) return 0;
	return WIDE.test(character) ? 2 : 1;
}
// src/render/palette.ts
const styled = (on, off) => (text) => text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`;
const unstyled = (text) => text;
const COLORED = {
	bold: styled(1, 22),
	dim: styled(2, 22),
	red: styled(31, 39),
	green: styled(32, 39),
	yellow: styled(33, 39),
	cyan: styled(36, 39)
};
const PLAIN = {
	bold: unstyled,
	dim: unstyled,
	red: unstyled,
	green: unstyled,
	yellow: unstyled,
	cyan: unstyled
};
/** The colours of a terminal, or none. */
function paletteFor(color) {
	return color ? COLORED : PLAIN;
}
// src/render/plain-text.ts
const UNSEEN = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]--[\u200c\u200d\ufe0e\ufe0f]]/gv;
const STRAY_JOINER = /(?<!\P{ASCII})[\u200c\u200d\ufe0e\ufe0f]|[\u200c\u200d](?!\P{ASCII})/gu;
const LEADING_COMMAND = /(^|\s):(?=:)/gu;
const COMMAND = /#(?=#\[)/g;
/**
* Foreign text as one line that can't move a cursor, hide or reorder its neighbours, or be taken for a workflow command.
* What is neutralised shows as its escape, as in `\u001b`.
*/
function plainLine(text) {
	if (/^[\x20-\x22\x24-\x39\x3b-\x7e]*$/.test(text)) return text;
	return text.replace(UNSEEN, escapeOf).replace(STRAY_JOINER, escapeOf).replace(LEADING_COMMAND, "$1\\u003a").replace(COMMAND, "\\u0023");
}
/** Foreign text line by line, each as `plainLine` gives it. */
function plainLines(text) {
	return text.split(/\r\n|\n/).map(plainLine);
}
/** Says whether a text is already plain, so that it shows as it is. */
function isPlain(text) {
	return plainLine(text) === text;
}
function escapeOf(character) {
	if (character === "\n") return "\\n";
	if (character === "	") return "\\t";
	if (character === "\r") return "\\r";
	const code = (character.codePointAt(0) ?? 0).toString(16);
	return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}
// src/render/plan-words.ts
/** The actions in the order in which people ask for them. */
const ACTIONS = [
	"create",
	"update",
	"replace",
	"delete"
];
/** A number with its noun: `1 resource`, `2 resources`. */
function counted(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : noun.endsWith("s") ? "es" : "s"}`;
}
/** Words as a list for reading: `a`, `a and b`, `a, b and c`. */
function listed(words) {
	return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
/** Where a plan goes: `production (111122223333, ap-south-1)`. */
function targetText(plan) {
	return plainLine(`${plan.target} (${plan.account}, ${plan.region})`);
}
/** What plans do, in numbers: `3 to create, 1 to delete, 41 unchanged`. */
function countsText(plans) {
	const changes = plans.flatMap((plan) => plan.changes);
	const parts = ACTIONS.map((action) => [changes.filter((change) => change.action === action).length, `to ${action}`]);
	const unchanged = plans.reduce((sum, plan) => sum + plan.unchanged.length, 0);
	const shown = [...parts, [unchanged, "unchanged"]].filter(([count]) => count > 0);
	return shown.length === 0 ? "nothing to do" : shown.map(([count, word]) => `${count} ${word}`).join(", ");
}
/** What was done, in numbers: `3 created, 1 deleted`. */
function doneText(outcomes) {
	const verified = outcomes.filter((outcome) => outcome.status === "verified");
	return ACTIONS.map((action) => [verified.filter((outcome) => outcome.action === action).length, action]).filter(([count]) => count > 0).map(([count, action]) => `${count} ${action}d`).join(", ");
}
/** A digest as people compare it: its first twelve digits. */
function shortDigest(digest) {
	return plainLine(digest.replace(/^sha256:/, "").slice(0, 12));
}
/** The hazards that stand in the way of applying. */
function openHazards(plans) {
	return plans.flatMap((plan) => plan.hazards).filter((hazard) => !hazard.accepted);
}
/** The changes of a plan that an apply did not come to. */
function notReached(plan, outcomes) {
	return plan.changes.filter(({ address, action }) => !outcomes.some((outcome) => outcome.address === address && outcome.action === action));
}
// src/render/terminal-ledger.ts
const MARKS$2 = {
	verified: ["✔ verified", "green"],
	failed: ["✖ failed", "red"],
	skipped: ["– skipped", "yellow"]
};
/** What became of one change, on one line: `✔ verified  create   SecurityProfile/Soundbox`. */
function renderOutcome({ status, action, address, detail }, { color }) {
	const paint = paletteFor(color);
	const [mark, style] = MARKS$2[status];
	const head = `${paint[style](padEnd(mark, 10))}  ${padEnd(action, 7)}  ${paint.bold(plainLine(address))}`;
	if (detail === void 0) return head;
	const text = plainLine(maskText(detail));
	if (status === "failed") return `${head}: ${paint.red(text)}`;
	return `${head}  ${paint.dim(status === "skipped" ? `because ${text}` : text)}`;
}
/** The end of an apply, after an outcome for each change: what was not begun, and a closing word on where that leaves the account. */
function renderClosing(plan, outcomes, options) {
	const paint = paletteFor(options.color);
	const rest = notReached(plan, outcomes).map(({ action, address }) => `${paint.yellow("– not done")}  ${padEnd(action, 7)}  ${paint.bold(plainLine(address))}`);
	const [verdict, ...advice] = closing(plan, outcomes);
	const style = isDone$2(plan, outcomes) ? paint.green : paint.red;
	const last = [...wrap(verdict ?? "", options.width).map((line) => paint.bold(style(line))), ...advice.flatMap((text) => wrap(text, options.width))];
	return `${[
		...rest,
		"",
		...last
	].join("\n")}\n`;
}
/** Whether every change of the plan was verified. */
function isDone$2(plan, outcomes) {
	return notReached(plan, outcomes).length === 0 && outcomes.every(({ status }) => status === "verified");
}
/** What happened and what to do, as sentences. */
function closing(plan, outcomes) {
	const target = targetText(plan);
	if (plan.changes.length === 0) return [`Nothing to apply to ${target}: it is as the profiles say.`];
	if (isDone$2(plan, outcomes)) return [`Applied to ${target}: ${doneText(outcomes)}; each was read back and is as planned.`];
	const count = (status) => outcomes.filter((outcome) => outcome.status === status).length;
	const parts = [
		count("failed") > 0 ? `${count("failed")} failed` : "",
		count("skipped") > 0 ? `${count("skipped")} skipped` : "",
		notReached(plan, outcomes).length > 0 ? `${notReached(plan, outcomes).length} not done` : ""
	].filter((part) => part !== "");
	const done = `${count("verified")} of ${counted(plan.changes.length, "change")} done`;
	return [
		`${count("verified") === 0 ? "Not applied" : "Partly applied"} to ${target}: ${[done, ...parts].join(", ")}.`,
		...count("failed") > 0 ? ["What failed may have taken effect in part; what was skipped was not touched."] : ["What was not done was not touched."],
		"Running apply again continues with what remains."
	];
}
// src/render/edit-groups.ts
/** Gathers edits that follow each other by the list element that they are in, so that its name is said once. */
function groupEdits(edits) {
	const groups = [];
	for (const edit of edits) {
		const path = elementOf(edit.path);
		const group = groups.at(-1);
		if (group?.path === path) group.edits.push({
			label: labelIn(path, edit.path),
			edit
		});
		else groups.push({
			path,
			edits: [{
				label: labelIn(path, edit.path),
				edit
			}]
		});
	}
	return merged(groups.map((group) => group.edits.length > 1 ? group : alone(group.path, group.edits)));
}
/** `behaviors[BatteryNotFlat]` of `behaviors[BatteryNotFlat].criteria.durationSeconds`; empty where no element is above the field. */
function elementOf(path) {
	return /^.*\](?=\.)/.exec(path)?.[0] ?? "";
}
function labelIn(element, path) {
	return element === "" ? path : path.slice(element.length + 1);
}
function alone(path, edits) {
	return {
		path: "",
		edits: edits.map(({ label, edit }) => ({
			label: path === "" ? label : edit.path,
			edit
		}))
	};
}
function merged(groups) {
	const result = [];
	for (const group of groups) {
		const last = result.at(-1);
		if (last?.path === "" && group.path === "") result[result.length - 1] = {
			path: "",
			edits: [...last.edits, ...group.edits]
		};
		else result.push(group);
	}
	return result;
}
// src/render/text-diff.ts
const CONTEXT$1 = 2;
const MOST_CELLS = 25e4;
/** What differs between two texts line by line, with at most two equal lines around each difference. */
function textDiff(before, after) {
	const lines = before.length * after.length > MOST_CELLS ? [...signed$1("-", before), ...signed$1("+", after)] : aligned(before, after);
	const isNear = lines.map((_, index) => lines.slice(Math.max(0, index - CONTEXT$1), index + CONTEXT$1 + 1).some(({ sign }) => sign !== " "));
	return lines.flatMap((line, index) => {
		if (isNear[index] === true) return [line];
		return isNear[index - 1] === true && isNear.includes(true, index) ? [{
			sign: "⋮",
			text: ""
		}] : [];
	});
}
/** Both texts along their longest common subsequence. */
function aligned(before, after) {
	const longest = lengths(before, after);
	const lines = [];
	let i = 0;
	let j = 0;
	while (i < before.length && j < after.length) {
		const isEqual = before[i] === after[j];
		const goes = !isEqual && (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0);
		const comes = !isEqual && !goes;
		lines.push({
			sign: isEqual ? " " : goes ? "-" : "+",
			text: (comes ? after[j] : before[i]) ?? ""
		});
		if (!comes) i += 1;
		if (!goes) j += 1;
	}
	return [
		...lines,
		...signed$1("-", before.slice(i)),
		...signed$1("+", after.slice(j))
	];
}
/** `[i][j]`: length of the longest common subsequence of what follows `i` in one and `j` in the other. */
function lengths(before, after) {
	const table = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
	for (let i = before.length - 1; i >= 0; i--) for (let j = after.length - 1; j >= 0; j--) {
		const [row, below] = [table[i], table[i + 1]];
		if (row === void 0 || below === void 0) continue;
		row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
	}
	return table;
}
function signed$1(sign, lines) {
	return lines.map((text) => ({
		sign,
		text
	}));
}
// src/render/yaml-text.ts
const PLAIN_IN_FLOW = /^[A-Za-z_$/\p{L}][\p{L}\p{M}\p{N}_$/.+*@%=()';!<> :-]*$/u;
const PLAIN_IN_BLOCK = /^[A-Za-z_$/\p{L}][^\n]*$/u;
const NOT_PLAIN = /: | #|[: ]$|^(?:true|false|null|yes|no|on|off|y|n)$/i;
const JOINER = /[\u200c\u200d]/g;
/** A value on one line, as an author would write it in YAML. Foreign text in it can't do harm to a terminal or a log. */
function lineText(value) {
	return typeof value === "string" ? stringText(value, PLAIN_IN_BLOCK) : flowText(value);
}
function flowText(value) {
	if (isList(value)) return `[${value.map(flowText).join(", ")}]`;
	if (typeof value === "string") return stringText(value, PLAIN_IN_FLOW);
	if (!isObject(value)) return JSON.stringify(value);
	const members = membersOf(value).map(([key, member]) => `${stringText(key, PLAIN_IN_FLOW)}: ${flowText(member)}`);
	return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
/** A value as lines of YAML that say the same when read back; what fits into `columns` stays on one line. */
function yamlLines(value, columns) {
	if (isObject(value) && membersOf(value).length > 0) return membersOf(value).flatMap(([key, member]) => memberLines(key, member, columns));
	if (isList(value) && value.length > 0) return value.flatMap((element) => elementLines(element, columns));
	return [lineText(value)];
}
function memberLines(key, value, columns) {
	const name = stringText(key, PLAIN_IN_FLOW);
	const flow = `${name}: ${lineText(value)}`;
	if (typeof value === "string") return literalLines(name, value) ?? [flow];
	if (!isNested(value) || depthOf(value) <= 2 && !isTable(value) && displayWidth(flow) <= columns) return [flow];
	return [`${name}:`, ...yamlLines(value, columns - 2).map((line) => indented$1(line))];
}
function elementLines(element, columns) {
	const flow = `- ${lineText(element)}`;
	if (!isNested(element) || depthOf(element) <= 2 && displayWidth(flow) <= columns) return [flow];
	return yamlLines(element, columns - 2).map((line, index) => index === 0 ? `- ${line}` : indented$1(line));
}
/** A text of several lines as a literal block; undefined where a block would not say the same. */
function literalLines(name, text) {
	const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
	const isSafe = lines.every((line) => isPlain(line) && !/\s$|[\u200c\u200d]/.test(line)) && /^\S/.test(lines[0] ?? "") && lines.at(-1) !== "";
	if (lines.length < 2 || !isSafe) return void 0;
	return [`${name}: |${text.endsWith("\n") ? "" : "-"}`, ...lines.map((line) => indented$1(line))];
}
function stringText(text, plain) {
	const shows = isPlain(text) && text.search(JOINER) < 0;
	if (plain.test(text) && !NOT_PLAIN.test(text) && shows) return text;
	return plainLine(JSON.stringify(text)).replace(JOINER, (joiner) => `\\u${joiner.charCodeAt(0).toString(16)}`);
}
/** A list of objects is a row for each. */
function isTable(value) {
	return isList(value) && value.length > 1 && value.some(isNested);
}
/** How many levels of lists and objects there are: more than two on a line are hard to read. */
function depthOf(value) {
	const inner = isList(value) ? value : isObject(value) ? membersOf(value).map(([, member]) => member) : void 0;
	return inner === void 0 ? 0 : 1 + Math.max(0, ...inner.map(depthOf));
}
function isNested(value) {
	return isList(value) ? value.length > 0 : isObject(value) && membersOf(value).length > 0;
}
function membersOf(object) {
	return Object.entries(object).flatMap(([key, value]) => value === void 0 ? [] : [[key, value]]);
}
function indented$1(line) {
	return line === "" ? "" : `  ${line}`;
}
// src/render/edit-lines.ts
/** Decides how an edit is shown, given the columns that are left for its values. */
function showEdit({ before, after }, columns) {
	const line = {
		...before === void 0 ? {} : { before: lineText(before) },
		...after === void 0 ? {} : { after: lineText(after) }
	};
	const width = displayWidth(`${line.before ?? ""} → ${line.after ?? ""}`);
	if (!isLong(before) && !isLong(after) && width <= columns) return {
		form: "line",
		...line
	};
	const lines = textDiff(linesOf(before, columns), linesOf(after, columns));
	if (lines.some(({ sign }) => sign !== " ")) return {
		form: "block",
		lines
	};
	return {
		form: "block",
		lines: textDiff([line.before ?? ""], [line.after ?? ""])
	};
}
/** Texts of several lines never go on one: a reviewer reads SQL as it is written. */
function isLong(value) {
	return typeof value === "string" && value.trimEnd().includes("\n");
}
function linesOf(value, columns) {
	if (value === void 0) return [];
	if (typeof value === "string" && isLong(value)) return plainLines(value.replace(/\n$/, ""));
	return yamlLines(value, columns);
}
// src/render/terminal-change.ts
const SYMBOLS = {
	create: "+",
	update: "~",
	replace: "±",
	delete: "-"
};
const STYLES = {
	create: "green",
	update: "yellow",
	replace: "red",
	delete: "red"
};
const SIGNS = {
	add: "+",
	change: "~",
	remove: "-"
};
const SIGN_STYLES = {
	"+": "green",
	"~": "yellow",
	"-": "red",
	" ": "dim"
};
/** An action with its symbol, in its colour: `+ create`. */
function actionText(action, paint) {
	return paint[STYLES[action]](`${SYMBOLS[action]} ${action}`);
}
/** A place that terminals and editors open: `profiles/soundbox.yaml:14`. */
function placeText({ file, line }) {
	return plainLine(`${file}:${line}`);
}
/** One change with everything that it does, as lines. */
function changeLines(change, page) {
	const { paint } = page;
	const place = change.source === void 0 ? "" : `  ${paint.dim(placeText(change.source))}`;
	return [
		`  ${padEnd(actionText(change.action, paint), 9)}  ${paint.bold(plainLine(change.address))}${place}`,
		...notesOf(change).flatMap((note) => wrap(note, page.width - 6)).map((note) => `      ${paint.cyan(note)}`),
		...bodyLines(change, page)
	];
}
function bodyLines(change, page) {
	if (change.action === "create") return specLines(change.after, "green", page);
	if (change.action === "delete") return specLines(change.before, "red", page);
	return groupEdits(change.edits).flatMap((group) => groupLines(group, change, page));
}
function specLines(spec, style, { paint, width }) {
	return yamlLines(spec, width - 6).map((line) => `      ${paint[style](line)}`);
}
function notesOf(change) {
	if (change.action === "replace") {
		const because = `deleted and made anew: AWS can't change ${listed(change.because.map(plainLine))} in place`;
		return change.releases.length === 0 ? [because] : [because, `meanwhile let go by ${listed(change.releases.map(plainLine))}`];
	}
	if (change.action === "create" && change.renamedFrom !== void 0) return [`takes the place of ${plainLine(change.renamedFrom)}`];
	if (change.action === "delete" && change.renamedTo !== void 0) return [`${plainLine(change.renamedTo)} takes its place`];
	return [];
}
function groupLines(group, change, page) {
	const indent = group.path === "" ? "      " : "        ";
	const labels = Math.max(...group.edits.map(({ label }) => plainLine(label).length));
	const columns = Math.min(labels, Math.floor(page.width / 2));
	const lines = group.edits.flatMap(({ label, edit }) => editLines$1(edit, padEnd(plainLine(label), columns), indent, change.source, page));
	return group.path === "" ? lines : [`      ${page.paint.bold(plainLine(group.path))}`, ...lines];
}
function editLines$1(edit, label, indent, above, page) {
	const { paint } = page;
	const sign = SIGNS[edit.op];
	const head = `${indent}${paint[SIGN_STYLES[sign] ?? "dim"](sign)} ${label}`;
	const place = edit.source === void 0 || isSame(edit.source, above) ? "" : `  ${paint.dim(placeText(edit.source))}`;
	const shown = showEdit(edit, page.width - indent.length - label.length - 4);
	if (shown.form === "block") {
		const lines = shown.lines.map((line) => `${indent}    ${paint[SIGN_STYLES[line.sign] ?? "dim"](`${line.sign} ${line.text}`.trimEnd())}`);
		return [
			`${head.trimEnd()}${place}`,
			...lines,
			...caveatLines(edit, indent, page)
		];
	}
	const before = shown.before === void 0 ? [] : [paint.red(shown.before)];
	const after = shown.after === void 0 ? [] : [paint.green(shown.after)];
	return [`${head}  ${[...before, ...after].join(" → ")}${place}`, ...caveatLines(edit, indent, page)];
}
function caveatLines({ caveat }, indent, { paint, width }) {
	return (caveat === void 0 ? [] : wrap(`${caveat}.`, width - indent.length - 4)).map((line) => `${indent}    ${paint.yellow(line)}`);
}
function isSame(source, other) {
	return source.file === other?.file && source.line === other.line;
}
// src/render/terminal-hazards.ts
/** The hazards of a plan as lines, open ones first, each with the way to accept it. */
function hazardLines(hazards, page) {
	const open = hazards.filter((hazard) => !hazard.accepted);
	const accepted = hazards.filter((hazard) => hazard.accepted);
	return [...open.flatMap((hazard) => [...openLines(hazard, page), ""]), ...accepted.flatMap((hazard) => [...acceptedLines(hazard, page), ""])];
}
function openLines(hazard, page) {
	const { paint } = page;
	return [
		`  ${paint.red(paint.bold(`! ${hazard.rule}`))}  ${subjectsOf(hazard, page)}`,
		...messageLines(hazard, page),
		...hazard.acceptable ? acceptLines(hazard, page) : refusalLines(page)
	];
}
function acceptLines(hazard, { paint }) {
	return [`      ${paint.dim("to accept it, for review, in the settings:")}  ${paint.cyan(`accept: ${lineText([hazard.id])}`)}`, `      ${paint.dim("or for one run, on the command line:")}        ${paint.cyan(`--accept ${plainLine(hazard.id)}`)}`];
}
function refusalLines({ paint }) {
	return [`      ${paint.dim("it can't be accepted: the profiles or the account must change")}`];
}
function acceptedLines(hazard, page) {
	const { paint } = page;
	return [`  ${paint.green("✔")} ${hazard.rule}  ${subjectsOf(hazard, page)}  ${paint.dim(`accepted as ${plainLine(hazard.id)}`)}`, ...messageLines(hazard, page)];
}
function subjectsOf(hazard, { paint }) {
	const shown = hazard.addresses.slice(0, hazard.addresses.length > 2 ? 1 : 2).map(plainLine);
	const rest = hazard.addresses.length - shown.length;
	return paint.bold(listed(rest > 0 ? [...shown, `${rest} more`] : shown));
}
function messageLines(hazard, page) {
	return wrap(plainLine(hazard.message), page.width - 6).map((line) => `      ${line}`);
}
// src/render/terminal-plan.ts
/** A plan for a person at a terminal: the verdict, what must be accepted, each change field by field, what comes next. */
function renderPlan(given, options) {
	const plan = maskPlan(given);
	const page = {
		paint: paletteFor(options.color),
		width: Math.max(40, options.width)
	};
	return `${[
		[verdict$1(plan, page), ...onlyLines(options.only, page)],
		hazardLines(plan.hazards, page).slice(0, -1),
		...plan.changes.map((change) => changeLines(change, page)),
		orphanLines(plan.orphaned, page),
		closingLines(plan, page)
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
function verdict$1(plan, { paint }) {
	if (plan.changes.length > 0) return paint.bold(`Plan for ${targetText(plan)}: ${countsText([plan])}`);
	if (plan.unchanged.length === 0) return `${paint.bold("No changes.")} The profiles ask for nothing in ${targetText(plan)}.`;
	const state = plan.unchanged.length === 1 ? "1 resource, as the profiles say" : `all ${plan.unchanged.length} resources are as the profiles say`;
	return `${paint.bold(paint.green("No changes."))} ${targetText(plan)}: ${state}.`;
}
function onlyLines(only, { paint, width }) {
	if (only === void 0) return [];
	const asked = `Only ${listed(only.addresses.map(plainLine))}`;
	return wrap(only.closure.length === 0 ? `${asked}.` : `${asked}, with what that needs: ${listed(only.closure.map(plainLine))}.`, width).map((line) => paint.cyan(line));
}
function orphanLines(orphaned, { paint }) {
	return [...new Set(orphaned.map((orphan) => orphan.section))].flatMap((section) => {
		const addresses = orphaned.filter((orphan) => orphan.section === section).map(({ address }) => `      ${plainLine(address)}`);
		const [are, them] = addresses.length === 1 ? ["resource is", "it"] : ["resources are", "them"];
		return [
			`  ${paint.yellow("?")} ${addresses.length} ${are} ours, but no file has the section ${plainLine(section)}; left alone:`,
			...addresses,
			`      ${paint.dim(`to have ${them} deleted, add the line:`)}  ${paint.cyan(`${plainLine(section)}: {}`)}`
		];
	});
}
function closingLines(plan, page) {
	const { paint } = page;
	return [...plan.unmanaged.length === 0 ? [] : [`${counted(plan.unmanaged.length, "live resource")} not managed here; left alone.`], ...nextStep(plan)].flatMap((text) => wrap(text, page.width)).map((line) => paint.dim(line));
}
function nextStep(plan) {
	const open = openHazards([plan]);
	if (open.some((hazard) => !hazard.acceptable)) return ["Next: this plan will not be applied. Mend what no one can accept, and plan again."];
	if (open.length > 0) return [`Next: nothing is applied until ${open.length === 1 ? "the open hazard is" : `${open.length} open hazards are`} accepted.`];
	if (plan.changes.length === 0) return [];
	return [`Next: apply carries out exactly this plan (${shortDigest(plan.digest)}).`];
}
// src/model/settings.ts
/** A target as it is opened where nothing is applied: with the role that only reads, if there is one. */
function forReading({ planRoleArn, ...target }) {
	return planRoleArn === void 0 ? target : {
		...target,
		assumeRoleArn: planRoleArn
	};
}
/** The tag that marks what a repository owns; its value is the owner. */
const OWNER_TAG = "defender-gitops:owner";
/** The tag that keeps a resource from being deleted or replaced, also after its lines are gone from the YAML. */
const PROTECT_TAG = "defender-gitops:protect";
// src/pipeline/digest.ts
/** Recognises one change: its address, its action, and both specs. Not positions, versions or time. */
function digestOfChange(change) {
	const { action, address, before, after } = change;
	return digest("change/1", {
		action,
		address,
		before,
		after
	});
}
/** Recognises a plan: its target and the digests of its changes, in whatever order. */
function digestOfPlan(target, changes) {
	const { name, account, region } = target;
	return digest("plan/1", {
		name,
		account,
		region,
		changes: changes.map((change) => change.digest).sort()
	});
}
/** A short word that stands for a set of addresses, to name a hazard with. */
function digestOfAddresses(addresses) {
	return digest("addresses/1", [...addresses].sort()).slice(7, 15);
}
/** The format is part of what is hashed, so that a digest of another version never matches by accident. */
function digest(format, value) {
	return `sha256:${createHash("sha256").update(`defender-gitops/${format}\0${canonical(value)}`).digest("hex")}`;
}
// src/pipeline/nearest.ts
/** The word of a list that somebody most likely meant: at most a third of its letters differ. */
function nearest(word, words) {
	let best;
	let least = Math.max(1, Math.ceil(word.length / 3)) + 1;
	for (const candidate of words) {
		const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), least);
		if (distance < least) [best, least] = [candidate, distance];
	}
	return best;
}
/** A hint that names the nearest word, or else the words there are. */
function didYouMean(word, words) {
	const all = [...words];
	const best = nearest(word, all);
	if (best !== void 0) return `Did you mean ${best}?`;
	if (all.length === 0) return "There is none.";
	return `It is one of: ${all.slice(0, 12).join(", ")}${all.length > 12 ? `, and ${all.length - 12} more` : ""}.`;
}
/** Insertions, deletions, substitutions and swaps of neighbours; gives up at `limit`. */
function editDistance(left, right, limit) {
	if (Math.abs(left.length - right.length) >= limit) return limit;
	let before = [];
	let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const same = left[row - 1] === right[column - 1];
			let cost = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + (same ? 0 : 1));
			if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
			current.push(cost);
		}
		[before, previous] = [previous, current];
	}
	return previous[right.length] ?? limit;
}
// src/pipeline/observe.ts
/**
* Reads everything of every kind in one account and region. Only reads; all at once, because `aws` holds each operation
* to its budget. Fails as a whole: a plan on half an account would delete the other half.
*/
async function observe(aws, kinds, report) {
	const listed = await Promise.all(kinds.map((kind) => namesOf(aws, kind)));
	const wanted = kinds.flatMap((kind, index) => (listed[index] ?? []).map((name) => ({
		kind,
		name
	})));
	let done = 0;
	const progress = () => report({
		type: "reading",
		target: aws.target.name,
		done,
		total: wanted.length
	});
	progress();
	const entries = await Promise.all(wanted.map(async ({ kind, name }) => {
		const live = await kind.read(aws, name);
		done += 1;
		progress();
		return live === void 0 ? void 0 : [addressOf(kind.name, name), live];
	}));
	return new Map(entries.filter((entry) => entry !== void 0));
}
async function namesOf(aws, kind) {
	const names = [];
	for await (const name of kind.list(aws)) names.push(name);
	return names;
}
// src/pipeline/order.ts
/**
* Puts changes into the order in which they may be carried out, and notes for each what it waits for.
*
*     stream ── rule ──┐
*     metric, dimension ┴── profile            create, update, replace: what is referred to goes first
*                                              delete: what refers to it goes first, so an export's topic
*                                              moves before its old rule goes
*
* A renamed resource is deleted after the new one and all that refers to it; what a replaced resource makes let go meanwhile
* waits for it. There is no cycle: creates, updates and replaces wait only for one another, along references; deletes wait
* for those and for deletes, against references.
*/
function order(changes, references) {
	const byAddress = new Map(changes.map((change) => [change.address, change]));
	return sorted$1(changes.map((change) => {
		const releasing = changes.filter((other) => other.action === "replace" && other.releases.includes(change.address));
		const needed = [...prerequisites(change, byAddress, references), ...releasing.map(({ address }) => address)];
		return {
			...change,
			waitsFor: [...new Set(needed)].sort()
		};
	}));
}
function prerequisites(change, byAddress, references) {
	if (change.action === "delete") return deletePrerequisites(change, byAddress, references);
	return (references.after.get(change.address) ?? []).filter((address) => (byAddress.get(address)?.action ?? "delete") !== "delete");
}
function deletePrerequisites(change, byAddress, references) {
	const letGo = referrers(change.address, references.before);
	const successors = change.renamedTo === void 0 ? [] : [change.renamedTo, ...referrers(change.renamedTo, references.after)];
	return [...letGo, ...successors].filter((address) => byAddress.has(address));
}
/** What refers to an address. */
function referrers(address, references) {
	return [...references].filter(([, to]) => to.includes(address)).map(([from]) => from);
}
/** A stable topological order: of all that may go next, the one that came first. */
function sorted$1(changes) {
	const rest = [...changes];
	const done = /* @__PURE__ */ new Set();
	const result = [];
	while (rest.length > 0) {
		const index = rest.findIndex((change) => change.waitsFor.every((address) => done.has(address)));
		if (index < 0) throw new Error(`Changes wait for each other: ${rest.map((change) => change.address).join(", ")}`);
		const [next] = rest.splice(index, 1);
		if (next === void 0) break;
		done.add(next.address);
		result.push(next);
	}
	return result;
}
/** The changes that were asked for and all that they wait for, in the same order. */
function closure(changes, chosen) {
	const byAddress = new Map(changes.map((change) => [change.address, change]));
	const kept = /* @__PURE__ */ new Set();
	const visit = (address) => {
		if (kept.has(address)) return;
		kept.add(address);
		byAddress.get(address)?.waitsFor.forEach(visit);
	};
	chosen.forEach(visit);
	return changes.filter((change) => kept.has(change.address));
}
// src/pipeline/language.ts
/** Names of our own things: targets, variables, topics. */
const name = (description) => ({
	type: "string",
	pattern: "^[A-Za-z0-9_-]+$",
	maxLength: 64,
	description
});
/** What the settings may say; each key once per repository. */
const settingsSchema = {
	type: "object",
	additionalProperties: false,
	properties: {
		owner: {
			type: "string",
			minLength: 1,
			maxLength: 256,
			pattern: "^[A-Za-z0-9 _.:/=+@-]*$",
			description: "Value of the tag defender-gitops:owner, which marks what this repository owns. Default: the GitHub repository.",
			examples: ["acme/iot-security"]
		},
		targets: {
			type: "object",
			minProperties: 1,
			description: "The accounts and regions that the profiles are applied to, by name.",
			propertyNames: name("Name of a target."),
			additionalProperties: {
				type: "object",
				title: "Target",
				additionalProperties: false,
				required: ["account", "region"],
				description: "One account and region.",
				properties: {
					account: {
						type: "string",
						pattern: "^[0-9]{12}$",
						description: "The AWS account id: twelve digits in quotes, because YAML would drop leading zeros of a number.",
						examples: ["111122223333"]
					},
					region: {
						type: "string",
						pattern: "^[a-z]{2}(-[a-z]+)+-[0-9]+$",
						description: "The AWS region.",
						examples: ["ap-south-1", "eu-central-1"]
					},
					assumeRoleArn: {
						type: "string",
						maxLength: 2048,
						pattern: "^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/.+$",
						description: "A role to assume for this target with the credentials of the run: for targets in several accounts.",
						examples: ["arn:aws:iam::111122223333:role/defender-gitops"]
					},
					planRoleArn: {
						type: "string",
						maxLength: 2048,
						pattern: "^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/.+$",
						description: "A role that only reads, assumed in place of assumeRoleArn by all that does not apply.",
						examples: ["arn:aws:iam::111122223333:role/defender-gitops-plan"]
					},
					variables: {
						type: "object",
						description: "Values for ${var.NAME} in this target.",
						propertyNames: name("Name of a variable."),
						additionalProperties: {
							type: "string",
							maxLength: 2048,
							description: "Value of the variable."
						}
					}
				}
			}
		},
		limits: {
			type: "object",
			additionalProperties: false,
			description: "How many resources one plan may delete; more is a hazard that has to be accepted.",
			properties: {
				deletes: {
					type: "integer",
					minimum: 0,
					description: "Deletes in one plan. Default: 3."
				},
				deletePercent: {
					type: "number",
					minimum: 0,
					maximum: 100,
					description: "Deletes as a share of what the owner has, in percent. Default: 20."
				}
			}
		},
		accept: {
			type: "array",
			uniqueItems: true,
			description: "Ids of hazards that this change accepts. The plan shows the id to write here.",
			items: {
				type: "string",
				minLength: 1,
				description: "Id of a hazard, as the plan shows it."
			}
		}
	}
};
/** Where exported metrics are published: one value of the section `topics`. */
const topicSchema = {
	type: "object",
	title: "Topic",
	minProperties: 1,
	maxProperties: 1,
	additionalProperties: false,
	description: "A Basic Ingest topic or an ordinary MQTT topic.",
	properties: {
		basicIngest: {
			type: "string",
			minLength: 1,
			maxLength: 128,
			pattern: "^[a-zA-Z0-9_]+$",
			description: "Name of the rule that receives the metrics, at $aws/rules/NAME: no message broker, no messaging charge.",
			examples: ["SoundboxMetricsToLake"]
		},
		mqtt: {
			type: "string",
			minLength: 1,
			maxLength: 256,
			pattern: "^(?!\\$)[^+#\\u0000]+$",
			description: "An ordinary MQTT topic that clients subscribe to; no wildcards, at most 8 levels and 256 bytes.",
			examples: ["defender/soundbox/metrics"]
		}
	}
};
/** The words of our own on every resource; `tags` is AWS's and part of a kind's schema. */
const wordSchemas = {
	protect: {
		type: "boolean",
		description: "Keeps the resource from being deleted or replaced, also after its lines are gone from the YAML."
	},
	adopt: {
		type: "boolean",
		description: "Lets the plan take over a live resource of this name that nobody owns."
	},
	renamedFrom: {
		type: "string",
		minLength: 1,
		description: "The former name: the new resource is made and in use before the old one is deleted."
	},
	onlyIn: {
		type: "array",
		minItems: 1,
		uniqueItems: true,
		description: "Names of the targets that this resource is for. Default: all.",
		items: {
			type: "string",
			minLength: 1,
			description: "Name of a target."
		}
	},
	ignore: {
		type: "array",
		description: "Fields that plans leave as they are in the account.",
		items: {
			type: "object",
			title: "Ignore",
			additionalProperties: false,
			required: ["path", "reason"],
			description: "A field to leave alone, and why.",
			properties: {
				path: {
					type: "string",
					minLength: 1,
					description: "The field as the plan shows it; what is below it is ignored too.",
					examples: ["behaviors[BatteryNotFlat].criteria.value", "ruleDisabled"]
				},
				reason: {
					type: "string",
					minLength: 1,
					description: "Why; shown in the plan."
				},
				until: {
					type: "string",
					pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
					description: "Last day on which the field is ignored, as \"YYYY-MM-DD\" in UTC.",
					examples: ["2027-03-31"]
				}
			}
		}
	}
};
/** The words of our own that stand beside AWS's members on any resource. */
const WORDS = Object.keys(wordSchemas);
/** Schema of a resource of a kind as authors write it once variables, ARNs and topics are filled in: its spec and our words. */
function resourceSchema(kind) {
	return {
		...kind.schema,
		description: kind.description,
		properties: {
			...kind.schema["properties"],
			...wordSchemas
		}
	};
}
/** Every key that may stand at the top of a file. */
function topLevelKeys(kinds) {
	return [
		...Object.keys(settingsSchema["properties"]),
		"elsewhere",
		"topics",
		...kinds.map((kind) => kind.section)
	];
}
// src/pipeline/plan-input.ts
/** The owner that a live resource's tags name; undefined where nobody owns it. */
function ownerOf(spec) {
	const tags = spec["tags"];
	const owner = isObject(tags) ? tags[OWNER_TAG] : void 0;
	return typeof owner === "string" ? owner : void 0;
}
// src/pipeline/value-words.ts
/** A value as an author would recognise it, shortened. */
function show(value) {
	const text = JSON.stringify(value) ?? "nothing";
	return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
/** JSON Schema's types in an author's words. */
const TYPE_NAMES = {
	string: "text",
	object: "a mapping",
	array: "a list",
	integer: "a whole number",
	number: "a number",
	boolean: "true or false",
	null: "empty"
};
/** A value with what it is. */
function named(value) {
	if (value === null || value === void 0) return "empty";
	if (isList(value)) return "a list";
	if (isObject(value)) return "a mapping";
	return `${{
		string: "the text",
		number: "the number",
		boolean: "the value"
	}[typeof value]} ${show(value)}`;
}
// src/pipeline/schema-wording.ts
/** Tells an author what is wrong and how to mend it. */
function wordingOf(wrong) {
	return (WORDINGS[wrong.error.keyword] ?? other)(wrong);
}
function subjectOf(path) {
	const last = path.at(-1);
	if (last === void 0) return "This";
	return typeof last === "number" ? `Item ${last + 1} of ${String(path.at(-2) ?? "the list")}` : last;
}
/** The schema that has a keyword, or else the first. */
function having(schemas, keyword) {
	return schemas.find((schema) => schema[keyword] !== void 0) ?? schemas[0] ?? {};
}
/** What a value is for, and an example. */
function purpose(schemas) {
	const description = schemas.map((schema) => schema["description"]).find((text) => typeof text === "string");
	const examples = schemas.map((schema) => schema["examples"]).find(isList) ?? [];
	const hint = [description, examples.length === 0 ? void 0 : `For example ${examples.slice(0, 2).map(show).join(" or ")}.`].filter((part) => part !== void 0).join(" ");
	return hint === "" ? {} : { hint };
}
function wrongType({ error, value, path, schemas }) {
	const types = [error.params["type"]].flat().map((type) => TYPE_NAMES[String(type)] ?? String(type));
	const code = "DG1104";
	const message = `${subjectOf(path)} must be ${types.join(" or ")}, not ${named(value)}.`;
	if (types.includes("text") && typeof value === "number") return {
		code,
		message,
		hint: "Put it in quotes, with all its digits: YAML reads it as a number and drops leading zeros."
	};
	if (types.includes("text") && typeof value === "boolean") return {
		code,
		message,
		hint: `Put it in quotes: "${value}".`
	};
	if (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) && types.some((type) => type.includes("number"))) return {
		code,
		message,
		hint: `Take the quotes off: ${value}.`
	};
	return {
		code,
		message,
		...purpose(schemas)
	};
}
function unknownKey({ error, path, schemas }) {
	const key = String(error.params["additionalProperty"]);
	const offered = schemas.flatMap((schema) => isObject(schema["properties"]) ? Object.entries(schema["properties"]) : []).filter(([, inner]) => !(isObject(inner) && isObject(inner["not"]))).map(([name]) => name);
	return {
		code: "DG1101",
		message: `Unknown key ${show(key)}.`,
		hint: didYouMean(key, new Set(offered)),
		path: [...path, key]
	};
}
/** A member that AWS has and this tool does not manage: the schema says so in a sentence. */
function notSupported({ path, schemas }) {
	return {
		code: "DG1107",
		message: `${subjectOf(path)} is not supported.`,
		...purpose(schemas)
	};
}
function notListed({ error, value, path, schemas }) {
	const { allowedValues, allowedValue } = error.params;
	const words = (allowedValues ?? [allowedValue ?? null]).map((word) => typeof word === "string" && /^[\w.:-]+$/.test(word) ? word : show(word));
	const list = words.length > 12 ? `${words.slice(0, 12).join(", ")}, and ${words.length - 12} more` : words.join(", ");
	const meant = typeof value === "string" ? nearest(value, words) : void 0;
	const about = purpose(schemas).hint;
	const hint = [
		meant === void 0 ? void 0 : `Did you mean ${meant}?`,
		`It is one of: ${list}.`,
		words.length === 1 ? about : void 0
	];
	return {
		code: "DG1103",
		message: `${subjectOf(path)} cannot be ${show(value)}.`,
		hint: hint.filter((part) => part !== void 0).join(" ")
	};
}
function missing$1({ error, path, schemas }) {
	const member = String(error.params["missingProperty"]);
	const inner = schemas.map((schema) => isObject(schema["properties"]) ? schema["properties"][member] : void 0).find(isObject);
	return {
		code: "DG1102",
		message: `${member} is missing${path.length === 0 ? "" : ` in ${subjectOf(path)}`}${error.keyword === "dependentRequired" ? `, because ${String(error.params["property"])} is given` : ""}.`,
		...purpose(inner === void 0 ? [] : [inner])
	};
}
function outOfBounds(limit) {
	return ({ error, value, path, schemas }) => {
		const size = isList(value) ? `has ${value.length}` : typeof value === "string" ? `has ${[...value].length}` : isObject(value) ? `has ${Object.keys(value).length}` : `is ${show(value)}`;
		return {
			code: "DG1105",
			message: `${subjectOf(path)} ${limit(String(error.params["limit"]))}; it ${size}.`,
			...purpose([having(schemas, error.keyword)])
		};
	};
}
function noAlternative({ error, value, path, schemas }) {
	const branches = schemas.flatMap((schema) => [schema["oneOf"], schema["anyOf"]].filter(isList).flat()).filter(isObject);
	const members = branches.flatMap((branch) => isList(branch["required"]) ? branch["required"] : []).map(String);
	const where = path.length === 0 ? "" : ` in ${subjectOf(path)}`;
	if (members.length > 1) return {
		code: "DG1106",
		message: isList(error.params["passingSchemas"]) ? `Only one of ${members.join(", ")} may be given${where}.` : `One of ${members.join(", ")} is missing${where}.`,
		...purpose(schemas)
	};
	const words = branches.flatMap((branch) => isList(branch["enum"]) ? branch["enum"] : []).map(String);
	const meant = typeof value === "string" ? nearest(value, words) : void 0;
	if (typeof value === "string" && words.length > 0) return {
		code: "DG1103",
		message: `${subjectOf(path)} cannot be ${show(value)}.`,
		hint: meant === void 0 ? purpose(schemas).hint ?? "" : `Did you mean ${meant}?`
	};
	const types = branches.map((branch) => branch["type"]).filter((type) => typeof type === "string").map((type) => TYPE_NAMES[type] ?? type);
	return {
		code: "DG1106",
		message: types.length > 0 ? `${subjectOf(path)} must be ${[...new Set(types)].join(" or ")}, not ${named(value)}.` : `${subjectOf(path)} has none of the allowed forms.`,
		...purpose(schemas)
	};
}
function wrongPattern({ value, path, schemas }) {
	const about = having(schemas, "pattern");
	return {
		code: "DG1105",
		message: `${subjectOf(path)} cannot be ${show(value)}.`,
		hint: purpose([about]).hint ?? `It must match ${String(about["pattern"])}.`
	};
}
function wrongName({ error, path }) {
	const name = String(error.params["propertyName"]);
	const where = path.length === 0 ? "" : ` in ${subjectOf(path)}`;
	return {
		code: "DG1105",
		message: `${show(name)} cannot be a name${where}.`,
		hint: "Use letters, digits, - and _.",
		path: [...path, name]
	};
}
function twice({ error, path }) {
	const { i, j } = error.params;
	return {
		code: "DG1105",
		message: `${subjectOf(path)} has the same item twice: ${j + 1} and ${i + 1}.`,
		hint: "Keep one of the two.",
		path: [...path, Math.max(i, j)]
	};
}
function other({ error, path, schemas }) {
	return {
		code: "DG1108",
		message: `${subjectOf(path)} breaks the rule ${error.keyword}.`,
		...purpose(schemas)
	};
}
const WORDINGS = {
	additionalProperties: unknownKey,
	type: wrongType,
	enum: notListed,
	const: notListed,
	not: notSupported,
	required: missing$1,
	dependentRequired: missing$1,
	pattern: wrongPattern,
	propertyNames: wrongName,
	minLength: outOfBounds((limit) => `needs at least ${limit} characters`),
	maxLength: outOfBounds((limit) => `takes at most ${limit} characters`),
	minItems: outOfBounds((limit) => `needs at least ${limit} ${limit === "1" ? "item" : "items"}`),
	maxItems: outOfBounds((limit) => `takes at most ${limit} items`),
	minProperties: outOfBounds((limit) => `needs at least ${limit} ${limit === "1" ? "member" : "members"}`),
	maxProperties: outOfBounds((limit) => `takes at most ${limit} ${limit === "1" ? "member" : "members"}`),
	minimum: outOfBounds((limit) => `must be at least ${limit}`),
	maximum: outOfBounds((limit) => `must be at most ${limit}`),
	uniqueItems: twice,
	anyOf: noAlternative,
	oneOf: noAlternative
};
// src/pipeline/schema-problems.ts
/** Checks a value against a compiled schema; `schema` is what it was compiled from, before titles were hoisted. */
function findings(validator, schema, value) {
	if (validator(value)) return [];
	return firstOfText(withoutBranches(validator.errors ?? [])).map((error) => describe(error, schema, value));
}
/** A text that does not match its pattern is often too short as well: one of them is enough. */
function firstOfText(errors) {
	const patterns = new Set(errors.filter((error) => error.keyword === "pattern").map((error) => error.instancePath));
	return errors.filter((error) => !(patterns.has(error.instancePath) && ["minLength", "maxLength"].includes(error.keyword)));
}
/** What a branch says against a value as a whole: that it is not of its form, so most likely another branch was meant. */
const FORM = [
	"type",
	"required",
	"enum",
	"const",
	"pattern",
	"minLength",
	"maxLength"
];
/**
* Keeps the errors that tell an author something. Where alternatives failed, every branch complains: what is deeper inside
* the value, or about one of its keys, says more than that it has not the form of another branch.
*/
function withoutBranches(errors) {
	let kept = errors.filter((error) => error.keyword !== "if");
	for (const union of errors.filter((error) => error.keyword === "anyOf" || error.keyword === "oneOf")) {
		const isDeeper = (error) => error.instancePath.startsWith(`${union.instancePath}/`);
		const isBranch = (error) => error.instancePath === union.instancePath && error.schemaPath.startsWith(`${union.schemaPath}/`);
		const tells = kept.some((error) => isDeeper(error) || isBranch(error) && !FORM.includes(error.keyword));
		kept = kept.filter((error) => tells ? error !== union && !(isBranch(error) && FORM.includes(error.keyword)) : error === union || !isBranch(error));
	}
	return kept;
}
/** The steps of a JSON pointer, list indexes as numbers where the value has a list. */
function steps(pointer, root) {
	let value = root;
	return {
		path: pointer.split("/").slice(1).map((raw) => {
			const key = raw.replaceAll("~1", "/").replaceAll("~0", "~");
			const step = isList(value) ? Number(key) : key;
			value = isList(value) ? value[Number(key)] : isObject(value) ? value[key] : void 0;
			return step;
		}),
		value
	};
}
/**
* What the schema says about the value at a path, alternatives side by side. Found by the path and not by ajv's `schemaPath`,
* which starts anew at each reference.
*/
function schemasAt(schema, path) {
	let here = withBranches(schema);
	for (const step of path) here = here.flatMap((one) => {
		const properties = isObject(one["properties"]) ? one["properties"][step] : void 0;
		const next = typeof step === "number" ? one["items"] : properties ?? one["additionalProperties"];
		return isObject(next) ? withBranches(next) : [];
	});
	return here;
}
function withBranches(schema) {
	return [schema, ...[
		...[
			"anyOf",
			"oneOf",
			"allOf"
		].flatMap((key) => isList(schema[key]) ? schema[key] : []),
		schema["then"],
		schema["else"]
	].filter(isObject).flatMap(withBranches)];
}
function describe(error, schema, root) {
	const { path, value } = steps(error.instancePath, root);
	return {
		path,
		...wordingOf({
			error,
			value,
			path,
			schemas: schemasAt(schema, path)
		})
	};
}
// src/pipeline/hazards.ts
/** What a reviewer must accept, and what no acceptance helps against, worst first. */
function hazardsOf(changes, input) {
	return [...changes.flatMap((change) => [
		...ownership(change, input),
		...protection(change),
		...unknownMembers$1(change, input),
		...replacement(change, input),
		...inUse(change, changes, input),
		...dataLoss(change, input)
	]), ...tooManyDeletes(changes, input)].sort((left, right) => Number(left.accepted) - Number(right.accepted) || Number(left.acceptable) - Number(right.acceptable));
}
/** One hazard about one change; `accepted` by its id, where acceptance helps at all. */
function hazard(rule, address, message, accept) {
	const id = `${rule}:${address}`;
	const acceptable = accept !== "never";
	return {
		id,
		rule,
		addresses: [address],
		message,
		acceptable,
		accepted: acceptable && accept.includes(id)
	};
}
function ownership(change, { live, owner, desired }) {
	const before = live.get(change.address);
	if (before === void 0 || change.action === "delete") return [];
	const has = ownerOf(before.spec);
	if (has === owner) return [];
	const { address } = change;
	if (has !== void 0) return [hazard("foreign-owner", address, `${address} belongs to ${has}. Let ${has} give it up first: a resource has one owner.`, "never")];
	if (before.managedBy !== void 0) return [hazard("foreign-owner", address, `${address} is managed by ${before.managedBy}, which would undo what is changed here. Take it out of there first.`, "never")];
	if (desired.resources.get(address)?.adopt !== true) return [hazard("unowned", address, `${address} is in the account already and nobody owns it. Add \`adopt: true\` to take it over, or choose another name.`, "never")];
	const message = `${address} is taken over: it is in the account already, and its present settings are lost where they differ.`;
	return [{
		id: `takeover:${address}`,
		rule: "takeover",
		addresses: [address],
		message,
		acceptable: true,
		accepted: true
	}];
}
function protection(change) {
	if (change.action !== "delete" && change.action !== "replace") return [];
	const tags = change.before["tags"];
	if (!isObject(tags) || tags["defender-gitops:protect"] !== "true") return [];
	const message = `${change.address} is protected and cannot be ${change.action}d. Take \`protect\` off in a change of its own first.`;
	return [hazard("protected", change.address, message, "never")];
}
/** What AWS returned and the schema does not know would be lost when the whole object is written. */
function unknownMembers$1(change, { kinds }) {
	if (change.action !== "update" && change.action !== "replace") return [];
	if (change.edits.every(({ path }) => isWithin(path, "tags"))) return [];
	const kind = kinds.find((candidate) => candidate.name === kindOf(change.address));
	const unknown = findings(resources[kind.name], resourceSchema(kind), change.before).filter(({ code }) => code === "DG1101").map(({ path }) => path.join("."));
	if (unknown.length === 0) return [];
	const message = `${change.address} has ${unknown.join(", ")} in the account, which this version does not know and would lose. Update defender-gitops, or change the resource by hand.`;
	return [hazard("unknown-live-member", change.address, message, "never")];
}
function replacement(change, { accept }) {
	if (change.action !== "replace" || change.releases.length === 0) return [];
	const message = `${change.address} is deleted and made anew, and ${change.releases.join(", ")} must let go of it meanwhile: detection on it stops and its history is lost.`;
	return [hazard("replace-referenced", change.address, message, accept)];
}
/** What stays as it is and refers to what is about to go: others', and ours that no file has. */
function inUse(change, changes, { live, desired, owner, kinds, accept }) {
	if (change.action !== "delete" && change.action !== "replace") return [];
	const { action, address } = change;
	const going = changes.filter((other) => other.action === "delete").map((other) => other.address);
	const users = [...live].filter(([user, { spec }]) => {
		return !desired.resources.has(user) && !going.includes(user) && (action === "delete" || ownerOf(spec) !== owner) && kindIn$1(kinds, user).references(spec).includes(address);
	});
	if (users.length === 0) return [];
	const whose = users.map(([user, { spec, managedBy }]) => `${user} (${ownerOf(spec) ?? managedBy ?? "nobody’s"})`);
	const refuses = users.some(([user, { spec }]) => {
		const released = kindIn$1(kinds, user).write?.release?.(spec, address);
		return released !== void 0 && !isEqual(released, spec);
	});
	const outcome = refuses ? "AWS refuses that: let go of it there first" : "what they send there would be lost";
	return [hazard("in-use", address, `${address} is to be ${action}d and still used by ${whose.join(", ")}: ${outcome}.`, refuses ? "never" : accept)];
}
function kindIn$1(kinds, address) {
	return kinds.find((kind) => kind.name === kindOf(address));
}
function dataLoss(change, { kinds, accept }) {
	if (change.action !== "delete" && change.action !== "replace") return [];
	const loss = kinds.find((kind) => kind.name === kindOf(change.address))?.write?.losesOnDelete;
	return loss === void 0 ? [] : [hazard("data-loss", change.address, `Deleting ${nameOf(change.address)} loses ${loss}.`, accept)];
}
function tooManyDeletes(changes, { limits, live, owner, accept }) {
	const deletes = changes.filter((change) => change.action === "delete" && change.renamedTo === void 0).map((change) => change.address);
	const owned = [...live.values()].filter((resource) => ownerOf(resource.spec) === owner).length;
	const percent = owned === 0 ? 0 : 100 * deletes.length / owned;
	if (deletes.length === 0 || deletes.length <= limits.deletes && percent <= limits.deletePercent) return [];
	const rule = "too-many-deletes";
	const id = `${rule}:${digestOfAddresses(deletes)}`;
	return [{
		id,
		rule,
		addresses: deletes,
		message: `${deletes.length} of ${owned} resources would be deleted (${Math.round(percent)} %); the limits are ${limits.deletes} and ${limits.deletePercent} %.`,
		acceptable: true,
		accepted: accept.includes(id)
	}];
}
// src/pipeline/profiles-per-target.ts
/** Not adjustable. https://docs.aws.amazon.com/iot/latest/apireference/API_AttachSecurityProfile.html */
const PROFILES_PER_TARGET = 5;
/**
* Targets that would have more profiles attached than AWS takes, whoever owns them: afterwards, or on the way,
* because new ones are attached before old ones are taken off.
*/
function crowdedTargets(changes, { desired, live }) {
	const before = new Map([...live].map(([address, { spec }]) => [address, targetsOf(spec)]));
	const after = new Map(before);
	for (const change of changes) after.set(change.address, change.action === "delete" ? [] : targetsOf(change.after));
	return [...new Set([...after].flatMap(([address, targets]) => added(targets, before.get(address))))].flatMap((target) => {
		const has = (targets) => targets?.includes(target) === true;
		const all = [...after.keys()].filter((address) => kindOf(address) === "SecurityProfile");
		const then = all.filter((address) => has(after.get(address)));
		const meanwhile = all.filter((address) => has(after.get(address)) || has(before.get(address)));
		if (meanwhile.length <= PROFILES_PER_TARGET) return [];
		const source = then.filter((address) => !has(before.get(address))).flatMap((address) => desired.resources.get(address)?.locate("targets") ?? [])[0];
		return source === void 0 ? [] : [problem(target, then.length, meanwhile.length, source)];
	});
}
function problem(target, then, meanwhile, source) {
	const resource = target.split(":").slice(5).join(":");
	const tooMany = then > PROFILES_PER_TARGET;
	return {
		code: "DG3004",
		message: `${resource} would have ${tooMany ? then : meanwhile} security profiles${tooMany ? "" : " until the old ones are off it"}; AWS takes ${PROFILES_PER_TARGET}.`,
		hint: tooMany ? "Put behaviors together in one profile, or take one profile off it." : "New profiles are attached first, so that nothing goes unwatched: take one off before, in a change of its own.",
		...source
	};
}
function targetsOf(spec) {
	return isList(spec["targets"]) ? spec["targets"].map(String) : [];
}
function added(after, before = []) {
	return after.filter((target) => !before.includes(target));
}
// src/pipeline/renames.ts
/** The renames that are still to be done, or to be finished: the old one is there and ours. */
function renamesOf({ desired, live, owner }) {
	const pairs = renamed(desired).filter(([old]) => {
		const before = live.get(old);
		return before !== void 0 && ownerOf(before.spec) === owner && !desired.resources.has(old);
	});
	return {
		toNew: new Map(pairs.map(([old, { address }]) => [old, address])),
		toOld: new Map(pairs.map(([old, { address }]) => [address, old]))
	};
}
function renamed({ resources }) {
	return [...resources.values()].flatMap((desired) => desired.renamedFrom === void 0 ? [] : [[addressOf(kindOf(desired.address), desired.renamedFrom), desired]]);
}
/** Former names that the profiles themselves still speak for. */
function renameProblems(desired) {
	const first = /* @__PURE__ */ new Map();
	return renamed(desired).flatMap(([old, { address, locate }]) => {
		const other = first.get(old);
		first.set(old, other ?? address);
		const why = desired.resources.has(old) ? "is still declared" : desired.elsewhere?.has(old) === true ? "is left to others" : other === void 0 ? void 0 : `was renamed to ${other} already`;
		if (why === void 0) return [];
		return [{
			code: "DG2008",
			message: `${address} is renamed from ${old}, which ${why}.`,
			hint: "Take one of the two out.",
			...locate("renamedFrom")
		}];
	});
}
/** Former names that somebody else has: nothing is ours to be renamed. */
function foreignRenames({ desired, live, owner }) {
	return renamed(desired).flatMap(([old, { address, locate }]) => {
		const before = live.get(old);
		if (before === void 0 || live.has(address)) return [];
		const has = ownerOf(before.spec);
		if (has === owner) return [];
		const whose = has ?? before.managedBy;
		return [{
			code: "DG3003",
			message: `${address} is renamed from ${old}, which ${whose === void 0 ? "nobody owns" : `belongs to ${whose}`}.`,
			hint: "Take `renamedFrom` out to create it beside the old one, or make the old one yours first.",
			...locate("renamedFrom")
		}];
	});
}
// src/pipeline/plan.ts
/** What has to be done to make the account as desired: a pure function, and plain data. */
function plan$1(input) {
	const { target, desired, live } = input;
	const renames = renamesOf(input);
	const references = referencesOf(input);
	const unordered = [];
	const unchanged = [];
	for (const resource of desired.resources.values()) {
		const change = changeOf(resource, live.get(resource.address), input, references, renames);
		if (change === void 0) unchanged.push(resource.address);
		else unordered.push(change);
	}
	const rest = undeclared(input);
	unordered.push(...rest.left.map(([address, { spec }]) => handOver(address, spec, desired.elsewhere?.get(address))));
	unordered.push(...rest.gone.map(([address, { spec }]) => deletion(address, spec, renames)));
	const changes = order(inKindOrder(unordered, input.kinds), references);
	return {
		plan: {
			target: target.name,
			account: target.account,
			region: target.region,
			digest: digestOfPlan(target, changes),
			changes,
			unchanged: unchanged.sort(),
			unmanaged: rest.unmanaged.map(([address]) => address).sort(),
			orphaned: rest.orphaned.map(([address]) => ({
				address,
				section: sectionOf(address, input.kinds)
			})),
			hazards: hazardsOf(changes, input)
		},
		problems: [
			...missingReferences(input, references),
			...foreignRenames(input),
			...crowdedTargets(changes, input)
		]
	};
}
/** What is live and not declared: ours and left to others, to be deleted, or in a section that no file has; or not ours. */
function undeclared({ desired, live, owner, kinds }) {
	const rest = [...live].filter(([address]) => !desired.resources.has(address));
	const ours = rest.filter(([, { spec }]) => ownerOf(spec) === owner);
	const left = ours.filter(([address]) => desired.elsewhere?.has(address) === true);
	const kept = ours.filter((entry) => !left.includes(entry));
	const isGone = ([address]) => desired.sections.has(sectionOf(address, kinds));
	return {
		left,
		gone: kept.filter(isGone),
		orphaned: kept.filter((entry) => !isGone(entry)),
		unmanaged: rest.filter((entry) => !ours.includes(entry))
	};
}
function sectionOf(address, kinds) {
	return kinds.find((kind) => kind.name === kindOf(address))?.section ?? "";
}
function referencesOf({ desired, live, kinds }) {
	const of = (address, spec) => kinds.find((kind) => kind.name === kindOf(address))?.references(spec) ?? [];
	return {
		before: new Map([...live].map(([address, { spec }]) => [address, of(address, spec)])),
		after: new Map([...desired.resources].map(([address, { spec }]) => [address, of(address, spec)]))
	};
}
function changeOf(desired, live, input, references, renames) {
	if (live === void 0) return creation(desired, renames);
	const { address, source } = desired;
	const before = live.spec;
	const after = keep(before, desired.spec, desired.ignore.map(({ path }) => path));
	const edits = located(diff(before, after), desired);
	if (edits.length === 0) return void 0;
	const write = input.kinds.find((kind) => kind.name === kindOf(address))?.write;
	const because = edits.filter((edit) => write?.immutable(edit) === true).map((edit) => edit.path);
	const common = {
		address,
		edits,
		before,
		after,
		source,
		waitsFor: []
	};
	if (because.length === 0) {
		const digest = digestOfChange({
			action: "update",
			...common
		});
		return {
			action: "update",
			...common,
			edits: cautioned(edits, write),
			digest
		};
	}
	const releases = referrers(address, references.before).filter((referrer) => input.kinds.find((kind) => kind.name === kindOf(referrer))?.write?.release !== void 0);
	return {
		action: "replace",
		...common,
		because,
		releases,
		digest: digestOfChange({
			action: "replace",
			...common
		})
	};
}
function creation(desired, renames) {
	const { address, source, spec: after } = desired;
	const renamedFrom = renames.toOld.get(address);
	const common = {
		action: "create",
		address,
		edits: located(diff({}, after), desired),
		after,
		source,
		waitsFor: [],
		digest: digestOfChange({
			action: "create",
			address,
			after
		})
	};
	return renamedFrom === void 0 ? common : {
		...common,
		renamedFrom
	};
}
/** What is left to others loses our tag and nothing else. */
function handOver(address, before, source) {
	const { tags, ...rest } = before;
	const { [OWNER_TAG]: _, ...others } = isObject(tags) ? tags : {};
	const after = Object.keys(others).length === 0 ? rest : {
		...rest,
		tags: others
	};
	const where = source === void 0 ? {} : { source };
	const common = {
		action: "update",
		address,
		edits: diff(before, after).map((edit) => ({
			...edit,
			...where
		})),
		before,
		after,
		waitsFor: [],
		...where
	};
	return {
		...common,
		digest: digestOfChange(common)
	};
}
/** Edits that AWS may not carry out say so. */
function cautioned(edits, write) {
	return edits.map((edit) => {
		const caveat = write?.caveat?.(edit);
		return caveat === void 0 ? edit : {
			...edit,
			caveat
		};
	});
}
function located(edits, desired) {
	return edits.map((edit) => ({
		...edit,
		source: desired.locate(edit.path)
	}));
}
function deletion(address, before, renames) {
	const renamedTo = renames.toNew.get(address);
	const common = {
		action: "delete",
		address,
		before,
		edits: diff(before, {}),
		waitsFor: [],
		digest: digestOfChange({
			action: "delete",
			address,
			before
		})
	};
	return renamedTo === void 0 ? common : {
		...common,
		renamedTo
	};
}
/** So that a plan reads the same whatever order files were read in. */
function inKindOrder(changes, kinds) {
	const rank = (change) => kinds.findIndex((kind) => kind.name === kindOf(change.address));
	return [...changes].sort((left, right) => rank(left) - rank(right) || (left.address < right.address ? -1 : 1));
}
/** A reference that neither the profiles nor the account can meet. */
function missingReferences({ desired, live }, references) {
	return [...desired.resources.values()].flatMap(({ address, source }) => (references.after.get(address) ?? []).filter((reference) => !desired.resources.has(reference) && !live.has(reference)).filter((reference) => desired.elsewhere?.has(reference) !== true).map((reference) => ({
		code: "DG3001",
		message: `${address} refers to ${reference}, which neither the profiles nor the account have.`,
		hint: "Declare it, or correct the name.",
		...source
	})));
}
// src/model/limits.ts
var import_dist = require_dist();
/** What a file of profiles may be at most. A profile of 100 behaviors takes about 30 kB and 3,000 values. */
const FILE_LIMIT = {
	bytes: 1048576,
	values: 2e5,
	depth: 64,
	aliases: 10
};
/** How many files of profiles are read. */
const FILES_LIMIT = 2e4;
// src/pipeline/characters.ts
const NAMES = {
	0: "NUL",
	27: "ESCAPE",
	173: "SOFT HYPHEN",
	8203: "ZERO WIDTH SPACE",
	8232: "LINE SEPARATOR",
	8233: "PARAGRAPH SEPARATOR",
	8238: "RIGHT-TO-LEFT OVERRIDE",
	65279: "BYTE ORDER MARK"
};
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
/** The first character that a reviewer could not see or that would change how the text shows; undefined where there is none. */
function forbiddenCharacter(text) {
	const found = FORBIDDEN.exec(text);
	if (found === null) return void 0;
	const code = found[0].charCodeAt(0);
	const hex = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
	return {
		offset: found.index,
		name: NAMES[code] === void 0 ? hex : `${hex} (${NAMES[code]})`
	};
}
// src/pipeline/yaml-values.ts
const FORBIDDEN_KEYS = /* @__PURE__ */ new Set([
	"__proto__",
	"constructor",
	"prototype"
]);
/** Notes a problem at an offset of the text; gives null, to stand for the value that was refused. */
function report$1(reader, code, offset, message, hint) {
	const { line, col } = reader.lines.linePos(offset);
	reader.problems.push({
		code,
		message,
		hint,
		file: reader.file,
		line: Math.max(line, 1),
		column: Math.max(col, 1)
	});
	return null;
}
/** The plain data of a YAML node; whatever is more than data is reported and stands as null. */
function convert(reader, doc, node, depth) {
	const { problems } = reader;
	if (problems.length > 0 && problems.at(-1)?.code === "DG1007") return null;
	const at = offsetOf(node);
	reader.nodes += 1;
	if (reader.nodes > FILE_LIMIT.values) return report$1(reader, "DG1007", at, `The file expands to more than ${FILE_LIMIT.values} values.`, "Split it, or write less with aliases.");
	if (depth > FILE_LIMIT.depth) return report$1(reader, "DG1007", at, `Values are nested more than ${FILE_LIMIT.depth} deep.`, "No member of a profile is that deep: look for a wrong indent.");
	if ((0, import_dist.isAlias)(node)) return convertAlias(reader, doc, node, depth);
	if (isTagged(node)) report$1(reader, "DG1008", at, `The tag ${node.tag} is not read.`, "Take it out: write text in quotes and numbers plainly.");
	if ((0, import_dist.isMap)(node)) return convertMap(reader, doc, node, depth);
	if ((0, import_dist.isSeq)(node)) return convertSeq(reader, doc, node, depth);
	if ((0, import_dist.isScalar)(node)) return convertScalar(reader, node);
	return null;
}
function isTagged(node) {
	return typeof node === "object" && node !== null && "tag" in node && typeof node.tag === "string";
}
function offsetOf(node) {
	return (typeof node === "object" && node !== null && "range" in node ? node.range : null)?.[0] ?? 0;
}
function convertAlias(reader, doc, alias, depth) {
	const at = offsetOf(alias);
	reader.aliases += 1;
	if (reader.aliases > FILE_LIMIT.aliases) return report$1(reader, "DG1009", at, `The file uses more than ${FILE_LIMIT.aliases} aliases.`, "Write the values out: a reviewer has to see what applies where.");
	const target = alias.resolve(doc);
	if (target === void 0) return report$1(reader, "DG1009", at, `No anchor &${alias.source} stands above.`, "Write the value out.");
	if (reader.open.has(target)) return report$1(reader, "DG1009", at, `The alias *${alias.source} holds itself.`, "Write the value out.");
	reader.open.add(target);
	const value = convert(reader, doc, target, depth);
	reader.open.delete(target);
	return value;
}
function convertMap(reader, doc, map, depth) {
	const object = {};
	const offsets = /* @__PURE__ */ new Map();
	if (map.anchor !== void 0) reader.open.add(map);
	for (const pair of map.items) {
		const key = keyOf(reader, pair, object);
		if (key === void 0) continue;
		offsets.set(key, offsetOf(pair.key));
		object[key] = convert(reader, doc, pair.value, depth + 1);
	}
	reader.open.delete(map);
	reader.offsets.set(object, offsets);
	return object;
}
/** The key of a pair, or undefined where it was refused and reported. */
function keyOf(reader, pair, object) {
	const at = offsetOf(pair.key);
	const refuse = (message, hint) => {
		report$1(reader, "DG1010", at, message, hint);
	};
	const key = (0, import_dist.isScalar)(pair.key) ? pair.key.value : void 0;
	if (isTagged(pair.key)) return refuse("Keys take no tag.", "Write the key as plain text.");
	if (typeof key !== "string") return refuse((0, import_dist.isScalar)(pair.key) ? `The key ${String(key)} is not text.` : "Keys are text.", (0, import_dist.isScalar)(pair.key) ? `Put it in quotes: "${pair.key.source ?? String(key)}".` : "Write a plain key.");
	if (key === "<<") return refuse("Merge keys (<<) are not read.", "Write the members out: a reviewer has to see what applies.");
	if (FORBIDDEN_KEYS.has(key)) return refuse(`The key ${key} is not allowed.`, "No member has this name.");
	if (Object.hasOwn(object, key)) return refuse(`The key ${JSON.stringify(key)} stands here a second time.`, "Keep one of the two.");
	return key;
}
function convertSeq(reader, doc, seq, depth) {
	const offsets = /* @__PURE__ */ new Map();
	if (seq.anchor !== void 0) reader.open.add(seq);
	const list = seq.items.map((item, index) => {
		offsets.set(index, offsetOf(item));
		return convert(reader, doc, item, depth + 1);
	});
	reader.open.delete(seq);
	reader.offsets.set(list, offsets);
	return list;
}
function convertScalar(reader, scalar) {
	const { value } = scalar;
	if (value === null || typeof value === "boolean" || typeof value === "string") return value;
	if (typeof value === "number" && Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return value;
	return report$1(reader, "DG1011", offsetOf(scalar), `The number ${scalar.source ?? String(value)} cannot be kept exactly.`, "Numbers go up to 9007199254740991; put it in quotes if it is text.");
}
/** Finds places by walking the value that was read, so that nothing is kept for each path. */
function placer(reader, root) {
	return (path) => {
		let offset = 0;
		let value = root;
		for (const step of path) {
			const next = typeof value === "object" && value !== null ? reader.offsets.get(value)?.get(step) : void 0;
			if (next === void 0) break;
			offset = next;
			value = value[step];
		}
		const { line, col } = reader.lines.linePos(offset);
		return {
			file: reader.file,
			line: Math.max(line, 1),
			column: Math.max(col, 1)
		};
	};
}
// src/pipeline/load.ts
/**
* Reads YAML 1.2 as data only. Gives one document for each readable file and every problem of the others;
* a file with a problem gives no document, so nothing half-read goes on.
*/
function load(files) {
	const documents = [];
	const problems = [];
	for (const raw of files) {
		const read = readFile(raw);
		if (read.document !== void 0) documents.push(read.document);
		problems.push(...read.problems);
	}
	return {
		documents,
		problems
	};
}
function readFile(raw) {
	const { file, bytes } = raw;
	const whole = (code, message, hint) => ({ problems: [{
		code,
		message,
		hint,
		file,
		line: 1,
		column: 1
	}] });
	if (bytes.byteLength > FILE_LIMIT.bytes) return whole("DG1001", `The file has ${bytes.byteLength} bytes; at most ${FILE_LIMIT.bytes} are read.`, "Split it into several files: sections may stand in any number of them.");
	const text = decode(bytes);
	if (text === void 0) return whole("DG1002", "The file is not UTF-8.", "Save it as UTF-8.");
	return readText$1(file, text);
}
function readText$1(file, text) {
	const lines = new import_dist.LineCounter();
	const reader = {
		file,
		lines,
		problems: [],
		offsets: /* @__PURE__ */ new WeakMap(),
		nodes: 0,
		aliases: 0,
		open: /* @__PURE__ */ new Set()
	};
	const { problems } = reader;
	const parsed = (0, import_dist.parseDocument)(text, {
		version: "1.2",
		schema: "core",
		uniqueKeys: false,
		prettyErrors: false,
		lineCounter: lines
	});
	refuseCharacters(reader, text);
	const complaints = [...parsed.errors, ...parsed.warnings].filter(({ code }) => code !== "TAG_RESOLVE_FAILED");
	for (const error of complaints) report$1(reader, "DG1004", error.pos[0], sentence(error.message), "See https://yaml.org/spec/1.2.2/ for the syntax.");
	refuseDirectives(reader, parsed, text);
	if (problems.length > 0) return { problems };
	const value = parsed.contents === null ? {} : convert(reader, parsed, parsed.contents, 0);
	if (problems.length > 0) return { problems };
	if (isObject(value)) return {
		document: {
			file,
			text,
			value,
			place: placer(reader, value)
		},
		problems
	};
	report$1(reader, "DG1005", 0, "The file is not a mapping of sections.", "Begin with a section such as `securityProfiles:`.");
	return { problems };
}
/** The line counter counts only what was parsed, so this comes after parsing. */
function refuseCharacters(reader, text) {
	const bad = forbiddenCharacter(text);
	if (bad === void 0) return;
	const message = `The file holds the character ${bad.name}, which does not show or changes how text shows.`;
	report$1(reader, "DG1003", bad.offset, message, "Take it out, or write it as an escape inside double quotes.");
}
function decode(bytes) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return;
	}
}
function sentence(message) {
	const trimmed = message.trim();
	return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
/** A `%YAML 1.1` line would turn `no` into false without anybody seeing it. */
function refuseDirectives(reader, parsed, text) {
	const directives = parsed.directives;
	if (directives === void 0) return;
	const tags = Object.keys(directives.tags).filter((handle) => handle !== "!!");
	if (directives.yaml.explicit !== true && tags.length === 0) return;
	report$1(reader, "DG1006", Math.max(text.search(/^%/m), 0), "YAML directives are not read.", "Take the line that begins with % out: files are YAML 1.2.");
}
// src/pipeline/fill.ts
const TARGET_MEMBERS = [
	"account",
	"region",
	"partition"
];
/**
* Fills in what the language adds to AWS's words: variables anywhere, short ARNs in `…Arn` members and attachments, and the
* topic of an export. Whatever else stands in `${…}` is AWS's (`${topic()}`, `${iot:ClientId}`) and left alone.
*/
function fill(value, filling) {
	const findings = [];
	return {
		value: fillValue(value, [], filling, findings),
		findings
	};
}
/** A variable; with more dollars in front it is text, and one of them is the escape. */
const VARIABLE = /(\$*)\$\{(var|target)\.([^}]*)\}/g;
/** Text that `fillText` gives back as it is. */
function escapeVariables(text) {
	return text.replaceAll(VARIABLE, (whole) => `$${whole}`);
}
/** Fills variables into one text; `$${var.NAME}` is the text `${var.NAME}`. */
function fillText(text, path, target, findings) {
	return text.replaceAll(VARIABLE, (whole, escapes, scope, name) => {
		if (escapes !== "") return whole.slice(1);
		const value = scope === "var" ? own(target.variables, name) : own(targetMembers(target), name);
		if (value !== void 0) return value;
		const names = scope === "var" ? Object.keys(target.variables) : TARGET_MEMBERS;
		const message = scope === "var" ? `Target ${target.name} has no variable ${name}.` : `A target has no ${name}.`;
		const hint = scope === "var" && names.length === 0 ? `Add \`variables: { ${name}: … }\` to the target.` : didYouMean(name, names);
		findings.push({
			path,
			code: "DG2001",
			message,
			hint
		});
		return whole;
	});
}
function own(record, name) {
	return Object.hasOwn(record, name) ? record[name] : void 0;
}
function targetMembers({ account, region, partition }) {
	return {
		account,
		region,
		partition
	};
}
function fillValue(value, path, filling, findings) {
	if (typeof value === "string") return completeArn(fillText(value, path, filling.target, findings), path, filling.target);
	if (isList(value)) return value.map((item, index) => fillValue(item, [...path, index], filling, findings));
	if (!isObject(value)) return value;
	const filled = {};
	for (const [key, member] of Object.entries(value)) {
		const name = fillText(key, [...path, key], filling.target, findings);
		if (member !== void 0) filled[name] = fillValue(member, [...path, key], filling, findings);
	}
	return path.length === 1 && path[0] === "metricsExport" ? withTopic$1(filled, path, filling, findings) : filled;
}
/** `metricsExport.topic` names an entry of `topics`; AWS knows the topic itself. */
function withTopic$1(metricsExport, path, { topics }, findings) {
	const { topic, ...rest } = metricsExport;
	if (typeof topic !== "string" || "mqttTopic" in rest) return metricsExport;
	const mqttTopic = topics.get(topic);
	if (mqttTopic !== void 0) return {
		mqttTopic,
		...rest
	};
	const hint = topics.size === 0 ? `Add \`topics: { ${topic}: { basicIngest: RULE } }\`.` : didYouMean(topic, topics.keys());
	findings.push({
		path: [...path, "topic"],
		code: "DG2003",
		message: `There is no topic ${topic} under topics.`,
		hint
	});
	return metricsExport;
}
/** Members whose keys are the author's own, so that a key that ends in `Arn` says nothing. */
const MAPS = [
	"tags",
	"clientProperties",
	"columnToJsonKeyMappings"
];
/** Completes a short ARN where one is meant: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function completeArn(text, path, { partition, account, region }) {
	if (path.slice(0, -1).some((step) => MAPS.includes(step))) return text;
	const member = path.findLast((step) => typeof step === "string") ?? "";
	const isAttachment = path.length === 2 && path[0] === "targets";
	if (!member.endsWith("Arn") && !isAttachment) return text;
	if (text.startsWith("arn:")) return text;
	const arn = (service, resource, place = `${region}:${account}`) => `arn:${partition}:${service}:${place}:${resource}`;
	if (/bucketArn$/i.test(member)) return /^[a-z0-9][\w.-]*$/.test(text) ? arn("s3", text, ":") : text;
	const [head = "", ...tail] = text.split("/");
	const rest = tail.join("/");
	if (rest === "") return text;
	const forms = {
		role: arn("iam", text, `:${account}`),
		thinggroup: arn("iot", text),
		all: arn("iot", text),
		ruledestination: arn("iot", text),
		sns: arn("sns", rest),
		function: arn("lambda", `function:${rest}`),
		key: arn("kms", text),
		alias: arn("kms", text)
	};
	return Object.hasOwn(forms, head) ? forms[head] ?? text : text;
}
// src/pipeline/elsewhere.ts
/** What a file's `elsewhere` names: resources that another repository or tool has. They may be referred to, and lose our tag. */
function elsewhereIn(document, kinds, problems) {
	const value = document.value["elsewhere"] ?? null;
	const wrong = (code, message, hint, index) => {
		problems.push({
			code,
			message,
			hint,
			...document.place(index === void 0 ? ["elsewhere"] : ["elsewhere", index])
		});
		return [];
	};
	if (value === null) return [];
	if (!isList(value)) return wrong("DG1104", "elsewhere must be a list of addresses.", EXAMPLE);
	return value.flatMap((item, index) => {
		const address = String(item);
		if (typeof item !== "string" || !/^\w+\/./s.test(item)) return wrong("DG1105", `Item ${index + 1} of elsewhere is not an address.`, EXAMPLE, index);
		const names = kinds.map((kind) => kind.name);
		if (!names.includes(kindOf(address))) return wrong("DG1103", `There is no kind ${kindOf(address)}.`, didYouMean(kindOf(address), names), index);
		return [{
			address,
			source: document.place(["elsewhere", index])
		}];
	});
}
const EXAMPLE = "Name resources as plans do: `elsewhere: [CustomMetric/battery_level]`.";
/** The same for one target: variables filled in. */
function elsewhereFor(elsewhere, target) {
	return new Map(elsewhere.map(({ address, source }) => [addressOf(kindOf(address), fillText(nameOf(address), [], target, [])), source]));
}
// src/pipeline/references.ts
/**
* References to what no file declares. Where a whole section is absent, its resources are somebody else's
* and looked for in the account when a plan is made.
*/
function referenceProblems(profiles, mentions, scope) {
	return [...topicProblems$1(profiles, scope), ...mentions.flatMap((mention) => mentionProblems(mention, profiles, scope))];
}
/** Nothing answers a Basic Ingest topic whose rule does not exist: messages are lost without an error anywhere. */
function topicProblems$1(profiles, scope) {
	const rule = scope.kinds.find((kind) => kind.section === "rules");
	return profiles.topics.flatMap(({ name, value, document }) => {
		if (typeof value["basicIngest"] !== "string" || rule === void 0) return [];
		const ruleName = fillText(value["basicIngest"], [], scope.target, []);
		const hint = hintFor(ruleName, rule, profiles, scope);
		if (hint === void 0) return [];
		return [{
			code: "DG2004",
			message: `There is no rule ${ruleName} under rules; what is sent to it would be lost.`,
			hint,
			...document.place([
				"topics",
				name,
				"basicIngest"
			])
		}];
	});
}
function mentionProblems({ declared, references }, profiles, scope) {
	return references.flatMap((reference) => {
		const kind = scope.kinds.find((candidate) => candidate.name === kindOf(reference));
		const name = nameOf(reference);
		if (kind === void 0 || kind.shared === true) return [];
		const hint = hintFor(name, kind, profiles, scope);
		const path = findMention(declared.value, name);
		if (hint === void 0 || path === void 0) return [];
		return [{
			code: "DG2004",
			message: `There is no ${kind.name} ${name} under ${kind.section}.`,
			hint,
			...declared.document.place([
				declared.section,
				declared.name,
				...path
			])
		}];
	});
}
/** The nearest name, where a section is there and lacks this one; undefined where all is well. */
function hintFor(name, { section, name: kindName }, { resources, sections }, { target, elsewhere }) {
	if (elsewhere.has(addressOf(kindName, name))) return void 0;
	const names = resources.filter((one) => one.section === section).map((one) => fillText(one.name, [], target, []));
	return !sections.has(section) || names.includes(name) ? void 0 : didYouMean(name, names);
}
/** Where a value names something: the first text that is the name, or ends with it after a slash. */
function findMention(value, name, path = []) {
	if (typeof value === "string") return value === name || value.startsWith(`$aws/rules/${name}`) ? path : void 0;
	const members = isList(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
	for (const [step, member] of members) {
		const found = findMention(member, name, [...path, step]);
		if (found !== void 0) return found;
	}
}
// src/pipeline/without-paths.ts
/** A value without what is at the given paths: members and elements are dropped, and so is a value whose own path is given. */
function withoutPaths(value, paths) {
	return pruned(value, paths);
}
function pruned(value, paths) {
	if (paths.length === 0 || value === void 0) return value;
	if (paths.some((path) => path.length === 0)) return void 0;
	const below = (step) => paths.filter((path) => path[0] === step).map((path) => path.slice(1));
	if (isList(value)) return value.map((item, index) => pruned(item, below(index))).filter((item) => item !== void 0);
	if (!isObject(value)) return void 0;
	const members = Object.entries(value).map(([key, member]) => [key, pruned(member, below(key))]);
	return Object.fromEntries(members.filter(([, member]) => member !== void 0));
}
// src/pipeline/resolve.ts
/** What the profiles want of one target, and every problem that shows once variables, ARNs and topics are filled in. */
function resolve(profiles, resolution) {
	const problems = [];
	const mentions = [];
	const filling = {
		target: resolution.target,
		topics: topicsOf(profiles, resolution.target)
	};
	const resources = /* @__PURE__ */ new Map();
	for (const declared of profiles.resources) {
		const onlyIn = declared.value["onlyIn"];
		if (isList(onlyIn) && !onlyIn.includes(resolution.target.name)) continue;
		const desired = resolveOne(declared, filling, resolution, problems, mentions);
		if (desired === void 0) continue;
		const first = resources.get(desired.address)?.source;
		if (first === void 0) resources.set(desired.address, desired);
		else problems.push({
			code: "DG2002",
			message: `${desired.address} is declared twice, first at ${first.file}:${first.line}.`,
			hint: "Rename one of the two, or give them different `onlyIn` targets.",
			...desired.source
		});
	}
	const elsewhere = elsewhereFor(profiles.elsewhere, resolution.target);
	const desired = {
		resources,
		sections: profiles.sections,
		elsewhere
	};
	problems.push(...referenceProblems(profiles, mentions, {
		...resolution,
		elsewhere
	}));
	problems.push(...renameProblems(desired));
	return {
		desired,
		problems
	};
}
/** The MQTT topic of each entry of `topics`; an entry that is not valid has been reported and is left out. */
function topicsOf(profiles, target) {
	const topics = /* @__PURE__ */ new Map();
	for (const { name, value } of profiles.topics) {
		const { basicIngest, mqtt } = value;
		const found = [];
		if (typeof basicIngest === "string") topics.set(name, `$aws/rules/${fillText(basicIngest, [], target, found)}`);
		else if (typeof mqtt === "string") topics.set(name, fillText(mqtt, [], target, found));
		else topics.set(name, "");
	}
	return topics;
}
function resolveOne(declared, filling, resolution, problems, mentions) {
	const { section, document } = declared;
	const kind = resolution.kinds.find((candidate) => candidate.section === section);
	if (kind === void 0) return void 0;
	const named = [];
	const name = fillText(declared.name, [], filling.target, named);
	if (named.length === 0) named.push(...nameFindings(kind, name));
	const filled = fill(declared.value, filling);
	const shape = findings(resources[kind.name], resourceSchema(kind), filled.value);
	const found = [
		...named,
		...filled.findings,
		...shape.filter((one) => !filled.findings.some((other) => isBelow(one.path, other.path)))
	];
	const place = (path) => document.place([
		section,
		declared.name,
		...authoredPath(path, declared.value)
	]);
	for (const { path, ...finding } of found) problems.push({
		...finding,
		...place(path)
	});
	const sound = withoutPaths(filled.value, found.map(({ path }) => path));
	if (isObject(sound)) mentions.push({
		declared,
		references: kind.references(sound)
	});
	if (found.length > 0) return void 0;
	problems.push(...expired(filled.value, resolution.today, place));
	return {
		address: addressOf(kind.name, name),
		spec: kind.normalize(specOf(filled.value, resolution.owner)),
		source: place([]),
		adopt: filled.value["adopt"] === true,
		...typeof filled.value["renamedFrom"] === "string" ? { renamedFrom: filled.value["renamedFrom"] } : {},
		ignore: ignoresOf(filled.value).filter(({ until }) => until === void 0 || until >= resolution.today),
		locate: (path) => place(followEditPath(path, filled.value))
	};
}
function nameFindings(kind, name) {
	return findings(names[kind.name], kind.nameSchema, name).map((finding) => ({
		...finding,
		message: `${JSON.stringify(name)} cannot be the name of a ${kind.name}.`
	}));
}
function isBelow(path, other) {
	return other.every((step, index) => path[index] === step);
}
/** Where the author wrote `topic`, the value that was checked is `mqttTopic`. */
function authoredPath(path, authored) {
	const metricsExport = authored["metricsExport"];
	return path[0] === "metricsExport" && path[1] === "mqttTopic" && isObject(metricsExport) && "topic" in metricsExport ? ["metricsExport", "topic"] : path;
}
/** The spec: AWS's members, and in the tags who owns it and whether it is protected. */
function specOf(value, owner) {
	const members = Object.entries(value).filter(([member]) => !WORDS.includes(member));
	const tags = {
		...value["tags"],
		[OWNER_TAG]: owner
	};
	if (value["protect"] === true) tags[PROTECT_TAG] = "true";
	return {
		...Object.fromEntries(members),
		tags
	};
}
function ignoresOf(value) {
	return value["ignore"] ?? [];
}
function expired(value, today, place) {
	return ignoresOf(value).flatMap(({ path, until }, index) => {
		if (until === void 0 || until >= today) return [];
		return [{
			code: "DG2006",
			message: `Ignoring ${path} ran out on ${until}.`,
			hint: "Take the entry out, or set a later day with a reason.",
			...place([
				"ignore",
				index,
				"until"
			])
		}];
	});
}
// src/pipeline/settings.ts
/** What holds where the settings say nothing. */
const DEFAULT_LIMITS = {
	deletes: 3,
	deletePercent: 20
};
/** Says whether a top-level key is a setting. */
function isSetting(key) {
	return key in settingsSchema["properties"];
}
/** Reads the settings from wherever they stand; each may stand in one place only. */
function readSettings(documents) {
	const problems = [];
	const found = {};
	const places = /* @__PURE__ */ new Map();
	for (const document of documents) {
		const own = Object.fromEntries(Object.entries(document.value).filter(([key]) => isSetting(key)));
		const wrong = findings(settings, settingsSchema, own);
		for (const { path, ...finding } of wrong) problems.push({
			...finding,
			...document.place(path)
		});
		for (const [key, value = null] of Object.entries(own)) {
			const source = document.place([key]);
			const first = places.get(key);
			if (first !== void 0) problems.push({
				code: "DG1202",
				message: `${key} is set twice, first at ${first.file}:${first.line}.`,
				hint: "Settings stand once per repository: keep one of the two.",
				...source
			});
			else if (!wrong.some(({ path }) => path[0] === key)) found[key] = value;
			places.set(key, first ?? source);
		}
	}
	return {
		settings: settingsOf(found),
		problems
	};
}
/** Only what passed the schema gets here. */
function settingsOf(found) {
	const { owner, targets, limits, accept } = found;
	return {
		...typeof owner === "string" ? { owner } : {},
		targets: isObject(targets) ? Object.entries(targets).map(([name, value]) => targetOf(name, value)) : [],
		limits: {
			...DEFAULT_LIMITS,
			...isObject(limits) ? limits : {}
		},
		accept: isList(accept) ? accept.map(String) : []
	};
}
function targetOf(name, value) {
	const region = String(value["region"]);
	const variables = isObject(value["variables"]) ? value["variables"] : {};
	const { assumeRoleArn, planRoleArn } = value;
	return {
		name,
		account: String(value["account"]),
		region,
		partition: partitionOf(region),
		variables,
		...typeof assumeRoleArn === "string" && { assumeRoleArn },
		...typeof planRoleArn === "string" && { planRoleArn }
	};
}
/** The partition of a region: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region) {
	if (region.startsWith("cn-")) return "aws-cn";
	if (region.startsWith("us-gov-")) return "aws-us-gov";
	return "aws";
}
// src/pipeline/validate.ts
/** Puts the files together and checks all that does not depend on a target: keys, settings, topics, shapes of sections. */
function validate$2(documents, kinds) {
	const { settings, problems } = readSettings(documents);
	const topics = [];
	const resources = [];
	const elsewhere = [];
	const sections = /* @__PURE__ */ new Set();
	const keys = topLevelKeys(kinds);
	for (const document of documents) for (const [key, value = null] of Object.entries(document.value)) {
		if (!keys.includes(key)) problems.push(unknownSection(key, document.place([key]), keys));
		if (!keys.includes(key) || isSetting(key)) continue;
		if (key === "elsewhere") {
			elsewhere.push(...elsewhereIn(document, kinds, problems));
			continue;
		}
		sections.add(key);
		(key === "topics" ? topics : resources).push(...declarations(key, value, document, problems));
	}
	problems.push(...topicProblems(topics), ...onlyInProblems(resources, settings), ...elsewhereProblems(elsewhere, resources, kinds));
	return {
		profiles: {
			...settings,
			topics,
			resources,
			elsewhere,
			sections
		},
		problems
	};
}
function unknownSection(key, source, keys) {
	return {
		code: "DG1101",
		message: `Unknown section ${JSON.stringify(key)}.`,
		hint: didYouMean(key, keys),
		...source
	};
}
/** The resources under a section. A section without any (`rules:` or `rules: {}`) says that there are none. */
function declarations(section, value, document, problems) {
	if (value === null) return [];
	if (!isObject(value)) {
		const message = `${section} must be a mapping of names, not ${isList(value) ? "a list" : "a value"}.`;
		problems.push({
			code: "DG1104",
			message,
			hint: "Write each resource as a key with its members below it.",
			...document.place([section])
		});
		return [];
	}
	return Object.entries(value).flatMap(([name, inner]) => {
		if (isObject(inner)) return [{
			section,
			name,
			value: inner,
			document
		}];
		const message = `${name} must be a mapping of members.`;
		problems.push({
			code: "DG1104",
			message,
			hint: "Write its members below it, indented.",
			...document.place([section, name])
		});
		return [];
	});
}
function topicProblems(topics) {
	const problems = [];
	const first = /* @__PURE__ */ new Map();
	for (const { name, value, document } of topics) {
		const source = document.place(["topics", name]);
		const other = first.get(name);
		if (other !== void 0) problems.push({
			code: "DG1201",
			message: `The topic ${name} is declared twice, first at ${other.file}:${other.line}.`,
			hint: "Keep one of the two.",
			...source
		});
		first.set(name, other ?? source);
		if (JSON.stringify(value).includes("${")) continue;
		for (const { path, ...finding } of findings(topic, topicSchema, value)) problems.push({
			...finding,
			...document.place([
				"topics",
				name,
				...path
			])
		});
	}
	return problems;
}
function onlyInProblems(resources, settings) {
	const names = settings.targets.map((target) => target.name);
	return resources.flatMap(({ section, name, value, document }) => {
		return (isList(value["onlyIn"]) ? value["onlyIn"] : []).flatMap((target, index) => {
			if (typeof target !== "string" || names.length === 0 || names.includes(target)) return [];
			return [{
				code: "DG2005",
				message: `There is no target ${target}.`,
				hint: didYouMean(target, names),
				...document.place([
					section,
					name,
					"onlyIn",
					index
				])
			}];
		});
	});
}
/** What is left to others may not be declared too, but for other targets. */
function elsewhereProblems(elsewhere, resources, kinds) {
	return elsewhere.flatMap(({ address, source }) => {
		const section = kinds.find((kind) => kind.name === kindOf(address))?.section;
		const declared = resources.find((one) => one.section === section && one.name === nameOf(address));
		if (declared === void 0 || declared.value["onlyIn"] !== void 0) return [];
		const place = declared.document.place([declared.section, declared.name]);
		return [{
			code: "DG2007",
			message: `${address} is left to others here and declared at ${place.file}:${place.line}.`,
			hint: "Take one of the two out.",
			...source
		}];
	});
}
// src/commands/world.ts
/** The process's exit codes. */
const EXIT = {
	fine: 0,
	failed: 1,
	changes: 2,
	invalid: 3,
	notReviewed: 4
};
// src/commands/prepare.ts
/** Stands in for a target where none is declared, so that profiles can be checked before there is an account. */
const PLACEHOLDER = {
	name: "any",
	account: "000000000000",
	region: "us-east-1",
	partition: "aws",
	variables: {}
};
/** Reads and checks a folder of profiles for all its targets, or for those that are named. Never touches AWS. */
function prepare(world, folder, targets = []) {
	const found = world.files.readProfiles(folder);
	const { documents, problems: unreadable } = load(found.files);
	const { profiles, problems: invalid } = validate$2(documents, kinds);
	const owner = profiles.owner ?? world.repository ?? "local";
	const chosen = choose(profiles.targets, [targets].flat(), world.spareTarget ?? PLACEHOLDER);
	const resolved = chosen.map((target) => ({
		target,
		...resolve(profiles, {
			target,
			owner,
			kinds,
			today: world.today
		})
	}));
	const isUnread = (problem) => chosen.includes(PLACEHOLDER) && invalid.length > 0 && problem.code === "DG2001";
	const problems = [
		...found.problems,
		...unreadable,
		...invalid,
		...resolved.flatMap((one) => one.problems.filter((problem) => !isUnread(problem)))
	];
	return {
		profiles,
		owner,
		targets: resolved.map(({ target, desired }) => ({
			target,
			desired
		})),
		problems: inOrder(problems),
		texts: new Map(found.files.map(({ file, bytes }) => [file, new TextDecoder().decode(bytes)]))
	};
}
/** Ends the run where the settings do not say whose account to compare with, or who owns what is in it. */
function requireSettings({ targets, profiles }, world) {
	if (targets.some(({ target }) => target === PLACEHOLDER)) throw new OperatorError("DG2101", "The profiles declare no target, so there is no account to compare with.", {
		hint: "Add `targets: { production: { account: \"111122223333\", region: eu-west-1 } }` to profiles/defender.yaml, or try with --sandbox.",
		exitCode: EXIT.invalid
	});
	if (profiles.owner === void 0 && world.repository === void 0) throw new OperatorError("DG2103", "The profiles name no owner, and the GitHub repository is not known.", {
		hint: "Add `owner: acme/iot-security` to profiles/defender.yaml. It marks in AWS what belongs to these profiles.",
		exitCode: EXIT.invalid
	});
}
function choose(targets, names, spare) {
	if (names.length === 0) return targets.length > 0 ? targets : [spare];
	const known = targets.map((target) => target.name);
	const unknown = names.find((name) => !known.includes(name));
	if (unknown === void 0) return targets.filter((target) => names.includes(target.name));
	throw new OperatorError("DG2102", `There is no target ${unknown}.`, {
		hint: didYouMean(unknown, known),
		exitCode: EXIT.invalid
	});
}
/** One problem can show in every target: it is told once, and all in the order in which files are read. */
function inOrder(problems) {
	return [...new Map(problems.map((problem) => [`${problem.code} ${problem.file}:${problem.line}:${problem.column} ${problem.message}`, problem])).values()].sort((left, right) => left.file < right.file ? -1 : left.file > right.file ? 1 : left.line - right.line || left.column - right.column);
}
// src/render/code-frame.ts
const CONTEXT = 2;
const MEMBER$1 = /(?<=^|[\s{,[])(["']?)([A-Za-z_][\w.-]*)\1\s*:\s+(?=\S)/g;
/** The lines around a place in a file, with a mark under what begins there. Secrets in them are masked. */
function codeFrame(text, frame) {
	const lines = text.replace(/\r?\n$/, "").split(/\r\n|\n|\r/);
	const first = Math.max(1, frame.line - CONTEXT);
	const last = Math.min(lines.length, frame.line + CONTEXT);
	const gutter = String(last).length;
	const columns = Math.max(20, frame.width - gutter - 5);
	return lines.slice(first - 1, last).flatMap((line, index) => {
		const number = String(first + index).padStart(gutter);
		const above = lines[first + index - 2];
		if (first + index === frame.line) return markedLines(line, above, number, columns, frame);
		return [`${frame.paint.dim(`  ${number} │`)} ${cropped(plainLine(masked(line, above)), 0, columns)}`.trimEnd()];
	});
}
/** The line itself and the mark below it; of a long line, the part around the mark. */
function markedLines(line, above, number, columns, { column, paint }) {
	const whole = plainLine(masked(line, above));
	const before = plainLine(masked(line.slice(0, column - 1), above));
	const token = /^(?:"[^"]*"?|'[^']*'?|[^\s,[\]{}:]+|.)/.exec(plainLine(line.slice(column - 1)))?.[0] ?? "";
	const start = whole.length <= columns ? 0 : Math.max(0, before.length - Math.floor(columns / 2));
	const indent = displayWidth(before.slice(start));
	const width = Math.min(Math.max(1, displayWidth(token)), columns - indent);
	return [`${paint.red("›")} ${paint.dim(`${number} │`)} ${cropped(whole, start, columns)}`.trimEnd(), `${paint.dim(`  ${" ".repeat(number.length)} │`)} ${" ".repeat(indent)}${paint.red("^".repeat(width))}`];
}
function cropped(text, start, columns) {
	const end = start + columns;
	const part = text.slice(start > 0 ? start + 1 : 0, text.length > end ? end - 1 : end);
	return `${start > 0 ? "…" : ""}${part.toWellFormed()}${text.length > end ? "…" : ""}`;
}
/** A line of YAML without the values of sensitive members, as far as one line and the one above tell. */
function masked(line, above) {
	const isPair = /(?:^|[\s{,[])key\s*:/.test(line) || /^[\s-]*key\s*:/.test(above ?? "");
	let result = "";
	let from = 0;
	for (const match of line.matchAll(MEMBER$1)) {
		if (match.index < from || !(isSensitiveName(match[2] ?? "") || isPair && match[2] === "value")) continue;
		const start = match.index + match[0].length;
		result += line.slice(from, start) + MASK;
		from = start + valueLength(line.slice(start));
	}
	return maskText(result + line.slice(from));
}
/** How far a scalar or a flow collection goes, at least. */
function valueLength(rest) {
	return /^(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\{[^}]*\}?|\[[^\]]*\]?|[^,}\]]+)/.exec(rest)?.[0].length ?? rest.length;
}
// src/render/terminal-problems.ts
/** Problems in the order of their files and places. */
function sorted(problems) {
	return [...problems].sort((left, right) => compare(left.file, right.file) || left.line - right.line || left.column - right.column);
}
/**
* Problems for the author of the profiles: each with its code, its place in the file, what is wrong and how to mend it.
* `texts` are the files that were read; a problem in another one goes without its lines.
*/
function renderProblems(problems, texts, options) {
	if (problems.length === 0) return `No problems in ${counted(texts.size, "file")}.\n`;
	const page = {
		paint: paletteFor(options.color),
		width: Math.max(40, options.width)
	};
	const files = new Set(problems.map(({ file }) => file)).size;
	const total = page.paint.bold(page.paint.red(`${counted(problems.length, "problem")} in ${counted(files, "file")}`));
	return `${[...sorted(problems).map((problem) => problemLines(problem, texts.get(problem.file), page).join("\n")), total].join("\n\n")}\n`;
}
function problemLines(problem, text, page) {
	const { paint, width } = page;
	const message = plainLines(maskText(problem.message)).flatMap((line) => wrap(line, width - problem.code.length - 2));
	const hint = problem.hint === void 0 ? [] : plainLines(maskText(problem.hint)).flatMap((line) => wrap(line, width - 8));
	return [
		...message.map((line, index) => `${index === 0 ? `${paint.red(problem.code)}: ` : " ".repeat(problem.code.length + 2)}${paint.bold(line)}`),
		`  ${paint.cyan(plainLine(`${problem.file}:${problem.line}:${problem.column}`))}`,
		...text === void 0 ? [] : codeFrame(text, {
			...page,
			line: problem.line,
			column: problem.column
		}),
		...hint.map((line, index) => `  ${index === 0 ? paint.green("help:") : "     "} ${line}`)
	];
}
function compare(left, right) {
	return left < right ? -1 : Number(left > right);
}
// src/commands/validate.ts
/** Checks the profiles without any account. */
function validate$1(world, options) {
	const prepared = prepare(world, options.folder, options.target);
	if (options.json) world.print(`${JSON.stringify(problemsDocument(prepared.problems), null, 2)}\n`);
	else if (prepared.problems.length > 0) printProblems(world, prepared, false);
	else world.print(`${fine(prepared)}\n`);
	return prepared.problems.length > 0 ? EXIT.invalid : EXIT.fine;
}
/** Prints problems in the form that was asked for, on standard output: they are the result of the run. */
function printProblems(world, { problems, texts }, json) {
	world.print(json ? `${JSON.stringify(problemsDocument(problems), null, 2)}\n` : renderProblems(problems, texts, world.style));
}
function fine({ targets, texts }) {
	return `✔ No problems in ${`${texts.size} ${texts.size === 1 ? "file" : "files"}`}: ${targets.map(({ target, desired }) => `${desired.resources.size} for ${target.name}`).join(", ")} (resources per target).`;
}
// src/commands/inspect.ts
/**
* Plans for every chosen target; sends only reads. Where the profiles have problems they are printed, and nothing comes
* back.
*/
async function inspectAll(world, choice) {
	const prepared = prepare(world, choice.folder, choice.target);
	const { problems, inspected } = await inspectTargets(world, prepared, choice);
	if (problems.length === 0) return inspected;
	printProblems(world, {
		problems,
		texts: prepared.texts
	}, choice.json);
}
/** Plans for every prepared target, one after the other; sends only reads. Either nothing is inspected or there are no problems. */
async function inspectTargets(world, prepared, choice) {
	if (prepared.problems.length > 0) return {
		problems: prepared.problems,
		inspected: []
	};
	requireSettings(prepared, world);
	const inspected = [];
	for (const target of prepared.targets) inspected.push(await inspect(world, prepared, target, choice));
	const problems = inspected.flatMap((one) => one.problems);
	return problems.length === 0 ? {
		problems,
		inspected
	} : {
		problems,
		inspected: []
	};
}
async function inspect(world, prepared, one, choice) {
	const { target, desired } = one;
	const aws = await world.connect(choice.applies === true ? target : forReading(target), desired);
	const live = await observe(aws, kinds, world.report);
	const { plan: whole, problems } = planFor(prepared, one, live, choice.accept);
	if (choice.only.length === 0) return {
		aws,
		live,
		problems,
		plan: whole,
		only: {}
	};
	const narrowed = narrow(whole, prepared, choice.only);
	const addresses = choice.only;
	return {
		aws,
		live,
		problems,
		plan: narrowed,
		only: { only: {
			addresses,
			closure: narrowed.changes.map((change) => change.address).filter((address) => !addresses.includes(address))
		} }
	};
}
/** The plan of a target against what is live. `accept` adds to what the settings accept. */
function planFor({ owner, profiles }, { target, desired }, live, accept) {
	const { limits } = profiles;
	return plan$1({
		target,
		owner,
		limits,
		accept: [...profiles.accept, ...accept],
		kinds,
		desired,
		live
	});
}
/** The part of a plan that does what was chosen, with a digest of its own. */
function narrow(whole, { targets }, only) {
	const target = targets.find((candidate) => candidate.target.name === whole.target)?.target;
	const known = [...whole.changes.map((change) => change.address), ...whole.unchanged];
	const unknown = only.find((address) => !known.includes(address));
	if (unknown !== void 0 || target === void 0) throw new OperatorError("DG3002", `The plan for ${whole.target} has no ${unknown}.`, {
		hint: didYouMean(String(unknown), known),
		exitCode: EXIT.failed
	});
	const changes = closure(whole.changes, only);
	const kept = new Set(changes.map((change) => change.address));
	const hazards = whole.hazards.filter((hazard) => hazard.addresses.some((address) => kept.has(address)));
	return {
		...whole,
		changes,
		hazards,
		digest: digestOfPlan(target, changes)
	};
}
// src/commands/reviewed.ts
/** Reads a plan that `plan --out` wrote. Throws an OperatorError where it is not one. */
function parseReviewed(text, file) {
	const fail = (why) => {
		throw new OperatorError("DG4101", `${file} is not a plan: ${why}.`, { hint: "Write one with `defender-gitops plan --out FILE`." });
	};
	const document = parse(text) ?? fail("it is not JSON");
	if (!isObject(document) || document["schemaVersion"] !== 1 || !isList(document["targets"])) return fail("it lacks schemaVersion 1 and targets");
	return document["targets"].map((entry) => {
		if (!isObject(entry) || typeof entry["target"] !== "string" || typeof entry["digest"] !== "string" || !isList(entry["changes"])) return fail("a target lacks its name, digest or changes");
		const changes = entry["changes"].map((change) => {
			if (!isObject(change) || typeof change["digest"] !== "string" || typeof change["address"] !== "string") return fail("a change lacks its digest or address");
			return change["digest"];
		});
		return {
			target: entry["target"],
			digest: entry["digest"],
			changes: new Set(changes)
		};
	});
}
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/**
* The changes of a fresh plan that nobody reviewed: empty where it is the reviewed plan or what remains of it.
* Fails closed: a target that was not reviewed has only unreviewed changes.
*/
function unreviewed(plan, reviewed) {
	const mine = reviewed.find(({ target }) => target === plan.target);
	if (mine?.digest === plan.digest) return [];
	return plan.changes.filter((change) => mine?.changes.has(change.digest) !== true);
}
// src/commands/apply.ts
/** Plans afresh and carries it out. Where anything is refused, nothing is changed in any target. */
async function apply(world, options) {
	const reviewed = options.plan === void 0 ? void 0 : parseReviewed(world.files.read(options.plan), options.plan);
	const inspected = await inspectAll(world, {
		...options,
		applies: true
	});
	if (inspected === void 0) return EXIT.invalid;
	const plans = inspected.map((one) => one.plan);
	refuseUnreviewed(plans, reviewed);
	if (!options.json) world.print(inspected.map(({ plan, only }) => renderPlan(plan, {
		...world.style,
		...only
	})).join("\n"));
	refuseOpenHazards(plans);
	return isDone$1(await carryOutAll(world, inspected, options.json)) ? EXIT.fine : EXIT.failed;
}
/** Throws an OperatorError that names each change which nobody reviewed; without a review to compare with all is well. */
function refuseUnreviewed(plans, reviewed) {
	if (reviewed === void 0) return;
	const changes = plans.flatMap((plan) => unreviewed(plan, reviewed).map(({ action, address }) => `${action} ${address} in ${plan.target}`));
	if (changes.length === 0) return;
	throw new OperatorError("DG4102", `This is not what was reviewed: ${changes.join(", ")}.`, {
		hint: "The profiles or the account changed since. Plan again and have the new plan reviewed. Nothing was changed.",
		exitCode: EXIT.notReviewed
	});
}
/** Throws an OperatorError where a hazard is not accepted. */
function refuseOpenHazards(plans) {
	const open = plans.flatMap((plan) => plan.hazards).filter((hazard) => !hazard.accepted);
	if (open.length === 0) return;
	const acceptable = open.filter((hazard) => hazard.acceptable).map((hazard) => hazard.id);
	const hint = acceptable.length < open.length ? "Some cannot be accepted: the plan says what has to change." : `To accept, add to the settings: accept: [${acceptable.join(", ")}]`;
	throw new OperatorError("DG4103", `${open.length === 1 ? "A hazard is" : `${open.length} hazards are`} not accepted. Nothing was changed.`, { hint });
}
/** Carries out the plans one after the other and prints what became of each change. */
async function carryOutAll(world, inspected, json) {
	const results = [];
	for (const { aws, plan } of inspected) {
		const report = (event) => {
			if (event.type === "finished" && !json) world.print(`${renderOutcome(event.outcome, world.style)}\n`);
			else world.report(event);
		};
		if (!json && plan.changes.length > 0) world.print("\n");
		const outcomes = await apply$1(plan, {
			aws,
			kinds,
			report,
			stopped: world.stopped
		});
		results.push({
			plan,
			outcomes
		});
		if (!json && plan.changes.length > 0) world.print(`${renderClosing(plan, outcomes, world.style)}`);
	}
	if (json) world.print(`${JSON.stringify(outcomesDocument(results), null, 2)}\n`);
	return results;
}
/** Whether everything was done and read back. */
function isDone$1(applied) {
	return applied.every(({ outcomes }) => outcomes.every(({ status }) => status === "verified"));
}
// src/commands/plan.ts
/** Compares the profiles with the accounts of their targets and prints what would have to be done. Changes nothing. */
async function plan(world, options) {
	const inspected = await inspectAll(world, options);
	if (inspected === void 0) return EXIT.invalid;
	const plans = inspected.map((one) => one.plan);
	const document = `${JSON.stringify(planDocument(plans), null, 2)}\n`;
	if (options.out !== void 0) world.files.write(options.out, document);
	world.print(options.json ? document : inspected.map((one) => renderPlan(one.plan, {
		...world.style,
		...one.only
	})).join("\n"));
	return options.detailedExitcode && plans.some(hasChanges) ? EXIT.changes : EXIT.fine;
}
function hasChanges({ changes }) {
	return changes.length > 0;
}
// src/commands/demo.ts
const CHOICE = {
	json: false,
	only: [],
	accept: []
};
/** Walks the whole way on a sandbox: each step is the real command on the real profiles, and has to end as it says. */
async function demo(world, stage) {
	const { folder, edit } = stage;
	const say = (text) => world.print(`\n── ${text} ${"─".repeat(Math.max(3, Math.min(world.style.width, 100) - text.length - 4))}\n\n`);
	const planned = (detailedExitcode = true) => plan(world, {
		folder,
		detailedExitcode,
		...CHOICE
	});
	const applied = () => apply(world, {
		folder,
		...CHOICE
	});
	say("1. The profiles are checked; no account is needed");
	expect(validate$1(world, {
		folder,
		json: false
	}), EXIT.fine);
	say("2. The plan for an empty account");
	expect(await planned(), EXIT.changes);
	say("3. It is applied, and each change read back");
	expect(await applied(), EXIT.fine);
	say("4. Planned again");
	expect(await planned(), EXIT.fine);
	say("5. Somebody edits one threshold: the battery counts as flat at 15 percent");
	edit(/value: \{ number: 10 \}/, "value: { number: 15 }");
	expect(await planned(), EXIT.changes);
	say("6. It is applied");
	expect(await applied(), EXIT.fine);
	say("7. Somebody takes the rule and its stream out, and lets the metrics go to an MQTT topic");
	edit(/basicIngest: SoundboxMetricsToLake/, "mqtt: defender/soundbox/all");
	edit(/^rules:\n(?:(?: .*)?\n)*/m, "rules: {}\n");
	edit(/^deliveryStreams:\n(?:(?: .*)?(?:\n|$))*/m, "deliveryStreams: {}\n");
	expect(await planned(), EXIT.changes);
	say("8. A hazard that nobody accepted stops the run before anything is changed");
	const ids = await refusedHazards(applied);
	say("9. A reviewer accepts it, in the settings like any other line");
	edit(/accept: \[\]/, `accept: [${ids}]`);
	expect(await applied(), EXIT.fine);
	say("10. Planned again");
	expect(await planned(), EXIT.fine);
	world.print("\nThat was the real program on the sandbox. Your profiles: defender-gitops plan --sandbox\n");
	return EXIT.fine;
}
/** Applies, and gives the ids of the hazards that it was refused for. */
async function refusedHazards(applied) {
	try {
		await applied();
	} catch (error) {
		const ids = error instanceof OperatorError ? /accept: \[(.*)\]/.exec(error.hint ?? "")?.[1] : void 0;
		if (ids !== void 0) return ids;
		throw error;
	}
	throw new Error("The demo expected a hazard and met none.");
}
function expect(code, expected) {
	if (code !== expected) throw new Error(`The demo expected exit code ${expected} and got ${code}.`);
}
// src/commands/doctor-finding.ts
/** Sends a request that only reads, and tells apart how AWS answers it. Throws where AWS did not answer, or not this caller. */
async function ask(request) {
	try {
		return {
			type: "taken",
			value: await request()
		};
	} catch (error) {
		if (!(error instanceof OperatorError)) throw error;
		const { name, code, message } = error;
		if (MISSING.has(name)) return { type: "missing" };
		if (code === "DG4003") return {
			type: "denied",
			message
		};
		if (code !== "DG4009") throw error;
		return {
			type: PASSING.test(name) ? "busy" : "refused",
			message
		};
	}
}
const MISSING = /* @__PURE__ */ new Set(["ResourceNotFoundException", "NoSuchEntityException"]);
const PASSING = /Throttl|TooManyRequests|LimitExceeded|^Internal|^Service(Unavailable|Failure)/;
/** What to add to the role so that it may send an operation such as `iot:ListDimensions`. */
function statement(action) {
	return `Add to the role: ${allowing(action, "*")}`;
}
/** The statement of a policy that allows one action on one resource. */
function allowing(action, resource) {
	return `{ "Effect": "Allow", "Action": "${action}", "Resource": "${resource}" }`;
}
/** The finding about something that AWS did not let us see. */
function notRead(what, action, answer) {
	const message = "message" in answer ? answer.message : "not found";
	const remedy = answer.type === "denied" ? statement(action) : "Run again in a minute.";
	return {
		status: "unchecked",
		what: `${what} was not checked: ${message}`,
		remedy
	};
}
// src/commands/doctor-permissions.ts
/** A name that no resource has: AWS looks at permissions before it looks for the resource. */
const NOBODY = "defender_gitops_doctor";
/** A request for each operation that a plan sends, as cheap as can be; undefined where the account has nothing to try it on. */
const PROBES = {
	"iot:ListSecurityProfiles": (aws) => aws.iot("ListSecurityProfiles", { maxResults: 1 }),
	"iot:DescribeSecurityProfile": (aws) => aws.iot("DescribeSecurityProfile", { securityProfileName: NOBODY }),
	"iot:ListTargetsForSecurityProfile": (aws) => aws.iot("ListTargetsForSecurityProfile", {
		securityProfileName: NOBODY,
		maxResults: 1
	}),
	"iot:ListCustomMetrics": (aws) => aws.iot("ListCustomMetrics", { maxResults: 1 }),
	"iot:DescribeCustomMetric": (aws) => aws.iot("DescribeCustomMetric", { metricName: NOBODY }),
	"iot:ListDimensions": (aws) => aws.iot("ListDimensions", { maxResults: 1 }),
	"iot:DescribeDimension": (aws) => aws.iot("DescribeDimension", { name: NOBODY }),
	"iot:ListTopicRules": (aws) => aws.iot("ListTopicRules", { maxResults: 1 }),
	"iot:GetTopicRule": getAnyRule,
	"iot:ListTagsForResource": (aws) => {
		const { partition, region, account } = aws.target;
		const resourceArn = `arn:${partition}:iot:${region}:${account}:securityprofile/${NOBODY}`;
		return aws.iot("ListTagsForResource", { resourceArn });
	},
	"firehose:ListDeliveryStreams": (aws) => aws.firehose("ListDeliveryStreams", { Limit: 1 }),
	"firehose:DescribeDeliveryStream": (aws) => aws.firehose("DescribeDeliveryStream", { DeliveryStreamName: NOBODY }),
	"firehose:ListTagsForDeliveryStream": (aws) => aws.firehose("ListTagsForDeliveryStream", { DeliveryStreamName: NOBODY })
};
Object.keys(PROBES);
async function getAnyRule(aws) {
	const listed = await ask(() => aws.iot("ListTopicRules", { maxResults: 1 }));
	const ruleName = listed.type === "taken" ? listed.value.rules?.[0]?.ruleName : void 0;
	return ruleName === void 0 ? void 0 : aws.iot("GetTopicRule", { ruleName });
}
/** Whether the account has Device Defender Detect and the role may read what a plan reads: one finding for all that is fine. */
async function checkPermissions(aws) {
	const answers = await Promise.all(Object.entries(PROBES).map(async ([action, send]) => ({
		action,
		answer: await ask(() => send(aws))
	})));
	const findings = answers.flatMap(({ action, answer }) => findingOf(action, answer));
	const detect = answers.find(({ action }) => action === "iot:ListSecurityProfiles")?.answer.type;
	const denied = findings.filter(({ status }) => status === "blocks").length;
	return [
		...detect === "taken" ? [{
			status: "fine",
			what: "Device Defender Detect answers in this account and region."
		}] : [],
		...denied === 0 && findings.length < answers.length ? [{
			status: "fine",
			what: `The role may read what a plan reads (${answers.length - findings.length} operations).`
		}] : [],
		...findings
	];
}
const CLOSED = "Detect is closed to new customers since 31 August 2026; accounts that used it before keep it. Ask AWS Support whether this account has it, or try the program with --sandbox.";
function findingOf(action, answer) {
	const isDetect = action === "iot:ListSecurityProfiles";
	switch (answer.type) {
		case "missing": return [];
		case "taken": return answer.value === void 0 ? [{
			status: "unchecked",
			what: `${action} was not tried: the account has nothing to read with it.`,
			remedy: statement(action)
		}] : [];
		case "denied": {
			const remedy = isDetect ? `${statement(action)}. If the role has that already: ${CLOSED}` : statement(action);
			return [{
				status: "blocks",
				what: `The role may not send ${action}: ${answer.message}`,
				remedy
			}];
		}
		case "busy": return [{
			status: "unchecked",
			what: `${action}: ${answer.message}`,
			remedy: "Run again in a minute."
		}];
		case "refused": return isDetect ? [{
			status: "blocks",
			what: `Device Defender Detect is not available: ${answer.message}`,
			remedy: CLOSED
		}] : [{
			status: "warns",
			what: `${action} is refused: ${answer.message}`,
			remedy: "As AWS's message says."
		}];
	}
}
// src/commands/doctor-names.ts
/** Every text that stands under a member of this name, however deep. */
function valuesOf(desired, member) {
	const search = (value) => {
		if (isList(value)) return value.flatMap(search);
		if (!isObject(value)) return [];
		return Object.entries(value).flatMap(([name, inner]) => name === member && typeof inner === "string" ? [inner] : search(inner));
	};
	return desired.flatMap(({ spec }) => search(spec));
}
/** The texts, each once, in the order in which they come first. */
function unique(texts) {
	return [...new Set(texts)];
}
// src/commands/doctor-trust.ts
/**
* Reads a trust policy as IAM returns it, which is percent-encoded JSON, for a service such as `iot.amazonaws.com`.
* https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
* https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services
*/
function trustIn(document, service) {
	const policy = JSON.parse(decodeURIComponent(document));
	const about = listOf(isObject(policy) ? policy["Statement"] : void 0).filter(isObject).filter((statement) => isAbout(statement, service));
	const [allowing, denying] = ["Allow", "Deny"].map((effect) => about.filter(({ Effect }) => Effect === effect));
	const isConditional = ({ Condition }) => Condition !== void 0;
	if (allowing?.[0] === void 0 || denying?.some((statement) => !isConditional(statement))) return "does not trust";
	return allowing.every(isConditional) || denying?.[0] !== void 0 ? "trusts with conditions" : "trusts";
}
function isAbout({ Principal, Action }, service) {
	return (isObject(Principal) ? listOf(Principal["Service"]) : []).includes(service) && listOf(Action).some((action) => isAssumeRole(String(action)));
}
/** Actions are compared without regard to case, and `*` stands for anything. */
function isAssumeRole(action) {
	const pattern = action.replaceAll(/[^\w:*?]/g, "").replaceAll("*", ".*").replaceAll("?", ".");
	return new RegExp(`^${pattern}$`, "i").test("sts:AssumeRole");
}
function listOf(value) {
	if (value === void 0) return [];
	return isList(value) ? value : [value];
}
// src/commands/doctor-roles.ts
/** Whether each role that the profiles name is there and trusts the service that has to assume it. */
async function checkRoles(aws, desired) {
	return (await Promise.all([...servicesByRole(desired)].map(([arn, services]) => checkRole(aws, arn, [...services])))).flat();
}
/** The services that have to assume a role, by its ARN. */
function servicesByRole(desired) {
	const services = /* @__PURE__ */ new Map();
	for (const resource of desired) {
		const service = kindOf(resource.address) === "DeliveryStream" ? "firehose.amazonaws.com" : "iot.amazonaws.com";
		for (const arn of unique(valuesOf([resource], "roleArn"))) services.set(arn, (services.get(arn) ?? /* @__PURE__ */ new Set()).add(service));
	}
	return services;
}
async function checkRole(aws, arn, services) {
	const [, account, name] = /:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
	if (name === void 0 || account !== aws.target.account) return [{
		status: "unchecked",
		what: `${arn} has to trust ${services.join(" and ")}; it is in another account, so it was not checked.`,
		remedy: `There: aws iam get-role --role-name ${name ?? arn} --query Role.AssumeRolePolicyDocument`
	}];
	const answer = await readRole(aws, name);
	if (answer.type === "missing") return [missing(arn, services)];
	if (answer.type === "denied") return [{
		status: "unchecked",
		what: `${arn} has to trust ${services.join(" and ")}, which was not checked: ${answer.message}`,
		remedy: `Add to the role or user that runs doctor: ${allowing("iam:GetRole", arn)}`
	}];
	if (answer.type !== "taken") return [notRead(arn, "iam:GetRole", answer)];
	const { Arn, AssumeRolePolicyDocument = "{}" } = answer.value.Role ?? {};
	const findings = services.map((service) => trustFinding(arn, AssumeRolePolicyDocument, service));
	return Arn === arn ? findings : [otherPath(arn, String(Arn)), ...findings];
}
/** IAM may be out of reach where all else is not, as in closed networks: that is no reason to give up. */
async function readRole(aws, name) {
	try {
		return await ask(() => aws.iam("GetRole", { RoleName: name }));
	} catch (error) {
		if (!(error instanceof OperatorError) || error.code !== "DG4004") throw error;
		return {
			type: "busy",
			message: error.message
		};
	}
}
function missing(arn, services) {
	const remedy = `Correct roleArn, or create a role that trusts ${services.join(" and ")}: ${trusting(services)}`;
	return {
		status: "blocks",
		what: `The role ${arn} does not exist.`,
		remedy
	};
}
/** IAM finds roles by their names alone, the services by the whole ARN. */
function otherPath(arn, actual) {
	return {
		status: "warns",
		what: `The role of the name in ${arn} is ${actual}.`,
		remedy: "Correct its path in roleArn."
	};
}
function trustFinding(arn, document, service) {
	const trust = trustIn(document, service);
	if (trust === "trusts") return {
		status: "fine",
		what: `${arn} trusts ${service}.`
	};
	if (trust === "trusts with conditions") return {
		status: "fine",
		what: `${arn} trusts ${service}, with conditions that are not looked into.`
	};
	const remedy = `Add to its trust policy: ${trusting([service])}`;
	return {
		status: "blocks",
		what: `${arn} does not trust ${service}.`,
		remedy
	};
}
/** The statement of a trust policy by which services may assume the role. */
function trusting([service = "", ...more]) {
	const named = more.length === 0 ? service : [service, ...more];
	return `{ "Effect": "Allow", "Principal": ${`{ "Service": ${JSON.stringify(named)} }`}, "Action": "sts:AssumeRole" }`;
}
// src/commands/doctor-surroundings.ts
/** Whether what the profiles lean on is there: thing groups, delivery streams, rules and roles, as far as they can be read. */
async function checkSurroundings(aws, { resources }) {
	const desired = [...resources.values()];
	const [groups, streams, rules, roles] = await Promise.all([
		checkThingGroups(aws, desired),
		checkStreams(aws, desired),
		checkRules(aws, desired),
		checkRoles(aws, desired)
	]);
	return [
		...groups,
		...streams,
		...rules,
		...roles
	];
}
async function checkThingGroups(aws, desired) {
	const names = unique(desired.flatMap(({ spec }) => isList(spec["targets"]) ? spec["targets"].map(String) : []).flatMap((arn) => /:thinggroup\/(.+)$/.exec(arn)?.[1] ?? []));
	return await Promise.all(names.map(async (name) => {
		const answer = await ask(() => aws.iot("DescribeThingGroup", { thingGroupName: name }));
		if (answer.type === "taken") return {
			status: "fine",
			what: `Thing group ${name} is there.`
		};
		if (answer.type !== "missing") return notRead(`Thing group ${name}`, "iot:DescribeThingGroup", answer);
		const remedy = `aws iot create-thing-group --region ${aws.target.region} --thing-group-name ${name}, or correct the name under targets.`;
		return {
			status: "blocks",
			what: `Thing group ${name} does not exist.`,
			remedy
		};
	}));
}
async function checkStreams(aws, desired) {
	const declared = desired.filter(({ address }) => kindOf(address) === "DeliveryStream").map(({ address }) => address);
	const used = valuesOf(desired, "deliveryStreamName");
	const names = unique([...declared.map((address) => address.slice(address.indexOf("/") + 1)), ...used]);
	return (await Promise.all(names.map(async (name) => {
		const answer = await ask(() => aws.firehose("DescribeDeliveryStream", { DeliveryStreamName: name }));
		if (answer.type === "missing") {
			if (declared.includes(addressOf("DeliveryStream", name))) return [];
			return [{
				status: "blocks",
				what: `Delivery stream ${name} does not exist.`,
				remedy: "Declare it under deliveryStreams, create it, or correct the name in the rule."
			}];
		}
		if (answer.type !== "taken") return [notRead(`Delivery stream ${name}`, "firehose:DescribeDeliveryStream", answer)];
		const status = answer.value.DeliveryStreamDescription?.DeliveryStreamStatus;
		if (status === "ACTIVE") return [{
			status: "fine",
			what: `Delivery stream ${name} is active.`
		}];
		return [{
			status: "warns",
			what: `Delivery stream ${name} is ${status}.`,
			remedy: "Nothing is delivered until it is ACTIVE; the plan says what a failed stream needs."
		}];
	}))).flat();
}
/** Rules that metrics are exported through by Basic Ingest: disabled, they drop what they get. */
async function checkRules(aws, desired) {
	const names = unique(valuesOf(desired, "mqttTopic").flatMap((topic) => /^\$aws\/rules\/([^/]+)/.exec(topic)?.[1] ?? []));
	return (await Promise.all(names.map(async (name) => {
		const answer = await ask(() => aws.iot("GetTopicRule", { ruleName: name }));
		if (answer.type !== "taken" || answer.value.rule?.ruleDisabled !== true) return [];
		return [{
			status: "warns",
			what: `Topic rule ${name} is disabled.`,
			remedy: "Exported metrics are lost while it is: take ruleDisabled out, or enable it."
		}];
	}))).flat();
}
// src/commands/doctor.ts
/** Looks whether a plan and an apply can work in the accounts of the targets; sends only reads. Fine where nothing blocks. */
async function doctor(world, { folder, target }) {
	const prepared = prepare(world, folder, target);
	if (prepared.problems.length > 0) {
		printProblems(world, prepared, false);
		return EXIT.invalid;
	}
	requireSettings(prepared, world);
	let code = EXIT.fine;
	for (const one of prepared.targets) {
		const { name, account, region } = one.target;
		const findings = await examine(world, one);
		world.print(`${paletteFor(world.style.color).bold(`${name} (${account}, ${region})`)}\n`);
		for (const finding of findings) world.print(render(finding, world.style));
		world.print(`\n${summary(findings)}\n`);
		if (findings.some(({ status }) => status === "blocks")) code = EXIT.failed;
	}
	return code;
}
async function examine(world, { target, desired }) {
	try {
		const aws = await world.connect(forReading(target), desired);
		return [
			{
				status: "fine",
				what: `The credentials are for account ${target.account}.`
			},
			...await checkPermissions(aws),
			...await checkSurroundings(aws, desired)
		];
	} catch (error) {
		if (!(error instanceof OperatorError)) throw error;
		return [{
			status: "blocks",
			what: `${error.code}: ${error.message}`,
			...error.hint === void 0 ? {} : { remedy: error.hint }
		}];
	}
}
const MARKS$1 = {
	fine: "✔",
	blocks: "✖",
	warns: "!",
	unchecked: "?"
};
function render({ status, what, remedy = "" }, { color, width }) {
	const paint = paletteFor(color);
	const tint = {
		fine: paint.green,
		blocks: paint.red,
		warns: paint.yellow,
		unchecked: paint.dim
	}[status];
	const rows = plainLines(maskText(what)).flatMap((line) => wrap(line, Math.max(40, width) - 4));
	const help = remedy === "" ? [] : plainLines(maskText(remedy)).map((line) => `      ${paint.dim(line)}`);
	return `${[...rows.map((line, index) => `  ${index === 0 ? tint(MARKS$1[status]) : " "} ${line}`), ...help].join("\n")}\n`;
}
function summary(findings) {
	const count = (status) => findings.filter((finding) => finding.status === status).length;
	return [count("blocks") === 0 ? "Nothing blocks" : `${count("blocks")} in the way`, ...[[count("warns"), "to look at"], [count("unchecked"), "not checked"]].filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`)].join(", ") + ".";
}
// src/commands/usage.ts
const target = {
	type: "string",
	value: "NAME",
	text: "Only this target of the settings. Default: all."
};
const json = {
	type: "boolean",
	text: "Print the result as JSON; its schema is in schemas/."
};
const sandbox$1 = {
	type: "string",
	value: "FILE",
	implied: ".defender/sandbox.json",
	text: "Use the AWS account inside the program, kept in FILE (.defender/sandbox.json)."
};
const accept = {
	type: "string",
	multiple: true,
	value: "ID",
	text: "Accept this hazard. May be repeated."
};
const only = {
	type: "string",
	multiple: true,
	value: "ADDRESS",
	text: "Only this resource and what it waits for. May be repeated."
};
/** Every command by name. */
const COMMANDS = {
	init: {
		summary: "Write first profiles and the GitHub workflow, here unless a folder is given. Overwrites nothing.",
		takesFolder: true,
		options: {
			account: {
				type: "string",
				value: "ID",
				text: "The AWS account, twelve digits."
			},
			region: {
				type: "string",
				value: "REGION",
				text: "The AWS region."
			},
			owner: {
				type: "string",
				value: "NAME",
				text: "Marks what is ours in AWS. Default: the GitHub repository's name."
			},
			branch: {
				type: "string",
				value: "NAME",
				text: "The default branch. Default: git's, or main."
			}
		}
	},
	validate: {
		summary: "Check the profiles; needs no account.",
		takesFolder: true,
		options: {
			target,
			json
		}
	},
	plan: {
		summary: "Compare the profiles with the account and show what would change. Changes nothing.",
		takesFolder: true,
		options: {
			target,
			sandbox: sandbox$1,
			json,
			only,
			accept,
			out: {
				type: "string",
				value: "FILE",
				text: "Write the plan to FILE as JSON, for `apply --plan`."
			},
			"detailed-exitcode": {
				type: "boolean",
				text: "Exit with 2 where there are changes."
			}
		}
	},
	apply: {
		summary: "Plan afresh and carry it out.",
		takesFolder: true,
		options: {
			target,
			sandbox: sandbox$1,
			json,
			only,
			accept,
			plan: {
				type: "string",
				value: "FILE",
				text: "Refuse unless this is the plan in FILE, or what remains of it."
			}
		}
	},
	import: {
		summary: "Write what an account has and the profiles lack as YAML. Changes nothing in the account.",
		takesFolder: true,
		options: {
			target,
			sandbox: sandbox$1,
			only: {
				...only,
				text: "Only this resource and what it refers to. May be repeated."
			},
			out: {
				type: "string",
				value: "FILE",
				text: "Write to FILE, which must not be there yet. Default: print it."
			}
		}
	},
	doctor: {
		summary: "Look whether the credentials, the account and its surroundings are ready. Changes nothing.",
		takesFolder: true,
		options: {
			target,
			sandbox: sandbox$1
		}
	},
	demo: {
		summary: "Show the whole way, from nothing to an applied change and back, on a sandbox of its own.",
		takesFolder: true,
		options: {}
	},
	sandbox: {
		summary: "Serve the AWS account inside the program to other clients, on this machine only.",
		takesFolder: false,
		options: {
			state: {
				type: "string",
				value: "FILE",
				text: "Keep the account in FILE. Default: in memory."
			},
			port: {
				type: "string",
				value: "N",
				text: "Listen on this port. Default: any that is free."
			}
		}
	},
	help: {
		summary: "Show this, or with the name of a command its options.",
		takesFolder: false,
		options: {}
	}
};
/** Options that every command has. */
const COMMON_OPTIONS = {
	"no-color": {
		type: "boolean",
		text: "Print without colours; the environment variable NO_COLOR does the same."
	},
	help: {
		type: "boolean",
		text: "Show the options of the command."
	}
};
/** Reads a command line (without the program's name). Throws an OperatorError that names the nearest word for whatever it does not know. */
function parseCommandLine(argv) {
	const [first = "help", ...rest] = argv;
	if (first === "--help" || first === "-h") return {
		command: "help",
		folder: "profiles",
		words: [],
		options: {}
	};
	if (first === "--version") return {
		command: "version",
		folder: "profiles",
		words: [],
		options: {}
	};
	const usage = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : void 0;
	if (usage === void 0) throw wrongUse(`There is no command ${JSON.stringify(first)}.`, didYouMean(first, Object.keys(COMMANDS)));
	const { values, positionals } = parseOptions(first, {
		...usage.options,
		...COMMON_OPTIONS
	}, rest);
	if (values.help === true) return {
		command: "help",
		folder: "profiles",
		words: [first],
		options: values
	};
	const most = usage.takesFolder || first === "help" ? 1 : 0;
	if (positionals.length > most) throw wrongUse(`${first} takes ${most === 0 ? "no folder" : "one folder"}, not ${positionals.join(" ")}.`, `See \`defender-gitops help ${first}\`.`);
	return {
		command: first,
		folder: positionals[0] ?? "profiles",
		words: positionals,
		options: values
	};
}
function parseOptions(command, options, argv) {
	const given = argv.map((word) => {
		const implied = word.startsWith("--") ? options[word.slice(2)]?.implied : void 0;
		return implied === void 0 ? word : `${word}=${implied}`;
	});
	const unknown = given.find((word) => /^-./.test(word) && !Object.hasOwn(options, word.replace(/^--?/, "").replace(/=.*/s, "")));
	if (unknown !== void 0 && unknown !== "--") {
		const name = unknown.replace(/=.*/s, "");
		throw wrongUse(`${command} has no option ${name}.`, didYouMean(name, Object.keys(options).map((option) => `--${option}`)));
	}
	const config = Object.fromEntries(Object.entries(options).map(([name, { type, multiple }]) => [name, {
		type,
		multiple: multiple === true
	}]));
	try {
		return parseArgs({
			args: given,
			options: config,
			allowPositionals: true,
			strict: true
		});
	} catch (error) {
		throw wrongUse(error.message.split(". ")[0] ?? "", `See \`defender-gitops help ${command}\`.`);
	}
}
function wrongUse(message, hint) {
	return new OperatorError("DG5001", message.endsWith(".") ? message : `${message}.`, { hint });
}
/** The port in an option's text. Throws an OperatorError where it is none. */
function portOf(text) {
	if (text === void 0) return void 0;
	const port = Number(text);
	if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
	throw wrongUse(`${JSON.stringify(text)} is no port.`, "Give a number from 0 to 65535.");
}
// src/commands/help.ts
/** Shows all commands, or one with its options. */
function help(world, [topic]) {
	world.print(topic === void 0 ? overview() : about(topic));
	return EXIT.fine;
}
function overview() {
	return [
		"defender-gitops: what AWS IoT Device Defender watches, and where its metrics go, as YAML in a repository.",
		"",
		"Usage: defender-gitops COMMAND [FOLDER] [OPTIONS]        FOLDER is `profiles` unless given",
		"",
		...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`),
		"",
		"Try it without an AWS account:  defender-gitops demo",
		"Options of a command:           defender-gitops help plan",
		"",
		"Exit codes: 0 fine, 1 failed, 2 changes present, 3 invalid profiles, 4 not what was reviewed",
		""
	].join("\n");
}
function about(name) {
	const usage = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : void 0;
	if (usage === void 0) throw new OperatorError("DG5001", `There is no command ${JSON.stringify(name)}.`, { hint: didYouMean(name, Object.keys(COMMANDS)) });
	const options = Object.entries({
		...usage.options,
		...COMMON_OPTIONS
	});
	const width = Math.max(...options.map((option) => shown$1(option).length)) + 2;
	return [
		usage.summary,
		"",
		`Usage: defender-gitops ${name}${usage.takesFolder ? " [FOLDER]" : ""}${name === "help" ? " [COMMAND]" : " [OPTIONS]"}`,
		"",
		...options.map((option) => `  ${shown$1(option).padEnd(width)}${option[1].text}`),
		""
	].join("\n");
}
function shown$1([name, { value, implied }]) {
	if (value === void 0) return `--${name}`;
	return implied === void 0 ? `--${name} ${value}` : `--${name}[=${value}]`;
}
// src/pipeline/unfill.ts
/** A spec as an author would write it for a target: `fill` gives back what was given. ARNs of the target's own get short. */
function unfill(spec, target) {
	return unfilled(spec, [], target);
}
function unfilled(value, path, target) {
	if (typeof value === "string") return escapeVariables(shortArn(value, path, target));
	if (isList(value)) return value.map((item, index) => unfilled(item, [...path, index], target));
	if (!isObject(value)) return value;
	const members = Object.entries(value).flatMap(([key, member]) => member === void 0 ? [] : [[escapeVariables(key), unfilled(member, [...path, key], target)]]);
	return Object.fromEntries(members);
}
/** The short form that is completed to this very ARN in this place, or the text as it is. */
function shortArn(text, path, target) {
	const resource = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/s.exec(text)?.[1];
	if (resource === void 0) return text;
	return [
		resource,
		`sns/${resource}`,
		resource.replace(/^function:/, "function/")
	].find((form) => completeArn(form, path, target) === text) ?? text;
}
// src/pipeline/authored.ts
/**
* A live spec, whole or in part, in the author's words: ready to be pasted into a profile. ARNs of the target's own are short, topics
* have their names, and our own tags are words or gone.
*/
function authored(spec, { target, topics }) {
	const { metricsExport } = spec;
	const { tags, ...members } = unfill(spec, target);
	const mqttTopic = isObject(metricsExport) ? metricsExport["mqttTopic"] : void 0;
	const topic = typeof mqttTopic === "string" ? topics.get(mqttTopic) : void 0;
	const named = Object.entries(members).map(([member, value]) => member === "metricsExport" && isObject(value) && topic !== void 0 ? [member, withTopic(topic, value)] : [member, value]);
	return {
		...Object.fromEntries(named),
		...wordsOf$1(isObject(tags) ? tags : {})
	};
}
function withTopic(topic, { mqttTopic: _, ...rest }) {
	return {
		topic,
		...rest
	};
}
function wordsOf$1({ [OWNER_TAG]: _, ...tags }) {
	const isProtected = tags[PROTECT_TAG] === "true";
	const others = Object.entries(tags).filter(([key]) => !(isProtected && key === "defender-gitops:protect"));
	return {
		...others.length === 0 ? {} : { tags: Object.fromEntries(others) },
		...isProtected ? { protect: true } : {}
	};
}
// src/pipeline/topic-names.ts
/** The entry of `topics` for an MQTT topic, or undefined where it can only be written as `mqttTopic`. */
function topicEntry(mqttTopic) {
	const rule = /^\$aws\/rules\/(\w+)$/.exec(mqttTopic)?.[1];
	const entry = rule === void 0 ? { mqtt: mqttTopic } : { basicIngest: rule };
	if (!topic(entry)) return void 0;
	return rule === void 0 ? { mqtt: escapeVariables(mqttTopic) } : entry;
}
/** The MQTT topics that `topics` names for a target, with their names. */
function namedTopics(topics, target) {
	return new Map(topics.flatMap(({ name, value: { basicIngest, mqtt } }) => {
		if (typeof basicIngest === "string") return [[`$aws/rules/${fillText(basicIngest, [], target, [])}`, name]];
		return typeof mqtt === "string" ? [[fillText(mqtt, [], target, []), name]] : [];
	}));
}
/** Keys that no file may have. */
const RESERVED = [
	"__proto__",
	"constructor",
	"prototype"
];
/** A name for each MQTT topic that can have one: that of its rule, or its levels with dashes. Names that are taken get a number. */
function nameTopics(mqttTopics, known) {
	const names = new Map(known);
	const taken = /* @__PURE__ */ new Set([...RESERVED, ...known.values()]);
	for (const mqttTopic of [...new Set(mqttTopics)].sort()) {
		if (names.has(mqttTopic) || topicEntry(mqttTopic) === void 0) continue;
		const base = mqttTopic.replace("$aws/rules/", "").replaceAll(/[^A-Za-z0-9_]+/g, "-").replaceAll(/^-|-$/g, "") || "topic";
		let name = base;
		for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
		taken.add(name);
		names.set(mqttTopic, name);
	}
	return names;
}
// src/pipeline/import-resource.ts
/** AWS takes this many tags on a resource. https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TAGS = 50;
/** A live resource in the author's words, or why it is left out. What is written has been read back as a plan reads it. */
function importResource(live, kind, run) {
	const named = {
		address: addressOf(kind.name, live.name),
		section: kind.section
	};
	const owner = ownerOf(live.spec);
	if (owner !== void 0 && owner !== run.owner) return {
		...named,
		reason: `belongs to ${owner}`
	};
	if (owner === void 0 && live.managedBy !== void 0) return {
		...named,
		reason: `is managed by ${live.managedBy}`
	};
	const unknown = unknownMembers(live.spec, kind);
	const value = valueOf(live.spec, unknown, owner === void 0, run);
	const reason = whyNot(live, value, kind, run);
	const masked = run.mask(value);
	if (reason !== void 0) return {
		...named,
		reason,
		value: masked
	};
	const notes = [...unknown.map((path) => `AWS has ${editPathOf(path, live.spec)}, which this version does not know: it stays as it is.`), ...isEqual(masked, value) ? [] : ["Holds what looks like a secret. Take care where you commit it."]];
	return {
		...named,
		value,
		notes
	};
}
function unknownMembers(spec, kind) {
	return findings(resources[kind.name], resourceSchema(kind), spec).filter(({ code }) => code === "DG1101").map(({ path }) => path);
}
function valueOf(spec, unknown, adopt, run) {
	const known = withoutPaths(spec, unknown);
	const reason = "AWS has it and this version of defender-gitops does not know it.";
	const ignore = unknown.map((path) => ({
		path: editPathOf(path, spec),
		reason
	}));
	return {
		...authored(known, run),
		...adopt ? { adopt } : {},
		...run.onlyIn ? { onlyIn: [run.target.name] } : {},
		...ignore.length > 0 ? { ignore } : {}
	};
}
/** Why a resource cannot be written: reads it back as a plan would. */
function whyNot(live, value, kind, run) {
	const { target, owner, kinds } = run;
	const { tags } = live.spec;
	const wanted = {
		...isObject(tags) ? tags : {},
		[OWNER_TAG]: owner
	};
	if (Object.keys(wanted).length > TAGS) return `has ${TAGS} tags, so there is no room for the owner’s`;
	const text = run.print({
		topics: topicsIn(value, run),
		[kind.section]: { [live.name]: value }
	});
	const { documents, problems } = load([{
		file: "import",
		bytes: new TextEncoder().encode(text)
	}]);
	const checked = validate$2(documents, kinds);
	const resolved = resolve(checked.profiles, {
		target,
		owner,
		kinds,
		today: ""
	});
	const [problem] = [
		...problems,
		...checked.problems,
		...resolved.problems
	];
	if (problem !== void 0) return `cannot be written: ${problem.message.replace(/\.$/, "")}`;
	const desired = resolved.desired.resources.get(addressOf(kind.name, live.name));
	const paths = (desired?.ignore ?? []).map(({ path }) => path);
	return isEqual(desired === void 0 ? void 0 : keep(live.spec, desired.spec, paths), {
		...live.spec,
		tags: wanted
	}) ? void 0 : "cannot be written so that it reads back the same";
}
/** The topics that a resource names, as entries of `topics`. */
function topicsIn({ metricsExport }, { topics }) {
	const name = isObject(metricsExport) ? metricsExport["topic"] : void 0;
	const found = [...topics].find(([, one]) => one === name);
	const entry = found === void 0 ? void 0 : topicEntry(found[0]);
	return found === void 0 || entry === void 0 ? {} : { [found[1]]: entry };
}
// src/pipeline/import.ts
/**
* What an account has and the profiles lack, in the language of profiles: a plan on both finds nothing to do but to put the owner's tag
* on what nobody owned. A pure function. Nothing is dropped: what is not written is in `leftOut`.
*/
function importAccount(input) {
	const { profiles, target, live } = input;
	const candidates = candidatesOf(input);
	const mqttTopics = candidates.flatMap(([, { spec }]) => topicOf(spec));
	const known = namedTopics(profiles.topics, target);
	const topics = nameTopics(mqttTopics, known);
	const run = {
		...input,
		topics,
		onlyIn: profiles.targets.length > 1
	};
	const all = candidates.map(([address, one]) => importResource(one, kindIn(input.kinds, address), run));
	const resources = all.filter((one) => "notes" in one).sort(byAddress);
	const names = new Set(known.values());
	const used = resources.flatMap(({ value }) => Object.entries(topicsIn(value, run)));
	const elsewhere = othersOf(resources, input);
	const leftOut = all.filter((one) => !("notes" in one));
	return {
		target,
		owner: input.owner,
		elsewhere,
		topics: Object.fromEntries(used.filter(([name]) => !names.has(name)).sort(([one], [other]) => one < other ? -1 : 1)),
		resources,
		leftOut: [...leftOut, ...unasked(live, candidates, input)].map((one) => warned(one, resources, elsewhere, input)).sort(byAddress)
	};
}
const byAddress = (one, other) => one.address < other.address ? -1 : 1;
function kindIn(kinds, address) {
	return kinds.find((kind) => kind.name === kindOf(address));
}
function topicOf({ metricsExport }) {
	const topic = isObject(metricsExport) ? metricsExport["mqttTopic"] : void 0;
	return typeof topic === "string" ? [topic] : [];
}
/** What the profiles lack; of that, what was asked for and what it refers to. */
function candidatesOf({ live, desired, only, kinds }) {
	const chosen = /* @__PURE__ */ new Set();
	const choose = (address) => {
		const one = live.get(address);
		if (one === void 0 || chosen.has(address)) return;
		chosen.add(address);
		kindIn(kinds, address).references(one.spec).forEach(choose);
	};
	(only.length > 0 ? only : [...live.keys()]).forEach(choose);
	return [...live].filter(([address]) => chosen.has(address) && !desired.resources.has(address));
}
/** What is written refers to and nobody declares, though its section is there or the account lacks it. */
function othersOf(resources, input) {
	const { live, desired, kinds, owner } = input;
	const sections = sectionsOf$1(resources, input);
	const written = new Set(resources.map(({ address }) => address));
	const references = resources.flatMap(({ address }) => kindIn(kinds, address).references(live.get(address).spec));
	return [...new Set(references)].filter((address) => {
		if (written.has(address) || desired.resources.has(address) || desired.elsewhere?.has(address) === true) return false;
		const kind = kindIn(kinds, address);
		return !live.has(address) || kind.shared !== true && sections.has(kind.section);
	}).sort().map((address) => ({
		address,
		reason: whose(live.get(address), owner)
	}));
}
function sectionsOf$1(resources, { profiles }) {
	return /* @__PURE__ */ new Set([...profiles.sections, ...resources.map(({ section }) => section)]);
}
function whose(live, owner) {
	if (live === void 0) return "is not in the account";
	const has = ownerOf(live.spec) ?? live.managedBy;
	return has === owner ? "is ours and could not be written: a plan takes our tag off" : `belongs to ${has ?? "nobody"}`;
}
/** Ours, not declared and not asked for. */
function unasked(live, candidates, { desired, owner, kinds }) {
	const asked = new Set(candidates.map(([address]) => address));
	return [...live].filter(([address, { spec }]) => !asked.has(address) && !desired.resources.has(address) && ownerOf(spec) === owner).map(([address]) => ({
		address,
		section: kindIn(kinds, address).section,
		reason: "is ours and was not asked for"
	}));
}
/** A section is complete for its owner, so what is ours and not in it would go. */
function warned(one, resources, elsewhere, input) {
	const isOurs = ownerOf(input.live.get(one.address).spec) === input.owner;
	const isKept = input.desired.elsewhere?.has(one.address) === true || elsewhere.some(({ address }) => address === one.address);
	if (!isOurs || isKept || !sectionsOf$1(resources, input).has(one.section)) return one;
	return {
		...one,
		reason: `${one.reason}; the next plan would DELETE it: declare it, or list it under elsewhere`
	};
}
// src/render/import-page.ts
/** The order in which people read: what is measured, what is expected, where it goes. */
const SECTIONS$1 = [
	"customMetrics",
	"dimensions",
	"securityProfiles",
	"rules",
	"deliveryStreams"
];
/** An imported account as a file of profiles. What is not written stands at its end, as comments. */
function renderImport(imported) {
	const { resources, topics, elsewhere, leftOut } = imported;
	const parts = [.../* @__PURE__ */ new Set([...SECTIONS$1, ...resources.map(({ section }) => section)])].map((key) => {
		const inside = resources.filter(({ section }) => section === key);
		return [key, inside.length === 0 ? [] : sectionLines(key, inside)];
	});
	const others = elsewhere.map(({ address, reason }) => `  - ${lineText(address)} # ${comment(reason)}`);
	return `${[
		headLines(imported),
		others.length === 0 ? [] : ["elsewhere: # referred to, and left to others", ...others],
		...parts.flatMap(([key, lines]) => key === "securityProfiles" ? [topicLines(topics), lines] : [lines]),
		leftOut.length === 0 ? [] : leftOutLines(leftOut)
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
/** One line for people: what was written and what was not. */
function importSummary({ resources, leftOut, target }, file) {
	const adopted = resources.filter(({ value }) => value["adopt"] === true).length;
	const deleted = leftOut.filter(({ reason }) => reason.includes("DELETE")).length;
	return [
		`✔ ${counted(resources.length, "resource")} of ${plainLine(target.name)} in ${plainLine(file)}`,
		...adopted > 0 ? [`${adopted} to be taken over`] : [],
		...leftOut.length > 0 ? [`${leftOut.length} left out: see the comments at its end`] : [],
		...deleted > 0 ? [`a plan would DELETE ${deleted} of them`] : []
	].join(", ");
}
function headLines({ target, owner, resources }) {
	const from = `${target.name} (${target.account}, ${target.region})`;
	const adopts = resources.some(({ value }) => value["adopt"] === true);
	return [
		"# yaml-language-server: $schema=https://unpkg.com/defender-gitops/schemas/profile.schema.json",
		"#",
		`# ${comment(`Imported from ${from} for ${owner}.`)}`,
		...adopts ? ["# `adopt: true` takes over what nobody owns; take it out once that is applied."] : []
	];
}
function topicLines(topics) {
	return Object.keys(topics).length === 0 ? [] : ["topics:", ...indented(yamlLines(topics, 108))];
}
function sectionLines(key, resources) {
	const each = resources.map(({ address, value, notes }) => [...notes.map((note) => `# ${comment(note)}`), ...yamlLines({ [nameOf(address)]: value }, 108)]);
	const apart = each.some((lines) => lines.length > 1);
	return [`${key}:`, ...each.flatMap((lines, index) => [...apart && index > 0 ? [""] : [], ...indented(lines)])];
}
function leftOutLines(leftOut) {
	return ["# Left out:", ...leftOut.flatMap(({ address, section, reason, value }) => [`# - ${comment(`${address} ${reason}`)}`, ...value === void 0 ? [] : commented({ [section]: { [nameOf(address)]: value } })])];
}
function commented(value) {
	return yamlLines(value, 104).map((line) => `#     ${line}`.trimEnd());
}
function indented(lines) {
	return lines.map((line) => line === "" ? "" : `  ${line}`);
}
/** Foreign text within a comment: on one line, and of characters that files may hold. */
function comment(text) {
	return plainLine(text).replaceAll(/[\u200c\u200d]/g, "?");
}
// src/commands/import.ts
/** Writes what the account of one target has and the profiles lack as YAML. Only reads the account; never overwrites a file. */
async function importTarget(world, options) {
	const prepared = prepare(world, options.folder, options.target);
	if (prepared.problems.length > 0) {
		printProblems(world, prepared, false);
		return EXIT.invalid;
	}
	requireSettings(prepared, world);
	const target = onlyTarget(prepared);
	if (options.out !== void 0) refuseExisting(world, options.out);
	const imported = importLive(prepared, target, await observe(await world.connect(forReading(target.target), target.desired), kinds, world.report), options.only);
	const text = renderImport(imported);
	if (options.out === void 0) world.print(text);
	else {
		world.files.write(options.out, text);
		world.print(`${importSummary(imported, options.out)}\nNext: defender-gitops plan ${options.folder}\n`);
	}
	return EXIT.fine;
}
function importLive({ owner, profiles }, { target, desired }, live, only) {
	const unknown = only.find((address) => !live.has(address));
	if (unknown !== void 0) throw new OperatorError("DG3005", `The account of ${target.name} has no ${unknown}.`, { hint: didYouMean(unknown, live.keys()) });
	const addresses = only;
	const print = (value) => `${yamlLines(value, 110).join("\n")}\n`;
	return importAccount({
		target,
		owner,
		kinds,
		profiles,
		desired,
		live,
		only: addresses,
		print,
		mask: maskValue
	});
}
function onlyTarget({ targets }) {
	const [first, ...others] = targets;
	if (first !== void 0 && others.length === 0) return first;
	throw new OperatorError("DG5001", "import reads one account at a time.", { hint: `Choose one: ${targets.map(({ target }) => `--target ${target.name}`).join(", ")}.` });
}
/** What is in the file already counts as declared, so overwriting it would take that away. */
function refuseExisting({ files }, out) {
	try {
		files.read(out);
	} catch (error) {
		if (error instanceof OperatorError) return;
		throw error;
	}
	throw new OperatorError("DG1307", `${out} is there already.`, { hint: "Name another file; nothing is overwritten." });
}
// src/commands/init.ts
/** The templates are valid as they lie: these examples, which stand in double quotes there, give way to the user's values. */
const SLOTS = {
	account: {
		example: "111122223333",
		pattern: /^\d{12}$/,
		what: "the id of an AWS account (twelve digits)"
	},
	region: {
		example: "eu-west-1",
		pattern: /^[a-z]{2,}(-[a-z]+)+-\d$/,
		what: "an AWS region"
	},
	owner: {
		example: "acme/iot-security",
		pattern: /^[\w.:/=+@-]{1,256}$/,
		what: "the name of an owner"
	},
	branch: {
		example: "main",
		pattern: /^[\w./-]+$/,
		what: "the name of a branch"
	}
};
const SETUP = "https://github.com/defender-gitops/defender-gitops/blob/v1/docs/github-setup.md";
/** Writes the first profiles and the workflow, leaves every file that is there, and says what comes next. */
function init(world, starter, options) {
	const values = {
		...defined("owner", world.repository),
		...defined("branch", starter.branch),
		...options
	};
	for (const [name, slot] of slots()) refuse$1(name, slot, values[name]);
	const placed = starter.files.map(({ path, text }) => ({
		path,
		written: starter.place(path, filled(text, values))
	}));
	const written = placed.filter((file) => file.written);
	const left = placed.filter((file) => !file.written);
	world.print([
		...written.map(({ path }) => `  + ${path}`),
		...left.map(({ path }) => `    ${path} is there already and left as it is`),
		"",
		...next(values),
		""
	].join("\n"));
	return EXIT.fine;
}
function next(values) {
	return [
		"Next:",
		"",
		...[
			...slots().filter(([name]) => values[name] === void 0 && name !== "branch").map(([, { example, what }]) => [`Put ${what} in place of ${example}, wherever that stands.`]),
			["Name your thing groups in profiles/fleet.yaml."],
			[
				"Try it; no AWS account is needed:",
				"  npx defender-gitops validate",
				"  npx defender-gitops plan --sandbox"
			],
			["Let GitHub into AWS, once and without secrets:", `  ${SETUP}`],
			["Open a pull request: the plan comes as its comment. Merge it, and that plan is applied."]
		].flatMap(([first, ...more], index) => [`  ${index + 1}. ${first}`, ...more.map((line) => `     ${line}`)])
	];
}
function filled(text, values) {
	const byExample = new Map(slots().map(([name, { example }]) => [example, values[name] ?? example]));
	return text.replace(/"([^"\n]*)"/g, (quoted, example) => {
		const value = byExample.get(example);
		return value === void 0 ? quoted : `"${value}"`;
	});
}
function refuse$1(name, { pattern, what }, value) {
	if (value === void 0 || pattern.test(value)) return;
	throw new OperatorError("DG5001", `${JSON.stringify(value)} is not ${what}.`, { hint: `Give it by --${name}.` });
}
function slots() {
	return Object.entries(SLOTS);
}
function defined(name, value) {
	return value === void 0 ? {} : { [name]: value };
}
// src/commands/sandbox.ts
/** Serves the sandbox and says how other clients reach it; returns when `stop` does. */
async function sandbox(world, served, stop) {
	world.print([
		`The sandbox listens on ${served.url}, on this machine only. Ctrl-C ends it.`,
		"",
		"For the AWS CLI, SDKs and defender-gitops itself, paste into another terminal:",
		"",
		`  export AWS_ENDPOINT_URL=${served.url}`,
		"  export AWS_ACCESS_KEY_ID=111122223333   # twelve digits: the account id",
		"  export AWS_SECRET_ACCESS_KEY=sandbox",
		"  export AWS_DEFAULT_REGION=ap-south-1 AWS_REGION=ap-south-1",
		"",
		"Then, for example:",
		"",
		"  aws iot create-thing-group --thing-group-name soundboxes",
		"  defender-gitops apply profiles",
		"  aws iot list-security-profiles",
		""
	].join("\n"));
	await stop;
	await served.close();
	return EXIT.fine;
}
// src/edges/accounts.ts
/** The accounts of AWS. Its SDK takes longer to load than all else: only who connects waits for it. */
function awsAccounts(report) {
	return {
		connect: async (target) => {
			const [{ connect }, { realClock }] = await Promise.all([import("./edges/aws/connect.mjs"), import("./edges/clock.mjs")]);
			return connect(target, {
				clock: realClock,
				report
			});
		},
		spareTarget: void 0
	};
}
/** The accounts of a sandbox, kept in a file or else in memory. */
async function sandboxAccounts(file, report) {
	const { openSandbox, SANDBOX_TARGET } = await import("./edges/sandbox.mjs");
	return {
		connect: openSandbox(file, report).connect,
		spareTarget: SANDBOX_TARGET
	};
}
// src/edges/console.ts
/** This process's terminal. NO_COLOR (https://no-color.org) and FORCE_COLOR are respected; GitHub's logs show colours without being a terminal. */
function thisTerminal(noColor) {
	const { env, stdout, stderr } = process;
	const wanted = env["FORCE_COLOR"] !== void 0 && env["FORCE_COLOR"] !== "" && env["FORCE_COLOR"] !== "0";
	const color = !noColor && (env["NO_COLOR"] ?? "") === "" && (wanted || stdout.isTTY && env["TERM"] !== "dumb");
	for (const stream of [stdout, stderr]) stream.on("error", ignoreClosedPipe);
	return {
		print: (text) => void stdout.write(text),
		printError: (text) => void stderr.write(text),
		color,
		width: stdout.isTTY ? Math.max(60, Math.min(stdout.columns, 160)) : 100,
		live: stderr.isTTY && env["CI"] === void 0
	};
}
/** Seconds between two lines about the same waiting where nobody watches. */
const QUIET = 30;
/** Shows events on standard error: on a terminal the passing ones write over each other, elsewhere they are plain lines, not too many. */
function reporterOn(terminal, render) {
	return terminal.live ? overwriting(terminal, render) : lineByLine(terminal, render);
}
function overwriting({ printError }, render) {
	let open = false;
	return (event) => {
		const passes = event.type !== "finished" && !isDone(event);
		printError(`${open ? "\r\x1B[2K" : ""}${render(event)}${passes ? "" : "\n"}`);
		open = passes;
	};
}
function lineByLine({ printError }, render) {
	const told = /* @__PURE__ */ new Map();
	return (event) => {
		if (event.type === "reading" && !isDone(event)) return;
		if (event.type === "waiting") {
			if (event.seconds > 0 && event.seconds - (told.get(event.what) ?? 0) < QUIET) return;
			told.set(event.what, event.seconds);
		}
		printError(`${render(event)}\n`);
	};
}
function isDone(event) {
	return event.type === "reading" && event.done === event.total;
}
/** Whoever read the output may have seen enough (`| head`): that neither fails a run nor stops an apply half-way. */
function ignoreClosedPipe(error) {
	if (error.code !== "EPIPE") throw error;
}
// src/edges/files.ts
/** The files below a folder of this machine. Paths come out relative to it, with forward slashes. */
function filesIn(root) {
	return {
		readProfiles: (folder) => readProfiles(root, folder),
		read: (file) => readText(join(root, file)),
		write: (file, text) => writeWhole(join(root, file), text)
	};
}
function readProfiles(root, folder) {
	const top = resolve$1(root, folder);
	if (!existsSync(top)) throw new OperatorError("DG1301", `There is no folder ${folder}.`, {
		hint: "Name the folder that holds the profiles, as in `defender-gitops plan profiles`.",
		exitCode: 3
	});
	const single = statSync(top).isFile();
	const found = {
		files: [],
		problems: []
	};
	const real = realpathSync(single ? dirname(top) : top);
	if (single) readOne(root, top, real, found);
	else walk(root, top, real, found, /* @__PURE__ */ new Set());
	return found;
}
function walk(root, folder, real, found, seen) {
	const here = realpathSync(folder);
	if (seen.has(here)) return;
	seen.add(here);
	for (const name of readdirSync(folder).sort()) {
		const path = join(folder, name);
		if (name.startsWith(".")) continue;
		if (isFolder(path)) {
			if (isInside(path, real)) walk(root, path, real, found, seen);
			else refuse(root, path, found, "DG1302", "The link leads out of the profiles.", "Move what it points to into the folder.");
		} else if (/\.ya?ml$/i.test(name)) readOne(root, path, real, found);
	}
}
function isFolder(path) {
	try {
		return statSync(path).isDirectory();
	} catch {
		return false;
	}
}
function isInside(path, real) {
	const target = realpathSync(path);
	return target === real || target.startsWith(real + sep);
}
function refuse(root, path, found, code, message, hint) {
	found.problems.push({
		code,
		message,
		hint,
		file: shown(root, path),
		line: 1,
		column: 1
	});
}
function shown(root, path) {
	return relative(root, path).split(sep).join("/");
}
function readOne(root, path, real, found) {
	const no = (code, message, hint) => refuse(root, path, found, code, message, hint);
	try {
		if (lstatSync(path).isSymbolicLink() && !isInside(path, real)) return no("DG1302", "The link leads out of the profiles.", "Move what it points to into the folder.");
		if (!statSync(path).isFile()) return no("DG1303", "This is not a regular file.", "Put a regular file there.");
		if (found.files.length >= 2e4) return no("DG1304", `There are more than ${FILES_LIMIT} files.`, "Put more resources into one file.");
		const descriptor = openSync(path, "r");
		try {
			const { size } = fstatSync(descriptor);
			if (size > FILE_LIMIT.bytes) return no("DG1001", `The file has ${size} bytes; at most ${FILE_LIMIT.bytes} are read.`, "Split it: sections may stand in any number of files.");
			found.files.push({
				file: shown(root, path),
				bytes: readFileSync(descriptor)
			});
		} finally {
			closeSync(descriptor);
		}
	} catch (error) {
		no("DG1305", `The file cannot be read: ${error.message}.`, "Check that it is there and that you may read it.");
	}
}
function readText(path) {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		throw new OperatorError("DG1305", `${path} cannot be read: ${error.message}.`, { cause: error });
	}
}
/** Writes a file whole or not at all. */
function writeWhole(path, text) {
	try {
		mkdirSync(dirname(path), { recursive: true });
		const half = `${path}.${process.pid}.tmp`;
		writeFileSync(half, text);
		renameSync(half, path);
	} catch (error) {
		throw new OperatorError("DG1306", `${path} cannot be written: ${error.message}.`, { cause: error });
	}
}
// src/edges/repository.ts
/** `owner/name` of the GitHub repository that this runs in: from GitHub Actions, or else from git's remote `origin`. */
function githubRepository(folder, env) {
	const named = env["GITHUB_REPOSITORY"];
	if (named !== void 0 && named !== "") return named;
	const config = join(folder, ".git", "config");
	if (!existsSync(config)) return void 0;
	const origin = /\[remote "origin"\][^[]*?\n\s*url\s*=\s*(\S+)/.exec(readFileSync(config, "utf8"))?.[1];
	return origin === void 0 ? void 0 : /[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(origin)?.[1];
}
// src/edges/signals.ts
/**
* Takes SIGINT and SIGTERM as a request: what is under way is finished, nothing new is begun.
* A second signal ends the process as usual.
*/
function onStopSignal() {
	let asked = false;
	return {
		asked: () => asked,
		done: new Promise((resolve) => {
			const stop = () => {
				asked = true;
				resolve();
			};
			process.once("SIGINT", stop);
			process.once("SIGTERM", stop);
		})
	};
}
// src/edges/stage.ts
/** Copies the profiles so that they can be edited; where the folder is not there, the example that ships with the program. */
function openStage(folder) {
	const shipped = fileURLToPath(new URL("../profiles", import.meta.url));
	const own = resolve$1(folder);
	const root = mkdtempSync(join(tmpdir(), "defender-gitops-"));
	const copy = join(root, "profiles");
	cpSync(existsSync(own) ? own : existsSync(shipped) ? shipped : fileURLToPath(new URL("../../profiles", import.meta.url)), copy, { recursive: true });
	return {
		root,
		folder: "profiles",
		edit: (find, replacement) => replaceIn(copy, find, replacement),
		close: () => rmSync(root, {
			recursive: true,
			force: true
		})
	};
}
function replaceIn(folder, find, replacement) {
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		const text = readFileSync(path, "utf8");
		if (!find.test(text)) continue;
		writeFileSync(path, text.replace(find, () => replacement));
		return;
	}
	throw new Error(`No file in ${folder} has ${String(find)}.`);
}
// src/edges/starter.ts
/** Opens the templates that ship with the program, for a folder. */
function openStarter(folder) {
	const templates = ["../templates", "../../templates"].map((path) => fileURLToPath(new URL(path, import.meta.url))).find(existsSync);
	if (templates === void 0) throw new Error("The templates do not lie beside the program.");
	return {
		files: readdirSync(templates, {
			recursive: true,
			withFileTypes: true
		}).filter((entry) => entry.isFile()).map(({ parentPath, name }) => relative(templates, join(parentPath, name)).split(sep).join("/")).sort().map((path) => ({
			path,
			text: readFileSync(join(templates, path), "utf8")
		})),
		place: (path, text) => place(join(folder, path), text),
		branch: defaultBranch(folder)
	};
}
function place(path, text) {
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text, { flag: "wx" });
		return true;
	} catch (error) {
		if (error.code === "EEXIST" && existsSync(path)) return false;
		throw new OperatorError("DG1306", `${path} cannot be written: ${error.message}.`, { cause: error });
	}
}
function defaultBranch(folder) {
	const head = join(folder, ".git/refs/remotes/origin/HEAD");
	return existsSync(head) ? /^ref: refs\/remotes\/origin\/(.+)$/m.exec(readFileSync(head, "utf8"))?.[1] : void 0;
}
// src/render/terminal-error.ts
/** Why a run ended, and what its operator can do about it. */
function renderError(error, { color, width }) {
	const paint = paletteFor(color);
	const lines = (text, columns) => plainLines(maskText(text)).flatMap((line) => wrap(line, Math.max(40, width) - columns));
	const indent = " ".repeat(error.code.length + 2);
	const message = lines(error.message, indent.length).map((line, index) => `${index === 0 ? `${paint.red(error.code)}: ` : indent}${paint.bold(line)}`);
	const hint = error.hint === void 0 ? [] : lines(error.hint, 8).map((line, index) => `  ${index === 0 ? paint.green("help:") : "     "} ${line}`);
	return `${[...message, ...hint].join("\n")}\n`;
}
// src/render/terminal-event.ts
/** One line of progress, for standard error. */
function renderEvent(event, options) {
	const { dim, cyan, yellow } = paletteFor(options.color);
	switch (event.type) {
		case "reading": return dim(readingText(plainLine(event.target), event.done, event.total));
		case "waiting": return dim(`… waiting for ${plainLine(event.what)}${event.seconds < 1 ? "" : ` (${duration(event.seconds)})`}`);
		case "retrying": return yellow(`… ${plainLine(event.operation)} again in ${duration(event.seconds)}: ${plainLine(maskText(event.reason))}`);
		case "starting": return `${cyan("→")} ${event.action} ${plainLine(event.address)}`;
		case "finished": return renderOutcome(event.outcome, options);
	}
}
function readingText(target, done, total) {
	if (done < total) return `… reading ${target}: ${done} of ${counted(total, "resource")}`;
	return total === 0 ? `… read ${target}: nothing there` : `… read ${target}: ${counted(total, "resource")}`;
}
function duration(seconds) {
	const whole = Math.round(seconds);
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
// src/version.ts
/** The version of this program, as in package.json (a test compares). */
const version = "0.1.0";
// src/render/compose.ts
/**
* Puts sections together within a budget in bytes of UTF-8. What does not fit goes from the bottom upwards, section by
* section; the last to go is cut between two pieces. Sections without an omission line stay whatever the budget.
*/
function compose(sections, budgetBytes) {
	const parts = sections.filter((section) => piecesOf(section) > 0).map((section) => partOf(section, piecesOf(section)));
	for (let index = parts.length - 1; index >= 0 && sizeOf(parts) > budgetBytes; index--) {
		const { section } = parts[index];
		if (section.omission === void 0) continue;
		parts[index] = partOf(section, 0);
		const room = budgetBytes - sizeOf(parts) + bytesOf(partOf(section, 0).text);
		if (room > 0) parts[index] = largest(section, room);
	}
	const omitted = parts.map(({ section, shown }) => ({
		section: section.name,
		left: piecesOf(section) - shown,
		all: piecesOf(section)
	})).filter(({ left }) => left > 0);
	return {
		body: joined(parts),
		omitted
	};
}
/** The pieces that fit into a number of bytes, from the first; what is left is told by a last one. */
function bounded(pieces, budgetBytes, rest) {
	let used = 0;
	const fitting = pieces.findIndex((piece) => (used += bytesOf(piece) + 1) > budgetBytes);
	if (fitting < 0) return pieces;
	return [...pieces.slice(0, fitting), rest(pieces.length - fitting)];
}
/** Bytes of a text in UTF-8. */
function bytesOf(text) {
	return Buffer.byteLength(text);
}
/** As many pieces of a section as fit, with its omission line. */
function largest(section, room) {
	let [fits, tooMany] = [0, piecesOf(section)];
	while (tooMany - fits > 1) {
		const middle = Math.floor((fits + tooMany) / 2);
		if (bytesOf(partOf(section, middle).text) <= room) fits = middle;
		else tooMany = middle;
	}
	return partOf(section, fits);
}
function partOf(section, shown) {
	let left = shown;
	const blocks = section.groups.flatMap(({ head, pieces, glue }) => {
		const taken = pieces.slice(0, left);
		left -= taken.length;
		if (taken.length === 0) return [];
		return [head === "" ? taken.join(glue) : `${head}${glue}${taken.join(glue)}`];
	});
	const all = piecesOf(section);
	const omission = shown < all ? [section.omission?.(all - shown, all) ?? ""] : [];
	return {
		section,
		shown,
		text: [...blocks, ...omission].filter((block) => block !== "").join("\n\n")
	};
}
function piecesOf({ groups }) {
	return groups.reduce((sum, { pieces }) => sum + pieces.length, 0);
}
function joined(parts) {
	return `${parts.map(({ text }) => text).join("\n\n")}\n`;
}
function sizeOf(parts) {
	return parts.reduce((sum, { text }) => sum + bytesOf(text) + 2, 0);
}
// src/render/markdown-escape.ts
const HARMLESS = /^[\p{L}\p{M}\p{N}'’"“”(),.;?!%–—→…-]*:?$|^\d{1,2}:\d{2}$/u;
const AUTOLINK = /\b[0-9a-f]{7,40}\b|^\W*[A-Z][A-Z0-9]*-\d|www\./i;
const MEMBER = /[a-z][A-Z]/;
const SPAN = /(?<=(?:^|\s)\(?)(`[^`]+`)(?=[).,;:!?]*(?:$|\s))/;
const LIST_MARK = /^(?:\d+[.)]|[-+]+)(?=\s|$)/;
/** Foreign text as a code span: nothing in it is markup, a mention, a reference or a link. */
function code(text) {
	const plain = plainLine(text);
	if (plain === "") return "`\"\"`";
	const fence = "`".repeat(longestRun(plain) + 1);
	const pad = /^`|`$|^ .* $/.test(plain) ? " " : "";
	return `${fence}${pad}${plain}${pad}${fence}`;
}
/** Foreign text as a code span in a table. A bar would end the cell and can't be escaped for every reader: it shows broken. */
function codeCell(text) {
	return code(text.replaceAll("|", "¦"));
}
/** A sentence with foreign words in it: plain words stay, whatever could be active becomes a code span. */
function prose(text) {
	return plainLine(text).trim().split(SPAN).map((part, index) => index % 2 === 1 ? code(part.slice(1, -1)) : part.split(" ").map(word).join(" ")).join("").replace(LIST_MARK, (mark) => code(mark));
}
/** A sentence in a table. */
function proseCell(text) {
	return prose(text.replaceAll("|", "¦"));
}
/** Foreign text inside of HTML, as in `<summary>`. */
function html(text) {
	return plainLine(text).replace(/[&<>"'`|@#:]/g, (character) => `&#${character.charCodeAt(0)};`);
}
/** A link; only its label where the address is none of the web. */
function link(label, url) {
	if (url === void 0 || !/^https?:\/\/[^/]/.test(url)) return codeCell(label);
	return `[${codeCell(label)}](${address(url)})`;
}
/** An address of ours or of a caller, with nothing in it that could end a link or a cell. */
function address(url) {
	return plainLine(url).replace(/[\s<>()[\]{}\\|"'`^*_~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}
/** Lines in a fence that none of them can close. */
function fenced(lines, language) {
	const fence = "`".repeat(Math.max(3, longestRun(lines.join("\n")) + 1));
	return [
		`${fence}${language}`,
		...lines,
		fence
	].join("\n");
}
/** A text cut to a number of characters, with an ellipsis where something is missing. */
function shortened(text, characters) {
	return text.length <= characters ? text : `${text.slice(0, characters - 1).toWellFormed().replace(/\ufffd$/, "")}…`;
}
function word(text) {
	if (HARMLESS.test(text) && !AUTOLINK.test(text) && !MEMBER.test(text)) return text;
	const [, before = "", inner = "", after = ""] = /^([("'“]*)(.*?)([)"'”.,;:!?]*)$/u.exec(text) ?? [];
	return inner === "" ? code(text) : `${before}${code(inner)}${after}`;
}
function longestRun(text) {
	return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
/** A commit as GitHub abbreviates it. */
function commit(sha) {
	return code(sha.slice(0, 7));
}
// src/render/markdown-diff.ts
/** The sign of an action in Markdown. */
const EMOJI = {
	create: "➕",
	update: "✏️",
	replace: "♻️",
	delete: "➖"
};
const COLUMNS = 100;
/** One resource's change as a diff that can be folded away. `target` is named where there are several. */
function diffDetails(change, target, isOpen) {
	const fields = change.action === "update" || change.action === "replace" ? ` · ${counted(change.edits.length, "field")}` : "";
	const place = target === void 0 ? "" : ` · <code>${html(target)}</code>`;
	const summary = `<summary>${EMOJI[change.action]} ${change.action} <code>${html(change.address)}</code>${fields}${place}</summary>`;
	const notes = [...new Set(change.edits.flatMap(({ caveat }) => caveat === void 0 ? [] : [caveat]))].map((caveat) => `⚠️ ${prose(caveat)}.\n\n`).join("");
	return `<details${isOpen ? " open" : ""}>${summary}\n\n${fenced(diffLines(change), "diff")}\n\n${notes}</details>`;
}
/** A change as the lines of a diff: the sign in column 0, a space, and what goes or comes. */
function diffLines(change) {
	if (change.action === "create" && change.after !== void 0) return signed("+", yamlLines(change.after, COLUMNS));
	if (change.action === "delete" && change.before !== void 0) return signed("-", yamlLines(change.before, COLUMNS));
	return groupEdits(change.edits).flatMap((group) => {
		const indent = group.path === "" ? "" : "  ";
		const lines = group.edits.flatMap(({ label, edit }) => editLines(label, edit, indent));
		return group.path === "" ? lines : [`  ${plainLine(group.path)}`, ...lines];
	});
}
/** The first edits of a change in a few words, for a table. */
function editsCell(edits, most = 2) {
	const shown = edits.slice(0, most).map(editCell);
	const rest = edits.length - shown.length;
	return [...shown, ...rest > 0 ? [`${counted(rest, "more field")}`] : []].join("<br>");
}
function editCell({ op, path, before, after }) {
	const label = code(shortened(path, 80)).replaceAll("|", "¦");
	const text = (value) => value === void 0 ? "" : lineText(value);
	if (text(before).length + text(after).length > 48) return `${label} ${op === "change" ? "changed" : op === "add" ? "added" : "removed"}`;
	if (op === "add") return `${label} added: **${codeCell(text(after))}**`;
	if (op === "remove") return `${label} removed: ${codeCell(text(before))}`;
	return `${label} ${codeCell(text(before))}\u00a0→\u00a0**${codeCell(text(after))}**`;
}
function editLines(label, edit, indent) {
	const name = `${indent}${plainLine(label)}`;
	const shown = showEdit(edit, COLUMNS - name.length);
	if (shown.form === "block") return [`  ${name}:`, ...shown.lines.map(({ sign, text }) => `${sign === "⋮" ? " " : sign} ${indent}  ${sign === "⋮" ? "⋮" : text}`.trimEnd())];
	return [...shown.before === void 0 ? [] : [`- ${name}: ${shown.before}`], ...shown.after === void 0 ? [] : [`+ ${name}: ${shown.after}`]];
}
function signed(sign, lines) {
	return lines.map((line) => `${sign} ${line}`.trimEnd());
}
// src/render/markdown-plan.ts
const FEW = 3;
/** Where what was left out can be read. */
function elsewhere(runUrl) {
	return /^https?:\/\//.test(runUrl) ? `[job summary](${address(runUrl)})` : "job summary";
}
/** The heading, and for several targets a table of them. Never dropped. */
function verdictSection$1(heading, plans, budgetBytes) {
	if (plans.length === 1) return {
		name: "verdict",
		groups: [{
			head: "",
			pieces: [heading, ...plans.map(targetLine)],
			glue: "\n\n"
		}]
	};
	const table = {
		head: "| Target | Account | Region | Plan | Digest |\n| --- | --- | --- | --- | --- |",
		pieces: bounded(plans.map(targetRow), budgetBytes, (left) => `| ${counted(left, "more target")} | | | | |`),
		glue: "\n"
	};
	return {
		name: "verdict",
		groups: [{
			head: "",
			pieces: [heading],
			glue: "\n"
		}, ...plans.length === 0 ? [] : [table]]
	};
}
function targetLine(plan) {
	return `Target ${code(shortened(plan.target, 100))} · account ${code(plan.account)} · ${code(plan.region)} · digest ${code(shortDigest(plan.digest))}`;
}
function targetRow(plan) {
	const result = plan.changes.length === 0 ? "no changes" : countsText([plan]);
	return `| ${[
		codeCell(shortened(plan.target, 100)),
		codeCell(plan.account),
		codeCell(plan.region),
		result,
		codeCell(shortDigest(plan.digest))
	].join(" | ")} |`;
}
/** What must be accepted before anything is applied. Never dropped. */
function gatesSection(plans, about, budgetBytes) {
	const all = plans.flatMap((plan) => plan.hazards.map((hazard) => ({
		hazard,
		place: plans.length > 1 ? ` in ${code(plan.target)}` : ""
	})));
	const open = all.filter(({ hazard }) => !hazard.accepted);
	const accepted = all.filter(({ hazard }) => hazard.accepted);
	const more = (left) => `> - … and ${counted(left, "more hazard")}: see the ${elsewhere(about.runUrl)}`;
	return {
		name: "hazards",
		groups: [{
			head: `> [!${open.some(({ hazard }) => !hazard.acceptable) ? "CAUTION" : "WARNING"}]\n> **${counted(open.length, "hazard")} open:** nothing is applied before ${open.length === 1 ? "it is" : "they are"} settled.\n>`,
			pieces: bounded(open.map(({ hazard, place }) => `${hazardLine(hazard, place)} ${wayOut(hazard)}`), budgetBytes * .75, more),
			glue: "\n"
		}, {
			head: "> [!NOTE]\n> **Accepted in this change:**\n>",
			pieces: bounded(accepted.map(({ hazard, place }) => hazardLine(hazard, place)), budgetBytes * .25, more),
			glue: "\n"
		}].filter(({ pieces }) => pieces.length > 0)
	};
}
function hazardLine({ rule, addresses, message }, place) {
	return `> - **${rule}** ${listed([...addresses.slice(0, 2).map(code), ...addresses.length > 2 ? [`${addresses.length - 2} more`] : []])}${place}: ${prose(shortened(message, 600))}`;
}
function wayOut(hazard) {
	return hazard.acceptable ? `To accept it, add to the settings in this pull request: ${code(`accept: ${lineText([hazard.id])}`)}` : "No acceptance helps.";
}
/** What goes, in words. Never dropped. */
function destructiveSection(plans, about, budgetBytes) {
	return {
		name: "deletions",
		groups: [{
			head: "**What goes**\n",
			pieces: bounded(itemsOf(plans).filter(({ change }) => change.action === "delete" || change.action === "replace").map((item) => destructiveLine(item, plans.length > 1)), budgetBytes, (left) => `- … and ${left} more: see the ${elsewhere(about.runUrl)}`),
			glue: "\n"
		}]
	};
}
function destructiveLine({ plan, change }, isNamed) {
	const place = isNamed ? ` in ${code(plan.target)}` : "";
	if (change.action === "replace") return `- ${EMOJI.replace} ${code(change.address)}${place} is deleted and made anew: AWS can’t change ${listed(change.because.slice(0, 3).map(code))} in place.`;
	const renamed = change.action === "delete" && change.renamedTo !== void 0 ? `; ${code(change.renamedTo)} takes its place` : "";
	return `- ${EMOJI.delete} ${code(change.address)}${place} is deleted${renamed}.`;
}
/** Every change in a row, with a link to the line that asks for it. */
function tableSection(plans, about) {
	const groups = plans.filter((plan) => plan.changes.length > 0).map((plan) => {
		const title = plans.length > 1 ? `### ${code(plan.target)}: ${countsText([plan])}\n\n` : "";
		const rows = plan.changes.map((change) => row(change, about));
		return {
			head: `${title}| | Resource | What | Source |\n| --- | --- | --- | --- |`,
			pieces: rows,
			glue: "\n"
		};
	});
	const omission = (left, all) => `_${left} of ${counted(all, "change")} not listed here for want of room: see the ${elsewhere(about.runUrl)}._`;
	return {
		name: "changes",
		groups,
		omission
	};
}
function row(change, { links }) {
	const source = change.action === "create" || change.action === "delete" ? change.source : change.edits[0]?.source ?? change.source;
	const place = source === void 0 ? change.action === "delete" ? "_not in the profiles_" : "" : link(`${source.file.replace(/^.*\//, "")}:${source.line}`, links(source));
	return `| ${EMOJI[change.action]} | ${codeCell(change.address)} | ${whatOf(change)} | ${place} |`;
}
function whatOf(change) {
	if (change.action === "create") return change.renamedFrom === void 0 ? "create" : `create in place of ${codeCell(change.renamedFrom)}`;
	if (change.action === "delete") return "delete";
	return `${change.action === "replace" ? "replace<br>" : ""}${editsCell(change.edits)}`;
}
/** Every change field by field, each to be folded away. */
function diffsSection(plans, about) {
	const items = itemsOf(plans);
	const pieces = items.map(({ plan, change }) => diffDetails(change, plans.length > 1 ? plan.target : void 0, items.length <= FEW));
	const omission = (left, all) => `_${left} of ${counted(all, "diff")} left out here for want of room: see the ${elsewhere(about.runUrl)}._`;
	return {
		name: "diffs",
		groups: [{
			head: "",
			pieces,
			glue: "\n\n"
		}],
		omission
	};
}
/** What applying would take back although this pull request is not about it. */
function foreignSection(foreign, plans, about) {
	const pieces = foreign.map(({ target, address, action, edits, by }) => {
		const place = plans.length > 1 ? ` in ${code(target)}` : "";
		const who = by === void 0 ? "" : ` (changed by ${code(by)})`;
		return `> - ${EMOJI[action]} ${code(address)}${place}${who}${edits.length === 0 || action === "create" || action === "delete" ? ` is ${action}d` : `: ${editsCell(edits)}`}`;
	});
	const head = "> [!NOTE]\n> **Not from this pull request:** the account differs from the profiles here already, and applying takes it back. To keep what is live, write it into the profiles.\n>";
	const omission = (left, all) => `_${left} of ${counted(all, "change")} that applying makes and this pull request is not about left out here: see the ${elsewhere(about.runUrl)}._`;
	return {
		name: "not from this change",
		groups: [{
			head,
			pieces,
			glue: "\n"
		}],
		omission
	};
}
function itemsOf(plans) {
	return plans.flatMap((plan) => plan.changes.map((change) => ({
		plan,
		change
	})));
}
// src/render/markdown-applied.ts
const MARKS = {
	verified: "✅",
	failed: "❌",
	skipped: "⏭️",
	"not done": "⏹️"
};
const ORDER = [
	"failed",
	"skipped",
	"not done",
	"verified"
];
/** What an apply did, resource by resource, failures first, and what to do next. */
function appliedSections(applied, about, budgetBytes) {
	const rows = applied.flatMap(rowsOf).sort((left, right) => ORDER.indexOf(left.outcome.status) - ORDER.indexOf(right.outcome.status));
	const isOver = rows.every(({ outcome }) => outcome.status === "verified");
	const bad = rows.filter(({ outcome }) => outcome.status === "failed").map((row) => failureLine(row, applied.length > 1));
	return [
		{
			name: "verdict",
			groups: [{
				head: "",
				pieces: [
					`## ${headingOf(rows, isOver, applied)}`,
					targetsLine(applied),
					...isOver ? [] : [adviceOf(rows)]
				],
				glue: "\n\n"
			}]
		},
		{
			name: "failures",
			groups: [{
				head: "> [!CAUTION]\n> **What failed**\n>",
				pieces: bounded(bad, budgetBytes / 4, (left) => `> - … and ${counted(left, "more failure")}`),
				glue: "\n"
			}]
		},
		{
			name: "ledger",
			groups: [{
				head: `| | | Resource | ${applied.length > 1 ? "Target | " : ""}Result |\n| --- | --- | --- | ${applied.length > 1 ? "--- | " : ""}--- |`,
				pieces: rows.map((row) => ledgerRow(row, applied.length > 1)),
				glue: "\n"
			}],
			omission: (left, all) => `_${left} of ${counted(all, "change")} not listed here for want of room: see the ${elsewhere(about.runUrl)}._`
		}
	];
}
function rowsOf({ plan, outcomes }) {
	const rest = notReached(plan, outcomes).map(({ address, action }) => ({
		plan,
		outcome: {
			address,
			action,
			status: "not done"
		}
	}));
	return [...outcomes.map((outcome) => ({
		plan,
		outcome
	})), ...rest];
}
function headingOf(rows, isOver, applied) {
	const done = doneText(applied.flatMap(({ outcomes }) => outcomes));
	if (rows.length === 0) return "✅ Nothing to apply";
	if (isOver) return `✅ Applied: ${done}`;
	const counts = ORDER.map((status) => [rows.filter(({ outcome }) => outcome.status === status).length, status]).filter(([count]) => count > 0).map(([count, status]) => `${count} ${status}`).join(", ");
	return `${done === "" ? "❌ Not applied" : "⚠️ Partly applied"}: ${counts}`;
}
function targetsLine(applied) {
	return `Target ${applied.slice(0, 5).map(({ plan }) => `${code(shortened(plan.target, 100))} (${code(plan.account)}, ${code(plan.region)})`).join(" · ")}${applied.length > 5 ? ` and ${applied.length - 5} more` : ""}`;
}
function adviceOf(rows) {
	return `**Next:** ${rows.some(({ outcome }) => outcome.status === "failed") ? "What failed may have taken effect in part; nothing that was skipped was touched. Mend the cause, then re-run this job" : "The run was ended early; nothing else was touched. Re-run this job"}: what remains is part of what was reviewed, so it goes on from here.`;
}
function failureLine({ plan, outcome }, isNamed) {
	return `> - **${outcome.action}** ${code(outcome.address)}${isNamed ? ` in ${code(plan.target)}` : ""}: ${proseCell(shortened(maskText(outcome.detail ?? "no reason was given"), 600))}`;
}
function ledgerRow({ plan, outcome }, isNamed) {
	const detail = outcome.detail === void 0 || outcome.status === "failed" ? "" : proseCell(shortened(maskText(outcome.detail), 200));
	const reason = detail === "" ? "" : outcome.status === "skipped" ? ` because ${detail}` : `: ${detail}`;
	return `| ${[
		MARKS[outcome.status],
		outcome.action,
		codeCell(outcome.address),
		...isNamed ? [codeCell(plan.target)] : [],
		`${outcome.status}${reason}`
	].join(" | ")} |`;
}
// src/render/markdown-problems.ts
/** What the author has to put right before a plan can be made. */
function problemSections(problems, about, _budgetBytes) {
	const files = new Set(problems.map(({ file }) => file)).size;
	return [{
		name: "verdict",
		groups: [{
			head: "",
			pieces: [`## ❌ Invalid: ${counted(problems.length, "problem")} in ${counted(files, "file")}`, `No plan was made for ${commit(about.head)}: the profiles have to be put right first.`],
			glue: "\n\n"
		}]
	}, {
		name: "problems",
		groups: [{
			head: "",
			pieces: sorted(problems).map((problem) => problemItem(problem, about)),
			glue: "\n"
		}],
		omission: (left, all) => `_${left} of ${counted(all, "problem")} left out here for want of room: see the ${elsewhere(about.runUrl)}._`
	}];
}
function problemItem(problem, { links }) {
	const { code: id, file, line, column, message, hint } = problem;
	const place = link(`${file}:${line}:${column}`, links({
		file,
		line,
		column
	}));
	const help = hint === void 0 ? "" : `<br>💡 ${prose(shortened(maskText(hint), 600))}`;
	return `- ${place} **${id}** ${prose(shortened(maskText(message), 600))}${help}`;
}
// src/render/markdown-refused.ts
/** Why nothing was applied, what nobody has reviewed, and the ways on. */
function refusedSections(refused, budgetBytes) {
	const { plans, reviewed, why } = refused;
	const fresh = plans.map((plan) => unreviewedPart(plan, reviewed.get(plan.target))).filter((plan) => plan.changes.length > 0);
	const heading = why === void 0 ? "## ⛔ Not applied: this is not what was reviewed" : "## ⛔ Not applied";
	const sentence = why === void 0 ? "The profiles or the account changed since the review. **Nothing was changed.**" : `${prose(shortened(maskText(why), 1e3))} **Nothing was changed.**`;
	const targets = plans.slice(0, 20).map((plan) => comparison(plan, reviewed.get(plan.target)));
	const rest = plans.length > 20 ? [`- … and ${counted(plans.length - 20, "more target")}`] : [];
	return [
		{
			name: "verdict",
			groups: [{
				head: "",
				pieces: [
					heading,
					sentence,
					[...targets, ...rest].join("\n")
				],
				glue: "\n\n"
			}]
		},
		{
			name: "ways on",
			groups: [{
				head: "**To go on**\n",
				pieces: waysOn(plans, refused),
				glue: "\n"
			}]
		},
		gatesSection(plans, refused, budgetBytes / 6),
		titled("### Not reviewed", tableSection(fresh, refused)),
		diffsSection(fresh, refused)
	];
}
/** What of a plan nobody has seen. */
function unreviewedPart(plan, reviewed) {
	if (reviewed?.digest === plan.digest) return {
		...plan,
		changes: []
	};
	return {
		...plan,
		changes: plan.changes.filter(({ digest }) => reviewed?.changes.includes(digest) !== true)
	};
}
function comparison(plan, reviewed) {
	const name = `- ${code(shortened(plan.target, 100))}:`;
	const present = `present ${code(shortDigest(plan.digest))} with ${counted(plan.changes.length, "change")}`;
	if (reviewed === void 0) return `${name} no reviewed plan; ${present}.`;
	const unreviewed = unreviewedPart(plan, reviewed).changes.length;
	const gone = reviewed.changes.filter((digest) => !plan.changes.some((change) => change.digest === digest)).length;
	const differs = [unreviewed > 0 ? `${unreviewed} not reviewed` : "", gone > 0 ? `${gone} of the reviewed no longer to be made` : ""].filter((part) => part !== "");
	return `${name} reviewed ${code(shortDigest(reviewed.digest))}; ${present}${differs.length === 0 ? "" : `: ${differs.join(", ")}`}.`;
}
function waysOn(plans, { runUrl }) {
	const [only] = plans.filter((plan) => plan.changes.length > 0);
	const digest = only === void 0 ? "the present digest" : `the digest ${code(only.digest)}`;
	const which = plans.length > 1 ? "the present digest of each target" : digest;
	return ["- open a fresh pull request: its plan is what is to be reviewed then, or", `- after looking at what follows (all of it in the ${elsewhere(runUrl)}), run the workflow by hand with ${which}.`];
}
function titled(title, section) {
	return {
		...section,
		groups: section.groups.map((group, index) => index === 0 ? {
			...group,
			head: `${title}\n\n${group.head}`
		} : group)
	};
}
// src/render/markdown-comment.ts
/** What GitHub takes in one comment, with room to spare. The marker that finds the comment again comes on top. */
const COMMENT_BYTES = 6e4;
/** What the runner takes in one step's summary, with room to spare. */
const SUMMARY_BYTES = 1e6;
/**
* A comment for a pull request, in Markdown, within a budget of UTF-8 bytes. What there is no room for is dropped from
* the bottom, never the verdict, what must be accepted or what is destroyed. Foreign text in it is inert.
*/
function renderComment(comment, budgetBytes = COMMENT_BYTES) {
	return compose(sectionsOf(comment, budgetBytes), budgetBytes);
}
/** The same for the job summary, which has room for more. */
function renderJobSummary(comment) {
	return renderComment(comment, SUMMARY_BYTES);
}
function sectionsOf(comment, budget) {
	switch (comment.state) {
		case "planned": return plannedSections(comment.plans.map(maskPlan), comment.notFromThisChange ?? [], comment, budget);
		case "invalid": return problemSections(comment.problems, comment, budget);
		case "not-checked": return [fixed("verdict", [`## ⚪ Not checked against the account: ${commit(comment.head)}`, prose(shortened(maskText(comment.why), 1e3))]), notesSection$1(comment)];
		case "stale": return [fixed("verdict", [
			`## ⏸ Out of date: ${commit(comment.head)}`,
			prose(shortened(maskText(comment.why), 1e3)),
			"What stood here is no longer what applying would do."
		]), notesSection$1(comment)];
		case "applied": return [...appliedSections(comment.applied, comment, budget), notesSection$1(comment)];
		case "refused": return [...refusedSections({
			...comment,
			plans: comment.plans.map(maskPlan)
		}, budget), notesSection$1(comment)];
	}
}
function plannedSections(plans, foreign, about, budget) {
	const head = commit(about.head);
	const hasChanges = plans.some((plan) => plan.changes.length > 0);
	const unchanged = plans.reduce((sum, plan) => sum + plan.unchanged.length, 0);
	return [
		verdictSection$1(hasChanges ? `## 🔎 Plan for ${head}: ${countsText(plans)}` : `## ✅ No changes for ${head}: ${counted(unchanged, "resource")} as the profiles say`, plans, budget / 8),
		gatesSection(plans, about, budget / 6),
		destructiveSection(plans, about, budget / 6),
		tableSection(plans, about),
		diffsSection(plans, about),
		foreignSection(foreign.map((one) => maskChange(one)), plans, about),
		orphansSection(plans, about),
		notesSection$1(about),
		...hasChanges ? [nextSection(plans, about)] : []
	];
}
/** What is ours and no file speaks of. */
function orphansSection(plans, about) {
	return {
		name: "orphans",
		groups: [{
			head: "**Left alone**\n",
			pieces: plans.flatMap((plan) => {
				return [...new Set(plan.orphaned.map(({ section }) => section))].map((section) => {
					const addresses = plan.orphaned.filter((orphan) => orphan.section === section).map(({ address }) => code(address));
					return `- ${listed(addresses.length > 5 ? [...addresses.slice(0, 4), `${addresses.length - 4} more`] : addresses)}: ours, but no file has the section ${code(section)}, so left alone. To delete, add ${code(`${section}: {}`)}.`;
				});
			}),
			glue: "\n"
		}],
		omission: (left) => `_${counted(left, "note")} on what is left alone: see the ${elsewhere(about.runUrl)}._`
	};
}
function notesSection$1({ notes = [], runUrl }) {
	return {
		name: "notes",
		groups: [{
			head: "**Checked**\n",
			pieces: notes.map((note) => `- ${prose(maskText(note))}`),
			glue: "\n"
		}],
		omission: (left) => `_${counted(left, "note")} on how this was checked: see the ${elsewhere(runUrl)}._`
	};
}
function nextSection(plans, about) {
	const digests = plans.filter((plan) => plan.changes.length > 0).map(({ digest }) => code(shortDigest(digest)));
	const exactly = digests.length > 4 ? `the ${counted(digests.length, "plan")} above` : `exactly ${listed(digests)}`;
	const open = openHazards(plans).length;
	const text = open > 0 ? `**Next:** settle the ${open === 1 ? "open hazard" : counted(open, "open hazard")}. Merged as it is, this pull request applies nothing.` : `**Next:** merge to apply ${exactly}. Should the account or the base branch change first, applying is refused and a fresh plan asked for.`;
	const all = `All of it: ${elsewhere(about.runUrl)}.`;
	return {
		name: "next",
		groups: [{
			head: "---",
			pieces: [`${text} ${all}`],
			glue: "\n\n"
		}],
		omission: () => `**Next:** ${open > 0 ? "settle the hazards" : "merge to apply"}. ${all}`
	};
}
function fixed(name, pieces) {
	return {
		name,
		groups: [{
			head: "",
			pieces,
			glue: "\n\n"
		}]
	};
}
// src/render/markdown-drift.ts
/** The issue that reports a target's drift, with both ways out: back to the profiles, or into the profiles. */
function renderDriftIssue(drift, budgetBytes = COMMENT_BYTES) {
	const plan = maskPlan(drift.plan);
	return {
		...compose([
			verdictSection(plan, drift),
			gatesSection([plan], drift, budgetBytes / 6),
			tableSection([plan], drift),
			waysOutSection(plan, drift),
			diffsSection([plan], drift),
			keepSection(drift),
			notesSection(drift)
		], budgetBytes),
		title: titleOf(plan),
		news: newsOf(plan, drift)
	};
}
/** What the closing comment says once a target is as the profiles say again. */
function renderDriftCleared(target, runUrl) {
	return `✅ ${code(target)} is as the profiles say again, as of the ${elsewhere(runUrl)}.`;
}
function titleOf({ target }) {
	return shortened(plainLine(`Drift: ${target}`), 200);
}
function newsOf(plan, { runUrl }) {
	return `The drift of ${code(plan.target)} changed. Now applying would make: ${countsText([plan])}. Above is how it stands; see also the ${elsewhere(runUrl)}.`;
}
function verdictSection(plan, drift) {
	const differ = plan.changes.length;
	const heading = `## 🌊 Drift: ${counted(differ, "resource")} ${differ === 1 ? "is" : "are"} not as the profiles say`;
	const target = `Target ${code(shortened(plan.target, 100))} · account ${code(plan.account)} · ${code(plan.region)} · profiles as of ${commit(drift.head)}`;
	const direction = "What follows is what applying would do: **account → profiles**.";
	const who = [...drift.changedBy ?? []].slice(0, 10).map(([address, by]) => `- ${code(address)} was changed by ${code(shortened(maskText(by), 200))}`);
	return {
		name: "verdict",
		groups: [{
			head: "",
			pieces: [
				heading,
				target,
				direction,
				...who.length === 0 ? [] : [who.join("\n")]
			],
			glue: "\n\n"
		}]
	};
}
function waysOutSection({ digest }, { runUrl }) {
	return {
		name: "ways out",
		groups: [{
			head: "### Two ways out\n",
			pieces: [`- **Back to the profiles:** run the workflow by hand with the digest ${code(digest)}. It makes exactly the changes below.`, "- **Into the profiles:** paste the live settings below into the profiles and open a pull request. Its plan is empty when they match."],
			glue: "\n"
		}],
		omission: () => `**Two ways out:** see the ${elsewhere(runUrl)}.`
	};
}
/** The live settings as YAML to paste, resource by resource. */
function keepSection({ plan, runUrl, ...drift }) {
	return {
		name: "live settings",
		groups: [{
			head: "### To keep what is live",
			pieces: plan.changes.map((change) => keepDetails(change, drift)),
			glue: "\n\n"
		}],
		omission: (left, all) => `_Live settings of ${left} of ${counted(all, "resource")} left out here for want of room: see the ${elsewhere(runUrl)}._`
	};
}
function keepDetails(change, { sections, authored }) {
	const kind = kindOf(change.address);
	const section = sections.get(kind) ?? kind;
	const summary = `<summary>Keep <code>${html(change.address)}</code></summary>`;
	const name = nameOf(change.address);
	if (change.action === "create") return `<details>${summary}\n\nIt is gone from the account: take ${code(name)} out of ${code(section)}.\n\n</details>`;
	const { paste, remove } = membersToKeep(change, authored);
	const yaml = Object.keys(paste).length === 0 ? [] : [fenced(yamlLines({ [section]: { [name]: paste } }, 100), "yaml")];
	const gone = remove.length === 0 ? [] : [`Take out of ${code(name)}: ${listed(remove.map(code))}.`];
	const whose = yaml.length + gone.length === 0 ? ["Only the mark of its owner differs, which profiles do not write."] : [];
	return [
		`<details>${summary}`,
		...yaml,
		...gone,
		...whose,
		"</details>"
	].join("\n\n");
}
/** Of a resource that the profiles have, the members that differ; of one that they lack, all. */
function membersToKeep(change, authored) {
	const live = authored(change.before);
	const wanted = change.action === "delete" ? {} : authored(change.after);
	const differing = Object.keys({
		...live,
		...wanted
	}).filter((member) => !isEqual(live[member], wanted[member]));
	const kept = differing.filter((member) => live[member] !== void 0);
	return {
		paste: maskValue(Object.fromEntries(kept.map((member) => [member, live[member]]))),
		remove: differing.filter((member) => !kept.includes(member))
	};
}
function notesSection({ notes = [], runUrl }) {
	return {
		name: "notes",
		groups: [{
			head: "**Checked**\n",
			pieces: notes.map((note) => `- ${prose(maskText(note))}`),
			glue: "\n"
		}],
		omission: () => `_Notes: see the ${elsewhere(runUrl)}._`
	};
}
// src/render/annotations.ts
const LEVELS = {
	delete: "warning",
	replace: "warning",
	update: "notice",
	create: "notice"
};
/** Edits that one annotation shows; GitHub cuts long ones. */
const EDITS = 20;
/** A sentence that is at no line. */
function annotateRun(level, message, title) {
	return {
		level,
		message: plain(message),
		...title !== void 0 && { title }
	};
}
/** Problems as messages at their lines. */
function annotateProblems(problems) {
	return sorted(problems).map(({ code, message, hint, file, line, column }) => ({
		level: "error",
		title: code,
		message: plain(hint === void 0 ? message : `${message} ${hint}`),
		source: {
			file,
			line,
			column
		}
	}));
}
/** What plans do as messages at the lines that ask for it: open hazards, then what goes, what changes, and what comes. */
function annotatePlans(plans) {
	const masked = plans.map(maskPlan);
	const place = ({ target }) => plans.length > 1 ? ` in ${target}` : "";
	const hazards = masked.flatMap((plan) => plan.hazards.filter(({ accepted }) => !accepted).map((hazard) => annotateHazard(hazard, plan, place(plan))));
	const changes = masked.flatMap((plan) => plan.changes.map((change) => annotateChange(change, place(plan))));
	const order = Object.keys(LEVELS);
	const rank = ({ title = "" }) => order.indexOf(title.split(" ", 1)[0] ?? "");
	return [...hazards, ...changes.toSorted((left, right) => rank(left) - rank(right))];
}
/** What an apply did not do as messages at the lines that ask for it. */
function annotateOutcomes({ changes }, outcomes) {
	return outcomes.flatMap(({ action, address, status, detail = "no reason was given" }) => {
		if (status === "verified") return [];
		const source = changes.find((change) => change.address === address)?.source;
		return [{
			level: "error",
			title: plain(`${status}: ${action} ${address}`),
			message: plain(detail),
			...source && { source }
		}];
	});
}
function annotateHazard({ rule, message, addresses }, plan, place) {
	const source = plan.changes.find(({ address }) => addresses.includes(address))?.source;
	return {
		level: "warning",
		title: plain(`${rule}${place}`),
		message: plain(message),
		...source && { source }
	};
}
function annotateChange(change, place) {
	const { action, address } = change;
	const edited = action === "update" || action === "replace";
	const source = edited ? change.edits[0]?.source ?? change.source : change.source;
	return {
		level: LEVELS[action],
		title: plain(`${action} ${address}${place}`),
		message: edited ? editsText(change) : `${plain(address)} will be ${action}d.`,
		...source && { source }
	};
}
function editsText({ edits }) {
	return [...edits.slice(0, EDITS).map(({ path, before, after }) => {
		return plain(`${path}: ${[before, after].map((value) => value === void 0 ? "nothing" : lineText(value)).join(" → ")}`);
	}), ...edits.length > EDITS ? [`… and ${counted(edits.length - EDITS, "more edit")}`] : []].join("\n");
}
function plain(text) {
	return plainLine(maskText(text));
}
// src/commands/workflow-job.ts
/** Reads and checks the profiles, and names their targets for a matrix: never account ids, which may be masked. */
function prepareFor({ world, conversation, options }) {
	const prepared = prepare(world, options.folder, options.targets);
	const names = prepared.profiles.targets.map(({ name }) => name);
	conversation.output("matrix", JSON.stringify({ target: names }));
	return prepared;
}
/** The key of the comment with a plan: runs for different targets keep apart. */
function planKeyOf({ targets }) {
	return targets.length === 0 ? "plan" : `plan:${[...targets].sort().join(",")}`;
}
/** The key of the comment with what became of a plan: jobs for single targets write one together, each its part. */
function resultPost({ targets, profiles }) {
	const of = profiles.targets.length;
	if (targets.length >= of) return { key: "result" };
	return {
		key: "results",
		part: {
			name: targets.map(({ target }) => target.name).sort().join(","),
			of
		}
	};
}
/** What every text of this run knows, about a commit. */
function aboutOf({ run }, head, notes = []) {
	const links = ({ file, line }) => `${run.repositoryUrl}/blob/${head}/${file.split("/").map(encodeURIComponent).join("/")}#L${line}`;
	return {
		head,
		runUrl: run.runUrl,
		links,
		notes
	};
}
/** Plans for every target and shows that; `applies` opens them for writing. Where the profiles are invalid that is told, and nothing comes back. */
async function survey(job, choice = {}) {
	const prepared = prepareFor(job);
	const { problems, inspected } = await inspectTargets(job.world, prepared, {
		accept: [],
		only: [],
		...choice
	});
	if (problems.length > 0) {
		await tellInvalid(job, prepared, problems);
		return;
	}
	const plans = inspected.map(({ plan }) => plan);
	showPlans(job, plans);
	return {
		prepared,
		inspected,
		plans
	};
}
/** Shows problems in the log, at their lines, and on the page of the run. */
async function tellInvalid(job, prepared, problems) {
	showProblems(job, prepared, problems);
	await summarize(job, {
		...aboutOf(job, job.run.commit),
		state: "invalid",
		problems
	});
}
/** Shows problems in the log and at their lines. */
function showProblems({ world, conversation }, { texts }, problems) {
	printProblems(world, {
		problems,
		texts
	}, false);
	conversation.annotate(annotateProblems(problems));
}
/** Shows plans in the log, and hands them on to later steps: as outputs and as a file. */
function showPlans(job, plans) {
	job.world.print(plans.map((plan) => renderPlan(plan, job.world.style)).join("\n"));
	handOn(job, plans);
}
function handOn({ conversation }, plans) {
	const changes = plans.flatMap((plan) => plan.changes);
	const count = (action) => String(changes.filter((change) => change.action === action).length);
	conversation.output("has-changes", String(changes.length > 0));
	conversation.output("digest", plans.map(({ digest }) => digest).join(" "));
	conversation.output("creates", count("create"));
	conversation.output("updates", count("update"));
	conversation.output("replaces", count("replace"));
	conversation.output("deletes", count("delete"));
	conversation.output("hazards", String(openHazards(plans).length));
	conversation.output("plan-file", conversation.keepPlan(`${JSON.stringify(planDocument(plans), null, 2)}\n`));
}
/** Shows on the page of the run what a comment says, with the room that it has there. */
function summarize({ conversation }, comment) {
	return conversation.summarize(renderJobSummary(comment).body);
}
/** Tells in the log and on the page of the run what could not be said to GitHub. Gives the sentences. */
function showUnsaid({ conversation }, unsaid) {
	const sentences = unsaid.flatMap(([what, why]) => why === void 0 ? [] : [`${what}: ${why}`]);
	const unique = [...new Set(sentences)];
	conversation.annotate(unique.map((sentence) => annotateRun("warning", sentence)));
	return unique;
}
/** The sections of the kinds, by the kind's name. */
const SECTIONS = new Map(kinds.map(({ name, section }) => [name, section]));
// src/commands/on-drift.ts
/** Looks whether the accounts are as the profiles say, and keeps one issue for each target where they are not. */
async function onDrift(job) {
	const seen = await survey(job);
	if (seen === void 0) return EXIT.invalid;
	const { prepared, plans } = seen;
	const unsaid = [];
	for (const plan of plans) unsaid.push(...showUnsaid(job, [["The issue was not written", await report(job, prepared, plan)]]));
	await summarize(job, {
		...aboutOf(job, job.run.commit, unsaid),
		state: "planned",
		plans
	});
	return plans.some(({ changes }) => changes.length > 0) && job.options.failOnDrift ? EXIT.changes : EXIT.fine;
}
function report(job, prepared, plan) {
	const { target, digest } = plan;
	if (plan.changes.length === 0) return job.conversation.closeDrift(target, renderDriftCleared(target, job.run.runUrl));
	const drift = {
		...aboutOf(job, job.run.commit),
		plan,
		sections: SECTIONS,
		authored: inWordsOf(prepared, target)
	};
	const { title, news } = renderDriftIssue(drift);
	const body = (bytes) => renderDriftIssue(drift, bytes).body;
	return job.conversation.reportDrift({
		target,
		title,
		body,
		digest,
		news
	});
}
/** How the author of the profiles writes what a target has, and the others need not have. */
function inWordsOf({ profiles, targets }, name) {
	const { target } = targets.find((one) => one.target.name === name);
	const topics = namedTopics(profiles.topics, target);
	const onlyIn = profiles.targets.length > 1 ? { onlyIn: [name] } : {};
	return (spec) => ({
		...authored(spec, {
			target,
			topics
		}),
		...onlyIn
	});
}
// src/commands/on-merge.ts
/** Plans afresh, and applies what was reviewed or what remains of it. Anything else is refused, and told where it was reviewed. */
async function onMerge(job, approval) {
	const seen = await survey(job, { applies: true });
	if (seen === void 0) return EXIT.invalid;
	const { prepared, inspected, plans } = seen;
	if (plans.every(({ changes }) => changes.length === 0)) {
		await summarize(job, {
			...aboutOf(job, job.run.commit),
			state: "applied",
			applied: plans.map(untouched)
		});
		return EXIT.fine;
	}
	const review = {
		...await reviewOf(job, prepared, approval, plans),
		place: resultPost(prepared)
	};
	try {
		refuseUnreviewed(plans, reviewedPlans(plans, review));
		refuseOpenHazards(plans);
	} catch (error) {
		await tellRefusal(job, plans, review, error);
		throw error;
	}
	return carryOut(job, inspected, review);
}
function untouched(plan) {
	return {
		plan,
		outcomes: []
	};
}
async function carryOut(job, inspected, review) {
	const applied = await carryOutAll(job.world, inspected, false);
	const done = isDone$1(applied);
	job.conversation.annotate(applied.flatMap(({ plan, outcomes }) => annotateOutcomes(plan, outcomes)));
	await tell$1(job, review, {
		...aboutOf(job, job.run.commit),
		state: "applied",
		applied
	});
	if (!done) return EXIT.failed;
	const key = planKeyOf(job.options);
	for (const { number } of review.pullRequests) showUnsaid(job, [["The plan comment was not folded away", await job.conversation.retire({
		pullRequest: number,
		key
	})]]);
	for (const { plan } of applied) await job.conversation.closeDrift(plan.target, renderDriftCleared(plan.target, job.run.runUrl));
	return EXIT.fine;
}
async function reviewOf(job, prepared, approval, plans) {
	if (approval.by === "hand") return writtenDown(approval.digests, plans);
	const { after, branch } = approval;
	if (job.run.attempt > 1 && await job.conversation.commitsSince(after, branch) > 0) return {
		pullRequests: [],
		reviewed: /* @__PURE__ */ new Map(),
		why: OUTDATED
	};
	const { merged } = await job.conversation.mergedBy(approval);
	if (merged.length === 0) return {
		pullRequests: [],
		reviewed: /* @__PURE__ */ new Map(),
		why: DIRECT
	};
	const digestOf = (name, changes) => {
		const target = prepared.targets.find((one) => one.target.name === name)?.target;
		return target && digestOfPlan(target, changes.map((digest) => ({ digest })));
	};
	const records = [];
	const keys = /* @__PURE__ */ new Set([planKeyOf(job.options), planKeyOf({ targets: [] })]);
	for (const { number, head } of merged) for (const key of keys) records.push(await job.conversation.reviewed({
		pullRequest: number,
		key,
		head,
		digestOf
	}));
	const reviewed = new Map(plans.flatMap((plan) => combined(plan, records)));
	return {
		pullRequests: merged,
		reviewed,
		...reviewed.size === 0 && { why: NO_RECORD }
	};
}
const DIRECT = "These commits came with no pull request, so nobody reviewed a plan. Bring changes in by pull request, or run the workflow by hand with the digest.";
const OUTDATED = "This run was started again after others were merged. Start the newest run of the branch again, or run the workflow by hand with the digest.";
const NO_RECORD = "No plan was recorded on the last commit of the pull request, so nobody reviewed one.";
/** What a person looked at and wrote down counts as a whole; nothing is known of its parts. */
function writtenDown(digests, plans) {
	const given = digests.map((digest) => digest.startsWith("sha256:") ? digest : `sha256:${digest}`);
	const same = plans.filter(({ digest }) => given.includes(digest));
	const reviewed = new Map(same.map(({ target, digest }) => [target, {
		digest,
		changes: []
	}]));
	return {
		pullRequests: [],
		reviewed,
		...reviewed.size === 0 && { why: "The digest that was given is of another plan." }
	};
}
/** What several pull requests of one push recorded for a target: any of the plans, or parts of all of them. */
function combined(plan, records) {
	const mine = records.flatMap((record) => record.get(plan.target) ?? []);
	const one = mine.find(({ digest }) => digest === plan.digest) ?? mine.at(-1);
	return one === void 0 ? [] : [[plan.target, {
		digest: one.digest,
		changes: mine.flatMap(({ changes }) => changes)
	}]];
}
function reviewedPlans(plans, { reviewed }) {
	return plans.flatMap(({ target }) => {
		const one = reviewed.get(target);
		return one === void 0 ? [] : [{
			target,
			digest: one.digest,
			changes: new Set(one.changes)
		}];
	});
}
async function tellRefusal(job, plans, review, error) {
	const { why = error instanceof OperatorError && error.exitCode !== EXIT.notReviewed ? error.message : void 0 } = review;
	const digests = plans.map(({ target, digest }) => `${target} ${digest}`).join(", ");
	const about = aboutOf(job, job.run.commit, [`Digests for running the workflow by hand: ${digests}.`]);
	const { reviewed } = review;
	await tell$1(job, review, {
		...about,
		state: "refused",
		plans,
		reviewed,
		...why !== void 0 && { why }
	});
}
/** Says it on the pull requests and on the page of the run. The comment with the plan stays as it was reviewed. */
async function tell$1(job, { pullRequests, place }, comment) {
	const unsaid = [];
	for (const { number } of pullRequests) {
		const body = (bytes) => renderComment(comment, bytes).body;
		const post = {
			pullRequest: number,
			...place,
			body
		};
		unsaid.push(["The comment was not written", await job.conversation.comment(post)]);
	}
	const notes = [...comment.notes ?? [], ...showUnsaid(job, unsaid)];
	await summarize(job, {
		...comment,
		notes
	});
}
// src/commands/not-from-this-change.ts
/**
* Finds what applying would take back although the change at hand is not about it: what the profiles of the base commit
* would do to the same live account. Where they cannot be had, nothing is found and the note says why.
*/
async function notFromThisChange(job, { texts }, inspected) {
	try {
		const { commit, files } = await job.conversation.baseFiles(job.options.folder, texts.values());
		const base = prepareTexts(job, files);
		const where = `the base commit ${commit.slice(0, 7)}`;
		if (base.problems.length > 0) return {
			foreign: [],
			note: `What is not from this change is not known: the profiles of ${where} are invalid.`
		};
		return {
			foreign: inspected.flatMap((one) => foreignIn(one, base)),
			note: `What is not from this change was found by planning the profiles of ${where} too.`
		};
	} catch (error) {
		if (!(error instanceof OperatorError)) throw error;
		return {
			foreign: [],
			note: `What is not from this change is not known: ${error.message}`
		};
	}
}
function prepareTexts({ world, options }, files) {
	const encoder = new TextEncoder();
	const raw = [...files].map(([file, text]) => ({
		file,
		bytes: encoder.encode(text)
	}));
	const readProfiles = () => ({
		files: raw,
		problems: []
	});
	return prepare({
		...world,
		files: {
			...world.files,
			readProfiles
		}
	}, options.folder);
}
function foreignIn({ plan, live }, base) {
	const before = base.targets.find(({ target }) => target.name === plan.target && target.account === plan.account && target.region === plan.region);
	if (before === void 0) return [];
	return shared(plan, planFor(base, before, live, []).plan);
}
/** The part of a plan that another one has as well. */
function shared(plan, base) {
	const others = new Map(base.changes.map((change) => [change.address, change]));
	return plan.changes.flatMap((change) => {
		const { action, address } = change;
		const other = others.get(address);
		if (other === void 0) return [];
		const edits = sharedEdits(change, other);
		if (edits.length === 0 && change.digest !== other.digest) return [];
		return [{
			target: plan.target,
			address,
			action,
			edits
		}];
	});
}
function sharedEdits(change, other) {
	const known = new Set(other.edits.map(wordsOf));
	return change.edits.filter((edit) => known.has(wordsOf(edit)));
}
/** An edit without its place in the files. */
function wordsOf({ op, path, before, after }) {
	return canonical({
		op,
		path,
		before,
		after
	});
}
// src/commands/on-pull-request.ts
/** Why an account was not looked at that no author of a pull request can mend. */
const NO_ACCESS = [
	"DG4001",
	"DG4002",
	"DG4003",
	"DG4004",
	"DG4005"
];
/**
* Plans what is proposed and shows it: in the log, at the lines, on the page of the run, and on the pull request where
* there is one. An error that ends the run takes back what stood on the pull request.
*/
async function onPullRequest(job, proposal) {
	try {
		return await propose(job, proposal);
	} catch (error) {
		if (error instanceof OperatorError) {
			const why = `This run could not make a plan: ${error.message}`;
			await tell(job, proposal, {
				...headOf(job, proposal),
				state: "stale",
				why
			}, /* @__PURE__ */ new Map());
		}
		throw error;
	}
}
async function propose(job, proposal) {
	const prepared = prepareFor(job);
	const seen = await look(job, prepared, proposal?.restricted);
	if ("why" in seen) return tellNotChecked(job, proposal, prepared, seen.why);
	if (seen.problems.length > 0) return tellProblems(job, proposal, prepared, seen.problems);
	return tellPlans(job, proposal, prepared, seen.inspected);
}
/** Plans for every target, or says why the account could not be looked at. */
async function look(job, prepared, restricted) {
	if (prepared.problems.length > 0) return {
		problems: prepared.problems,
		inspected: []
	};
	if (restricted === "fork" && !job.options.sandbox) return { why: STRANGER };
	try {
		return await inspectTargets(job.world, prepared, {
			accept: [],
			only: []
		});
	} catch (error) {
		if (!(error instanceof OperatorError && NO_ACCESS.includes(error.code))) throw error;
		if (restricted !== void 0) return { why: DEPENDABOT };
		return { why: [error.message, error.hint ?? ""].join(" ").trim() };
	}
}
const STRANGER = "This pull request comes from a fork, so its runs have no credentials for AWS. To have it planned, a maintainer can push its commits to a branch of this repository.";
const DEPENDABOT = "Runs for pull requests by Dependabot have no credentials for AWS. To have it planned, a maintainer can push its commits to a branch of their own.";
async function tellNotChecked(job, proposal, { targets, texts }, reason) {
	const counts = targets.map(({ target, desired }) => `${desired.resources.size} for ${target.name}`).join(", ");
	const why = `${reason} The profiles are valid (${texts.size} read; resources: ${counts}). Merged as it is, this pull request applies nothing.`;
	job.conversation.annotate([annotateRun("warning", reason, "Not checked against the account")]);
	const names = targets.map(({ target }) => target.name);
	await tell(job, proposal, {
		...headOf(job, proposal),
		state: "not-checked",
		why
	}, /* @__PURE__ */ new Map());
	await judge(job, proposal, names, () => ({
		state: "pending",
		summary: "not checked against the account"
	}));
	return EXIT.fine;
}
async function tellProblems(job, proposal, prepared, problems) {
	showProblems(job, prepared, problems);
	await tell(job, proposal, {
		...headOf(job, proposal),
		state: "invalid",
		problems
	}, /* @__PURE__ */ new Map());
	await judge(job, proposal, prepared.profiles.targets.map(({ name }) => name), () => ({
		state: "failure",
		summary: "the profiles are invalid"
	}));
	return EXIT.invalid;
}
async function tellPlans(job, proposal, prepared, inspected) {
	const plans = inspected.map(({ plan }) => plan);
	showPlans(job, plans);
	job.conversation.annotate(annotatePlans(plans));
	const { foreign, note } = plans.some(({ changes }) => changes.length > 0) && proposal !== void 0 ? await notFromThisChange(job, prepared, inspected) : {
		foreign: [],
		note: void 0
	};
	const notes = [
		"The profiles are valid.",
		`Resources read from the account: ${inspected.map(({ live, plan }) => `${live.size} in ${plan.target}`).join(", ")}.`,
		...note ? [note] : []
	];
	const comment = {
		...headOf(job, proposal, notes),
		state: "planned",
		plans,
		notFromThisChange: foreign
	};
	const names = plans.map(({ target }) => target);
	const verdictOf = (name) => verdict(plans.find(({ target }) => target === name));
	const refused = await judge(job, proposal, names, verdictOf);
	await tell(job, proposal, {
		...comment,
		notes: [...notes, ...refused]
	}, digestsOf(plans));
	return EXIT.fine;
}
function digestsOf(plans) {
	return new Map(plans.map(({ target, digest, changes }) => [target, {
		digest,
		changes: changes.map((change) => change.digest)
	}]));
}
function verdict(plan) {
	const open = openHazards([plan]).length;
	const { digest } = plan;
	if (open > 0) return {
		state: "failure",
		summary: `${open} open: settle what is hazardous first`,
		digest
	};
	return {
		state: "success",
		summary: plan.changes.length === 0 ? "no changes" : countsText([plan]),
		digest
	};
}
function headOf(job, proposal, notes = []) {
	return aboutOf(job, proposal?.head ?? job.run.commit, notes);
}
/** Says it on the pull request, as far as GitHub lets it, and on the page of the run. */
async function tell(job, proposal, comment, targets) {
	let said = comment;
	if (proposal !== void 0) {
		const unsaid = showUnsaid(job, [["The comment was not written", await job.conversation.comment({
			pullRequest: proposal.number,
			key: planKeyOf(job.options),
			body: (bytes) => renderComment(comment, bytes).body,
			review: {
				head: proposal.head,
				targets
			}
		})]]);
		said = {
			...comment,
			notes: [...comment.notes ?? [], ...unsaid]
		};
	}
	await summarize(job, said);
}
/** Sets the status of each target on the head of the pull request; gives why not, as sentences. */
async function judge(job, proposal, names, verdictOf) {
	if (proposal === void 0) return [];
	const unsaid = [];
	for (const target of names) {
		const verdict = {
			...verdictOf(target),
			commit: proposal.head,
			target
		};
		unsaid.push(["The commit status was not set", await job.conversation.judge(verdict)]);
	}
	return showUnsaid(job, unsaid);
}
// src/commands/workflow.ts
/** Does what the event asks for, or the command where one is given. Throws an OperatorError for what no such event may do. */
async function workflow(job) {
	const { event } = job.run;
	const task = taskOf(event, job.options.command);
	switch (task.task) {
		case "validate": return validate(job);
		case "plan": return onPullRequest(job, event.name === "pull_request" ? event : void 0);
		case "apply": return onMerge(job, task.approval);
		case "drift": return onDrift(job);
		case "nothing":
			job.world.print(`Nothing to do: ${task.because}.\n`);
			return EXIT.fine;
	}
}
function taskOf(event, command) {
	if (command === "apply") return applyOn(event);
	if (command !== "auto") return { task: command };
	switch (event.name) {
		case "pull_request": return event.action === "closed" ? nothing("the pull request is closed") : { task: "plan" };
		case "merge_group": return { task: "plan" };
		case "push": return event.isDefaultBranch && !event.deleted ? applyOn(event) : nothing("what is applied is what is pushed to the default branch");
		case "schedule": return { task: "drift" };
		case "workflow_dispatch": return digestsIn(event.inputs).length > 0 ? applyOn(event) : onDefaultBranch(event, { task: "drift" });
		case "other": throw wrongEvent(`does not know what to do on ${event.event}`);
	}
}
function applyOn(event) {
	if (event.name === "push" && event.branch !== void 0) {
		const { before, after, branch } = event;
		return {
			task: "apply",
			approval: {
				by: "push",
				before,
				after,
				branch
			}
		};
	}
	if (event.name === "workflow_dispatch") return onDefaultBranch(event, {
		task: "apply",
		approval: {
			by: "hand",
			digests: digestsIn(event.inputs)
		}
	});
	throw wrongEvent(`applies nothing on ${event.name === "other" ? event.event : event.name}`);
}
/** A run by hand on another branch would hold the account to profiles that nobody merged. */
function onDefaultBranch(event, task) {
	if (event.isDefaultBranch) return task;
	throw wrongEvent("runs by hand on the default branch only");
}
function digestsIn({ digest = "" }) {
	return digest.split(/[\s,]+/).filter((one) => one !== "");
}
function nothing(because) {
	return {
		task: "nothing",
		because
	};
}
function wrongEvent(what) {
	return new OperatorError("DG6011", `defender-gitops ${what}.`, { hint: "It plans on pull_request and merge_group, applies on push, and looks for drift on schedule and workflow_dispatch." });
}
async function validate(job) {
	const prepared = prepareFor(job);
	const { problems } = prepared;
	if (problems.length === 0) {
		job.world.print(`No problems in ${prepared.texts.size} files.\n`);
		return EXIT.fine;
	}
	await tellInvalid(job, prepared, problems);
	return EXIT.invalid;
}
export { isList as A, plan as C, maskText as D, EXIT as E, OperatorError as O, demo as S, validate$1 as T, importTarget as _, renderError as a, portOf as b, onStopSignal as c, reporterOn as d, thisTerminal as f, init as g, sandbox as h, renderEvent as i, isObject as j, isEqual as k, githubRepository as l, sandboxAccounts as m, COMMENT_BYTES as n, openStarter as o, awsAccounts as p, version as r, openStage as s, workflow as t, filesIn as u, help as v, apply as w, doctor as x, parseCommandLine as y };
