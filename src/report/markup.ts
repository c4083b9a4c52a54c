/** Text from a database or a spec, made safe for the markup that it is put into. What `printable` spells out is spelled out first. */
import { printable } from './printable.js';

/** What no document may hold, not even as a character reference; the control characters are `printable`'s. */
const NO_CHARACTER = /[\p{Noncharacter_Code_Point}\p{Cs}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For the text of an element, in HTML and in XML. */
export function forMarkup(text: string): string {
  return printable(text)
    .replace(NO_CHARACTER, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** For the value of an attribute, in quotes. Of line breaks and tabs an XML parser would make spaces. */
export function forAttribute(text: string): string {
  return forMarkup(text).replace(/[\n\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** On one line. */
export function oneLine(text: string): string {
  return printable(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** An empty comment: no reader shows it, and what stands around it is not one word any more. */
const APART = '<!-- -->';

/**
 * For a line of Markdown, behind its first word: no emphasis, link, code, mathematics, table cell or HTML comes of it.
 * GitHub and GitLab look for mentions, references and addresses in the text that is left after backslashes are gone
 * (and a mention writes to whoever is mentioned): these are taken apart.
 */
export function forMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[\\`*_[\]|~!$^]/g, '\\$&')
    .replace(/@(?=[\w-])|#(?=\d)|\/(?=\/)|\bGH-(?=\d)|\bwww(?=\.)|\b(?:mailto|xmpp)(?=:)/gi, `$&${APART}`);
}

/** A block of code in Markdown; its fence is longer than any that the text holds. */
export function fence(language: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${printable(text)}\n${ticks}`;
}

/** Our own prose, whose backticks are meant. */
export function proseForMarkdown(text: string): string {
  return text.replace(/[<*|]/g, '\\$&');
}
