/** Which database answers. */
import type { Session } from '../session.js';

export async function askServer(
  session: Session,
): Promise<{ readonly database: string; readonly serverVersion: string }> {
  const [result] = await session.run([
    `select current_database() as database, current_setting('server_version') as version`,
  ]);
  const [row] = result?.rows ?? [];
  return { database: String(row?.database), serverVersion: String(row?.version).split(' ')[0] ?? '' };
}
