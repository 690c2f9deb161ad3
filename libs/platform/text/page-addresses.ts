/**
 * The addresses of the screens. The server gives the page of the application for each of them, and the application has a
 * screen for each: what stands here and has no screen does not compile (apps/web/src/routes.tsx).
 */
export const PAGE_ADDRESSES = [
  '/',
  '/account',
  '/banks',
  '/banks/:bank',
  '/commitments',
  '/commitments/:year',
  '/events/:position',
  '/history',
  '/jobs',
  '/jobs/:job',
  '/pools',
  '/pools/:pool',
  '/pools/:pool/agencies/:agency',
  '/pools/:pool/facilities',
  '/pools/:pool/facilities/:facility',
  '/pools/:pool/reviews/:review',
  '/pools/:pool/what-if',
  '/queue',
  '/reviews',
  '/sign-in',
  '/sign-in/return',
] as const;

export type PageAddress = (typeof PAGE_ADDRESSES)[number];
