import { calendarAggregate, poolAggregate, registerAggregate } from '@misaq/application/aggregates.js';
import { today } from '@misaq/application/clock.js';
import type { PlainDate } from '@misaq/calendar/plain-date.js';
import { may } from '@misaq/domain/access/roles.js';
import type { Actor } from '@misaq/domain/kernel/actor.js';
import { parsePool, streams } from '@misaq/domain/kernel/streams.js';
import type { OrganisationKind } from '@misaq/domain/register/events.js';
import { nameOf, type RegisterState } from '@misaq/domain/register/register.js';
import { ownPart } from '@misaq/read-models/commitment-board/queries.js';
import { historyPages } from '@misaq/read-models/history/pages.js';
import { tokenStatus, type ShownToken } from '@misaq/read-models/access/queries.js';
import type { HistoryScope } from '@misaq/read-models/history/queries.js';
import { bankBoardItem } from '@misaq/wire/bank-board.js';
import { commitmentBoardItem } from '@misaq/wire/commitment-board.js';
import { poolBoardItem, simulationItem } from '@misaq/wire/credit-board.js';
import type { Names } from '@misaq/wire/names.js';
import { edgeRefusal } from '@misaq/wire/refusals.js';
import type { TokenItem } from '@misaq/wire/principals.js';
import { reviewDetailItem, reviewSummaryItem } from '@misaq/wire/reviews.js';
import type { Session } from '../../session.js';
import { RefusedError } from '../../refused-error.js';
import type { System } from '../../../../composition/src/system.js';
import type { Questions } from '../questions.js';
import { everyPage } from './every-page.js';
import { agencyScope, bankScope, concernedScope } from './read-scope.js';

