import { useState } from 'react';
import { useSession } from './session.js';

/** Where drafts lie while the browser is at the provider, and only then. */
const KEPT = 'misaq.drafts';

/** What was typed and not sent, by account and name. It outlives a session that ends, and the way to the provider. */
const drafts = takeKept();

/** Keeps what was typed for the page that is loaded when the browser comes back from the provider. */
export function keepDrafts(): void {
  sessionStorage.setItem(KEPT, JSON.stringify([...drafts]));
}

function takeKept(): Map<string, string> {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return new Map(kept === null ? [] : (JSON.parse(kept) as [string, string][]));
}

/** A text that is still there after its writer had to sign in again. Another account does not see it. */
export function useDraft(name: string, initial = ''): readonly [string, (text: string) => void, () => void] {
  const { me } = useSession();
  const key = JSON.stringify([me?.account, name]);
  const [text, setText] = useState(() => drafts.get(key) ?? initial);
  return [
    text,
    (typed) => {
      drafts.set(key, typed);
      setText(typed);
    },
    () => drafts.delete(key),
  ];
}
