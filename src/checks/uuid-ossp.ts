/** uuid-ossp (issue 11): the extension is installed, or a default still calls it. */
import { addressOf } from '../catalog/address.js';
import { calls } from '../expression/inspect.js';
import type { Check, Objection } from './types.js';

const EXTENSION = 'uuid-ossp';

export const uuidOssp: Check = {
  id: 'uuid-ossp',
  severity: 'warning',
  consolidationIssue: 11,
  title: 'the uuid-ossp extension is installed or called',
  withSpec: true,
  docs: {
    what: 'The extension uuid-ossp where the spec forbids it, or a default that calls uuid_generate_v4() or one of its siblings.',
    story:
      'A restore into a managed service that does not offer the extension fails at the first CREATE TABLE,\non the day when the restore is needed. gen_random_uuid() has been built in since PostgreSQL 13.',
    todo: 'Let defaults call gen_random_uuid(); drop the extension when nothing in the database needs it any more, other services included.',
    link: 'https://www.postgresql.org/docs/current/functions-uuid.html',
    bad: 'create extension "uuid-ossp"',
    good: 'alter table bookings alter column id set default gen_random_uuid()',
  },
  find: ({ spec, changes }) =>
    changes.flatMap((change): Objection[] => {
      if (change.change === 'drop' && change.from.kind === 'extension' && change.from.name === EXTENSION) {
        const reason = spec.forbiddenExtensions.find(({ name }) => name === EXTENSION)?.reason ?? 'the spec forbids it';
        const needed = change.from.neededBy ?? [];
        const more = needed.length > 3 ? ` and ${needed.length - 3} more` : '';
        return [
          needed.length === 0
            ? {
                object: addressOf(change.from),
                message: `extension ${EXTENSION} is installed (${reason})`,
                changes: [change],
              }
            : {
                object: addressOf(change.from),
                severity: 'info',
                message: `extension ${EXTENSION} stays for now: ${needed.slice(0, 3).join(', ')}${more} ${needed.length === 1 ? 'needs' : 'need'} it`,
                hint: `${reason}; it can go when they call gen_random_uuid()`,
                changes: [change],
              },
        ];
      }
      if (change.change !== 'alter' || change.field !== 'default' || change.from.kind !== 'column') return [];
      const called = calls(change.from.default?.expression ?? '').find(({ name }) => name.startsWith('uuid_generate_'));
      if (called === undefined) return [];
      return [
        {
          object: addressOf(change.from),
          message: `the default of ${change.from.name} calls ${called.name}() of ${EXTENSION}`,
          changes: [change],
        },
      ];
    }),
};
