/** Row security and policies in a Knex migration: what tables share is one loop over them. */
import { keyOf, parentOf } from '../catalog/address.js';
import type { Catalog, CatalogObject, Comment, Policy, Table } from '../catalog/types.js';
import { quoteIdent, quoteQualified } from '../sql/quote.js';
import { callStatement, listLiteral, listStatement, sqlLiteral, stringLiteral, templateText } from './javascript.js';
import { indentSql, isNameForKnex, onOneLine, type Sql, sqlForKnex } from './knex-sql.js';
import { byTable, rawStatement, rawStatements, type Written } from './knex-table.js';

export interface RowSecurity extends Written {
  /** What stands at the top of the file for these lines. */
  readonly constants: readonly string[];
}

/** A policy's name as what stands before and behind the table's; whole where it does not speak of the table. */
type Around = { readonly before: string; readonly behind: string } | { readonly whole: string };

/** A policy without its table. */
interface Shared {
  readonly policy: Policy;
  readonly comment: Comment | undefined;
  readonly name: Around;
  readonly definition: Nameless;
  readonly says: Nameless | null;
}

/** A statement as what stands before and behind the names in it. */
type Nameless = readonly [before: string, behind: string];

/** Tables whose rows are secured in one way. */
interface Group {
  readonly tables: readonly Table[];
  readonly flags: readonly Nameless[];
  /** Table by table. */
  readonly policies: readonly (readonly Shared[])[];
}

/** @param tables in the order of the constant TABLES, which holds all of them */
export function rowSecurity(catalog: Catalog, tables: readonly Table[], sql: Sql): RowSecurity {
  const groups = groupsOf(catalog, tables, sql).filter((group) => group.tables.length > 1);
  const looped = new Set(groups.flatMap((group) => group.tables));
  const expressions = expressionNames(groups);
  const [first] = groups;
  const own = first !== undefined && first.tables.length < tables.length;
  const names = (group: Group) =>
    group.tables.length === tables.length
      ? 'TABLES'
      : group === first
        ? 'SECURED_TABLES'
        : listLiteral(group.tables.map(({ table }) => table));
  const loops = groups.flatMap((group) => [
    `  for (const name of ${names(group)}) {`,
    ...loopLines(group, expressions),
    '  }',
  ]);
  const written = new Set<CatalogObject>(
    groups.flatMap(({ policies }) =>
      policies.flat().flatMap(({ policy, comment }) => (comment === undefined ? [policy] : [policy, comment])),
    ),
  );
  const flagsAlone = tables.filter((table) => !looped.has(table)).flatMap((table) => flagsOf(table, sql));
  const rest = rawStatements(
    [...catalog.policy, ...catalog.comment.filter(({ on }) => on === 'policy')].filter((one) => !written.has(one)),
    sql,
  );
  return {
    constants: [
      ...(own
        ? [
            '',
            '/** Those with row level security. */',
            ...listStatement(
              'SECURED_TABLES',
              first.tables.map(({ table }) => table),
            ),
          ]
        : []),
      ...[...expressions].flatMap(([expression, name]) => [
        '',
        `const ${name} = \`\n  ${templateText(sqlForKnex(indentSql(expression, '  ')))}\`;`,
      ]),
    ],
    lines: [...loops, ...flagsAlone.flatMap(rawStatement), ...rest.lines],
    objects: [...written, ...rest.objects],
  };
}

/** Tables in groups: the same flags, and the same policies but for the tables' names in theirs. */
function groupsOf(catalog: Catalog, tables: readonly Table[], sql: Sql): Group[] {
  const comments = new Map(catalog.comment.map((comment) => [keyOf(parentOf(comment) ?? comment), comment]));
  const ways = new Map(catalog.policy.map((policy) => [policy, waysOf(policy, comments.get(keyOf(policy)), sql)]));
  const count = new Map<string, number>();
  for (const way of [...ways.values()].flat()) count.set(sameness(way), (count.get(sameness(way)) ?? 0) + 1);
  const times = (way: Shared) => count.get(sameness(way)) ?? 0;
  const policiesOn = byTable(catalog.policy);
  const sharedOn = (table: Table) =>
    policiesOn(table)
      .flatMap((policy) => (ways.get(policy) ?? []).toSorted((a, b) => times(b) - times(a)).slice(0, 1))
      .filter((way) => times(way) > 1);

  const groups = new Map<string, { tables: Table[]; flags: readonly Nameless[]; policies: Shared[][] }>();
  for (const table of tables) {
    const flags = flagsOf(table, sql).map((text) => without(quoteQualified(table.schema, table.table), text));
    const shared = sharedOn(table);
    if (flags.length === 0 && shared.length === 0) continue;
    const key = JSON.stringify([flags, shared.map(sameness)]);
    const group = groups.get(key) ?? { tables: [], flags, policies: [] };
    groups.set(key, group);
    group.tables.push(table);
    group.policies.push(shared);
  }
  return [...groups.values()];
}

