import { csv } from './csv.mjs';

export const PROVINCE = 'east-azerbaijan';
/** All organisations existed long before 1401; the required date is invented. */
const ACTIVE_FROM = '1395-01-01';

/**
 * `weight`: share of the commitment, in thousandths. `sectors`: how that share divides. `pace`: jobs registered for
 * each promised job, relative to the others. Weights and paces are invented.
 */
export const AGENCIES = [
  {
    id: 'relief-committee',
    name: 'کمیته امداد امام خمینی (ره)',
    ownership: '',
    weight: 190,
    pace: 1.25,
    sectors: { agriculture: 35, services: 30, 'crafts-tourism': 25, 'industry-mining': 10 },
  },
  {
    id: 'behzisti',
    name: 'سازمان بهزیستی',
    ownership: 'state',
    weight: 80,
    pace: 0.78,
    sectors: { services: 50, 'crafts-tourism': 30, agriculture: 20 },
  },
  {
    id: 'jahad-agriculture',
    name: 'جهاد کشاورزی',
    ownership: 'state',
    weight: 150,
    pace: 1.05,
    sectors: { agriculture: 88, 'industry-mining': 12 },
  },
  {
    id: 'industry-mine-trade',
    name: 'صنعت، معدن و تجارت',
    ownership: 'state',
    weight: 140,
    pace: 1,
    sectors: { 'industry-mining': 78, services: 22 },
  },
  {
    id: 'cooperatives-labour',
    name: 'تعاون، کار و رفاه اجتماعی',
    ownership: 'state',
    weight: 95,
    pace: 1.1,
    sectors: { services: 45, 'industry-mining': 30, agriculture: 25 },
  },
  {
    id: 'cultural-heritage',
    name: 'میراث فرهنگی، گردشگری و صنایع دستی',
    ownership: 'state',
    weight: 65,
    pace: 1.05,
    sectors: { 'crafts-tourism': 100 },
  },
  {
    id: 'roads-urban-development',
    name: 'راه و شهرسازی',
    ownership: 'state',
    weight: 40,
    pace: 0.8,
    sectors: { construction: 85, services: 15 },
  },
  {
    id: 'technical-vocational',
    name: 'آموزش فنی و حرفه‌ای',
    ownership: 'state',
    weight: 40,
    pace: 1.15,
    sectors: { services: 60, 'industry-mining': 40 },
  },
  {
    id: 'barakat-foundation',
    name: 'بنیاد برکت',
    ownership: '',
    weight: 40,
    pace: 1.15,
    sectors: { agriculture: 50, 'industry-mining': 30, services: 20 },
  },
  {
    id: 'alavi-foundation',
    name: 'بنیاد علوی',
    ownership: '',
    weight: 20,
    pace: 0.9,
    sectors: { agriculture: 70, services: 30 },
  },
  {
    id: 'jahad-daneshgahi',
    name: 'جهاد دانشگاهی',
    ownership: '',
    weight: 15,
    pace: 1.1,
    sectors: { 'digital-economy': 55, services: 45 },
  },
  {
    id: 'industrial-estates',
    name: 'شرکت شهرک‌های صنعتی',
    ownership: 'state',
    weight: 45,
    pace: 0.95,
    sectors: { 'industry-mining': 100 },
  },
  {
    id: 'information-technology',
    name: 'ارتباطات و فناوری اطلاعات',
    ownership: 'state',
    weight: 20,
    pace: 1.1,
    sectors: { 'digital-economy': 100 },
  },
  {
    id: 'sports-youth',
    name: 'ورزش و جوانان',
    ownership: 'state',
    weight: 12,
    pace: 0.7,
    sectors: { services: 100 },
  },
  {
    id: 'martyrs-foundation',
    name: 'بنیاد شهید و امور ایثارگران',
    ownership: '',
    weight: 13,
    pace: 1,
    sectors: { services: 70, agriculture: 30 },
  },
  {
    id: 'basij-construction',
    name: 'بسیج سازندگی',
    ownership: '',
    weight: 20,
    pace: 1.2,
    sectors: { agriculture: 55, 'crafts-tourism': 45 },
  },
  {
    id: 'science-technology-park',
    name: 'پارک علم و فناوری',
    ownership: 'state',
    weight: 7,
    pace: 1.2,
    sectors: { 'digital-economy': 80, 'industry-mining': 20 },
  },
  {
    id: 'housing-foundation',
    name: 'بنیاد مسکن انقلاب اسلامی',
    ownership: '',
    weight: 8,
    pace: 0.85,
    sectors: { construction: 100 },
  },
];

