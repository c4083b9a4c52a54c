/** The forms a value of the spec can take: each reads YAML into plain data with places, and describes itself as JSON Schema. */
import { isMap, isScalar, isSeq } from 'yaml';
import type { Location } from '../errors.js';
import { didYouMean } from './did-you-mean.js';
import { describeValue, kindOf } from './scalars.js';
import type { Text } from './text.js';
import type { Value, Yaml } from './yaml.js';

export type JsonSchema = { readonly [key: string]: unknown };

type Form = 'text' | 'list' | 'map';

/** One form: `undefined` read from it means that a mistake has been added. */
export interface Shape<T> {
  readonly form: Form;
  read(value: Value | null, yaml: Yaml, at: Location): T | undefined;
  schema(definitions: Record<string, JsonSchema>): JsonSchema;
}

/** A form or several, told apart by what YAML shows. */
export interface Choice<T> extends Omit<Shape<T>, 'form'> {
  readonly form: 'any';
}

export type AnyShape<T> = Shape<T> | Choice<T>;
type Read<S> = S extends AnyShape<infer T> ? T : never;

/** A key of an object with its value's form and what an editor shows on hover. */
export interface Key<T> {
  readonly shape: AnyShape<T>;
  readonly description: string;
  readonly required: boolean;
}

type Keys = { readonly [name: string]: Key<unknown> };

/** What was read of an object: a value a key, where the object begins, and the keys that are there. */
export type Fields<K extends Keys> = { readonly [P in keyof K]: Read<K[P]['shape']> | undefined } & {
  readonly at: Location;
  readonly keys: ReadonlyMap<string, Text>;
};

export interface Entry<T> {
  readonly key: Text;
  readonly value: T | undefined;
}

export function key<T>(shape: AnyShape<T>, description: string): Key<T> {
  return { shape, description, required: false };
}

export function requiredKey<T>(shape: AnyShape<T>, description: string): Key<T> {
  return { shape, description, required: true };
}

/** Text that is not blank. */
export const text: Shape<Text> = {
  form: 'text',
  read: (value, yaml, at) => {
    const kind = kindOf(value);
    if (isScalar(value) && kind !== 'nothing') {
      if (kind === 'text' && /\S/.test(String(value.value))) return yaml.source.textOf(value);
      const quoted = kind === 'number' || kind === 'boolean' ? `put it in quotes: '${value.value}'` : undefined;
      yaml.mistakes.add(yaml.source.locationOf(value), `expected text, found ${describeValue(value)}`, quoted);
      return undefined;
    }
    return wrong(value, 'text', yaml, at);
  },
  schema: () => ({ type: 'string', pattern: '\\S' }),
};

/** Text, or a number or boolean as written: `default: 0`, `fillfactor: 70`. */
export const literal: Shape<Text> = {
  form: 'text',
  read: (value, yaml, at) => {
    const kind = kindOf(value);
    return isScalar(value) && (kind === 'number' || kind === 'boolean')
      ? yaml.source.textOf(value)
      : text.read(value, yaml, at);
  },
  schema: () => ({ type: ['string', 'number', 'boolean'], pattern: '\\S' }),
};

/** The same, and text that is empty: `search_path: ''`. */
export const value: Shape<Text> = {
  form: 'text',
  read: (given, yaml, at) =>
    isScalar(given) && kindOf(given) !== 'nothing' ? yaml.source.textOf(given) : wrong(given, 'text', yaml, at),
  schema: () => ({ type: ['string', 'number', 'boolean'] }),
};

export const flag: Shape<boolean> = {
  form: 'text',
  read: (value, yaml, at) =>
    isScalar(value) && kindOf(value) === 'boolean'
      ? /^t/i.test(String(value.value))
      : wrong(value, 'true or false', yaml, at),
  schema: () => ({ type: 'boolean' }),
};

/** How deep a form may hold others of its kind: an alias can make it hold itself. */
const DEEPEST = 20;

/** A form that is known only when it is used: one that holds itself. */
export function lazily<T>(shape: () => AnyShape<T>): Choice<T> {
  let depth = 0;
  return {
    form: 'any',
    read: (value, yaml, at) => {
      if (depth >= DEEPEST) {
        yaml.mistakes.add(at, 'this holds itself, or is nested too deep');
        return undefined;
      }
      depth++;
      try {
        return shape().read(value, yaml, at);
      } finally {
        depth--;
      }
    },
    schema: (definitions) => shape().schema(definitions),
  };
}

export function oneOf<const V extends string>(...values: readonly V[]): Shape<V> {
  return {
    form: 'text',
    read: (value, yaml, at) => {
      const written = text.read(value, yaml, at);
      if (written === undefined) return undefined;
      const match = values.find((candidate) => candidate === written.value);
      if (match === undefined) {
        yaml.mistakes.add(written.at(), `"${written.value}" is not possible here`, didYouMean(written.value, values));
      }
      return match;
    },
    schema: () => ({ enum: values }),
  };
}

