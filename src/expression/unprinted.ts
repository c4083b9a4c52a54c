/** An expression as a person writes it: without the casts that the server puts there by itself, and prints. */
import type { Printed } from './printed.js';

/** Column names with their types, as format_type gives them. */
export type ColumnTypes = ReadonlyMap<string, string>;

/** The operators of text: a varchar beside one becomes text by itself, and a literal takes the other side's type. */
const OF_TEXT = new Set(['=', '<>', '<', '>', '<=', '>=', '~', '~*', '!~', '!~*', '~~', '!~~', '~~*', '!~~*', '||']);

/** Functions of texts alone, or of which a text is the first choice. */
const TAKES_TEXT = new Set(
  `btrim char_length character_length current_setting date_part date_trunc initcap left length lower lpad ltrim md5
  regexp_replace replace right rpad rtrim set_config split_part strpos to_char to_date to_timestamp translate upper`.split(
    /\s+/,
  ),
);
/** Those among whose arguments a bare literal can be nothing but a text. */
const LITERAL_IS_TEXT = new Set(
  `current_setting date_part date_trunc left regexp_replace replace right set_config split_part strpos to_char to_date
  translate`.split(/\s+/),
);
const RETURNS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'btrim',
      'concat',
      'current_setting',
      'format',
      'initcap',
      'json_typeof',
      'jsonb_typeof',
      'left',
      'lower',
      'lpad',
      'ltrim',
      'md5',
      'regexp_replace',
      'replace',
    ]
      .concat(['right', 'rpad', 'rtrim', 'split_part', 'to_char', 'translate', 'upper'])
      .map((name) => [name, 'text']),
  ),
  char_length: 'integer',
  length: 'integer',
  now: 'timestamp with time zone',
};
const TEXT_OF_JSON = new Set(['->', '->>', '?', '#>', '#>>', '?|', '?&']);

/** A tree that the server reads as the same expression again. */
export function unprinted(node: Printed, columns: ColumnTypes): Printed {
  const of = (part: Printed) => unprinted(part, columns);
  const type = (part: Printed) => typeOf(part, columns);
  switch (node.is) {
    case 'cast':
      return negative(node) ?? { ...node, of: of(node.of) };
    case 'call':
      // A name in capitals without quotes is a word of the language.
      return call(/^[A-Z_]+$/.test(node.name) ? node.name.toLowerCase() : node.name, node.args.map(of), type);
    case 'operation':
      return operation({ ...node, left: node.left === null ? null : of(node.left), right: of(node.right) }, type);
    case 'logic':
      return { ...node, parts: node.parts.map(of) };
    case 'not': {
      const inside = of(node.of);
      if (inside.is === 'test' && inside.words === 'is distinct from')
        return { ...inside, words: 'is not distinct from' };
      return { ...node, of: inside };
    }
    case 'collate':
      return { ...node, of: of(node.of) };
    case 'test':
      return distinct({ ...node, of: of(node.of), other: node.other === null ? null : of(node.other) }, type);
    case 'array':
      return { ...node, items: node.items.map(of) };
    case 'case':
      return { ...node, parts: node.parts.map(([word, part]) => [word, part === null ? null : of(part)]) };
    default:
      return node;
  }
}

/** `'-1'::integer` is how a negative number is printed. */
function negative({ of, type }: Of<'cast'>): Printed | null {
  const [, number] = of.is === 'string' ? (/^'(-\d+(?:\.\d+)?)'$/.exec(of.text) ?? []) : [];
  if (number === undefined) return null;
  const isOne = type === 'integer' ? !number.includes('.') : type === 'numeric' && number.includes('.');
  return isOne ? { is: 'number', text: number } : null;
}

type Of<K extends Printed['is']> = Extract<Printed, { readonly is: K }>;
type TypeOf = (part: Printed) => string | null;

