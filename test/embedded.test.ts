import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { prepare } from '../src/embedded/binaries.js';
import { startEmbedded } from '../src/embedded/server.js';
import { UserError } from '../src/errors.js';
import { createDatabase, onVersions, serverUrl, uniqueName, withClient } from './postgres.js';

describe('the embedded server', () => {
  it('answers at its address with the settings asked for', async () => {
    const server = await startEmbedded({ settings: { work_mem: '7MB' } });
    try {
      const { rows } = await withClient(server.url, (client) =>
        client.query(`select current_setting('server_version') as version, current_setting('work_mem') as memory,
          current_setting('server_encoding') as encoding, current_setting('unix_socket_directories') as sockets`),
      );
      expect(rows).toEqual([{ version: server.version, memory: '7MB', encoding: 'UTF8', sockets: '' }]);
    } finally {
      await server.stop();
    }
  });

  it('lets nobody in without its password', async () => {
    const server = await startEmbedded();
    try {
      const url = new URL(server.url);
      url.password = 'guessed';
      await expect(withClient(url.href, (client) => client.query('select 1'))).rejects.toThrow('password');
    } finally {
      await server.stop();
    }
  });

  it('says what to install for a version that is not there', async () => {
    const error: unknown = await startEmbedded({ version: 11 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: 'No embedded PostgreSQL 11 is installed.',
      hint: expect.stringContaining('npm install'),
    });
  });

  it('says in one line why it does not start', async () => {
    const error: unknown = await startEmbedded({ settings: { work_mem: 'plenty' } }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ hint: expect.stringMatching(/^.*work_mem.*plenty.*$/) });
  });
});

describe('the programs out of npm', () => {
  let folder: string;
  let native: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'embedded-test-'));
    native = join(folder, 'native');
    for (const name of ['bin', 'lib']) mkdirSync(join(native, name), { recursive: true, mode: 0o700 });
    for (const name of ['initdb', 'postgres']) writeFileSync(join(native, 'bin', name), '', { mode: 0o700 });
    writeFileSync(join(native, 'lib', 'libone.so.1.2'), 'one');
    const links = [{ source: 'native/lib/libone.so.1.2', target: 'native/lib/libone.so.1' }];
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('get the links that npm does not make, and can be executed', async () => {
    expect(await prepare(native, null, join(folder, 'copy'))).toBe(native);
    expect(readlinkSync(join(native, 'lib', 'libone.so.1'))).toBe('libone.so.1.2');
    expect(statSync(join(native, 'bin', 'initdb')).mode & 0o777).toBe(0o755);
    expect(await prepare(native, null, join(folder, 'copy'))).toBe(native);
  });

  it.skipIf(process.getuid?.() !== 0)('are copied for an account that cannot reach them', async () => {
    const account = { uid: 65534, gid: 65534 };
    const copy = join(folder, 'copy');
    expect(await prepare(native, account, copy)).toBe(copy);
    expect(readlinkSync(join(copy, 'lib', 'libone.so.1'))).toBe('libone.so.1.2');
    expect(statSync(join(copy, 'lib')).uid).toBe(account.uid);
    expect(existsSync(join(native, 'lib', 'libone.so.1'))).toBe(false);
  });
});

describe('nothing is left behind', () => {
  let temporary: string;
  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), 'embedded-test-'));
    // The server of a root's process is another account's, and must get there.
    chmodSync(temporary, 0o755);
  });
  afterEach(() => rmSync(temporary, { recursive: true, force: true }));

  /** Starts a server in a process of its own and says where it is, once it runs. */
  async function inProcess(
    then: string,
  ): Promise<{ child: ReturnType<typeof spawn>; port: number; ended: Promise<unknown> }> {
    const script = `
      import { startEmbedded } from ${JSON.stringify(new URL('../src/embedded/server.ts', import.meta.url).href)};
      const server = await startEmbedded();
      console.log(server.port);
      ${then}`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(child, 'exit');
    const [port] = await once(child.stdout.setEncoding('utf8'), 'data');
    return { child, port: Number(port), ended };
  }

  function serverFolders(): string[] {
    return readdirSync(temporary).filter((name) => name.startsWith('schema-audit-'));
  }

  async function untilGone(port: number): Promise<void> {
    for (let waited = 0; waited < 5000 && serverFolders().length > 0; waited += 50) await sleep(50);
    expect(serverFolders()).toEqual([]);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed');
  }

  it('after stop()', async () => {
    const server = await startEmbedded();
    await server.stop();
    await expect(withClient(server.url, (client) => client.query('select 1'))).rejects.toThrow('ECONNREFUSED');
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    it(`when ${signal} ends the process`, async () => {
      const { child, port, ended } = await inProcess('setInterval(() => undefined, 1000);');
      expect(serverFolders()).toHaveLength(1);
      child.kill(signal);
      await ended;
      await untilGone(port);
    });
  }

  it('when the process exits without stopping it, at once', async () => {
    const { ended, port } = await inProcess('process.exit(0);');
    await ended;
    expect(serverFolders()).toEqual([]);
    await untilGone(port);
  });

  it('when the process has nothing more to do', async () => {
    const { ended, port } = await inProcess('');
    await ended;
    await untilGone(port);
  });

  it('when an exception is not caught', async () => {
    const { ended, port } = await inProcess('throw new Error();');
    await ended;
    await untilGone(port);
  });
});

describe('databases for tests', () => {
  it('are copies of a template, and gone when dropped', async () => {
    const template = await createDatabase();
    await withClient(template.url, (client) => client.query('create table public.kept as select 1 as one'));
    const copy = await createDatabase({ template: template.name });
    const { rows } = await withClient(copy.url, (client) => client.query('select one from public.kept'));
    expect(rows).toEqual([{ one: 1 }]);
    await copy.drop();
    await template.drop();
    await expect(withClient(copy.url, (client) => client.query('select 1'))).rejects.toThrow('does not exist');
  });

  it('stand on one server a run', async () => {
    const again = await fetch(`${inject('serversUrl')}/default`);
    expect(await again.text()).toBe(await serverUrl());
    expect(uniqueName('role')).not.toBe(uniqueName('role'));
  });

  onVersions([14, 15, 16, 17, 18], (version) => {
    it('have the version asked for', async () => {
      const { rows } = await withClient(await serverUrl(version), (client) => client.query('show server_version_num'));
      expect(Math.floor(Number(rows[0].server_version_num) / 10_000)).toBe(version);
    });
  });
});
