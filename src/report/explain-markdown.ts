/** The checks' documentation as pages: what docs/checks holds. */
import type { Check } from '../checks/types.js';
import { proseForMarkdown as prose } from './markup.js';

const GENERATED = "<!-- Written from the check's own file by test/checks/docs.unit.test.ts: change it there. -->";

export function checkAsPage({ id, severity, consolidationIssue, title, docs, settings, design }: Check): string {
  const issue = consolidationIssue === null ? '' : `, consolidation issue ${consolidationIssue}`;
  const yaml = (text: string) => `\`\`\`yaml\n${text}\n\`\`\``;
  const code = (text: string) => (settings === true || design === true ? yaml(text) : `\`\`\`sql\n${text};\n\`\`\``);
  const schema = '[the examples](../../src/checks/example.ts)';
  const found =
    settings === true
      ? 'Found:'
      : design === true
        ? `In the spec of ${schema}, these sections instead; found once it is applied:`
        : docs.spec === undefined
          ? `On the schema of ${schema}, found:`
          : `On the schema of ${schema} with\n\n${yaml(docs.spec)}\n\nfound:`;
  return `${GENERATED}

# ${id}

${prose(title)} (${severity}${issue})

## What it finds

${prose(docs.what)}

## What goes wrong

${prose(docs.story)}

## What to do

${prose(docs.todo)}

PostgreSQL's manual: <${docs.link}>

## Examples

${found}

${code(docs.bad)}
${docs.byHand === undefined ? '' : `\nMended by hand:\n\n${code(docs.byHand)}\n`}
Not found:

${code(docs.good)}
`;
}

/** The list, with a link to each. */
export function checksAsPage(checks: readonly Check[]): string {
  const rows = checks.map(
    ({ id, consolidationIssue, severity, title }) =>
      `| [${id}](${id}.md) | ${consolidationIssue ?? ''} | ${severity} | ${prose(title)} |`,
  );
  return `${GENERATED}

# The checks

In the order in which they speak; \`schema-audit explain <check>\` prints the same in a terminal.

| check | issue | severity | finds |
|---|---|---|---|
${rows.join('\n')}
`;
}
