/** The JSON Schema says of a spec's form what the parser says. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchema, jsonSchemaFile } from '../../src/spec/json-schema.js';
import { mistakesOf } from './mistakes.js';

const file = fileURLToPath(new URL('../../schema-audit.schema.json', import.meta.url));
const validate = new Ajv({ strict: false, allErrors: true }).compile(jsonSchema());
const accepts = (text: string) => validate(parse(text, { merge: true }));

describe('schema-audit.schema.json', () => {
  it('is what the parser reads (vitest -u writes it anew)', async () => {
    await expect(jsonSchemaFile()).toMatchFileSnapshot(file);
  });

  it('accepts schema.yaml, which points at it', () => {
    const text = readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\/schema-audit\.schema\.json\n/);
    expect(accepts(text), JSON.stringify(validate.errors)).toBe(true);
  });

  it('describes every key, for the editor', () => {
    const undescribed: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, value] of Object.entries(node)) {
        if (key === 'properties') {
          for (const [name, property] of Object.entries(value as object)) {
            if (!('description' in property)) undescribed.push(`${path}.${name}`);
          }
        }
        walk(value, `${path}.${key}`);
      }
    };
    walk(jsonSchema(), '');
    expect(undescribed).toEqual([]);
  });

  const t = (rest: string) => `tables:\n  t:\n    columns: { id: uuid primary key, a: text, b: text }\n${rest}`;
  it.each([
    t(''),
    'tables:\n',
    'tables:\n  t:\n    columns:\n      a: { type: text, not_null: true, default: 0, comment: x, collate: C }\n    indexes:\n    checks:\n',
    t('    primary_key: b\n    unique: [[a], { columns: [a, b], nulls_not_distinct: true }]\n').replace(
      ' primary key',
      '',
    ),
    t('    unique: { x: a, y: [a, b], z: { columns: a, include: [b], comment: c } }\n'),
    t("    checks: [a > '', { expression: b > '', no_inherit: true }]\n"),
    t("    checks: { c: a > '', d: { expression: b > '', comment: x } }\n"),
    t('    foreign_keys: [(id) references t, { columns: id, references: { table: t, on_delete: cascade } }]\n'),
    t(
      '    indexes: { i: a, j: { columns: [a, lower(b)], unique: true, with: { fillfactor: 70 }, where: a is not null } }\n',
    ),
    t('    formerly: [x, y]\n    encrypted: a\n'),
    `tenancy: { column: id, setting: a.b, bypass: { setting: a.c, value: true }, force: false }\n${t('    policies: { p: { for: select, to: [x, y], using: true } }\n')}`,
    `x-anything: [1, { a: b }]\n${t('')}`,
    `extensions: [pgcrypto]\nforbidden: { roles: { r: why }, extensions: {} }\nhistory: { baseline: a.ts }\n${t('')}`,
  ])('accepts with the parser: %j', (text) => {
    expect(mistakesOf(text)).toEqual([]);
    expect(accepts(text), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    '{}',
    '[]',
    'text',
    'tables: []',
    'tables: text',
    `schema: 12\n${t('')}`,
    `schema: ''\n${t('')}`,
    `servce: x\n${t('')}`,
    `tenancy: { column: a }\n${t('')}`,
    `tenancy: { column: a, setting: b.c, bypass: { setting: x.y } }\n${t('')}`,
    `tenancy: { column: a, setting: b.c, force: 'yes' }\n${t('')}`,
    `external: { services: { auth: { users: x } } }\n${t('')}`,
    `extensions: pgcrypto\n${t('')}`,
    `extensions: [1]\n${t('')}`,
    `forbidden: { roles: [x] }\n${t('')}`,
    `forbidden: { roles: { x: } }\n${t('')}`,
    `history: { table: x }\n${t('')}`,
    `history: { baseline: x, archived: y }\n${t('')}`,
    t('    indices: {}\n'),
    t('    comment: true\n'),
    t('    unique: [a]\n'),
    t('    unique: a\n'),
    t('    unique: [{ name: x }]\n'),
    t('    primary_key: 3\n'),
    t('    primary_key: { name: x }\n'),
    t('    indexes: a\n'),
    t('    indexes: { i: [a] }\n'),
    t('    indexes: { i: { unique: true } }\n'),
    t('    indexes: { i: { columns: a, unique: maybe } }\n'),
    t('    checks: [{ expr: a }]\n'),
    t('    foreign_keys: { f: { columns: a } }\n'),
    t('    foreign_keys: { f: { columns: a, references: { table: t, on_delete: explode } } }\n'),
    t('    encrypted: { a: b }\n'),
    t('    policies: { p: { for: everything, using: x } }\n'),
    t('    not_tenant_scoped: true\n'),
    'tables: { t: { columns: { a: { not_null: true } } } }',
    'tables: { t: { columns: { a: 12 } } }',
    'tables: { t: { columns: { a: } } }',
    'tables: { t: { columns: [a] } }',
    'tables: { t: { columns: { a: { type: text, typo: x } } } }',
    'tables: { t: { columns: { a: { type: int, identity: sometimes } } } }',
    'tables: { t: { columns: { a: { type: int, generated: 1 } } } }',
  ])('refuses with the parser: %j', (text) => {
    expect(mistakesOf(text)).not.toEqual([]);
    expect(accepts(text)).toBe(false);
  });
});
