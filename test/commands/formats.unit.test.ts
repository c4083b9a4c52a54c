/** Where a report's files are: named from the root of the repository, as the pipeline says it. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { formatFor } from '../../src/commands/formats.js';
import { IO } from '../rehearsal/rehearsing.js';
import { finding, report } from '../report/reports.js';

const here = process.cwd();

/** What the report calls the file of the spec, and that of the migration. */
async function named(file: string, env: Readonly<Record<string, string>> = {}): Promise<readonly unknown[]> {
  const write = await formatFor('sarif', [], { ...IO, env });
  const location = { file, line: 1, column: 1 };
  const log = JSON.parse(
    write(report([finding({ location }), finding({ location, migration: { name: 'it', file, line: 1 } })])),
  );
  const results: readonly { locations: readonly { physicalLocation: { artifactLocation: unknown } }[] }[] =
    log.runs[0].results;
  const [spec, migration] = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation);
  expect(migration).toEqual(spec);
  return [spec];
}

const inside = (uri: string) => [{ uri, uriBaseId: '%SRCROOT%' }];

test('without a pipeline, from where we are, however it was written', async () => {
  expect(await named('schema.yaml')).toEqual(inside('schema.yaml'));
  expect(await named('./db/../db/schema.yaml')).toEqual(inside('db/schema.yaml'));
  expect(await named(join(here, 'db', 'schema.yaml'))).toEqual(inside('db/schema.yaml'));
  expect(await named('..db/schema.yaml')).toEqual(inside('..db/schema.yaml'));
});

test('in a pipeline, from the root that it names, where we are in it', async () => {
  const above = inside(`${basename(here)}/schema.yaml`);
  expect(await named('schema.yaml', { GITHUB_WORKSPACE: dirname(here) })).toEqual(above);
  expect(await named('schema.yaml', { CI_PROJECT_DIR: dirname(here) })).toEqual(above);
  expect(await named('schema.yaml', { GITHUB_WORKSPACE: here })).toEqual(inside('schema.yaml'));
  expect(await named('schema.yaml', { GITHUB_WORKSPACE: '', CI_PROJECT_DIR: '/no/such' })).toEqual(
    inside('schema.yaml'),
  );
});

test('a root that is a link is the folder that it leads to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'formats-'));
  symlinkSync(dirname(here), join(folder, 'root'));
  expect(await named('schema.yaml', { GITHUB_WORKSPACE: join(folder, 'root') })).toEqual(
    inside(`${basename(here)}/schema.yaml`),
  );
  rmSync(folder, { recursive: true });
});

test('what lies outside has its whole path', async () => {
  const file = join(dirname(here), 'else where', 'schema.yaml');
  expect(await named('../else where/schema.yaml')).toEqual([{ uri: pathToFileURL(file).href }]);
});

test('a format that is not there is named', async () => {
  await expect(formatFor('pdf', [], IO)).rejects.toThrow('check has no format pdf');
});
