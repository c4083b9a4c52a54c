/** access: who owns an object, and who is granted what on it. */
import { stable } from '../../catalog/fingerprint.js';
import { hardwired, inOrder, PRIVILEGES, type Secured, spelled } from '../../catalog/privileges.js';
import type { Access, CatalogObject, Grant } from '../../catalog/types.js';
import { didYouMean } from '../did-you-mean.js';
import type { Mistakes } from '../mistakes.js';
import { checkName } from '../names.js';
import { either, flag, key, list, map, object, oneOf, requiredKey, text } from '../shape.js';
import { Text } from '../text.js';
import type { FieldsOf } from '../types.js';
import { type Entries, Inline, type Written } from '../written.js';

const privileges = either(text, list(text));

const grant = object({
  privileges: requiredKey(privileges, 'What the role may do: select, insert; all.'),
  with_grant_option: key(either(flag, list(text)), 'Whether it may grant that on: true, or a list of privileges.'),
  granted_by: key(text, 'The role that granted it (default: the owner).'),
});

/** `app: select, insert`, or a list, or the long form; a list of long forms where several roles have granted. */
export const grants = map(either(text, list(either(text, grant)), grant));

type GrantsFields = NonNullable<FieldsOf<typeof grants>>;
type GrantFields = NonNullable<FieldsOf<typeof grant>>;

/** The keys of whatever has an owner and grants. */
export const accessKeys = {
  owner: key(text, "The role that owns it (default: the section's, else not spoken of)."),
  grants: key(
    grants,
    "Who is granted what: role: select, insert. Nobody else but the owner is granted anything. (Default: the section's, else not spoken of.)",
  ),
};

/** What objects of a section have that say nothing of it themselves. */
export const accessDefaults = object({
  owner: key(text, "The role that owns what is in the schema (default: the schema's owner)."),
  grants: key(
    oneOf('usual'),
    'usual: what nothing else is said of is granted as PostgreSQL has it by itself: to nobody but the owner, but that everybody may execute functions and use types.',
  ),
  tables: key(object(accessKeys), 'Of tables.'),
  views: key(object(accessKeys), 'Of views.'),
  materialized_views: key(object(accessKeys), 'Of materialized views.'),
  sequences: key(object(accessKeys), 'Of sequences.'),
  functions: key(object(accessKeys), 'Of functions and procedures.'),
  enums: key(object(accessKeys), 'Of enums.'),
  domains: key(object(accessKeys), 'Of domains.'),
});

type DefaultsFields = NonNullable<FieldsOf<typeof accessDefaults>>;

interface Said {
  readonly owner?: Text | undefined;
  readonly grants?: GrantsFields | undefined;
}

/** What a section or an object says of its owner and grants; what it does not say stays undefined. */
export function readAccess(said: Said, on: Secured, mistakes: Mistakes): Access {
  const { owner, grants: granted } = said;
  if (owner !== undefined) checkOwner(owner, mistakes);
  return {
    ...(owner === undefined ? {} : { owner: owner.value }),
    ...(granted === undefined ? {} : { grants: readGrants(granted, on, mistakes) }),
  };
}

/** A role that is named once and for all: not whoever happens to be connected. */
export function checkRole(role: Text, mistakes: Mistakes): void {
  checkName(role, 'the role', mistakes);
  if (/^(?:current_user|session_user|current_role)$/.test(role.value))
    mistakes.add(role.at(), `${role.value} would be whoever applies the spec`, 'name the role');
}

function checkOwner(role: Text, mistakes: Mistakes): void {
  checkRole(role, mistakes);
  if (role.value === 'public') mistakes.add(role.at(), 'public is everyone: no owner');
}

export function readGrants(entries: GrantsFields, on: Secured, mistakes: Mistakes): readonly Grant[] {
  const found = entries.flatMap(({ key: role, value }) => {
    checkRole(role, mistakes);
    return value === undefined ? [] : readRole(role, value, on, mistakes);
  });
  return inOrder(found);
}

