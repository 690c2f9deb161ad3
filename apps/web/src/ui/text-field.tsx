import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';

interface Props {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** Why the value cannot be taken. */
  readonly problem?: string | undefined;
  readonly type?: 'text' | 'password';
  /** More than one line. */
  readonly long?: boolean;
  readonly required?: boolean;
  readonly autoComplete?: string;
  /** Written from left to right whatever the page is: days, numbers, ids. */
  readonly ltr?: boolean;
  readonly width?: 'day' | 'full';
  /** Takes the keyboard when it appears, because of something that was just pressed. */
  readonly focused?: boolean;
}

export function TextField(props: Props) {
  const { label, name, value, onChange, hint, problem, type = 'text', long = false } = props;
  const { required = false, autoComplete = 'off', ltr = false, width = 'full', focused = false } = props;
  const direction = ltr ? { dir: 'ltr' } : {};
  return (
    <AriaTextField
      className={`field ${width}`}
      name={name}
      value={value}
      onChange={onChange}
      type={type}
      isRequired={required}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      autoComplete={autoComplete}
      autoFocus={focused}
    >
      <Label>{label}</Label>
      {long ? <TextArea rows={3} /> : <Input {...direction} />}
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="problem">{problem}</FieldError>
    </AriaTextField>
  );
}
