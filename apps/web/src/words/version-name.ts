import { useShown } from './use-shown.js';

/** What a version of a promise is called; its id where the catalogue has no name for it. */
export function useVersionName(): (version: string) => string {
  const { t } = useShown();
  return (version) => t(`promise.version.${version as 'baseline'}`, { defaultValue: version });
}
