import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';

interface Props {
  readonly children: ReactNode;
  readonly onPress?: (() => void) | undefined;
  readonly type?: 'button' | 'submit';
  readonly look?: 'primary' | 'plain' | 'quiet';
  readonly disabled?: boolean;
  /** What the button does, for whoever drives the page by a program. */
  readonly act?: string;
  /** The id of the text that says why it is disabled. */
  readonly describedBy?: string | undefined;
}

export function Button({
  children,
  onPress,
  type = 'button',
  look = 'plain',
  disabled,
  act,
  describedBy,
}: Props) {
  return (
    <AriaButton
      type={type}
      className={`button ${look}`}
      isDisabled={disabled ?? false}
      {...(onPress && { onPress })}
      {...(act !== undefined && { 'data-act': act })}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
    >
      {children}
    </AriaButton>
  );
}
