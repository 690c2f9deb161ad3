/** Says what is wrong with an OpenAPI document on stdin. A program of its own: the tests cannot load the package. */
import { text } from 'node:stream/consumers';
import SwaggerParser from '@apidevtools/swagger-parser';

await SwaggerParser.validate(JSON.parse(await text(process.stdin)));
