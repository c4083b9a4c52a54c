/** What adopt does to a history, decided from its rows, the files and what is wanted. Pure: asks and writes nothing. */
import type { HistoryRow, Remark } from './history/history.js';

/** What the history is to say. */
export interface Wanted {
  /** Names that count as complete, in order. */
  readonly mark: readonly string[];
  /** Whether those are the spec's baseline, and not names that a person gave. */
  readonly isBaseline: boolean;
  /** Names of migrations that the baseline replaces. */
  readonly archived: readonly string[];
  /** The migrations that the tool finds, in its order; null: not known. */
  readonly files: readonly string[] | null;
  /** Whether the tool puts up with rows without a file: others may share the table. */
  readonly shared: boolean;
  /** Whether the tool refuses rows that are not in the order of the files. */
  readonly ordered: boolean;
  /** The tool's command, for messages. */
  readonly migrate: string;
}

export interface AdoptPlan {
  readonly mark: readonly string[];
  readonly archive: readonly HistoryRow[];
  /** Names of the rows that stay. */
  readonly unchanged: readonly string[];
  /** Of those: what comes after the marked ones. */
  readonly later: readonly string[];
  /** The names of all rows as they will be, for a tool to which their order counts. */
  readonly order: readonly string[];
  /** Marked, and there already because an archived migration of the same name ran. */
  readonly sameName: readonly string[];
  /** Archived migrations that never ran here, where others of them did. */
  readonly halfDone: readonly string[];
  /** Files that the tool would run next. */
  readonly pending: readonly string[];
  readonly refusals: readonly Remark[];
  readonly warnings: readonly string[];
}

const EXTENSION = /\.[cm]?[jt]s$/;

/** `001_a` of `001_a.ts`, `001_a.js`, …: the same migration in source and in a build. */
export function stemOf(name: string): string {
  return name.replace(EXTENSION, '');
}

/** Names by what they are and, of another extension, by their stem. */
function among(names: readonly string[]): (name: string) => boolean {
  const stems = new Set(names.map(stemOf));
  return (name) => stems.has(stemOf(name));
}

/**
 * @param rows oldest first
 * @returns what is to be done; where it has refusals, nothing is
 */
export function planAdopt(rows: readonly HistoryRow[], wanted: Wanted): AdoptPlan {
  const { files, archived, migrate } = wanted;
  const asFiles = wanted.mark.map((name) => asFile(name, files));
  const marks = [...new Set(asFiles.map(({ name }) => name))];
  const isArchived = among(archived);
  const isMarked = among(marks);
  const file = new Set(files ?? []);

  const archive: HistoryRow[] = [];
  const strangers: string[] = [];
  const stays: string[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const twice = seen.has(row.name);
    seen.add(row.name);
    const replaced = isArchived(row.name) || (files !== null && isMarked(row.name));
    if (twice) archive.push(row);
    else if (marks.includes(row.name) || file.has(row.name)) stays.push(row.name);
    else if (replaced) archive.push(row);
    else {
      if (files === null || wanted.shared) stays.push(row.name);
      if (files !== null) strangers.push(row.name);
    }
  }
  const complete = new Set([...stays, ...marks]);
  const pending = (files ?? []).filter((name) => !complete.has(name));
  const mark = marks.filter((name) => !stays.includes(name));
  const sameName = marks.filter((name) => stays.includes(name) && isArchived(name));
  const later = files === null ? stays : stays.filter((name) => files.indexOf(name) > files.indexOf(mark[0] ?? name));
  const order = inserted(mark, stays, later);
  const ran = among(rows.map(({ name }) => name));
  const never = archived.filter((name) => !ran(name));
  const duplicates = archive.filter(({ name }) => stays.includes(name)).length;
  return {
    mark,
    archive,
    unchanged: stays,
    order,
    later,
    sameName,
    halfDone: never.length < archived.length && sameName.length === 0 ? never : [],
    pending,
    refusals: [
      ...asFiles.flatMap(({ refusal }) => refusal ?? []),
      ...(files === null ? otherSpelling(rows, wanted) : []),
      ...(wanted.shared ? [] : withoutFile(strangers, files ?? [])),
      ...stillThere(pending.filter(isArchived), migrate),
    ],
    warnings: [
      ...asFiles.flatMap(({ note }) => note ?? []),
      ...sameName.map(standsFor),
      ...(wanted.shared && strangers.length > 0
        ? [
            `${strangers.join(', ')} ${strangers.length === 1 ? 'stays' : 'stay'} without a file: the knexfile sets disableMigrationsListValidation`,
          ]
        : []),
      ...(wanted.ordered && files !== null ? outOfOrder(order, files, migrate) : []),
      ...(duplicates === 0 ? [] : [`${duplicates} of the rows that go are there twice: the oldest of each stays`]),
      ...pending.filter((name) => isMarked(name.replace(/\.d\.ts$/, '.ts'))).map((name) => besides(name, migrate)),
      ...(files === null && stays.some((name) => !marks.includes(name)) ? [UNKNOWN_FILES] : []),
      ...(files === null && archive.some(({ name }) => !stays.includes(name)) ? [mustBeGone(migrate)] : []),
    ],
  };
}

