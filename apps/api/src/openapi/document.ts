import { readFileSync } from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import { SESSION_SECURITY } from '@misaq/platform/http/request/routes.js';
import { tagsOfSubjects } from '@misaq/platform/kernel/catalogue.js';
import { importKinds } from '@misaq/platform/imports/import-kinds.js';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** What stands together in the document, in the order of the business. */
const TAGS: Readonly<Record<string, string>> = {
  plans: 'The commitment of a province for a year: jobs by agency, sector and county, promised and achieved.',
  pools:
    'The credit of one programme in one province and year: its board, its rule, who was notified of what, its banks.',
  reviews: 'The rule applied to a pool, what it proposes to move, and who signed.',
  facilities: 'Loans of a pool, from introduction to payment.',
  payments: 'Payments of the banks over all pools, with the sums that the credit boards show.',
  jobs: 'Jobs that were registered, and the three rounds in which each is verified.',
  imports: 'Spreadsheets (CSV or XLSX) in, and empty ones to fill in.',
  exports: 'Large tables, made into CSV or XLSX files in the background and downloaded when they are done.',
  history: 'Who did what, when and why.',
  notifications: 'What organisations are told unasked, as a feed and by signed webhooks.',
  live: 'Which boards have changed, as it happens.',
  register: 'The agencies, banks, sectors and counties of a province.',
  calendar: 'Working days and holidays of a province.',
  session: 'Signing in with a browser: sessions, their offices, confirmations and second factors.',
  accounts:
    'Accounts of persons, the one-time links by which they are opened, and what happened at the door.',
  principals: 'Who may act, in which roles, with which tokens.',
  operations: 'For the operator of the server: read models, checks, backups, failed tasks.',
};

/**
 * Addresses that are answered and not documented: `POST /imports/{kind}` differs from `GET /imports/{importId}` by the name
 * of a parameter alone, which OpenAPI forbids.
 */
const UNNAMED: ReadonlySet<string> = new Set(['/api/v1/imports/{kind}']);

/** The document of the API (OpenAPI 3.1), made from the routes and requests as they were compiled. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Misaq')
    .setDescription(
      'Keeps the employment promises of a province: commitments, credit, the 65 % rule and its history. ' +
        'Amounts are whole rials as text. Days are taken in Jalali or ISO and given as both: `deadline` is Jalali, ' +
        '`deadlineIso` the same day. Shares are basis points, truncated. What is refused is answered with problem ' +
        'details (RFC 9457) that hold the name of the refusal and the figures that caused it.',
    )
    .setVersion('1')
    .addServer('/', 'The server that gives this document.')
    .addCookieAuth(
      'misaq',
      {
        type: 'apiKey',
        in: 'cookie',
        description:
          'A session: `POST /api/v1/session` gives its cookie (`__Host-misaq` behind TLS). What changes something needs the ' +
          'header `X-Misaq-Csrf` too, which holds `csrf` of `GET /api/v1/session`.',
      },
      SESSION_SECURITY,
    )
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: '`misaq token issue` gives one.' });
  for (const [name, description] of [...Object.entries(TAGS), ...tagsOfSubjects()])
    config.addTag(name, description);
  const document = SwaggerModule.createDocument(app, config.build(), {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${withoutSuffix(controller)}_${method}`,
  });
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => !UNNAMED.has(path)));
  const { Object: _, ...schemas } = document.components?.schemas ?? {};
  return {
    ...document,
    paths: modern(paths) as OpenAPIObject['paths'],
    components: { ...document.components, schemas: { ...schemas, ...answerSchemas(), ...kindsOfFiles() } },
  };
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** What questions answer, by name; see {@link ./answers.ts}. */
export function answerSchemas(): Schemas {
  return JSON.parse(readFileSync(new URL('schemas.json', import.meta.url), 'utf8')) as Schemas;
}

/** The kinds of files that the subjects of the server have. */
function kindsOfFiles(): Schemas {
  return { ImportKind: { type: 'string', enum: [...importKinds()] } };
}

function withoutSuffix(controller: string): string {
  const name = controller.replace(/Controller$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** What Nest writes beside the `oneOf` of a parameter whose TypeScript type is a union. */
const OF_ANY_OBJECT = JSON.stringify([{ $ref: '#/components/schemas/Object' }]);

/** `nullable`, which 3.1 does not know any more, as a type of its own; and no `object` for a number or a text. */
export function modern(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modern);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Readonly<Record<string, unknown>>;
  const converted = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, modern(item)]));
  const { allOf, ...others } = converted;
  if (Array.isArray(others.oneOf) && JSON.stringify(allOf) === OF_ANY_OBJECT) return others;
  return nullable === true && typeof converted.type === 'string'
    ? { ...converted, type: [converted.type, 'null'] }
    : converted;
}
