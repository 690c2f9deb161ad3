import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Answer } from '@misaq/platform/http/answer/answer.js';
import { Needs } from '@misaq/platform/http/access/needs.js';
import { documented, OF_BODIES } from '@misaq/platform/http/request/routes.js';
import { AccessRecording } from './access-recording.js';
import { RedeemCodeDto, RedeemedCodeDto } from './codes.dto.js';

/** What a person does who was handed a code: the code is the permission, and no token is needed yet. */
@ApiTags('principals')
@Controller('api/v1/tokens')
export class CodesController {
  constructor(private readonly recording: AccessRecording) {}

  @Post('redemption')
  @HttpCode(200)
  @Needs('nobody')
  @ApiOkResponse({ description: 'The token, shown this once.', type: RedeemedCodeDto })
  @documented(
    'nobody',
    {
      summary: 'Redeem a one-time code for the token that was issued to its bearer.',
      description:
        'The token stands in this answer and nowhere else; only its fingerprint is kept. The code is used up then. When the ' +
        'answer is lost, the token is revoked and another one issued. Beside it stand all tokens that were ever issued in ' +
        'the name of the bearer.',
      refusals: ['code_unknown', 'code_used', 'code_expired', 'code_revoked'],
    },
    [...OF_BODIES, 'store_unavailable', 'position_not_reached'],
  )
  redeem(@Req() request: FastifyRequest, @Body() { code }: RedeemCodeDto): Promise<Answer> {
    return this.recording.redeem(request, code);
  }
}
