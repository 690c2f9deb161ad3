import { remarkSentence } from '@misaq/credit/domain/remarks.js';
import type { JsonValue, Remark } from '@misaq/platform/kernel/decision.js';

/** What became of an act that stood already. The figures stand beside the name, as those of a refusal do. */
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
