import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';

interface Props {
  readonly children: ReactNode;
  readonly onPress?: (() => void) | undefined;
  readonly type?: 'button' | 'submit';
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly disabled?: boolean;
  /** What the button does, for programs that drive the page. */
  readonly act?: string;
  /** The id of the text that says why it is disabled. */
  readonly describedBy?: string | undefined;
  /** The name for a screen reader, where the text alone does not say which thing is meant. */
  readonly label?: string;
  /** Whether what the button opens is open. */
  readonly expanded?: boolean;
  /** The language of the text where it is not the page's own. */
  readonly lang?: string;
  readonly data?: Readonly<Record<`data-${string}`, string>>;
}

export function Button({
  children,
  onPress,
  type = 'button',
  look = 'plain',
  disabled,
  act,
  describedBy,
  label,
  expanded,
  lang,
  data,
}: Props) {
  return (
    <AriaButton
      type={type}
      className={`button ${look}`}
      isDisabled={disabled ?? false}
      {...(onPress && { onPress })}
      {...data}
      {...(act !== undefined && { 'data-act': act })}
      {...(label !== undefined && { 'aria-label': label })}
      {...(expanded !== undefined && { 'aria-expanded': expanded })}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
    >
      {lang === undefined ? children : <span lang={lang}>{children}</span>}
    </AriaButton>
  );
}
