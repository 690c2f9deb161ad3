import type { ExportItem, ExportList } from '@misaq/platform/tasks/exports/wire.js';
import type { ImportDetailItem, ImportedItem, ImportItem } from '@misaq/imports/boards/imports/wire.js';
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
  ProviderAddressItem,
  RedeemedLinkItem,
  ReturnedItem,
  SessionItem,
  SessionList,
  WaysItem,
} from '@misaq/access/sign-in/wire.js';
import type { FreshnessItem } from '@misaq/platform/http/log-freshness.js';

/**
 * The answers of all questions, and of work that takes a while, by the name of their schema. Each board adds its own by
 * merging into this interface. `tools/openapi-schemas.mjs` makes `schemas.json` of these types, in the form in which values
 * leave the program (`libs/platform/text/presentable.ts`).
 */
export interface Answers {
  Projections: ProjectionsItem;
  NotificationPage: Page<NotificationItem>;
  Unread: UnreadItem;
  WebhookPage: Page<WebhookItem>;
  Jobs: JobsOfSchedulerItem;
  RebuiltReadModels: RebuiltReadModelsItem;
  Verification: VerificationItem;
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
  Ways: WaysItem;
  ProviderAddress: ProviderAddressItem;
  Returned: ReturnedItem;
  AccountList: AccountList;
  IssuedLink: IssuedLinkItem;
  RedeemedLink: RedeemedLinkItem;
  FactorRules: FactorRulesItem;
  DoorList: DoorList;
  DemoAccountList: DemoAccountList;
  Freshness: FreshnessItem;
}

export type AnswerName = keyof Answers;
