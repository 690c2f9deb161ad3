/** The parts of the server's OpenAPI document that a sender of requests needs. */

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly schema: Schema;
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** The schema of its JSON body. */
  readonly body?: Schema;
  readonly takesFile: boolean;
  /** Every refusal listed for it, with its status: `503 store_unavailable`. */
  readonly refusals: ReadonlySet<string>;
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly content?: Readonly<
          Record<string, { readonly schema: { readonly allOf?: readonly Schema[] } }>
        >;
      }
    >
  >;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

export function operationsOf({ paths, components }: Document): readonly Operation[] {
  const resolved = (schema: Schema): Schema =>
    schema.$ref === undefined ? schema : (components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => {
      const json = requestBody?.content[JSON_TYPE]?.schema;
      return {
        method: method.toUpperCase(),
        path,
        parameters,
        ...(json !== undefined && { body: resolved(json) }),
        takesFile: requestBody !== undefined && json === undefined,
        refusals: refusalsOf(responses),
      };
    }),
  );
}

function refusalsOf(responses: Described['responses']): ReadonlySet<string> {
  const named = Object.entries(responses).flatMap(([status, { content }]) =>
    (content?.[PROBLEM_TYPE]?.schema.allOf ?? []).flatMap(({ properties }) =>
      (properties?.refusal?.enum ?? []).map((name) => `${status} ${String(name)}`),
    ),
  );
  return new Set(named);
}
