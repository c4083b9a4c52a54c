/** The account that PostgreSQL runs as: it refuses to run as root. */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../errors.js';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account for PostgreSQL's processes: null, which is our own, or another one when we are root.
 *
 * @throws UserError when we are root and the system has neither a `postgres` nor a `nobody`
 */
export async function accountForServer(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([id('-u', name), id('-g', name)]);
      return { uid, gid };
    } catch {}
  }
  throw new UserError('PostgreSQL does not run as root, and there is no other account to run it as.', {
    hint: 'Create one (`useradd --system postgres`), or run schema-audit as an ordinary user.',
  });
}

/** Whether the account can enter a folder: root's own files often lie below one that is closed to everybody else. */
export async function reachable(folder: string, account: Account | null): Promise<boolean> {
  if (account === null) return true;
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** A folder for temporary files that the account can enter. */
export async function temporaryFolder(account: Account | null): Promise<string> {
  for (const folder of [tmpdir(), '/tmp', '/var/tmp']) {
    if (await reachable(folder, account).catch(() => false)) return folder;
  }
  return tmpdir();
}

async function id(option: string, name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('id', [option, name]);
  return Number.parseInt(stdout, 10);
}
