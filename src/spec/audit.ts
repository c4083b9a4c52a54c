/** How findings are to be taken: severities of checks, and what is left out of account, with a reason. In the spec, or in a file of its own. */
import { type AuditFields, auditFields } from './language.js';
import { Mistakes } from './mistakes.js';
import type { Text } from './text.js';
import type { AuditSettings, Ignored } from './types.js';
import { readYaml } from './yaml.js';

export const NO_SETTINGS: AuditSettings = { severity: new Map(), ignore: [] };

/**
 * Parses a file of settings (schema-audit.config.yaml).
 * @throws MistakesError with every mistake, each at its place
 */
export function parseAuditSettings(text: string, file: string): AuditSettings {
  const mistakes = new Mistakes();
  // A file of nothing but comments settles nothing.
  const blank = text.replaceAll(/^\uFEFF?\s*(#.*)?$/gm, '').trim() === '';
  const yaml = blank ? null : readYaml(text, file, mistakes);
  const fields = yaml === null ? undefined : auditFields.read(yaml.root, yaml, { file, line: 1, column: 1 });
  const settings = fields === undefined ? NO_SETTINGS : readAuditSettings(fields, mistakes);
  mistakes.throwAny();
  return settings;
}

export function readAuditSettings({ severity, ignore }: AuditFields, mistakes: Mistakes): AuditSettings {
  return {
    severity: new Map(
      (severity ?? []).flatMap(({ key, value }) =>
        value === undefined ? [] : [[key.value, { severity: value, location: key.at() }] as const],
      ),
    ),
    ignore: (ignore ?? []).map((entry): Ignored => {
      const { checks, objects, reason, until, at } = entry;
      if (until !== undefined) mustBeDate(until, mistakes);
      return {
        checks: textsOf(checks).map(({ value }) => value),
        objects: textsOf(objects).map(({ value }) => value),
        reason: reason?.value ?? null,
        until: until?.value ?? null,
        location: at,
      };
    }),
  };
}

function textsOf(value: Text | readonly Text[] | undefined): readonly Text[] {
  return value === undefined ? [] : 'value' in value ? [value] : value;
}

function mustBeDate(until: Text, mistakes: Mistakes): void {
  const date = new Date(`${until.value}T00:00:00Z`);
  const right = /^\d{4}-\d\d-\d\d$/.test(until.value) && !Number.isNaN(date.getTime());
  if (!right || date.toISOString().slice(0, 10) !== until.value)
    mistakes.add(until.at(), `"${until.value}" is no date`, 'write it as 2027-03-31: the last day on which it holds');
}
