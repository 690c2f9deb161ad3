import type { ReactNode } from 'react';

/** A number, a day or an id: it runs from left to right in every sentence, with its sign on the left. */
export function Num({
  children,
  title,
}: {
  readonly children: ReactNode;
  readonly title?: string | undefined;
}) {
  return (
    <bdi dir="ltr" className="num" {...(title !== undefined && { title })}>
      {children}
    </bdi>
  );
}
