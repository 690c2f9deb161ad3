import { useState } from 'react';
import { useSession } from './session.js';

/** What was typed and not sent, by account and name. It outlives a session that ends, and no page that is loaded anew. */
const drafts = new Map<string, string>();

/** A text that is still there after its writer had to sign in again. Another account does not see it. */
export function useDraft(name: string): readonly [string, (text: string) => void, () => void] {
  const { me } = useSession();
  const key = JSON.stringify([me?.account, name]);
  const [text, setText] = useState(() => drafts.get(key) ?? '');
  return [
    text,
    (typed) => {
      drafts.set(key, typed);
      setText(typed);
    },
    () => drafts.delete(key),
  ];
}
