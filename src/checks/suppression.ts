/** suppression: an entry that leaves findings out of account, and has no effect. Speaks of settings and baselines. */
import type { Check } from './types.js';

export const suppression: Check = {
  id: 'suppression',
  severity: 'warning',
  consolidationIssue: null,
  title: 'an entry that has no effect',
  settings: true,
  docs: {
    what: 'An entry under ignore that gives no reason (error), has expired (warning), or matches no finding any more (information); and what a baseline knows and nobody finds any more (information). None of them leaves anything out of account.',
    story:
      'A hole was accepted «for two weeks», three years ago. The one who knew why has left, and nobody dares\nto take the line out.',
    todo: 'Give the reason, mend what was accepted, or take the entry out; a baseline is written anew with --update-baseline.',
    link: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
    bad: 'ignore:\n  - { checks: drift, objects: public.bookings.idx_old, reason: dropped with the next release }',
    good: 'severity: { drift: warning }',
  },
  find: ({ leftovers, spec }) =>
    leftovers.map(({ severity, what, message, location }) => ({
      object: { kind: 'schema', name: spec.schema },
      severity,
      message,
      facet: what,
      ...(location === null ? {} : { location }),
    })),
};
