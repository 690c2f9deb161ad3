/** Words for the values of the rule, in both languages. Sentences, exports and screens take them from here. */
import type { Split } from './policy.js';
import type { NoRecipient, Verdict } from './trace.js';

interface Words {
  readonly en: string;
  readonly fa: string;
}

export const VERDICTS: Readonly<Record<Verdict, Words>> = {
  running: { en: 'running', fa: 'در جریان' },
  passed: { en: 'passed', fa: 'به حد نصاب رسیده' },
  'fell-short': { en: 'fell short', fa: 'کمتر از حد نصاب' },
  emptied: { en: 'emptied', fa: 'اعتبار جابه‌جا شده' },
};

/** Why an agency receives nothing: it … */
export const WHY_NOT: Readonly<Record<NoRecipient, Words>> = {
  fell_short: { en: 'fell short itself', fa: 'به حد نصاب نرسیده است' },
  below_threshold: { en: 'has not reached the threshold yet', fa: 'هنوز به حد نصاب نرسیده است' },
  lost_credit: {
    en: 'lost credit and has not passed since',
    fa: 'اعتبار از دست داده و پس از آن به حد نصاب نرسیده است',
  },
  no_unmet_demand: {
    en: 'has no applicants waiting beyond its own credit',
    fa: 'بیش از اعتبار خود متقاضی منتظر ندارد',
  },
};

/** How credit is divided among recipients: … */
export const SPLITS: Readonly<Record<Split, Words>> = {
  'unmet-demand': { en: 'by unmet demand', fa: 'به نسبت تقاضای بی‌پاسخ' },
  'performance-weighted': { en: 'by unmet demand and performance', fa: 'به نسبت تقاضای بی‌پاسخ و عملکرد' },
};
