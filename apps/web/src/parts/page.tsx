import { type ReactNode, useEffect } from 'react';
import { useShown } from '../words/use-shown.js';

interface Props {
  readonly title: string;
  readonly titleOnPaper?: string;
  readonly children: ReactNode;
  /** Beside the title: what can be done with the page as a whole. */
  readonly acts?: ReactNode;
  readonly lead?: ReactNode;
}

/** A page with its one heading of the first rank, which also names the browser's tab. */
export function Page({ title, titleOnPaper, lead, acts, children }: Props) {
  const { t } = useShown();
  useEffect(() => {
    document.title = `${title} – ${t('app.name')}`;
  }, [title, t]);
  return (
    <article className="page">
      <header className="page-head">
        <div>
          <h1>
            <span className={titleOnPaper === undefined ? undefined : 'on-screen'}>{title}</span>
            {titleOnPaper !== undefined && <span className="on-paper">{titleOnPaper}</span>}
          </h1>
          {lead !== undefined && <p className="lead">{lead}</p>}
        </div>
        {acts !== undefined && <div className="page-acts">{acts}</div>}
      </header>
      {children}
    </article>
  );
}

/** A part of a page under a heading of the second rank. */
export function Section({
  title,
  children,
  id,
  aside,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly id?: string;
  readonly aside?: ReactNode;
}) {
  return (
    <section className="section" {...(id !== undefined && { id, 'aria-labelledby': `${id}-title` })}>
      <div className="section-head">
        <h2 {...(id !== undefined && { id: `${id}-title` })}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
