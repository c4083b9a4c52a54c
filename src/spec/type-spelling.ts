/** Types as people write them: from format_type's spelling to the common name, which reads back as the same type. */

/**
 * @param type as format_type gives it under an empty search_path
 * @returns `varchar(50)`, `timestamptz`, `char(3)[]`
 */
export function commonType(type: string): string {
  if (type.startsWith('"') || /\.|"/.test(type)) return type;
  const [, base = type, array = ''] = /^(.*?)((?:\[\])*)$/.exec(type) ?? [];
  return commonBase(base) + array;
}

function commonBase(type: string): string {
  const [, name = type, modifiers = '', zone = ''] =
    /^([a-z ]+?)(\([\d,]+\))?( with(?:out)? time zone)?$/.exec(type) ?? [];
  if (zone !== '') return `${name}${zone === ' with time zone' ? 'tz' : ''}${modifiers}`;
  switch (name) {
    case 'character varying':
      return `varchar${modifiers}`;
    case 'bit varying':
      return `varbit${modifiers}`;
    case 'character':
      return `char${modifiers === '(1)' ? '' : modifiers}`;
    case 'numeric':
      return `numeric${modifiers.replace(/,0\)$/, ')').replace(',', ', ')}`;
    default:
      return type;
  }
}
