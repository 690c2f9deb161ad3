/**
 * Generates `apps/api/src/openapi/schemas.json` from the interface `Answers` (libs/platform/http/answer/answers.ts) with
 * what the boards of all subjects merge into it: the schemas of all answers, in the form in which values leave the
 * program (libs/platform/text/presentable.ts). `--check` only checks whether the file is up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import {
  Context,
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  LiteralType,
  ObjectProperty,
  ObjectType,
  SchemaGenerator,
  UnionType,
} from 'ts-json-schema-generator';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = `${root}apps/api/src/openapi/schemas.json`;
const { isDayField } = await moduleOf(`${root}libs/platform/text/day-fields.ts`);

/** Compiles and imports a module that itself imports nothing. */
function moduleOf(path) {
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}

function definitions() {
  const config = {
    ...DEFAULT_CONFIG,
    path: `${root}libs/{subjects,platform/http/answer/answers}.ts`,
    tsconfig: `${root}tsconfig.json`,
    type: 'Answers',
    // `npm run check` checks the types. Comments become descriptions.
    skipTypeCheck: true,
    additionalProperties: false,
    encodeRefs: false,
    expose: 'export',
    jsDoc: 'extended',
  };
  const program = createProgram(config);
  const checker = program.getTypeChecker();
  const parser = createParser(program, config, (chain) => {
    // The generator sees one declaration of an interface, the compiler all that are merged.
    chain.addNodeParser({
      supportsNode: (node) => ts.isInterfaceDeclaration(node) && node.name.text === 'Answers',
      createType: (node) => {
        const merged = checker.getDeclaredTypeOfSymbol(checker.getSymbolAtLocation(node.name));
        const answers = merged.getProperties().map(({ name, valueDeclaration: { type } }) => {
          return new ObjectProperty(name, chain.createType(type, new Context(type)), true);
        });
        return new ObjectType('Answers', [], answers, false);
      },
    });
    // Property names of a constant: the compiler knows them; the generator would look into their values.
    chain.addNodeParser({
      supportsNode: (node) =>
        ts.isTypeOperatorNode(node) &&
        node.operator === ts.SyntaxKind.KeyOfKeyword &&
        ts.isTypeQueryNode(node.type),
      createType: (node) => {
        const type = checker.getTypeFromTypeNode(node);
        const names = type.isUnion() ? type.types : [type];
        return new UnionType(names.map(({ value }) => new LiteralType(value)));
      },
    });
  });
  const generator = new SchemaGenerator(program, parser, createFormatter(config), config);
  return generator.createSchema('Answers').definitions;
}

/** Definitions with a name in the document. Generic wrapper types are written out instead. */
const isNamed = (name) => /^[A-Z]\w*$/.test(name) && !UNNAMED.has(name);
const UNNAMED = new Set(['Answers', 'PlainDate', 'RialText']);

const JALALI = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'Jalali',
  examples: ['1403-02-31'],
};
const ISO = { type: 'string', format: 'date' };
const RIALS = { type: 'string', pattern: '^-?\\d+$', description: 'Whole rials.' };

/** Keywords whose values are not schemas. */
const LITERAL = new Set(['enum', 'const', 'description']);

/** Every number that leaves the program is an integer. */
function whole(type) {
  if (Array.isArray(type)) return type.map(whole);
  return type === 'number' ? 'integer' : type;
}

function present(all) {
  /** The schema in its published form; `key` is the name of its property. */
  function shown(schema, key) {
    if (Array.isArray(schema)) return schema.map((each) => shown(each, key));
    if (typeof schema !== 'object' || schema === null) return schema;
    const { $ref, ...rest } = schema;
    if ($ref !== undefined)
      return { ...referred($ref.replace('#/definitions/', ''), key), ...shown(rest, key) };
    const presented = {};
    for (const [name, value] of Object.entries(rest)) {
      if (name === 'properties') Object.assign(presented, properties(rest));
      else if (name === 'required') continue;
      else if (name === 'type') presented.type = whole(value);
      else if (LITERAL.has(name)) presented[name] = value;
      else presented[name] = shown(value, key);
    }
    return presented;
  }
  function referred(name, key) {
    if (name === 'PlainDate') return key !== undefined && isDayField(key) ? JALALI : ISO;
    if (name === 'RialText') return RIALS;
    return isNamed(name) ? { $ref: `#/components/schemas/${name}` } : shown(all[name], key);
  }

  /**
   * A day appears twice: Jalali under its name, and ISO beside it. An object with its own `jalali` field stays
   * unchanged.
   */
  function properties({ properties: own, required = [] }) {
    const shownProperties = {};
    const needed = [];
    for (const [key, schema] of Object.entries(own)) {
      const twice = isDayField(key) && isDay(schema) && !('jalali' in own);
      shownProperties[key] = shown(schema, 'jalali' in own ? undefined : key);
      if (twice) shownProperties[`${key}Iso`] = shown(schema, undefined);
      if (!required.includes(key)) continue;
      needed.push(key, ...(twice ? [`${key}Iso`] : []));
    }
    return { properties: shownProperties, ...(needed.length > 0 && { required: needed }) };
  }

  const isDay = ({ $ref, anyOf = [] }) => $ref === '#/definitions/PlainDate' || anyOf.some(isDay);

  const schemas = {};
  for (const [name, schema] of Object.entries(all)) if (isNamed(name)) schemas[name] = shown(schema);
  for (const [name, schema] of Object.entries(all.Answers.properties)) {
    const answer = shown(schema);
    // An answer with its own named type uses that name; the others use the name of their question.
    if (answer.$ref !== `#/components/schemas/${name}`) schemas[name] = answer;
  }
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const options = await resolveConfig(target);
const made = await format(JSON.stringify(present(definitions())), { ...options, filepath: target });
if (!process.argv.includes('--check')) writeFileSync(target, made);
else if (made !== readFileSync(target, 'utf8')) {
  console.error(
    'apps/api/src/openapi/schemas.json is not what the types say; run node tools/openapi-schemas.mjs',
  );
  process.exitCode = 1;
}
