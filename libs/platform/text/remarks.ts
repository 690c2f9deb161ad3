import { remarkSentence } from '@misaq/credit/domain/remarks.js';
import type { JsonValue, Remark } from '@misaq/platform/kernel/decision.js';

/** The state of an act that is on record already. The figures stand beside the name, as those of a refusal do. */
export interface RemarkItem {
  readonly name: string;
  /** A sentence. */
  readonly message: string;
  readonly figures: Readonly<Record<string, JsonValue>>;
}

export function remarkItem(remark: Remark): RemarkItem {
  const { name, figures } = remark;
  return { name, message: remarkSentence(remark), figures };
}
