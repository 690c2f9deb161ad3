import type { BankBoardItem } from '@misaq/wire/bank-board.js';
import type { CalendarItem, HolidaysItem, WorkingDaysItem } from '@misaq/wire/calendar.js';
import type { CommitmentBoardItem, CommitmentCellItem } from '@misaq/wire/commitment-board.js';
import type { LotOnBoardItem, PoolBoardItem, PoolItem, SimulationItem } from '@misaq/wire/credit-board.js';
import type { ExportItem, ExportList } from '@misaq/wire/export-item.js';
import type { FacilityDetailItem, FacilityPage } from '@misaq/wire/facilities.js';
import type { HistoryItem } from '@misaq/wire/history.js';
import type { ImportDetailItem, ImportedItem, ImportItem } from '@misaq/wire/imports.js';
import type { JobDetailItem, JobPage } from '@misaq/wire/jobs.js';
import type { NotificationItem, UnreadItem, WebhookItem } from '@misaq/wire/notifications.js';
import type {
  JobsOfSchedulerItem,
  ProjectionsItem,
  RebuiltReadModelsItem,
  VerificationItem,
} from '@misaq/wire/operations.js';
import type { Page } from '@misaq/wire/page.js';
import type { MeItem, PrincipalDetailItem, PrincipalItem } from '@misaq/wire/principals.js';
import type { OrganisationItem, ProvinceItem } from '@misaq/wire/register.js';
import type { ReviewDetailItem, ReviewSummaryItem } from '@misaq/wire/reviews.js';

// The position stands in the header.
type Body<Item> = Omit<Item, 'position'>;

/**
 * The answers of all questions, and of work that takes a while, by the name of their schema. `tools/openapi-schemas.mjs` makes `schemas.json` of these
 * types, in the form in which values leave the program (`libs/wire/presentable.ts`).
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
}

export type AnswerName = keyof Answers;
