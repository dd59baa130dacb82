import type { Target } from '../settings.ts';

/**
 * What an ARN names, without partition, service, region and account: `thinggroup/soundboxes`. Other text comes back unchanged.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function resourceOf(arn: string): string {
  return arn.startsWith('arn:') ? arn.split(':').slice(5).join(':') : arn;
}

/** The ARN of something in the target's account and region. */
export function arnIn({ partition, region, account }: Target, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The text as a pattern that stands for itself alone. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars */
export function literal(text: string): string {
  return text.replaceAll(/[*?]|\$(?=\{)/g, (sign) => `\${${sign}}`);
}

/**
 * A text of a rule's action as a pattern: `*` for what AWS IoT fills in, and the rest for itself.
 * https://docs.aws.amazon.com/iot/latest/developerguide/iot-substitution-templates.html
 */
export function templated(text: string): string {
  let pattern = '';
  let depth = 0;
  for (const part of text.match(/\$\{|[^]/g) ?? []) {
    const opens = part === '${' || (part === '{' && depth > 0);
    if (part === '${' && depth === 0) pattern += '*';
    else if (depth === 0) pattern += literal(part);
    if (opens) depth += 1;
    else if (part === '}' && depth > 0) depth -= 1;
  }
  return pattern.replaceAll(/\*{2,}/g, '*');
}
