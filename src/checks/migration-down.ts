/** migration-down: a `down` that does not restore what `up` found. Speaks in a rehearsal with --check-down alone. */
import type { Check } from './types.js';

/** At most so many differences are named. */
const SHOWN = 6;

export const migrationDown: Check = {
  id: 'migration-down',
  severity: 'warning',
  consolidationIssue: null,
  title: 'a down that does not restore what up found',
  rehearsal: true,
  docs: {
    what: 'With --check-down each migration is taken back, the last first, and the catalog is compared with what it was before its up: what is left behind, what is missing, what differs. A down that fails is told with its statement; the migrations before it are then not tried. Roles are not looked at: they belong to the cluster.',
    story:
      'A release goes wrong, and `knex migrate:rollback` leaves half of it behind. The next deployment fails with\n«already exists», at night.',
    todo: 'Make down the reverse of up, or say openly that there is no way back: throw, and write why.',
    link: 'https://www.postgresql.org/docs/current/catalogs.html',
    bad: '-- migration\ncreate function touch() returns trigger language plpgsql as $$ begin return new; end $$\n-- down\nselect',
    good: '-- migration\ncreate function touch() returns trigger language plpgsql as $$ begin return new; end $$\n-- down\ndrop function touch()',
  },
  find: ({ rehearsal, spec }) =>
    (rehearsal?.down ?? []).map(({ migration, message, statement, differences }) => ({
      object: { kind: 'schema', name: spec.schema },
      message: [message, ...shorten(differences)].join('\n'),
      ...(statement === null ? {} : { actual: statement }),
      migration,
      facet: migration.name,
    })),
};

function shorten(lines: readonly string[]): readonly string[] {
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `and ${lines.length - SHOWN} more`];
}