function sameness({ name, definition, says }: Shared): string {
  return JSON.stringify([name, definition, says]);
}

/** What of a policy other tables may have too, once for each place where its name may hold the table's. */
function waysOf(policy: Policy, comment: Comment | undefined, sql: Sql): Shared[] {
  if (!isNameForKnex(policy.name)) return [];
  const target = `${quoteIdent(policy.name)} on ${quoteQualified(policy.schema, policy.table)}`;
  const definition = without(target, sql.create([policy])[0]);
  const says = comment === undefined ? null : without(target, sql.create([comment])[0]);
  const names: Around[] = [{ whole: policy.name }];
  for (let at = policy.name.indexOf(policy.table); at !== -1; at = policy.name.indexOf(policy.table, at + 1)) {
    names.push({ before: policy.name.slice(0, at), behind: policy.name.slice(at + policy.table.length) });
  }
  return names.map((name) => ({ policy, comment, name, definition, says }));
}

/** The statements that follow a table's own. */
function flagsOf(table: Table, sql: Sql): readonly string[] {
  return sql.create([table]).slice(1);
}

function without(names: string, text = ''): Nameless {
  const at = text.indexOf(names);
  if (at === -1) throw new Error(`"${text}" does not speak of ${names}`);
  return [text.slice(0, at), text.slice(at + names.length)];
}

const TAKEN: ReadonlySet<string> = new Set(['TABLES', 'SECURED_TABLES', 'ALLOW_DATA_LOSS']);

/** A condition that is written twice gets a name, after the policy's. */
function expressionNames(groups: readonly Group[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { policy, name } of groups.flatMap(({ policies }) => policies[0] ?? [])) {
    const { using, withCheck } = policy;
    if (using === null || using.expression !== withCheck?.expression || using.expression.length < 30) continue;
    if (names.has(using.expression)) continue;
    const words = ('whole' in name ? name.whole : `${name.before}_${name.behind}`).match(/[a-z0-9]+/gi) ?? [];
    const wanted = words.join('_').toUpperCase();
    const base = /^[A-Z]/.test(wanted) ? wanted : 'POLICY';
    let free = base;
    for (let n = 2; TAKEN.has(free) || [...names.values()].includes(free); n++) free = `${base}_${n}`;
    names.set(using.expression, free);
  }
  return names;
}

function loopLines({ flags, policies }: Group, expressions: ReadonlyMap<string, string>): string[] {
  const raw = (literal: string, names: readonly string[]) =>
    callStatement('    ', 'await knex.raw', [literal], { braces: ['[', ']'], items: names });
  return [
    ...flags.flatMap(([before, behind]) => raw(sqlLiteral(`${before}??${behind}`), ['name'])),
    ...(policies[0] ?? []).flatMap(({ policy, name, definition, says }) => {
      const bindings = [nameLiteral(name), 'name'];
      return [
        ...raw(definitionLiteral(policy, definition, expressions), bindings),
        ...(says === null ? [] : raw(sqlLiteral(`${says[0]}?? on ??${sqlForKnex(says[1])}`), bindings)),
      ];
    }),
  ];
}

function nameLiteral(name: Around): string {
  if ('whole' in name) return stringLiteral(name.whole);
  return `\`${templateText(name.before)}\${name}${templateText(name.behind)}\``;
}

function definitionLiteral({ using }: Policy, [before, behind]: Nameless, names: ReadonlyMap<string, string>): string {
  const constant = using === null ? undefined : names.get(using.expression);
  if (using === null || constant === undefined) {
    return sqlLiteral(`${before}?? on ??${sqlForKnex(indentSql(behind, '      '))}`);
  }
  const pieces = behind.split(`(${using.expression})`).map((piece) => templateText(sqlForKnex(onOneLine(piece))));
  return `\`${before}?? on ??${pieces.join(`(\${${constant}})`)}\``;
}
