import type { BankBoardItem } from '@misaq/credit/boards/banks/wire.js';
import type {
  CalendarItem,
  HolidaysItem,
  WorkingDaysItem,
} from '@misaq/working-calendar/boards/calendar/wire.js';
import type { CommitmentBoardItem, CommitmentCellItem } from '@misaq/commitments/boards/commitments/wire.js';
import type {
  LotOnBoardItem,
  PoolBoardItem,
  PoolItem,
  SimulationItem,
} from '@misaq/credit/boards/pools/wire.js';
import type { ExportItem, ExportList } from '@misaq/platform/tasks/exports/wire.js';
import type { FacilityDetailItem, FacilityPage } from '@misaq/credit/boards/facilities/wire.js';
import type { HistoryItem } from '@misaq/platform/history/wire.js';
import type { ImportDetailItem, ImportedItem, ImportItem } from '@misaq/imports/boards/imports/wire.js';
import type { JobDetailItem, JobPage } from '@misaq/employment/boards/jobs/wire.js';
import type {
  NotificationItem,
  UnreadItem,
  WebhookItem,
} from '@misaq/notifications/boards/notifications/wire.js';
import type {
  JobsOfSchedulerItem,
  ProjectionsItem,
  RebuiltReadModelsItem,
  VerificationItem,
} from '@misaq/operations/wire.js';
import type { Page } from '@misaq/platform/questions/page.js';
import type { MeItem, PrincipalDetailItem, PrincipalItem } from '@misaq/access/boards/principals/wire.js';
import type { DemoAccountList } from '@misaq/access/sign-in/demo-accounts.js';
import type {
  AccountList,
  ConfirmationItem,
  DoorList,
  EndedSessionItem,
  FactorRulesItem,
  IssuedLinkItem,
  NewFactorItem,
  RedeemedLinkItem,
  SessionItem,
  SessionList,
} from '@misaq/access/sign-in/wire.js';
import type { OrganisationItem, ProvinceItem } from '@misaq/register/boards/register/wire.js';
import type { ReviewDetailItem, ReviewSummaryItem } from '@misaq/credit/boards/reviews/wire.js';

// The position stands in the header.
type Body<Item> = Omit<Item, 'position'>;

/**
 * The answers of all questions, and of work that takes a while, by the name of their schema. `tools/openapi-schemas.mjs` makes `schemas.json` of these
 * types, in the form in which values leave the program (`libs/platform/text/presentable.ts`).
 */
export interface Answers {
  ProvincePage: Page<ProvinceItem>;
  OrganisationPage: Page<OrganisationItem>;
  Calendar: CalendarItem;
  Holidays: HolidaysItem;
  WorkingDays: WorkingDaysItem;
  CommitmentBoard: Body<CommitmentBoardItem>;
  CommitmentCellPage: Page<CommitmentCellItem>;
  Projections: ProjectionsItem;
  NotificationPage: Page<NotificationItem>;
  Unread: UnreadItem;
  WebhookPage: Page<WebhookItem>;
  Jobs: JobsOfSchedulerItem;
  RebuiltReadModels: RebuiltReadModelsItem;
  Verification: VerificationItem;
  PoolPage: Page<PoolItem>;
  PoolBoard: Body<PoolBoardItem>;
  BankBoard: Body<BankBoardItem>;
  LotPage: Page<LotOnBoardItem>;
  Simulation: SimulationItem;
  ReviewPage: Page<ReviewSummaryItem>;
  Review: ReviewDetailItem;
  HistoryPage: Page<HistoryItem>;
  FacilityPage: FacilityPage;
  Facility: FacilityDetailItem;
  JobPage: JobPage;
  Job: JobDetailItem;
  ImportPage: Page<ImportItem>;
  Import: ImportDetailItem;
  Imported: ImportedItem;
  Export: ExportItem;
  ExportList: ExportList;
  PrincipalPage: Page<PrincipalItem>;
  Principal: PrincipalDetailItem;
  Me: MeItem;
  Session: SessionItem;
  SessionList: SessionList;
  EndedSession: EndedSessionItem;
  Confirmation: ConfirmationItem;
  NewFactor: NewFactorItem;
  AccountList: AccountList;
  IssuedLink: IssuedLinkItem;
  RedeemedLink: RedeemedLinkItem;
  FactorRules: FactorRulesItem;
  DoorList: DoorList;
  DemoAccountList: DemoAccountList;
}

export type AnswerName = keyof Answers;