const UNKNOWN_FILES = 'whether the rows that stay have a file is not known: name their folder with --migrations';

/** Without the folder it cannot be seen, and it is the one way in which a row that goes does harm. */
function mustBeGone(migrate: string): string {
  return `whether the archived files still lie in the folder is not known: "${migrate}" would run them again. Name the folder with --migrations to be sure`;
}

/** The name under which the folder has a migration: of `.ts` in development and `.js` in production, the one that is there. */
function asFile(
  name: string,
  files: readonly string[] | null,
): { readonly name: string; readonly note?: string; readonly refusal?: Remark } {
  if (files === null || files.includes(name)) return { name };
  const [other, ...more] = files.filter((one) => stemOf(one) === stemOf(name));
  if (other !== undefined && more.length === 0)
    return { name: other, note: `${name} lies in the folder as ${other}: that name counts as complete` };
  return {
    name,
    refusal: {
      message:
        other === undefined
          ? `${name} is to count as complete, and the migrations have no such file`
          : `${name} is to count as complete, and the migrations have ${[other, ...more].join(' and ')}`,
      hint: 'is it the right folder? Name it with --migrations, or the files with --mark',
    },
  };
}

/** Without the folder, a history of built files says only that the name of the spec may be the wrong one. */
function otherSpelling(rows: readonly HistoryRow[], { mark, isBaseline }: Wanted): readonly Remark[] {
  const [name = ''] = mark;
  if (!isBaseline || rows.length === 0 || rows.some((row) => row.name === name)) return [];
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  const built = rows.find((row) => stemOf(row.name) === stemOf(name));
  const others = rows.every((row) => EXTENSION.test(row.name) && EXTENSION.exec(row.name)?.[0] !== extension);
  if (built === undefined && !others) return [];
  const known = built?.name ?? rows[0]?.name ?? '';
  const there = EXTENSION.exec(known)?.[0] ?? '';
  return [
    {
      message: `the baseline is ${name}, and the history has names such as ${known}: with and without a build they are different migrations`,
      hint: `say which counts here: --mark ${stemOf(name)}${there}, or --migrations with the folder that this environment runs`,
    },
  ];
}

/** Another service's, a folder that is the wrong one, or a forgotten name: only a person can tell. */
function withoutFile(names: readonly string[], files: readonly string[]): readonly Remark[] {
  if (names.length === 0) return [];
  const built = names.filter((name) => files.some((one) => stemOf(one) === stemOf(name)));
  const also =
    built.length === 0
      ? ''
      : `; ${built.join(', ')} lies there under another extension: is it the folder that this environment runs?`;
  return [
    {
      message: `${names.map((name) => name || '(no name)').join(', ')} ${names.length === 1 ? 'is' : 'are'} in the history, neither in the folder nor among the archived names${also}`,
      hint: `where the baseline replaces ${names.length === 1 ? 'it' : 'them'}, add --archived ${names.join(',')}; where another service's migrations share the table, give each its own (--table)`,
    },
  ];
}

function stillThere(names: readonly string[], migrate: string): readonly Remark[] {
  if (names.length === 0) return [];
  return [
    {
      message: `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} archived, but still in the folder and not in the history: "${migrate}" would run ${names.length === 1 ? 'it' : 'them'}`,
      hint: `move ${names.length === 1 ? 'it' : 'them'} out of the folder, or mark all up to a name as complete with --through`,
    },
  ];
}

/** The rows as they will be: what is marked, before what comes after it. */
function inserted(mark: readonly string[], stays: readonly string[], later: readonly string[]): readonly string[] {
  const first = stays.findIndex((name) => later.includes(name));
  const place = first === -1 ? stays.length : first;
  return [...stays.slice(0, place), ...mark, ...stays.slice(place)];
}

function outOfOrder(names: readonly string[], files: readonly string[], migrate: string): readonly string[] {
  const place = names.findIndex((name, i) => i < files.length && name !== files[i]);
  if (place === -1) return [];
  return [
    `"${migrate}" wants the rows in the order of the files, and finds ${names[place]} before ${files[place]}: run it with --no-check-order`,
  ];
}

function standsFor(name: string): string {
  return `${name} is in the history because an archived migration of that name ran: its row stays, and now stands for the new one`;
}

function besides(name: string, migrate: string): string {
  return `${name} is a migration of its own to "${migrate}", which would run it: remove it from the folder, or leave its extension out of loadExtensions`;
}
