/** Triggers of a spec: every form, every mistake at its place, and what is written reads back the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../../src/catalog/types.js';
import { compile } from '../../../src/spec/compile.js';
import { writeTriggers } from '../../../src/spec/kinds/trigger.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { render } from '../../../src/spec/render.js';
import { expectMistakes } from '../mistakes.js';

const inTable = (triggers: string) => `tables:\n  t:\n    columns: { id: int primary key }\n    triggers:\n${triggers}`;

function triggersOf(text: string): readonly Trigger[] {
  return compile(parseSpec(text, 'schema.yaml')).catalog.trigger;
}

function rewritten(triggers: readonly Trigger[]): readonly Trigger[] {
  const columns = { id: 'int primary key' };
  return triggersOf(render({ tables: { t: { columns, triggers: writeTriggers(triggers, () => null) } } }));
}

const BASE: Trigger = {
  kind: 'trigger',
  schema: 'public',
  table: 't',
  name: 'a',
  timing: 'before',
  events: ['update'],
  columns: [],
  forEach: 'row',
  when: null,
  function: 'public.touch',
  arguments: [],
  oldTable: null,
  newTable: null,
  constraint: null,
  from: null,
  enabled: 'origin',
};

describe('a trigger of a spec', () => {
  it('is written as in CREATE TRIGGER', () => {
    const found = triggersOf(
      inTable(`      a: before update for each row execute function touch()
      b: AFTER UPDATE OF "Name", id OR INSERT FOR EACH ROW WHEN (new.id > 1) EXECUTE PROCEDURE other."F"('x', 1, "Y", true)
      c: after delete referencing old table as gone execute function touch()
      d: constraint after insert from u deferrable initially deferred for row execute function touch()
      e: before insert for each row execute function suppress_redundant_updates_trigger()
      f:
        definition: before truncate execute function touch()
        enabled: always`),
    );
    expect(found).toEqual([
      BASE,
      {
        ...BASE,
        name: 'b',
        timing: 'after',
        events: ['insert', 'update'],
        columns: ['Name', 'id'],
        when: { expression: 'new.id > 1' },
        function: 'other."F"',
        arguments: ['x', '1', 'Y', 'true'],
      },
      { ...BASE, name: 'c', timing: 'after', events: ['delete'], forEach: 'statement', oldTable: 'gone' },
      {
        ...BASE,
        name: 'd',
        timing: 'after',
        events: ['insert'],
        constraint: 'initially deferred',
        from: { schema: 'public', table: 'u' },
      },
      { ...BASE, name: 'e', events: ['insert'], function: 'suppress_redundant_updates_trigger' },
      { ...BASE, name: 'f', events: ['truncate'], forEach: 'statement', enabled: 'always' },
    ]);
  });

  it('reads back as it was written, whatever it is', () => {
    const name = fc.constantFrom('a', 'B', 'select', 'a b', 'a"b', 'ünï', '$x');
    const trigger = fc.record({
      name,
      timing: fc.constantFrom('before' as const, 'after' as const),
      columns: fc.array(name, { maxLength: 2 }),
      events: fc.constantFrom(
        ['update' as const],
        ['insert' as const, 'update' as const],
        ['update' as const, 'delete' as const],
      ),
      when: fc.constantFrom(null, { expression: "new.a > 'WHEN (' and (old.b)" }),
      function: fc.constantFrom(
        'public.touch',
        'other."F"',
        'tsvector_update_trigger',
        'public.tsvector_update_trigger',
      ),
      arguments: fc.array(fc.string({ unit: fc.constantFrom('a', "'", '\\', ' ', '"', '\n', ',', ')') }), {
        maxLength: 2,
      }),
      oldTable: fc.option(name),
      newTable: fc.option(name),
      enabled: fc.constantFrom('origin' as const, 'replica' as const, 'always' as const, 'disabled' as const),
    });
    fc.assert(
      fc.property(trigger, (said) => {
        const before = { ...BASE, ...said };
        expect(rewritten([before])).toEqual([before]);
      }),
      { numRuns: Number(process.env.RUNS ?? 100) },
    );
  });
});

describe('a mistake about a trigger', () => {
  it('is said at its place', () => {
    expectMistakes(
      inTable(`      a: ‹during insert execute function f()
      b: before ‹upsert execute function f()
      c: before insert or ‹insert execute function f()
      d: before insert for each row when (new.a > 1‹; drop table x) execute function f()
      e: before insert for each row execute function f‹
      f: before insert execute function f() ‹on t
      g: ‹instead of insert for each row execute function f()
      h: ‹constraint before insert for each row execute function f()
      i: ‹before truncate for each row execute function f()
      j: before insert execute function f(‹$1)
      ‹k: { enabled: always }
      l: { definition: before insert execute function f(), enabled: ‹sometimes }`),
      [
        'expected "before" or "after" or "instead", found "during"',
        'expected "insert" or "update" or "delete" or "truncate", found "upsert"',
        '"insert" stands here twice',
        'not one SQL expression: a semicolon outside a literal',
        'expected "(", found the end',
        'expected the end, found "on"',
        '"instead of" is for triggers of views',
        'a constraint trigger fires after, for each row',
        '"truncate" fires for each statement',
        'expected a literal',
        '"definition" is missing',
        '"sometimes" is not possible here',
      ],
    );
  });
});