export const SECTORS = [
  { id: 'agriculture', name: 'کشاورزی' },
  { id: 'industry-mining', name: 'صنعت و معدن' },
  { id: 'services', name: 'خدمات' },
  { id: 'crafts-tourism', name: 'صنایع دستی و گردشگری' },
  { id: 'construction', name: 'ساختمان و مسکن' },
  { id: 'digital-economy', name: 'اقتصاد دیجیتال' },
];

/**
 * The counties of 1401 with their population at the census of 1395. Leylan is missing because it was separated from
 * Malekan in 1402. Hurand was separated from Ahar after the census, so its figure is an assumption subtracted from
 * Ahar's. `pace` as for agencies, invented.
 */
export const COUNTIES = [
  { id: 'tabriz', name: 'تبریز', people: 1_773_033, pace: 1.02 },
  { id: 'maragheh', name: 'مراغه', people: 262_604, pace: 1.1 },
  { id: 'marand', name: 'مرند', people: 244_971, pace: 1.05 },
  { id: 'mianeh', name: 'میانه', people: 182_848, pace: 0.9 },
  { id: 'osku', name: 'اسکو', people: 158_270, pace: 1.15 },
  { id: 'ahar', name: 'اهر', people: 132_530, pace: 0.75 },
  { id: 'shabestar', name: 'شبستر', people: 135_421, pace: 1 },
  { id: 'bonab', name: 'بناب', people: 134_892, pace: 1.2 },
  { id: 'sarab', name: 'سراب', people: 125_341, pace: 0.95 },
  { id: 'malekan', name: 'ملکان', people: 111_319, pace: 1 },
  { id: 'azarshahr', name: 'آذرشهر', people: 110_311, pace: 1.1 },
  { id: 'bostanabad', name: 'بستان‌آباد', people: 94_769, pace: 0.9 },
  { id: 'ajabshir', name: 'عجب‌شیر', people: 70_852, pace: 1 },
  { id: 'heris', name: 'هریس', people: 69_093, pace: 1.1 },
  { id: 'jolfa', name: 'جلفا', people: 61_358, pace: 1.15 },
  { id: 'hashtrud', name: 'هشترود', people: 57_199, pace: 0.6 },
  { id: 'varzaqan', name: 'ورزقان', people: 52_650, pace: 0.95 },
  { id: 'kaleybar', name: 'کلیبر', people: 46_125, pace: 0.85 },
  { id: 'khoda-afarin', name: 'خداآفرین', people: 32_995, pace: 0.6 },
  { id: 'charuymaq', name: 'چاراویماق', people: 31_071, pace: 0.5 },
  { id: 'hurand', name: 'هوراند', people: 22_000, pace: 0.8 },
];

/** `code` begins the bank's references. Refah, Mellat, Saderat and Tejarat were state banks until they were sold. */
export const BANKS = [
  { id: 'bank-keshavarzi', code: 'KES', name: 'بانک کشاورزی', ownership: 'state' },
  { id: 'bank-melli', code: 'MLI', name: 'بانک ملی ایران', ownership: 'state' },
  { id: 'bank-sepah', code: 'SEP', name: 'بانک سپه', ownership: 'state' },
  { id: 'bank-toseeh-taavon', code: 'TTB', name: 'بانک توسعه تعاون', ownership: 'state' },
  { id: 'post-bank', code: 'PST', name: 'پست بانک ایران', ownership: 'state' },
  { id: 'bank-sanat-madan', code: 'SMB', name: 'بانک صنعت و معدن', ownership: 'state' },
  { id: 'bank-maskan', code: 'MSK', name: 'بانک مسکن', ownership: 'state' },
  { id: 'bank-mehr-iran', code: 'MHR', name: 'بانک قرض‌الحسنه مهر ایران', ownership: 'state' },
  { id: 'bank-resalat', code: 'RES', name: 'بانک قرض‌الحسنه رسالت', ownership: 'private' },
  { id: 'bank-mellat', code: 'MLT', name: 'بانک ملت', ownership: 'private' },
  { id: 'bank-saderat', code: 'SDR', name: 'بانک صادرات ایران', ownership: 'private' },
  { id: 'bank-tejarat', code: 'TJR', name: 'بانک تجارت', ownership: 'private' },
  { id: 'bank-refah', code: 'RFH', name: 'بانک رفاه کارگران', ownership: 'private' },
];

export function organisationsFile() {
  const rows = (kind, list) =>
    list.map(({ id, name, ownership = '' }) => [PROVINCE, id, kind, name, ownership, ACTIVE_FROM]);
  return csv(
    ['province', 'id', 'kind', 'name', 'ownership', 'active_from'],
    [
      ...rows('agency', AGENCIES),
      ...rows('bank', BANKS),
      ...rows('sector', SECTORS),
      ...rows('county', COUNTIES),
    ],
  );
}
