import { EntityNotFoundException$, GetTable$, InvalidInputException$ } from '@aws-sdk/client-glue';
import { GetResources$, InvalidParameterException$ } from '@aws-sdk/client-resource-groups-tagging-api';
import { AssumeRole$, GetCallerIdentity$ } from '@aws-sdk/client-sts';
import { awsJson } from './aws-json.ts';
import { isAwsJson } from './credentials.ts';
import { TRAITS } from '../operations.ts';
import * as firehoseErrors from './firehose-errors.ts';
import * as iamShapes from './iam-shapes.ts';
import * as logsShapes from './logs-shapes.ts';
import * as iotErrors from './iot-errors.ts';
import { iotData } from './iot-data.ts';
import type { WireRequest } from './message.ts';
import type { Protocol } from './protocol.ts';
import { queryXml } from './query-xml.ts';
import { restJson } from './rest-json.ts';
import { s3Xml } from './s3-xml.ts';
import { serviceSchema } from './schemas.ts';

/** The shapes of what the sandbox implements of a service, and the errors it can give. */
function served(service: keyof typeof TRAITS, errors: object): readonly unknown[] {
  return [...Object.values(TRAITS[service]).map(({ shape }) => shape), ...Object.values(errors)];
}

/** What the sandbox speaks, by the service's signing name. */
export const PROTOCOLS = {
  iot: restJson(serviceSchema(served('iot', iotErrors))),
  iotdata: iotData,
  s3: s3Xml,
  firehose: awsJson(serviceSchema(served('firehose', firehoseErrors)), 'Firehose_20150804'),
  sts: queryXml(serviceSchema({ AssumeRole$, GetCallerIdentity$ }), 'https://sts.amazonaws.com/doc/2011-06-15/'),
  iam: queryXml(serviceSchema(iamShapes), 'https://iam.amazonaws.com/doc/2010-05-08/'),
  glue: awsJson(serviceSchema({ GetTable$, EntityNotFoundException$, InvalidInputException$ }), 'AWSGlue'),
  logs: awsJson(serviceSchema(logsShapes), 'Logs_20140328'),
  tagging: awsJson(serviceSchema({ GetResources$, InvalidParameterException$ }), 'ResourceGroupsTaggingAPI_20170126'),
} as const satisfies Readonly<Record<string, Protocol>>;

/** The signing name of a service that the sandbox speaks. */
export type ServiceName = keyof typeof PROTOCOLS;

/** Says whether a signing name is one that the sandbox speaks. */
export function isServiceName(name: string): name is ServiceName {
  return Object.hasOwn(PROTOCOLS, name);
}

/** The protocol to refuse a request in that does not say, by its signature, which service it is for. */
export function guessProtocol(request: WireRequest): Protocol {
  if (isAwsJson(request)) return PROTOCOLS.firehose;
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return isForm ? PROTOCOLS.sts : PROTOCOLS.iot;
}
