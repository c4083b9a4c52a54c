/** The JSON Schema of schema.yaml, for editors; made from the same keys as the parser reads. */
import { specFields } from './language.js';
import type { JsonSchema } from './shape.js';

export function jsonSchema(): JsonSchema {
  const $defs: Record<string, JsonSchema> = {};
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'schema-audit spec',
    description: 'What the tables of a PostgreSQL service are to be, and how its tenants are kept apart.',
    ...specFields.schema($defs),
    $defs,
  };
}

/** The content of schema-audit.schema.json, short lists on one line as the formatter has them. */
export function jsonSchemaFile(): string {
  const json = JSON.stringify(jsonSchema(), null, 2);
  const short = json.replace(
    /^(.*)\[\n([^[\]{}]*?)\n\s*\](,?)$/gm,
    (long, before: string, items: string, comma: string) => {
      const line = `${before}[${items
        .split('\n')
        .map((item) => item.trim())
        .join(' ')}]${comma}`;
      return line.length <= 120 ? line : long;
    },
  );
  return `${short}\n`;
}
