/**
 * Writes what is made from the program's own tables: the JSON Schemas under schemas/, the validators compiled ahead, and the
 * pages docs/reference.md, docs/problems.md, docs/commands.md and docs/prices.md.
 * `node scripts/generate.ts` writes; a test compares.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kinds } from '../src/kinds/index.ts';
import type { JsonObject } from '../src/model/values/json.ts';
import { exportBatchSchema } from '../src/subscribe/export-batch-schema.ts';
import { resourceSchema, settingsSchema, topicSchema } from '../src/pipeline/profiles/language.ts';
import { profileSchema } from '../src/pipeline/profiles/schema-emission.ts';
import { pricesPage } from './prices-page.ts';
import { commandsPage, problemsPage, referencePage } from './reference.ts';
import {
  applyDocumentSchema,
  planDocumentSchema,
  problemsDocumentSchema,
  recordDocumentSchema,
} from '../src/render/json/schemas.ts';
import { costDocumentSchema } from '../src/render/json/cost.ts';
import { accessDocumentSchema } from '../src/render/json/access.ts';
import { diagnosisDocumentSchema } from '../src/render/json/diagnosis.ts';
import { errorDocumentSchema } from '../src/render/json/error.ts';
import { explanationDocumentSchema } from '../src/render/json/explanation.ts';
import { importDocumentSchema } from '../src/render/json/import.ts';
import { lakeDocumentSchema } from '../src/render/json/lake.ts';
import { simulationDocumentSchema } from '../src/render/json/simulation.ts';
import { jsonText } from '../src/render/text/json.ts';
import { compiled } from './compile-validators.ts';

/** Every generated file with its text, by its path in the repository. */
export function generated(): ReadonlyMap<string, string> {
  return new Map([
    ['schemas/profile.schema.json', jsonText(profileSchema(kinds))],
    ['schemas/plan.schema.json', jsonText(planDocumentSchema)],
    ['schemas/problems.schema.json', jsonText(problemsDocumentSchema)],
    ['schemas/apply.schema.json', jsonText(applyDocumentSchema)],
    ['schemas/record.schema.json', jsonText(recordDocumentSchema)],
    ['schemas/cost.schema.json', jsonText(costDocumentSchema)],
    ['schemas/simulation.schema.json', jsonText(simulationDocumentSchema)],
    ['schemas/diagnosis.schema.json', jsonText(diagnosisDocumentSchema)],
    ['schemas/import.schema.json', jsonText(importDocumentSchema)],
    ['schemas/explanation.schema.json', jsonText(explanationDocumentSchema)],
    ['schemas/iam.schema.json', jsonText(accessDocumentSchema)],
    ['schemas/tables.schema.json', jsonText(lakeDocumentSchema)],
    ['schemas/error.schema.json', jsonText(errorDocumentSchema)],
    ['schemas/export-batch.schema.json', jsonText(exportBatchSchema)],
    ['src/generated/validators.mjs', validators()],
    ['src/generated/export-batch.mjs', exportBatchValidator()],
    ['docs/reference.md', referencePage()],
    ['docs/problems.md', problemsPage()],
    ['docs/commands.md', commandsPage()],
    ['docs/prices.md', pricesPage()],
  ]);
}

/** On its own, because the rest is of no use to who receives messages only. */
function exportBatchValidator(): string {
  return `// Made by scripts/generate.ts from src/subscribe/export-batch-schema.ts. Never edited.\n${compiled({ exportBatch: exportBatchSchema })}\n`;
}

function validators(): string {
  const schemas: Record<string, JsonObject> = { settings: settingsSchema(kinds), topic: topicSchema };
  for (const kind of kinds) {
    schemas[`resource_${kind.name}`] = resourceSchema(kind);
    schemas[`name_${kind.name}`] = kind.nameSchema;
  }
  const table = (name: string, prefix: string): string =>
    `export const ${name} = { ${kinds.map((kind) => `${kind.name}: ${prefix}_${kind.name}`).join(', ')} };\n`;
  return `// Made by scripts/generate.ts from src/kinds. Never edited.\n${compiled(schemas)}\n${table('resources', 'resource')}${table('names', 'name')}`;
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of generated()) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}
