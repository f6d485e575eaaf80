import type { ApiComponents, ApiSchema } from '../api-document.ts';

/** A field of a body or an answer, as a reader is told of it. */
export interface Field {
  /** With those that it lies in: `constraints.max_fee`, `fills[].price`. */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
  /** What bounds its value: `default DAY`, `at most 64`. */
  readonly bounds: readonly string[];
  /** The values that it has, where these are named. */
  readonly values: readonly string[];
}

/** A shape that a body or an answer may have: its name where it has one, and its fields. */
export interface Shape {
  readonly name: string | null;
  readonly description: string;
  /** What it is where it has no fields. */
  readonly type: string;
  readonly fields: readonly Field[];
}

const NAMES = '#/components/schemas/';

/** The shapes that a schema allows, one most often. */
export function shapesOf(schema: ApiSchema, components: ApiComponents): Shape[] {
  const { plain } = withoutNull(schema);
  const alternatives = plain.anyOf ?? plain.oneOf;
  if (alternatives !== undefined) return alternatives.flatMap((each) => shapesOf(each, components));
  const name = plain.$ref?.slice(NAMES.length) ?? plain.items?.$ref?.slice(NAMES.length) ?? null;
  const { description = '', ...found } = resolved(plain, components);
  const reached = new Set(name === null ? [] : [name]);
  return [
    {
      name: name ?? kindOf(found),
      description,
      type: typeOf(plain, components),
      fields: fieldsOf(found, { prefix: '', components, reached }),
    },
  ];
}

/** What tells a shape without a name from the others: the one value of its kind or type. */
function kindOf({ properties = {} }: ApiSchema): string | null {
  const said = properties.kind?.const ?? properties.type?.const;
  return typeof said === 'string' ? said : null;
}

interface Place {
  readonly prefix: string;
  readonly components: ApiComponents;
  /** The names of the shapes that lead here, so that one that holds itself ends. */
  readonly reached: ReadonlySet<string>;
}

function fieldsOf(schema: ApiSchema, place: Place): Field[] {
  const inner = schema.items === undefined ? schema : resolved(withoutNull(schema.items).plain, place.components);
  const prefix = schema.items === undefined ? place.prefix : `${place.prefix}[].`;
  const { properties = {}, required = [] } = inner;
  return Object.entries(properties).flatMap(([name, property]) =>
    fieldWithin(property, { ...place, prefix: `${prefix}${name}` }, required.includes(name)),
  );
}

/** A field, and those that lie in it. */
function fieldWithin(property: ApiSchema, place: Place, isRequired: boolean): Field[] {
  const { components, prefix, reached } = place;
  const { plain, isNullable } = withoutNull(property);
  const schema = resolved(plain, components);
  const field: Field = {
    path: prefix,
    type: `${typeOf(plain, components)}${isNullable ? ' or null' : ''}`,
    isRequired,
    description:
      [property.description, plain.description].find((text) => text !== undefined) ?? schema.description ?? '',
    bounds: boundsOf(property, schema),
    values: valuesOf(schema.items === undefined ? schema : resolved(schema.items, components)),
  };
  const name = refIn(plain);
  if (name !== null && reached.has(name)) return [field];
  const within = { components, reached: name === null ? reached : new Set([...reached, name]) };
  if (schema.items !== undefined) return [field, ...fieldsOf(schema, { ...within, prefix })];
  return [field, ...fieldsOf(schema, { ...within, prefix: `${prefix}.` })];
}

function refIn({ $ref, items }: ApiSchema): string | null {
  return ($ref ?? items?.$ref)?.slice(NAMES.length) ?? null;
}

/** A schema without that it may be null, and whether it may. */
function withoutNull(schema: ApiSchema): { readonly plain: ApiSchema; readonly isNullable: boolean } {
  if (Array.isArray(schema.type) && schema.type.includes('null')) {
    const [type = 'null', ...more] = schema.type.filter((each) => each !== 'null');
    return { plain: { ...schema, type: more.length === 0 ? type : [type, ...more] }, isNullable: true };
  }
  const others = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  if (schema.anyOf === undefined || others.length === schema.anyOf.length) return { plain: schema, isNullable: false };
  const [only] = others;
  if (others.length > 1 || only === undefined) return { plain: { ...schema, anyOf: others }, isNullable: true };
  return { plain: only, isNullable: true };
}

function resolved(schema: ApiSchema, { schemas }: ApiComponents): ApiSchema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...said } = schema;
  return { ...schemas[$ref.slice(NAMES.length)], ...said };
}

/** The kind of a value, in a word or two. */
export function typeOf(schema: ApiSchema, components: ApiComponents): string {
  if (schema.items !== undefined) return `list of ${typeOf(withoutNull(schema.items).plain, components)}`;
  if (schema.$ref !== undefined) {
    const { type } = resolved(schema, components);
    return type === 'object' || type === undefined ? schema.$ref.slice(NAMES.length) : String(type);
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined)
    return [...new Set(alternatives.map((each) => typeOf(each, components)))].join(' or ');
  if (schema.format === 'date-time') return 'time';
  if (schema.format === 'uuid') return 'UUID';
  if (schema.type === undefined) return 'any value';
  return [schema.type].flat().join(' or ');
}

/** What bounds a value beyond its kind. */
export function boundsOf(property: ApiSchema, schema: ApiSchema): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const largest = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const value = property.default ?? schema.default;
  return [
    ...(value === undefined ? [] : [`default ${typeof value === 'string' ? value : JSON.stringify(value)}`]),
    ...(minimum !== undefined && minimum > -Number.MAX_SAFE_INTEGER ? [`${minimum} or more`] : []),
    ...(largest === undefined ? [] : [`${largest} at most`]),
    ...(minLength === undefined ? [] : [`${minLength} characters or more`]),
    ...(maxLength === undefined ? [] : [`${maxLength} characters at most`]),
    ...(minItems === undefined ? [] : [`${minItems} of them or more`]),
    ...(maxItems === undefined ? [] : [`${maxItems} of them at most`]),
  ];
}

/** The values that a schema names. */
export function valuesOf(schema: ApiSchema): string[] {
  return (schema.enum ?? []).filter((value) => value !== null).map(String);
}
