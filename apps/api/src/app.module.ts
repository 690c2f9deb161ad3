import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { systemRandom } from '@misaq/platform/node/tokens.js';
import { AccessRecording } from './access/access-recording.js';
import { CodesController } from './access/codes.controller.js';
import { PrincipalCommandsController } from './access/principal-commands.controller.js';
import { HealthController } from './health/health.controller.js';
import { HEALTH, type Health } from '@misaq/platform/http/health.js';
import { IS_OPERATOR, type IsOperator } from '@misaq/platform/http/access/operator.js';
import { METRICS, type Metrics } from '@misaq/platform/http/metrics.js';
import { ExportsController } from './exports/exports.controller.js';
import { ExportsLater } from '@misaq/platform/http/answer/exports-later.js';
import { EXPORTED, exportedOf, Tables } from './exports/tables.js';
import type { PositionSeal } from '@misaq/platform/http/request/position-seal.js';
import { POSITION_SEAL } from '@misaq/platform/http/request/positions.js';
import { GUESSES, type Guesses } from '@misaq/platform/http/access/guesses.js';
import { Files, WRITE_WORKBOOK } from '@misaq/platform/http/answer/files.js';
import { writeWorkbook } from '@misaq/platform/assembly/write-workbook.js';
import { SESSION_CHECK, type SessionCheck } from '@misaq/platform/http/access/session-check.js';
import { WORK_BUDGET, type WorkBudget } from '@misaq/platform/http/access/work-budget.js';
import { Freshness } from '@misaq/platform/http/request/freshness.js';
import { Persons } from '@misaq/platform/http/access/persons.js';
import { Recording } from '@misaq/platform/http/request/recording.js';
import { CHECKS, type Checks } from './imports/checks.js';
import { ImportCommandsController } from './imports/import-commands.controller.js';
import { TemplatesController } from './imports/templates.controller.js';
import { UPLOADS, type Uploads } from './imports/uploads.js';
import { LIVE_FEED, type LiveFeed } from '@misaq/platform/live/live-feed.js';
import { LIVE_STREAMS, type LiveStreams } from '@misaq/platform/live/live-streams.js';
import { LiveController } from './live/live.controller.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { OPENAPI, type OpenApiText } from './openapi/openapi.js';
import { OperationsController } from './operations/operations.controller.js';
import { ImportQuestionsController } from './imports/import-questions.controller.js';
import { SIGN_IN_CONTROLLERS, SIGN_IN_PROVIDERS, signInParts } from './sign-in/sign-in.module.js';
import type { SignInServing } from './sign-in/sign-in.module.js';
import { PrincipalQuestionsController } from './access/principal-questions.controller.js';
import { Questions } from '@misaq/platform/http/answer/questions.js';
import type { NetworkRules } from '@misaq/platform/webhooks/addresses.js';
import type { WebhookKey } from '@misaq/platform/webhooks/key.js';
import { SchedulerTasksController } from './operations/tasks.controller.js';
import { BACKGROUND_WORK, type BackgroundWork } from '@misaq/platform/tasks/background-work.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { WebhooksController } from './notifications/webhooks.controller.js';
import { CqrsModule } from '@nestjs/cqrs';
import { CommandRouter } from '@misaq/platform/commands/command-router.js';
import { SendCommandHandler } from '@misaq/platform/commands/send-command.js';
import type { Controller } from '@misaq/platform/subjects/subject.js';
import type { Service } from '@misaq/platform/assembly/service.js';
import { verifySystem } from '@misaq/platform/assembly/verification.js';
import {
  CLOCK,
  DATA_DIRECTORY,
  EVENT_STORE,
  IMPORTS,
  NETWORK_RULES,
  PERSON_KEY,
  RANDOM,
  READ_MODELS,
  VERIFY_LOG,
  type VerifyLog,
  WEBHOOK_KEY,
} from '@misaq/platform/http/service.js';

/** Of subjects whose controllers stand here. */
const OF_SUBJECTS = [
  ImportCommandsController,
  ImportQuestionsController,
  PrincipalCommandsController,
  PrincipalQuestionsController,
  CodesController,
  NotificationsController,
  WebhooksController,
];

const OF_THE_MACHINE = [
  HealthController,
  OpenApiController,
  OperationsController,
  SchedulerTasksController,
  TemplatesController,
  ExportsController,
  LiveController,
];

/** What the controllers are given. */
export interface Parts {
  /** Of the subjects that the program was given. */
  readonly controllers: readonly Controller[];
  readonly service: Service;
  readonly health: Health;
  readonly isOperator: IsOperator;
  readonly metrics: Metrics;
  readonly openApi: OpenApiText;
  readonly uploads: Uploads;
  readonly liveFeed: LiveFeed;
  readonly liveStreams: LiveStreams;
  readonly sessionCheck: SessionCheck;
  readonly webhookKey: WebhookKey;
  readonly networkRules: NetworkRules;
  readonly unasked: BackgroundWork;
  readonly guesses: Guesses;
  readonly positionSeal: PositionSeal;
  readonly workBudget: WorkBudget;
  readonly checks: Checks;
  readonly signIn: SignInServing;
}

/** Wires the edge to what it serves. */
@Module({})
export class ApiModule {
  static on(parts: Parts): DynamicModule {
    const { service } = parts;
    const verifyLog: VerifyLog = (onReading) => verifySystem(service, { structure: false }, onReading);
    const given = new Map<symbol, unknown>([
      [READ_MODELS, service.models],
      [EVENT_STORE, service.store],
      [CLOCK, service.clock],
      [PERSON_KEY, service.personKey],
      [IMPORTS, service.imports],
      [DATA_DIRECTORY, service.folder],
      [VERIFY_LOG, verifyLog],
      [HEALTH, parts.health],
      [IS_OPERATOR, parts.isOperator],
      [METRICS, parts.metrics],
      [OPENAPI, parts.openApi],
      [UPLOADS, parts.uploads],
      [LIVE_FEED, parts.liveFeed],
      [LIVE_STREAMS, parts.liveStreams],
      [SESSION_CHECK, parts.sessionCheck],
      [RANDOM, systemRandom],
      [WEBHOOK_KEY, parts.webhookKey],
      [NETWORK_RULES, parts.networkRules],
      [BACKGROUND_WORK, parts.unasked],
      [GUESSES, parts.guesses],
      [POSITION_SEAL, parts.positionSeal],
      [WORK_BUDGET, parts.workBudget],
      [CHECKS, parts.checks],
      [EXPORTED, exportedOf(service.subjects)],
      [WRITE_WORKBOOK, writeWorkbook],
      ...signInParts(parts.signIn),
    ]);
    const providers: Provider[] = [
      ...[...given].map(([provide, useValue]) => ({ provide, useValue })),
      { provide: CommandRouter, useValue: service.router },
    ];
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot()],
      controllers: [...OF_THE_MACHINE, ...OF_SUBJECTS, ...parts.controllers, ...SIGN_IN_CONTROLLERS],
      providers: [
        ...providers,
        SendCommandHandler,
        Recording,
        AccessRecording,
        Persons,
        Freshness,
        Questions,
        Files,
        ExportsLater,
        Tables,
        ...SIGN_IN_PROVIDERS,
      ],
    };
  }
}
