import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';

export interface Choice {
  readonly id: string;
  readonly text: string;
  /** The language of the text where it is not the page's own. */
  readonly lang?: string;
  readonly onChoose: () => void;
}

interface Props {
  readonly label: string;
  readonly button: ReactNode;
  readonly choices: readonly Choice[];
}

/** A button that opens a list of acts. */
export function Menu({ label, button, choices }: Props) {
  return (
    <MenuTrigger>
      <Button className="button quiet">{button}</Button>
      <Popover className="popover" placement="bottom end">
        <AriaMenu className="menu" aria-label={label}>
          {choices.map(({ id, text, lang, onChoose }) => (
            <MenuItem key={id} id={id} className="menu-item" textValue={text} onAction={onChoose}>
              <span {...(lang !== undefined && { lang })}>{text}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
