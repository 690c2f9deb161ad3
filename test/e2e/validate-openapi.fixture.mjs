/** Reports the faults of an OpenAPI document on stdin. A separate program, because Jest cannot load the package. */
import { text } from 'node:stream/consumers';
import SwaggerParser from '@apidevtools/swagger-parser';

await SwaggerParser.validate(JSON.parse(await text(process.stdin)));
