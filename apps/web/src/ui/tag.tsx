import type { ReactNode } from 'react';

interface Props {
  /** `breach` is red and only for an obligation that was breached. */
  readonly tone: 'breach' | 'good' | 'plain' | 'open';
  readonly children: ReactNode;
}

const SIGNS = { breach: '✕', good: '✓', plain: '', open: '●' } as const;

/** A word for a state. A sign stands beside the colour, for readers who cannot see the colour or print in black and white. */
export function Tag({ tone, children }: Props) {
  return (
    <span className={`tag ${tone}`}>
      {SIGNS[tone] !== '' && (
        <span aria-hidden="true" className="sign">
          {SIGNS[tone]}
        </span>
      )}
      {children}
    </span>
  );
}
