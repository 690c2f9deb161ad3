import type { ReactNode } from 'react';
import { Link as RouterLink, type LinkProps } from 'react-router';
import { AS_OF, useAsOf } from './moment.js';

interface Props {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  /** Data attributes of the link. */
  readonly data?: Readonly<Record<`data-${string}`, string>>;
}

/** A link within Misaq. The day that the page shows goes along, so that a drill stays at one moment. */
export function Link({ to, children, className, data }: Props) {
  const asOf = useAsOf();
  const rest: Partial<LinkProps> = className === undefined ? {} : { className };
  return (
    <RouterLink to={asOf === undefined ? to : withDay(to, asOf)} {...rest} {...data}>
      {children}
    </RouterLink>
  );
}

function withDay(to: string, asOf: string): string {
  const url = new URL(to, globalThis.location.origin);
  url.searchParams.set(AS_OF, asOf);
  return `${url.pathname}${url.search}${url.hash}`;
}
