/** Packages that stay outside the bundle and are modules of Node's own loader; the build puts outside.cjs in this place. */

/** What `import()` gives, for a name that is known only when it runs. */
export function load(name: string): Promise<unknown> {
  return import(name);
}
