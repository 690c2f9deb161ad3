import { useShown } from '../words/use-shown.js';

/** A sentence of the server, which is in the language of the page and may begin with an id of the other direction. */
export function Summary({ text }: { readonly text: string }) {
  const { language } = useShown();
  return <bdi dir={language === 'fa' ? 'rtl' : 'ltr'}>{text}</bdi>;
}
