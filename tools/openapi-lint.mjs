/**
 * Checks the OpenAPI document with the recommended rules of Redocly's linter. Prints the faults, and exits with 1 when one of
 * them is an error.
 */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { openApiDocumentOfServer } from './openapi-document.mjs';

const source = JSON.stringify(await openApiDocumentOfServer());
const config = await createConfig({ extends: ['recommended'] });
const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
for (const { severity, ruleId, message, location } of problems)
  console.error(`${severity} ${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
const errors = problems.filter(({ severity }) => severity === 'error').length;
console.log(`The document of the API: ${errors} errors, ${problems.length - errors} warnings.`);
process.exitCode = errors === 0 ? 0 : 1;