function typeOf(node: Printed, columns: ColumnTypes): string | null {
  switch (node.is) {
    case 'column':
      return bare(columns.get(nameOf(node.text)) ?? null);
    case 'cast':
      return bare(node.type);
    case 'number':
      return /^-?\d{1,9}$/.test(node.text) ? 'integer' : null;
    case 'call':
      if (node.name === 'coalesce' || node.name === 'nullif')
        return node.args[0] === undefined ? null : typeOf(node.args[0], columns);
      return Object.hasOwn(RETURNS, node.name) ? (RETURNS[node.name] ?? null) : null;
    case 'operation':
      if (node.operator === '||' && node.left !== null)
        return [node.left, node.right].some((part) => isTextual(typeOf(part, columns))) ? 'text' : null;
      if (node.operator === '->' || node.operator === '#>')
        return node.left === null ? null : typeOf(node.left, columns);
      return node.operator === '->>' || node.operator === '#>>' ? 'text' : null;
    case 'array': {
      const [first] = node.items;
      const type = first === undefined ? null : typeOf(first, columns);
      return type === null ? null : `${type}[]`;
    }
    default:
      return null;
  }
}

function isTextual(type: string | null): boolean {
  return type === 'text' || type === 'character varying';
}

function nameOf(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** Without a length; character's own name for itself without one is bpchar. */
function bare(type: string | null): string | null {
  const name = type?.replace(/\([\d,]+\)/, '') ?? null;
  return name?.replace(/^character(?! varying)/, 'bpchar') ?? null;
}

/** `'a'::text` */
function isLiteral(node: Printed, type: string | null): boolean {
  return node.is === 'cast' && node.of.is === 'string' && type !== null && bare(node.type) === type;
}

/** A varchar that has become a text. */
function isVarchar(node: Printed, type: TypeOf): boolean {
  return (
    node.is === 'cast' &&
    node.type === 'text' &&
    type(node.of) === 'character varying' &&
    !isLiteral(node.of, 'character varying')
  );
}

const stripped = (node: Printed): Printed => (node.is === 'cast' ? node.of : node);

function operation(node: Of<'operation'>, type: TypeOf): Printed {
  const { left, right, operator } = node;
  if (left === null) return node;
  if (node.over !== undefined) return overArray(node, left, type);
  if (OF_TEXT.has(operator) && (isVarchar(left, type) || isVarchar(right, type))) {
    const isText = (one: Printed) =>
      isVarchar(one, type) || isLiteral(one, 'text') || (type(one) === 'text' && one.is !== 'cast');
    const plain = (one: Printed) => (isVarchar(one, type) || isLiteral(one, 'text') ? stripped(one) : one);
    if (isText(left) && isText(right)) return { ...node, left: plain(left), right: plain(right) };
    return node;
  }
  if (TEXT_OF_JSON.has(operator) && /^jsonb?$/.test(type(left) ?? '')) {
    const takes = operator.startsWith('#') || (operator.length === 2 && operator.startsWith('?')) ? 'text[]' : 'text';
    return isLiteral(right, takes) ? { ...node, right: stripped(right) } : node;
  }
  if (operator === 'at time zone') return isLiteral(right, 'text') ? { ...node, right: stripped(right) } : node;
  // Where a literal has no type, the operator is looked for that has the other side's on both.
  if (isLiteral(right, type(left)) && !isLiteral(left, type(left))) return { ...node, right: stripped(right) };
  if (isLiteral(left, type(right)) && !isLiteral(right, type(right))) return { ...node, left: stripped(left) };
  if (isNumber(right, type(left))) return { ...node, right: stripped(right) };
  if (isNumber(left, type(right))) return { ...node, left: stripped(left) };
  return node;
}

/** `(0)::numeric` beside a numeric: the number becomes one by itself. */
function isNumber(node: Printed, type: string | null): boolean {
  return (
    node.is === 'cast' &&
    node.of.is === 'number' &&
    node.type === type &&
    (type === 'double precision' || (type === 'numeric' && /^-?\d{1,9}$/.test(node.of.text)))
  );
}

/** `= ANY (ARRAY[…])` as IN, where IN makes the same array. */
function overArray(node: Of<'operation'>, left: Printed, type: TypeOf): Printed {
  const { operator, over, right } = node;
  if (isLiteral(left, 'text') && type(right) === 'text[]' && right.is !== 'array' && right.is !== 'cast')
    return { ...node, left: stripped(left) };
  const word = operator === '=' && over === 'any' ? 'in' : operator === '<>' && over === 'all' ? 'not in' : null;
  const items = itemsOf(left, right, type);
  if (word !== null && items !== null && items.length > 1)
    return {
      is: 'operation',
      operator: word,
      left: isVarchar(left, type) ? stripped(left) : left,
      right: { is: 'array', items },
    };
  // An array that was written as one: of texts, beside a varchar.
  if (right.is === 'array' && isVarchar(left, type) && right.items.every((item) => isLiteral(item, 'text')))
    return { ...node, left: stripped(left), right: { is: 'array', items: right.items.map(stripped) } };
  return node;
}

/** The values of IN, if it is what the array comes from. */
function itemsOf(left: Printed, right: Printed, type: TypeOf): readonly Printed[] | null {
  if (isVarchar(left, type)) {
    const whole = right.is === 'cast' && right.type === 'text[]' && right.of.is === 'array' ? right.of.items : null;
    if (whole?.every((item) => isLiteral(item, 'character varying'))) return whole.map(stripped);
    // What a dump makes of it.
    const each = right.is === 'array' ? right.items : [];
    const inner = each.flatMap((item) => (item.is === 'cast' && item.type === 'text' ? [item.of] : []));
    const all = inner.length === each.length && inner.every((item) => isLiteral(item, 'character varying'));
    return all && each.length > 0 ? inner.map(stripped) : null;
  }
  if (right.is !== 'array') return null;
  const own = type(left);
  const { items } = right;
  if (items.every((item) => isLiteral(item, own))) return items.map(stripped);
  if (
    own === 'bigint' &&
    items.every((item) => item.is === 'cast' && item.type === 'bigint' && item.of.is === 'number')
  )
    return items.map(stripped);
  const whole = (item: Printed) => item.is === 'number' && /^-?\d{1,9}$/.test(item.text);
  return (own === 'integer' || own === 'smallint') && items.every(whole) ? items : null;
}

function distinct(node: Of<'test'>, type: TypeOf): Printed {
  const { of, other } = node;
  if (other === null) return node;
  const compared = operation({ is: 'operation', operator: '=', left: of, right: other }, type);
  if (compared.is !== 'operation' || compared.left === null) return node;
  return { ...node, of: compared.left, other: compared.right };
}

function call(name: string, args: readonly Printed[], type: TypeOf): Printed {
  if (name === 'nullif' && args[0] !== undefined && args[1] !== undefined) {
    const compared = operation({ is: 'operation', operator: '=', left: args[0], right: args[1] }, type);
    if (compared.is === 'operation' && compared.left !== null)
      return { is: 'call', name, args: [compared.left, compared.right] };
  }
  if (name === 'coalesce' && args[0] !== undefined) {
    const own = type(args[0]);
    const rest = args.slice(1);
    const all = own !== null && rest.every((arg) => type(arg) === own) && !isLiteral(args[0], own);
    return {
      is: 'call',
      name,
      args: all ? [args[0], ...rest.map((arg) => (isLiteral(arg, own) ? stripped(arg) : arg))] : args,
    };
  }
  if (name === 'nextval' && args[0] !== undefined && isLiteral(args[0], 'regclass'))
    return { is: 'call', name, args: [stripped(args[0])] };
  if (!TAKES_TEXT.has(name)) return { is: 'call', name, args };
  return {
    is: 'call',
    name,
    args: args.map((arg) =>
      isVarchar(arg, type) || (LITERAL_IS_TEXT.has(name) && isLiteral(arg, 'text')) ? stripped(arg) : arg,
    ),
  };
}
