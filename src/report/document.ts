/** What every JSON document begins with. */
import { version } from '../version.js';

export function document(command: string, body: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ tool: { name: 'schema-audit', version }, command, ...body }, null, 2)}\n`;
}
