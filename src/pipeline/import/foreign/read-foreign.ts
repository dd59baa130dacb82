import type { JsonValue } from '../../../model/values/json.ts';
import { isObject } from '../../../model/values/json.ts';
import { OperatorError } from '../../../model/problem.ts';
import type { Target } from '../../../model/settings.ts';
import { parseTemplate } from '../../yaml/template.ts';
import { fromCliInput } from './cli-input.ts';
import { fromTemplate, isTemplate } from './cloudformation.ts';
import type { ForeignFile } from './foreign.ts';
import { fromTerraform, isTerraform } from './terraform.ts';

const READS =
  'It reads templates of CloudFormation and SAM, what `terraform show -json` prints, and what `aws … --cli-input-json` takes.';

/** What the text of a file of another tool holds, in one target. Throws an OperatorError where it is none. */
export function readForeign(file: string, text: string, target: Target): ForeignFile {
  if (/\.(tf|hcl)$/i.test(file))
    throw new OperatorError('DG1310', `${file} is Terraform's own language.`, {
      hint: 'Name what Terraform makes of it: `terraform show -json > state.json`, of a state or of a plan.',
    });
  const parsed = parseTemplate(text);
  if ('problem' in parsed)
    throw new OperatorError('DG1310', `${file} is neither JSON nor YAML: ${parsed.problem}`, { hint: READS });
  const found = filesOf(parsed.value, file, target);
  if (found === undefined)
    throw new OperatorError('DG1310', `${file} holds nothing that can be imported.`, { hint: READS });
  return found;
}

function filesOf(value: JsonValue, file: string, target: Target): ForeignFile | undefined {
  if (isObject(value) && isTemplate(value)) return fromTemplate(value, target);
  if (isObject(value) && isTerraform(value)) return fromTerraform(value);
  return fromCliInput(value, nameOfFile(file));
}

/** A request without a name, as that of a rule's payload is, is called as its file. */
function nameOfFile(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return base.replace(/\.[^.]*$/, '').replaceAll(/[^A-Za-z0-9_]/g, '_');
}
