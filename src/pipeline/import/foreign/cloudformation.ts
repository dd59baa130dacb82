import type { JsonObject, JsonValue } from '../../../model/values/json.ts';
import { isObject } from '../../../model/values/json.ts';
import type { Target } from '../../../model/settings.ts';
import type { ForeignFile, ForeignResource } from './foreign.ts';
import { holds, nameIn, NO_VALUE, templateOf, work } from './intrinsics.ts';
import type { Template } from './intrinsics.ts';
import { kindOfType, nameProperty, propertyAt } from './physical-names.ts';

/** Whether a file is a template of CloudFormation or of SAM. */
export function isTemplate(value: JsonObject): boolean {
  const { Resources: resources } = value;
  return (
    isObject(resources) && Object.values(resources).some((one) => isObject(one) && typeof one['Type'] === 'string')
  );
}

/** What a template of CloudFormation or of SAM holds, in one target and with the defaults of its parameters. */
export function fromTemplate(value: JsonObject, target: Target): ForeignFile {
  const template = templateOf(value, target);
  const others: string[] = [];
  const resources = Object.entries(template.resources).flatMap(([id, resource]): readonly ForeignResource[] => {
    if (!isObject(resource)) return [];
    const type = String(resource['Type']);
    const kind = kindOfType(type);
    if (kind !== undefined) return [resourceOf(template, id, resource, kind)];
    others.push(type);
    return type === 'AWS::Serverless::Function' ? rulesOf(template, id, resource) : [];
  });
  return { resources, open: [...template.open.values()], others };
}

function resourceOf(template: Template, id: string, resource: JsonObject, kind: string): ForeignResource {
  const request = work(template, resource['Properties'] ?? {});
  return {
    kind,
    fallback: nameIn(template, id) ?? id,
    request: request !== NO_VALUE && isObject(request) ? request : {},
    notes: [...nameNotes(template, id, resource), ...notesOn(template, resource)],
    ...withCondition(template, resource),
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html */
function nameNotes(
  template: Template,
  id: string,
  { Type: type, Properties: properties }: JsonObject,
): readonly string[] {
  const given = isObject(properties) ? propertyAt(properties, nameProperty(String(type)) ?? '') : undefined;
  return given === undefined
    ? [`CloudFormation makes up its name in the account; here it is called ${nameIn(template, id) ?? id}.`]
    : [];
}

/** What CloudFormation does with a resource beside what it is. */
function notesOn(template: Template, resource: JsonObject): readonly string[] {
  const { DeletionPolicy: deletion, Condition: condition } = resource;
  return [
    ...(deletion === 'Retain'
      ? ['The template retains it when the stack goes (DeletionPolicy); `protect: true` would keep it here.']
      : []),
    ...(typeof condition === 'string' && holds(template, condition) !== false
      ? [`The template has it only where ${condition} holds; onlyIn says so here.`]
      : []),
  ];
}

function withCondition(template: Template, { Condition: condition }: JsonObject): Pick<ForeignResource, 'leftOut'> {
  const isOff = typeof condition === 'string' && holds(template, condition) === false;
  return isOff
    ? { leftOut: `is not made with the defaults of the template’s parameters: ${condition} does not hold` }
    : {};
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-iotrule.html */
function rulesOf(template: Template, id: string, resource: JsonObject): readonly ForeignResource[] {
  const { Properties: properties } = resource;
  const events = isObject(properties) && isObject(properties['Events']) ? properties['Events'] : {};
  return Object.entries(events).flatMap(([event, value]): ForeignResource[] => {
    if (!isObject(value) || value['Type'] !== 'IoTRule') return [];
    const said = work(template, value['Properties'] ?? {});
    const functionArn = work(template, { 'Fn::GetAtt': [id, 'Arn'] }) as JsonValue;
    return [
      {
        kind: 'TopicRule',
        fallback: `${id}${event}`.replaceAll(/[^A-Za-z0-9_]/g, ''),
        request: { ...(said !== NO_VALUE && isObject(said) ? said : {}), Actions: [{ Lambda: { functionArn } }] },
        notes: [
          `SAM makes it of the event ${event} of ${id}, with the permission to call the function: that has to stay, for iot.amazonaws.com.`,
        ],
        ...withCondition(template, resource),
      },
    ];
  });
}
