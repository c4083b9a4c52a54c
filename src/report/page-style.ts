/** The style of the HTML report: light and dark, on a phone and on paper. It loads nothing. */
import { SEVERITIES, type Severity } from '../checks/types.js';

/** The class of what holds findings of these severities and of no other. */
export function onlyClass(severities: readonly Severity[]): string {
  return `only-${SEVERITIES.filter((severity) => severities.includes(severity)).join('-')}`;
}

const SETS: readonly (readonly Severity[])[] = [
  ...SEVERITIES.map((severity) => [severity]),
  ...SEVERITIES.map((severity) => SEVERITIES.filter((other) => other !== severity)),
  SEVERITIES,
];

/** A box of the filter that is not ticked hides its findings; and what holds no other goes with them. */
const HIDING = SETS.map((set) => {
  const off = set.map((severity) => `:has(#show-${severity}:not(:checked))`).join('');
  return `body${off} .${onlyClass(set)} { display: none; }`;
}).join('\n');

export const STYLE = `
:root {
  color-scheme: light dark;
  --text: #1c2128; --dim: #59636e; --page: #ffffff; --box: #f6f8fa; --line: #d1d9e0;
  --error: #b3261e; --warning: #7d5200; --info: #0a58a6; --ok: #1a6b35;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e6edf3; --dim: #9aa5b1; --page: #0f141a; --box: #181f27; --line: #343d47;
    --error: #ff8078; --warning: #e6b450; --info: #6cb6ff; --ok: #57c97a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 60rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.1rem; color: var(--dim); margin: 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 0; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font: 600 1rem/1.4 ui-monospace, monospace; margin: 1.75rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1rem 0 0; }
p { margin: .5rem 0; }
a { color: inherit; }
.verdict { font-size: 1.3rem; line-height: 1.35; margin: .25rem 0 1rem; }
.verdict::before { font-weight: 700; margin-right: .4rem; }
.passed::before { content: "✓"; color: var(--ok); }
.failed::before { content: "✗"; color: var(--error); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 600; color: var(--dim); overflow-wrap: normal; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
fieldset { border: 0; padding: 0; margin: 1rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
label { display: inline-flex; gap: .4rem; align-items: center; min-height: 2rem; cursor: pointer; }
article { border-left: 4px solid var(--mark); background: var(--box); padding: .5rem .9rem; margin: .5rem 0; border-radius: 0 6px 6px 0; }
article:target { outline: 2px solid var(--mark); }
.error { --mark: var(--error); } .warning { --mark: var(--warning); } .info { --mark: var(--info); }
.severity { color: var(--mark); font-weight: 600; }
.message { white-space: pre-line; }
.about { color: var(--dim); font-size: .85rem; }
dl { margin: .5rem 0; display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .25rem .75rem; font-size: .9rem; }
dt { color: var(--dim); }
dd { margin: 0; white-space: pre-wrap; }
code, pre, dd.sql { font-family: ui-monospace, monospace; font-size: .85rem; }
pre { margin: .5rem 0; white-space: pre-wrap; }
summary { cursor: pointer; color: var(--dim); }
footer { margin-top: 2.5rem; color: var(--dim); font-size: .85rem; }
@media (max-width: 34rem) {
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: .4rem; }
  .finds { display: none; }
}
@media print {
  :root { color-scheme: light; --text: #000; --dim: #444; --page: #fff; --box: #fff; --line: #999; }
  :root { --error: #b3261e; --warning: #7d5200; --info: #0a58a6; --ok: #1a6b35; }
  fieldset { display: none; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  article { border: 1px solid var(--line); border-left: 4px solid var(--mark); break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
${HIDING}
`;
