/** The roles that the checks' examples speak of: they belong to the server, which other tests and runs may share. */
import { withClient } from '../postgres.js';

export async function makeExampleRoles(url: string): Promise<void> {
  await withClient(url, async (client) => {
    for (const role of ['schema_audit_example_app', 'schema_audit_example_admin']) {
      await client.query(
        `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`,
      );
    }
  });
}
