import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import type { PageAddress } from '@misaq/platform/text/page-addresses.js';
import { Skeleton } from './parts/asked.js';
import { Failed, NotFound } from './shell/failed.js';
import { Shell } from './shell/shell.js';

type Load = () => Promise<{ readonly Component: ComponentType }>;

/** What stands outside of the frame of the other screens. */
const AT_THE_DOOR = {
  '/sign-in': async () => ({ Component: (await import('./screens/sign-in/sign-in.js')).SignIn }),
  '/sign-in/return': async () => ({ Component: (await import('./screens/sign-in/return.js')).Return }),
} satisfies Partial<Record<PageAddress, Load>>;

/** The screens by their addresses. Each is a file of its own, loaded when somebody goes there. */
const SCREENS: Readonly<Record<Exclude<PageAddress, keyof typeof AT_THE_DOOR>, Load>> = {
  '/': async () => ({ Component: (await import('./screens/home/home.js')).Home }),
  '/account': async () => ({ Component: (await import('./screens/account/account.js')).Account }),
  '/banks': async () => ({ Component: (await import('./screens/banks/banks.js')).Banks }),
  '/banks/:bank': async () => ({ Component: (await import('./screens/banks/bank.js')).Bank }),
  '/commitments': async () => ({
    Component: (await import('./screens/commitments/commitments.js')).Commitments,
  }),
  '/commitments/:year': async () => ({
    Component: (await import('./screens/commitments/commitments.js')).Commitments,
  }),
  '/events/:position': async () => ({ Component: (await import('./screens/history/event.js')).EventPage }),
  '/history': async () => ({ Component: (await import('./screens/history/history.js')).History }),
  '/jobs': async () => ({ Component: (await import('./screens/jobs/jobs.js')).Jobs }),
  '/jobs/:job': async () => ({ Component: (await import('./screens/jobs/job.js')).Job }),
  '/pools': async () => ({ Component: (await import('./screens/pools.js')).Pools }),
  '/pools/:pool': async () => ({ Component: (await import('./screens/board/board.js')).Board }),
  '/pools/:pool/agencies/:agency': async () => ({
    Component: (await import('./screens/agency/agency.js')).Agency,
  }),
  '/pools/:pool/facilities': async () => ({
    Component: (await import('./screens/facilities/facilities.js')).Facilities,
  }),
  '/pools/:pool/facilities/:facility': async () => ({
    Component: (await import('./screens/facility/facility.js')).Facility,
  }),
  '/pools/:pool/reviews/:review': async () => ({
    Component: (await import('./screens/decision/decision.js')).Decision,
  }),
  '/pools/:pool/what-if': async () => ({
    Component: (await import('./screens/what-if/what-if.js')).WhatIf,
  }),
  '/queue': async () => ({ Component: (await import('./screens/queue/queue.js')).Queue }),
  '/reviews': async () => ({ Component: (await import('./screens/reviews.js')).Reviews }),
};

export function createRoutes() {
  const screens: RouteObject[] = Object.entries(SCREENS).map(([path, lazy]) => ({ path, lazy }));
  const atTheDoor = Object.entries(AT_THE_DOOR).map(([path, lazy]): RouteObject => ({
    path,
    ErrorBoundary: Failed,
    HydrateFallback: () => <Skeleton lines={6} />,
    lazy,
  }));
  return createBrowserRouter([
    ...atTheDoor,
    {
      Component: Shell,
      ErrorBoundary: Failed,
      HydrateFallback: () => <Skeleton lines={6} />,
      children: [{ ErrorBoundary: Failed, children: [...screens, { path: '*', Component: NotFound }] }],
    },
  ]);
}
