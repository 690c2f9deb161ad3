import { RecordedDto } from '@misaq/platform/http/request/routes.dto.js';

export class RegisteredWebhookDto extends RecordedDto {
  /** What signs the messages: `whsec_…`. Kept by the receiver, and nowhere in the log. */
  secret!: string;
}
