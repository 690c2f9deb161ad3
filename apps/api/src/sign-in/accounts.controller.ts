import { Body, Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { issueLink, redeemLink } from '@misaq/access/sign-in/links.js';
import type { SignIn } from '@misaq/access/sign-in/sign-in.js';
import {
  accountItem,
  type AccountList,
  doorList,
  type DoorList,
  type FactorRulesItem,
  issuedLinkItem,
  type IssuedLinkItem,
  type RedeemedLinkItem,
} from '@misaq/access/sign-in/wire.js';
import { actorOf } from '@misaq/platform/http/access/principal.js';
import { present } from '@misaq/platform/kernel/recorded.js';
import { PAGE_DEFAULT } from '@misaq/platform/questions/pages.js';
import {
  DoorQuery,
  FactorRuleDto,
  FactorRuleParams,
  IssueLinkDto,
  LinkParams,
  RedeemLinkDto,
} from './accounts.dto.js';
import { DoorRoute } from './routes.js';
import { SIGN_IN, SigningIn } from './signing-in.js';

/** Accounts of persons, their one-time links, and what happened at the door. */
@ApiTags('accounts')
@Controller('api/v1')
export class AccountsController {
  constructor(
    @Inject(SIGN_IN) private readonly signIn: SignIn,
    private readonly signingIn: SigningIn,
  ) {}

  @DoorRoute('GET', 'accounts', 'manage-principals', {
    summary: 'The accounts that persons sign in with, in order of name.',
    answer: 'AccountList',
  })
  list(): AccountList {
    return { items: this.signIn.accounts.accounts().map(accountItem) };
  }

  @DoorRoute('POST', 'accounts/:principal/links', 'manage-principals', {
    summary: 'Issue a one-time link with which a person sets the password of the account of a principal.',
    description:
      'The code stands in this answer and nowhere else; it is redeemed once, within a day. It replaces an older link. The ' +
      'password of an account that has one stays until the link is redeemed. With `withoutFactor` redeeming it removes a ' +
      'second factor that was lost. With `account` the principal joins the account of a person who has one.',
    answer: 'IssuedLink',
    refusals: ['principal_unknown', 'account_unknown', 'principal_has_account'],
  })
  async issueLink(
    @Req() request: FastifyRequest,
    @Param() { principal: principalId }: LinkParams,
    @Body() body: IssueLinkDto,
  ): Promise<IssuedLinkItem> {
    const by = actorOf(request).id;
    const wanted = { principalId, ...body, by };
    return issuedLinkItem(await this.signingIn.asked(request, () => issueLink(this.signIn, wanted)));
  }

  @DoorRoute('POST', 'accounts/password', 'nobody', {
    summary: 'Redeem a one-time link: set the password of its account. All sessions of the account end.',
    answer: 'RedeemedLink',
    refusals: [
      ...['link_unknown', 'link_used', 'link_expired', 'link_of_another', 'password_unfit'],
      ...['second_factor_needed', 'second_factor_wrong', 'held_back', 'foreign_origin'],
    ],
  })
  async redeemLink(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: RedeemLinkDto,
  ): Promise<RedeemedLinkItem> {
    const { signIn, signingIn } = this;
    signingIn.admit(request);
    const brought = await signingIn.brought(request);
    const from = { address: request.ip, signedIn: brought?.account };
    const redeemed = await signingIn.asked(request, () => redeemLink(signIn, body, from));
    if (brought !== undefined) signingIn.take(reply);
    return redeemed;
  }

  @DoorRoute('GET', 'factors', 'manage-principals', {
    summary: 'The roles that ask for a second factor.',
    answer: 'FactorRules',
  })
  factorRules(): FactorRulesItem {
    return { roles: this.signIn.rolesWithFactor() };
  }

  @DoorRoute('PUT', 'factors/:role', 'manage-principals', {
    summary: 'Require a second factor of a role, or require it no more.',
    description:
      'Sessions in the role act only when they have shown one. Tokens of programs stay as they are.',
    answer: 'FactorRules',
  })
  async requireFactor(
    @Req() request: FastifyRequest,
    @Param() { role }: FactorRuleParams,
    @Body() { required }: FactorRuleDto,
  ): Promise<FactorRulesItem> {
    const by = actorOf(request).id;
    await this.signingIn.asked(request, () => this.signIn.requireFactor(role, required, by));
    return this.factorRules();
  }

  @DoorRoute('GET', 'door', 'read-door', {
    summary: 'What happened at the door, newest first: who signed in or failed to, which passwords were set.',
    description:
      'It is kept by each node beside the log, and bounded: failures of strangers displace only each other. What was ' +
      'typed as the name of an account that does not exist is not kept.',
    answer: 'DoorList',
  })
  door(@Query() { limit = PAGE_DEFAULT, before, account }: DoorQuery): DoorList {
    return doorList(this.signIn.door, { limit, ...present({ before, account }) });
  }
}
