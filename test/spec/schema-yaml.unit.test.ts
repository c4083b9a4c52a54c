/** schema.yaml holds against the facts, name by name, without a database. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../src/catalog/address.js';
import { compile, scopeOf } from '../../src/spec/compile.js';
import { parseSpec } from '../../src/spec/parse.js';

const text = readFileSync(new URL('../../schema.yaml', import.meta.url), 'utf8');
const spec = parseSpec(text, 'schema.yaml');
const { catalog, locations } = compile(spec);

function facts(name: string): string[][] {
  const content = readFileSync(new URL(`../facts/baseline/${name}.tsv`, import.meta.url), 'utf8');
  return content
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .toSorted(byName);
}

function byName(a: readonly string[], b: readonly string[]): number {
  return `${a[0]}.${a[1]}` < `${b[0]}.${b[1]}` ? -1 : 1;
}

describe('schema.yaml', () => {
  it('has the 221 columns of the baseline: type, nullability, default or none, comment', () => {
    const comments = new Map(catalog.comment.map((c) => [`${c.table}.${c.name}`, c.text]));
    const ours = catalog.column
      .map((c) => [
        c.table,
        c.name,
        c.type,
        c.notNull ? 'not null' : '',
        c.default ? 'default' : '',
        comments.get(`${c.table}.${c.name}`) ?? '',
      ])
      .toSorted(byName);
    const theirs = facts('columns').map(([table, name, type, nullability, value, comment]) => [
      ...[table, name, type, nullability, value === '' ? '' : 'default', comment ?? ''],
    ]);
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(221);
    expect(catalog.comment).toHaveLength(theirs.filter((row) => row[5] !== '').length);
  });

  it('has the defaults of the baseline, but for the casts that the server writes behind them', () => {
    const plain = (sql: string) =>
      sql
        .replace(/::[a-z ]+(\[\])?$/, '')
        .replace(/^'(\d+)'$/, '$1')
        .toLowerCase();
    const ours = catalog.column.map((c) => [c.table, c.name, plain(c.default?.expression ?? '')]).toSorted(byName);
    expect(ours).toEqual(facts('columns').map(([table, name, , , value]) => [table, name, plain(value ?? '')]));
  });

  it('has the 21 constraints of the baseline: name, kind, columns, target and action', () => {
    const ours = catalog.constraint
      .map((c) => {
        const key = `${c.type.toUpperCase()} (${c.columns.join(', ')})`;
        const target = c.references;
        const action =
          c.onDelete === null || c.onDelete === 'no action' ? '' : ` ON DELETE ${c.onDelete.toUpperCase()}`;
        return [
          c.table,
          c.name,
          target === null ? key : `${key} REFERENCES ${target.table}(${target.columns.join(', ')})${action}`,
        ];
      })
      .toSorted(byName);
    expect(ours).toEqual(facts('constraints'));
    expect(ours).toHaveLength(21);
  });

  it('has the 78 indexes of the baseline: name, uniqueness, columns, predicate', () => {
    const ours = catalog.index
      .map((i) => {
        const where = i.where === null ? '' : ` WHERE (${i.where.expression.replace('is not null', 'IS NOT NULL')})`;
        const keys = i.elements.map((e) => e.column).join(', ');
        return [
          i.table,
          i.name,
          `CREATE ${i.unique ? 'UNIQUE ' : ''}INDEX ${i.name} ON public.${i.table} USING ${i.method} (${keys})${where}`,
        ];
      })
      .toSorted(byName);
    expect(ours).toEqual(facts('indexes'));
    expect(ours).toHaveLength(78);
  });

  it('has the 13 policies of the baseline on tables with row security enabled and forced', () => {
    const tables = new Map(catalog.table.map((t) => [t.table, t]));
    const ours = catalog.policy
      .map((p) => [
        p.table,
        tables.get(p.table)?.rowSecurity ? 't' : 'f',
        tables.get(p.table)?.forceRowSecurity ? 't' : 'f',
        p.name,
      ])
      .toSorted(byName);
    expect(ours).toEqual(facts('policies').map((row) => row.slice(0, 4)));
    for (const policy of catalog.policy) {
      expect(policy).toMatchObject({ command: 'all', permissive: true, roles: ['public'] });
      expect(policy.withCheck).toEqual(policy.using);
    }
  });

  it('keeps the order in which columns are created: the shared ones first and last', () => {
    const names = catalog.column.filter((c) => c.table === 'sync_logs').map((c) => c.name);
    expect(names.slice(0, 3)).toEqual(['id', 'tenant_id', 'venue_id']);
    expect(names.at(-1)).toBe('created_at');
  });

  it('says what is encrypted, forbidden, external and history', () => {
    const encrypted = spec.tables.flatMap((table) => table.encrypted.map((column) => `${table.name}.${column}`));
    expect(encrypted.toSorted()).toEqual([
      'connections.access_token_encrypted',
      'connections.refresh_token_encrypted',
      'integration_configs.access_token_encrypted',
      'integration_configs.api_key_encrypted',
      'integration_configs.refresh_token_encrypted',
      'oauth_tokens.access_token_encrypted',
      'oauth_tokens.id_token_encrypted',
      'oauth_tokens.refresh_token_encrypted',
      'venue_api_keys.api_key_encrypted',
      'venue_api_keys.api_secret_encrypted',
      'venue_api_keys.webhook_secret_encrypted',
    ]);
    const external = spec.tables.flatMap((t) =>
      t.columns.flatMap((c) => (c.external ? [`${t.name}.${c.name} ${c.external.service}`] : [])),
    );
    expect(external).toHaveLength(10);
    expect(external).toContain('connections.user_id auth-service');
    expect(spec.forbiddenRoles.map(({ name }) => name)).toEqual(['integration_service_admin']);
    expect(spec.forbiddenExtensions.map(({ name }) => name)).toEqual(['uuid-ossp']);
    expect(spec.history).toMatchObject({
      tool: null,
      table: 'knex_migrations_integration',
      schema: null,
      baseline: '001_baseline_integration_service.ts',
      archived: ['001_baseline_integration.ts', '002_add_missing_tables.ts', '20260103_add_rls_policies.ts'],
    });
    expect(spec.rowSecurity).toMatchObject({
      tenantColumn: 'tenant_id',
      setting: 'app.current_tenant_id',
      bypass: { setting: 'app.is_system_user', value: 'true' },
      force: true,
    });
  });

  it('has a place in the file for every object', () => {
    const lines = text.split('\n');
    for (const object of Object.values(catalog).flat()) {
      const location = locations.get(keyOf(object));
      expect(location, keyOf(object)).toBeDefined();
      if (object.kind !== 'column' || location === undefined) continue;
      expect(lines[location.line - 1]?.slice(location.column - 1)).toMatch(new RegExp(`^${object.name}:`));
    }
  });

  it('has a scope with former names, forbidden roles and extensions', () => {
    const scope = scopeOf(spec);
    const [own] = scope.schemas;
    expect(own.schema).toBe('public');
    expect(own.relations).toHaveLength(15);
    expect(own.relations).toContain('sync_jobs');
    expect(scope).toMatchObject({ extensions: ['uuid-ossp'], roles: ['integration_service_admin'] });
  });
});
