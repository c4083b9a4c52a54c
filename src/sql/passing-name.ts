/** What something is called for the moment in which another takes its name. */

const MOST = 63;

export function passingName(name: string): string {
  let text = 'schema_audit_';
  for (const character of name) {
    if (Buffer.byteLength(text + character) > MOST) break;
    text += character;
  }
  return text;
}
