import { Controller, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { type DemoAccountList, demoAccounts } from '@misaq/access/sign-in/demo-accounts.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import { refuse } from '@misaq/platform/http/answer/refused.js';
import { IS_DEMO, type IsDemo } from './demo.js';
import { DoorRoute } from './routes.js';
import { SIGN_IN } from './signing-in.js';

@ApiTags('accounts')
@Controller('api/v1/demo')
export class DemoController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    @Inject(IS_DEMO) private readonly isDemo: IsDemo,
  ) {}

  @DoorRoute('GET', 'accounts', 'nobody', {
    summary: 'The accounts of the demo with their invented passwords, one for each role.',
    description:
      'Only of a data directory that the demo has made, and only on the machine itself; anywhere else there is nothing at ' +
      'this address.',
    answer: 'DemoAccountList',
    refusals: ['unknown_route'],
  })
  accounts(@Req() request: FastifyRequest): DemoAccountList {
    if (!this.isDemo(request)) throw refuse('unknown_route');
    return { items: demoAccounts(this.signIn) };
  }
}
