import { applyDecorators, Delete, Get, Header, HttpCode, Post, Put } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { AnswerName } from '@misaq/platform/http/answer/answers.js';
import { type Need, Needs } from '@misaq/platform/http/access/needs.js';
import { documented, type Described, OF_BODIES } from '@misaq/platform/http/request/routes.js';

const METHODS = { GET: Get, POST: Post, PUT: Put, DELETE: Delete } as const;

/** A route of the door. What it answers is of a person, and is kept nowhere. */
export function DoorRoute(
  method: keyof typeof METHODS,
  path: string,
  needs: Need,
  { answer, ...described }: Described & { readonly answer: AnswerName },
): MethodDecorator {
  return applyDecorators(
    METHODS[method](path),
    HttpCode(200),
    Header('cache-control', 'no-store'),
    Needs(needs),
    ApiResponse({
      status: 200,
      description: 'The answer.',
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${answer}` } } },
    }),
    documented(needs, described, method === 'GET' ? [] : OF_BODIES),
  );
}
