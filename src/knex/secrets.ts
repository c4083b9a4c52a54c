/** What a stranger's message or statement may quote and no output may show: passwords. */

/** An address with its password, `password=…`, and SQL's `password '…'`. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(\w+:\/\/)[^\s/@'"]*:[^\s'"]*@/g, '$1…@')
    .replace(/((?:password|passwd|pwd|secret|token)\w*["']?\s*[=:]\s*)(["']?)[^\s"',;}]+\2/gi, '$1…')
    .replace(/(\bpassword\s+)'(?:[^']|'')*'/gi, "$1'…'");
}
