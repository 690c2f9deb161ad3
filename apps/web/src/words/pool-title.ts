import { parsePool } from '@misaq/platform/kernel/streams.js';
import type { Shown } from './use-shown.js';

/** What a programme is called; its id where the catalogue has no name for it. */
export function programmeName(programme: string, { t }: Pick<Shown, 't'>): string {
  return t(`programme.${programme as 'note16'}`, { defaultValue: programme });
}

export function provinceName(province: string, { t }: Pick<Shown, 't'>): string {
  return t(`province.${province as 'gilan'}`, { defaultValue: province });
}

/** What a pool is called: its programme, province and year; its id when it has none of them. */
export function poolTitle(pool: string, shown: Shown): string {
  const parts = parsePool(pool);
  if (parts === undefined) return pool;
  return shown.t('pool.title', {
    programme: programmeName(parts.programme, shown),
    province: provinceName(parts.province, shown),
    year: shown.year(parts.year),
  });
}
