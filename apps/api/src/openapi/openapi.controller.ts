import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '@misaq/platform/http/access/needs.js';
import { OPENAPI, type OpenApiText } from './openapi.js';

@ApiExcludeController()
@Controller('api')
export class OpenApiController {
  constructor(@Inject(OPENAPI) private readonly openApi: OpenApiText) {}

  /** Made before a server listens, once. */
  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Needs('nobody')
  document(@Res() reply: FastifyReply): void {
    // Bytes leave as they are; the type knows of text only.
    void reply.serializer((bytes) => bytes as string).send(this.openApi.bytes());
  }
}