function readRole(
  role: Text,
  value: NonNullable<GrantsFields[number]['value']>,
  on: Secured,
  mistakes: Mistakes,
): Grant[] {
  const items = isList(value) ? value : [value];
  const words = items.filter((item): item is Text => item instanceof Text);
  const long = items.filter((item): item is GrantFields => !(item instanceof Text));
  const plain = words.length > 0 || long.length === 0;
  const grants: Grant[] = plain
    ? [{ role: role.value, privileges: readPrivileges(words, on, mistakes), grantable: [] }]
    : [];
  for (const fields of long) {
    const one = readLong(role, fields, on, mistakes);
    if (grants.some(({ by }) => by === one.by))
      mistakes.add(fields.at, `what ${role.value} is granted by one role stands here twice`, 'put it together');
    grants.push(one);
  }
  return grants;
}

function readLong(role: Text, fields: GrantFields, on: Secured, mistakes: Mistakes): Grant {
  const granted = readPrivileges(textsOf(fields.privileges), on, mistakes);
  const option = fields.with_grant_option ?? false;
  const grantable = option === true ? granted : option === false ? [] : readPrivileges(option, on, mistakes);
  if (Array.isArray(option) && !granted.includes('all')) {
    for (const one of option.flatMap(wordsOf))
      if (!granted.includes(one.value.toLowerCase()))
        mistakes.add(one.at(), `"${one.value}" is granted on without being granted`, 'name it under privileges too');
  }
  if (grantable.length > 0 && role.value === 'public')
    mistakes.add(role.at(), 'everyone cannot have a grant option', 'name the role');
  const by = fields.granted_by;
  if (by !== undefined) checkOwner(by, mistakes);
  return { role: role.value, ...(by === undefined ? {} : { by: by.value }), privileges: granted, grantable };
}

function readPrivileges(texts: readonly Text[], on: Secured, mistakes: Mistakes): readonly string[] {
  const known = PRIVILEGES[on];
  const found = texts.flatMap(wordsOf).flatMap((word) => {
    const name = word.value.toLowerCase().replace(/\s+privileges$/, '');
    if (name === 'all' || known.includes(name)) return [name];
    const elsewhere = Object.values(PRIVILEGES).some((all) => all.includes(name));
    mistakes.add(
      word.at(),
      elsewhere ? `${aOrAn(on)} has no privilege "${word.value}"` : `"${word.value}" is no privilege`,
      elsewhere ? `known here: ${known.join(', ')}` : didYouMean(name, [...known, 'all']),
    );
    return [];
  });
  return spelled(found, on);
}

function aOrAn(on: Secured): string {
  return /^[aeiou]/.test(on) ? `an ${on}` : `a ${on}`;
}

/** The parts of a list with commas. */
function wordsOf(list: Text): Text[] {
  return [...list.value.matchAll(/[^,\s](?:[^,]*[^,\s])?/g)].map((match) => list.slice(match.index).as(match[0]));
}

function textsOf(value: Text | readonly Text[] | undefined): readonly Text[] {
  return value === undefined ? [] : isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** Owner and grants of what says nothing of them itself, kind by kind. */
export type AccessDefaults = (on: Secured) => Access;

/** The keys of a section, and of its defaults, under which objects of a kind stand. */
const SECTION_KEYS = {
  table: 'tables',
  view: 'views',
  'materialized view': 'materialized_views',
  sequence: 'sequences',
  function: 'functions',
  enum: 'enums',
  domain: 'domains',
} as const;
type InSection = keyof typeof SECTION_KEYS;

/** @param owner of the schema: of what is in it, too, unless the defaults say otherwise */
export function readDefaults(
  fields: DefaultsFields | undefined,
  owner: string | undefined,
  mistakes: Mistakes,
): AccessDefaults {
  const { owner: general } = readAccess({ owner: fields?.owner }, 'schema', mistakes);
  const found = new Map<Secured, Access>();
  for (const [on, name] of Object.entries(SECTION_KEYS) as [InSection, (typeof SECTION_KEYS)[InSection]][]) {
    const said = fields?.[name];
    const usual = fields?.grants === 'usual' ? { grants: hardwired(on) } : {};
    found.set(on, { owner: general ?? owner, ...usual, ...(said === undefined ? {} : readAccess(said, on, mistakes)) });
  }
  return (on) => found.get(on) ?? {};
}

/** What is said, filled up with the defaults. */
export function withDefaults<T extends Access>(said: T, on: Secured, defaults: AccessDefaults): T {
  const { owner, grants: granted } = { ...defaults(on), ...defined(said) };
  return {
    ...said,
    ...(owner === undefined ? {} : { owner }),
    ...(granted === undefined ? {} : { grants: granted }),
  };
}

function defined({ owner, grants: granted }: Access): Access {
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(granted === undefined ? {} : { grants: granted }),
  };
}

