import { Button } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';

interface Props {
  /** What is explained, for a screen reader. */
  readonly label: string;
  readonly text: string;
}

/** A question mark that opens what a figure counts, by which rule and from which source. */
export function Help({ label, text }: Props) {
  return (
    <DialogTrigger>
      <Button className="help" aria-label={label}>
        ?
      </Button>
      <Popover className="popover help-text" placement="bottom">
        <Dialog aria-label={label}>{text}</Dialog>
      </Popover>
    </DialogTrigger>
  );
}
