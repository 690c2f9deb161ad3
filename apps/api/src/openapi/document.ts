import { readFileSync } from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

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
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: '`misaq token issue` gives one.' })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${withoutSuffix(controller)}_${method}`,
  });
  return {
    ...document,
    paths: modern(document.paths) as OpenAPIObject['paths'],
    components: { ...document.components, schemas: { ...document.components?.schemas, ...answerSchemas() } },
  };
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** What questions answer, by name; see {@link ./answers.ts}. */
export function answerSchemas(): Schemas {
  return JSON.parse(readFileSync(new URL('schemas.json', import.meta.url), 'utf8')) as Schemas;
}

function withoutSuffix(controller: string): string {
  const name = controller.replace(/Controller$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `nullable`, which 3.1 does not know any more, as a type of its own. */
export function modern(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modern);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Readonly<Record<string, unknown>>;
  const converted = Object.fromEntries(Object.entries(rest).map(([key, item]) => [key, modern(item)]));
  return nullable === true && typeof converted.type === 'string'
    ? { ...converted, type: [converted.type, 'null'] }
    : converted;
}