/** Objects of a section, filled up with its defaults. */
export function objectWithDefaults(object: CatalogObject, defaults: AccessDefaults): CatalogObject {
  return isInSection(object.kind)
    ? (withDefaults(object as CatalogObject & Access, object.kind, defaults) as CatalogObject)
    : object;
}

/** As it is to stand in a spec. */
export function writeGrants(granted: readonly Grant[], on: Secured): Entries {
  const roles = [...new Set(granted.map(({ role }) => role))];
  return Object.fromEntries(
    roles.map((role) => {
      const written = granted.filter((one) => one.role === role).map((one) => writeGrant(one, on));
      return [role, written.length === 1 ? written[0] : written] as const;
    }),
  );
}

function writeGrant({ privileges: granted, grantable, by }: Grant, on: Secured): Written {
  const inOrderOf = (list: readonly string[]) =>
    list.includes('all') ? ['all'] : PRIVILEGES[on].filter((one) => list.includes(one));
  const all = inOrderOf(granted);
  if (grantable.length === 0 && by === undefined) return all.length === 0 ? [] : all.join(', ');
  const some = inOrderOf(grantable);
  return new Inline({
    privileges: all.length === 1 ? all[0] : all,
    with_grant_option: some.length === 0 ? undefined : some.join() === all.join() ? true : some,
    granted_by: by,
  });
}

/** Owner and grants, as they are to stand among an object's keys. */
export function writeAccess({ owner, grants: granted }: Access, on: Secured): Entries {
  return { owner: owner ?? undefined, grants: granted == null ? undefined : writeGrants(granted, on) };
}

/** Whether objects of a kind stand in a section and have owners. */
export function isInSection(kind: string): kind is InSection {
  return kind in SECTION_KEYS;
}

/**
 * The defaults of a section that spare most words: the owner that most objects have, and for each kind the grants that
 * most of them have.
 */
export function commonDefaults(
  objects: readonly (CatalogObject & Access)[],
  schemaOwner: string | undefined,
): { readonly entries: Entries | undefined; readonly defaults: AccessDefaults } {
  const owner = mostFrequent(objects.flatMap((one) => one.owner ?? []));
  const entries: { [name: string]: Written | undefined } = {
    owner: owner === schemaOwner ? undefined : owner,
    grants: undefined,
  };
  const found = new Map<Secured, Access>();
  for (const [on, name] of Object.entries(SECTION_KEYS) as [InSection, string][]) {
    const lists = objects.flatMap((one) => (one.kind === on && one.grants != null ? [one.grants] : []));
    const common = mostFrequent(lists.map(stable));
    const list = lists.find((one) => stable(one) === common);
    found.set(on, { owner, ...(list === undefined ? {} : { grants: list }) });
    if (list === undefined) continue;
    if (common === stable(hardwired(on))) entries.grants = 'usual';
    else entries[name] = { grants: writeGrants(list, on) };
  }
  const says = Object.values(entries).some((one) => one !== undefined);
  return { entries: says ? entries : undefined, defaults: (on) => found.get(on) ?? {} };
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}