/** Answers from the read models of a data directory, as the actor of the session may see them. */
export function localQuestions(system: System, session: Session): Questions {
  const { runner } = system;
  const { actor } = session;
  const day = (): PlainDate => today(session.clock);
  const register = async (province: string): Promise<RegisterState> =>
    runner.state(registerAggregate, streams.register(province));

  async function namesIn(province: string, kind: OrganisationKind, on: PlainDate): Promise<Names> {
    const state = await register(province);
    return (id) => nameOf(state, kind, id, on);
  }
  const namesOf = (pool: string, kind: OrganisationKind, on: PlainDate): Promise<Names> =>
    namesIn(parsePool(pool)?.province ?? pool, kind, on);

  async function provinces(): Promise<readonly string[]> {
    return (await system.readModels()).register.provinces();
  }
  /** A bank bears one id in every province that knows it. */
  async function bankNames(pool: string | undefined, on: PlainDate): Promise<Names> {
    if (pool !== undefined) return namesOf(pool, 'bank', on);
    const all = await Promise.all((await provinces()).map((each) => namesIn(each, 'bank', on)));
    return (id) => all.map((names) => names(id)).find((name) => name !== undefined);
  }
  const withStatus = (token: ShownToken): TokenItem => ({ ...token, status: tokenStatus(token, day()) });

  return {
    provinces,
    register,
    async calendar(province) {
      return (await runner.state(calendarAggregate, streams.workingCalendar(province))).calendar;
    },
    async policies(pool) {
      const { policies } = await runner.state(poolAggregate, streams.creditPool(pool));
      return policies.length === 0 ? undefined : policies;
    },
    async pools() {
      session.require('read');
      const { credit } = await system.readModels();
      const { pools, position } = credit.pools();
      return {
        position,
        pools: pools.map((each) => {
          const totals = credit.programmeTotals(each.pool);
          if (totals === undefined) throw new Error(`${each.pool} was opened and has no totals`);
          const { facilities, introducedRial, paidRial } = totals;
          return { ...each, facilities, introducedRial, paidRial };
        }),
      };
    },
    async poolBoard(pool, asOf = day()) {
      const scope = agencyScope(actor);
      const { credit } = await system.readModels();
      const found = await credit.poolBoard(pool, asOf, scope);
      if (found === undefined) throw unknownPool(pool);
      const names = await namesOf(pool, 'agency', asOf);
      const own = scope.agency !== undefined;
      const item = poolBoardItem(found, names, own);
      const { totals, unplacedRial } = item;
      return { item, board: { ...found, totals, unplacedRial }, names };
    },
    async bankBoard(pool, asOf = day()) {
      const scope = bankScope(actor);
      const { banks, credit } = await system.readModels();
      if (pool !== undefined && credit.programmeTotals(pool) === undefined) throw unknownPool(pool);
      const board = banks.bankBoard(asOf, { ...scope, ...(pool !== undefined && { pool }) });
      const names = await bankNames(pool, asOf);
      return { item: bankBoardItem(board, names), board, names };
    },
    async commitmentBoard({ province, year, version }) {
      const { agency } = agencyScope(actor);
      const { commitments } = await system.readModels();
      const found = commitments.commitmentBoard(province, year, { version });
      if (found === undefined) throw unknownPlan({ province, year });
      if (!found.versions.includes(found.version) && found.versions.length > 0)
        throw new RefusedError({
          name: 'unknown_version',
          figures: { province, year, version, versions: found.versions },
        });
      const board = agency === undefined ? found : ownPart(found, agency);
      if (board === undefined) throw unknownPlan({ province, year, agency: agency ?? null });
      const names = {
        agency: await namesIn(province, 'agency', day()),
        sector: await namesIn(province, 'sector', day()),
        county: await namesIn(province, 'county', day()),
      };
      return { item: commitmentBoardItem(board, names), board, names };
    },
    async simulation(pool, asOf = day(), variation) {
      const scope = simulationScope(actor);
      const { credit } = await system.readModels();
      const simulated = await credit.simulate(pool, asOf, variation, scope);
      if (simulated === undefined) throw unknownPool(pool);
      const names = await namesOf(pool, 'agency', asOf);
      const before = new Map(simulated.agencies.map((each) => [each.agency, each.before]));
      return {
        item: simulationItem(simulated, names, scope.agency !== undefined),
        absorptionBefore: (agency) => before.get(agency)?.absorptionBasisPoints,
      };
    },
    async reviews(pool) {
      // A review shows every agency of a pool beside the others.
      session.require('read');
      const models = await system.readModels();
      const { position, reviews } = models.reviews.reviews(pool === undefined ? {} : { pool });
      return { position, reviews: reviews.map((each) => reviewSummaryItem(each)) };
    },
    async review({ reviewId }) {
      session.require('read');
      const found = (await system.readModels()).reviews.review(reviewId);
      if (found === undefined) throw new RefusedError({ name: 'unknown_review', figures: { reviewId } });
      const { trace, position } = found;
      const names = await namesOf(found.pool, 'agency', trace.asOf);
      return { item: { position, ...reviewDetailItem(found, names) }, trace, names };
    },
    async *history(asked) {
      const { agency, bank } = concernedScope(actor);
      const scope: HistoryScope | undefined =
        agency !== undefined ? { agency } : bank === undefined ? undefined : { bank };
      for await (const page of historyPages((await system.readModels()).history, { ...asked, scope })) {
        if (page.total === 0) throw new RefusedError(edgeRefusal('unknown_subject', { ...asked.subject }));
        yield page;
      }
    },
    async principals() {
      session.require('manage-principals');
      const { access } = await system.readModels();
      const { position, total } = access.principals({ limit: 0 });
      const principals = everyPage(
        (after, limit) => access.principals({ after, limit }).principals,
        ({ principalId }) => principalId,
      );
      return { position, total, principals };
    },
    async principal(principalId) {
      session.require('manage-principals');
      const found = (await system.readModels()).access.principal(principalId);
      if (found === undefined)
        throw new RefusedError({ name: 'principal_unknown', figures: { principalId } });
      return { ...found, tokens: found.tokens.map(withStatus) };
    },
    async tokens() {
      session.require('manage-principals');
      const { access } = await system.readModels();
      const { position, total } = access.tokens({ limit: 0 });
      const tokens = everyPage(
        (after, limit) => access.tokens({ after, limit }).tokens,
        ({ tokenId }) => tokenId,
      );
      return { position, total, tokens: tokens.map(withStatus) };
    },
    async holderOf(tokenId) {
      session.require('manage-principals');
      return (await system.readModels()).access.token(tokenId)?.principalId;
    },
  };
}

function unknownPool(pool: string): RefusedError {
  return new RefusedError({ name: 'unknown_pool', figures: { pool } });
}

function unknownPlan(figures: Readonly<Record<string, string | number | null>>): RefusedError {
  return new RefusedError({ name: 'unknown_plan', figures });
}

/** An agency may try settings for itself, and sees nobody else. */
function simulationScope(actor: Actor): { readonly agency?: string } {
  const agency = actor.organisation ?? actor.id;
  const forbidden = may(actor, 'simulate', { agency });
  if (forbidden !== undefined) throw new RefusedError(forbidden);
  return actor.role === 'agency' ? { agency } : {};
}
