/** Who may do what in a random script: row security, grants, default privileges, owners. And what is said of it: comments. */
import { literal, looseCondition, qualified, quoted, type Relation, ROLES, tables, take, type World } from './world.js';

const POLICIES = ['tenant', 'Only; "mine"', 'everyone'];
const COMMANDS = ['all', 'all', 'select', 'insert', 'update', 'delete'];

export function createPolicies(world: World): void {
  const { dice } = world;
  for (const relation of tables(world)) {
    const on = qualified(relation);
    if (dice.chance(0.4)) world.sql.push(`alter table ${on} enable row level security`);
    if (dice.chance(0.2)) world.sql.push(`alter table ${on} force row level security`);
    for (const name of dice.some(POLICIES, 0.3)) createPolicy(world, relation, name);
  }
}

function policyCondition(world: World, relation: Relation): string {
  const { dice, relations } = world;
  const tenant = relation.columns.find(({ type }) => type.sql === 'uuid');
  if (tenant !== undefined && dice.chance(0.5))
    return `${quoted(tenant.name)} = nullif(current_setting('app.tenant_id', true), '')::uuid`;
  if (dice.chance(0.2)) return `exists (select from ${qualified(dice.pick(relations))})`;
  if (dice.chance(0.2)) return "current_setting('app.role', true) = 'admin'";
  return looseCondition(world, relation.columns);
}

function createPolicy(world: World, relation: Relation, name: string): void {
  const { dice } = world;
  const command = dice.pick(COMMANDS);
  const to = dice.pick(['', '', ` to ${ROLES[0]}`, ` to ${ROLES.join(', ')}`]);
  const using = command === 'insert' ? '' : ` using (${policyCondition(world, relation)})`;
  const check =
    /select|delete/.test(command) || dice.chance(0.5) ? '' : ` with check (${policyCondition(world, relation)})`;
  world.sql.push(
    `create policy ${quoted(name)} on ${qualified(relation)}${dice.chance(0.25) ? ' as restrictive' : ''} for ${command}${to}${using}${check}`,
  );
  world.commentable.push(`policy ${quoted(name)} on ${qualified(relation)}`);
}

export function grant(world: World): void {
  const { dice, relations } = world;
  const to = () => dice.pick([...ROLES, 'public', ROLES.join(', '), `${ROLES[0]} with grant option`]);
  const some = <T>(list: readonly T[], share: number, statement: (of: T) => string) => {
    for (const of of dice.some(list, share)) world.sql.push(statement(of));
  };
  some(
    relations,
    0.35,
    (relation) =>
      `grant ${dice.pick(['select', 'insert, update', 'all', 'select, delete, references'])} on ${qualified(relation)} to ${to()}`,
  );
  some(
    relations,
    0.15,
    (relation) =>
      `grant select (${quoted(dice.pick(relation.columns).name)}), update (${quoted(dice.pick(relation.columns).name)}) on ${qualified(relation)} to ${to()}`,
  );
  some(
    world.sequences,
    0.4,
    (name) => `grant ${dice.pick(['usage', 'select, update'])} on sequence ${name} to ${to()}`,
  );
  some(
    world.schemas,
    0.3,
    (name) => `grant ${dice.pick(['usage', 'create', 'all'])} on schema ${quoted(name)} to ${dice.pick(ROLES)}`,
  );
  some(world.routines, 0.25, ({ identity }) => `revoke execute on routine ${identity} from public`);
  some(world.routines, 0.25, ({ identity }) => `grant execute on routine ${identity} to ${to()}`);
  some(world.typeNames, 0.2, ({ name }) => `grant usage on type ${name} to ${to()}`);
}

const DEFAULTS = ['select on tables', 'insert, update on tables', 'usage on sequences', 'execute on functions'];

export function defaultPrivileges(world: World): void {
  const { dice } = world;
  for (const privileges of dice.some(DEFAULTS, 0.15)) {
    const role = dice.chance(0.5) ? ` for role ${dice.pick(ROLES)}` : '';
    const schema = dice.chance(0.6) ? ` in schema ${quoted(dice.pick(world.schemas))}` : '';
    world.sql.push(
      `alter default privileges${role}${schema} grant ${privileges} to ${dice.pick([...ROLES, 'public'])}`,
    );
  }
}

export function changeOwners(world: World): void {
  const { dice } = world;
  const some = <T>(list: readonly T[], statement: (of: T) => string) => {
    for (const of of dice.some(list, 0.15)) world.sql.push(`alter ${statement(of)} owner to ${dice.pick(ROLES)}`);
  };
  some(world.relations, (relation) => `${relation.kind.replace('partitioned ', '')} ${qualified(relation)}`);
  some(
    world.relations.flatMap(({ partitions }) => partitions),
    (name) => `table ${name}`,
  );
  some(world.sequences, (name) => `sequence ${name}`);
  some(world.routines, ({ kind, identity }) => `${kind} ${identity}`);
  some(world.typeNames, ({ kind, name }) => `${kind} ${name}`);
  some(
    world.schemas.filter((name) => name !== 'public'),
    (name) => `schema ${quoted(name)}`,
  );
}

const TEXTS = ['Plain', 'It\'s; "quoted"', 'Two\nlines', 'größe: 日本語 😀', '- yaml: {a: [1]}', ' $$ --'];

export function comment(world: World): void {
  for (const on of world.dice.some(world.commentable, 0.15)) {
    if (!take(world, 'comment', on)) continue;
    world.sql.push(`comment on ${on} is ${literal(world.dice.pick(TEXTS))}`);
  }
}