/** A list; nothing at all is the empty list. */
export function list<T>(of: AnyShape<T>): Shape<readonly T[]> {
  return {
    form: 'list',
    read: (value, yaml, at) => {
      if (isEmpty(value)) return [];
      if (!isSeq(value)) return wrong(value, 'a list', yaml, at);
      const items: T[] = [];
      for (const node of value.items) {
        if (yaml.exhausted) break;
        const item = yaml.follow(node);
        const read = of.read(item, yaml, item === null ? yaml.source.locationOf(value) : yaml.source.locationOf(item));
        if (read !== undefined) items.push(read);
      }
      return items;
    },
    schema: (definitions) => ({ type: ['array', 'null'], items: of.schema(definitions) }),
  };
}

/** A map whose keys are names that the author chooses. */
export function map<T>(of: AnyShape<T>): Shape<readonly Entry<T>[]> {
  return {
    form: 'map',
    read: (value, yaml, at) => {
      if (isEmpty(value)) return [];
      if (!isMap(value)) return wrong(value, 'a map', yaml, at);
      return yaml.pairs(value).map((pair) => ({ key: pair.key, value: of.read(pair.value, yaml, pair.key.at()) }));
    },
    schema: (definitions) => ({ type: ['object', 'null'], additionalProperties: of.schema(definitions) }),
  };
}

/**
 * A map whose keys are the language's: any other is a mistake.
 * @param ignored keys that are nobody's business, such as x-… for anchors
 */
export function object<const K extends Keys>(keys: K, ignored?: RegExp): Shape<Fields<K>> {
  const known = Object.keys(keys);
  return {
    form: 'map',
    read: (value, yaml, at) => {
      if (!isEmpty(value) && !isMap(value)) return wrong(value, 'a map', yaml, at);
      const fields: Record<string, unknown> = {};
      const present = new Map<string, Text>();
      for (const pair of isMap(value) ? yaml.pairs(value) : []) {
        const name = pair.key.value;
        const definition = Object.hasOwn(keys, name) ? keys[name] : undefined;
        if (definition === undefined) {
          if (ignored?.test(name) === true) continue;
          yaml.mistakes.add(pair.key.at(), `unknown key "${name}"`, didYouMean(name, known));
          continue;
        }
        present.set(name, pair.key);
        fields[name] = definition.shape.read(pair.value, yaml, pair.key.at());
      }
      for (const name of known) {
        if (keys[name]?.required && !present.has(name))
          yaml.mistakes.add(at, `"${name}" is missing`, keys[name].description);
      }
      // The keys and their forms are those of K: what the compiler cannot see through a loop.
      return { ...fields, at, keys: present } as Fields<K>;
    },
    schema: (definitions) => {
      const required = known.filter((name) => keys[name]?.required);
      return {
        type: required.length === 0 ? ['object', 'null'] : 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(keys).map(([name, { shape, description }]) => [
            name,
            { description, ...shape.schema(definitions) },
          ]),
        ),
        ...(required.length === 0 ? {} : { required }),
        ...(ignored === undefined ? {} : { patternProperties: { [ignored.source]: {} } }),
      };
    },
  };
}

/** One of several forms, of which YAML shows at a glance which is meant. Nothing at all is an empty list or map. */
export function either<const S extends readonly Shape<unknown>[]>(...shapes: S): Choice<Read<S[number]>> {
  const names = shapes.map(({ form }) => `a ${form}`.replace('a text', 'text')).join(' or ');
  return {
    form: 'any',
    read: (value, yaml, at) => {
      const form = isMap(value) ? 'map' : isSeq(value) ? 'list' : 'text';
      const shape = isEmpty(value)
        ? (shapes.find((candidate) => candidate.form !== 'text') ?? shapes[0])
        : shapes.find((candidate) => candidate.form === form);
      if (shape === undefined) return wrong(value, names, yaml, at);
      // The union of what the forms read is what Read<S[number]> says.
      return shape.read(value, yaml, at) as Read<S[number]> | undefined;
    },
    schema: (definitions) => ({ anyOf: shapes.map((shape) => shape.schema(definitions)) }),
  };
}

/** A form that the JSON Schema defines once and refers to by name. */
export function named<T, S extends AnyShape<T>>(name: string, shape: S & AnyShape<T>): S {
  return {
    ...shape,
    schema: (definitions: Record<string, JsonSchema>) => {
      if (!Object.hasOwn(definitions, name)) {
        definitions[name] = {};
        definitions[name] = shape.schema(definitions);
      }
      return { $ref: `#/$defs/${name}` };
    },
  };
}

/** What may be one or several, as several. */
export function asList<T extends object>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value as T];
}

function isEmpty(value: Value | null): boolean {
  return kindOf(value) === 'nothing';
}

function wrong(value: Value | null, expected: string, yaml: Yaml, at: Location): undefined {
  const place = value === null || isEmpty(value) ? at : yaml.source.locationOf(value);
  yaml.mistakes.add(place, `expected ${expected}, found ${describeValue(value)}`);
  return undefined;
}
