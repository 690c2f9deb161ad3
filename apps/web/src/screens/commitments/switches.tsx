import { useSearchParams } from 'react-router';
import type { Schemas } from '../../api/questions.js';
import { Select } from '../../ui/select.js';
import { useShown } from '../../words/use-shown.js';
import { useVersionName } from '../../words/version-name.js';
import { partsOf } from './parts.js';
import { DIMENSIONS, placeIn, withPlace } from './place.js';

/** Which version the promise is measured against, by what it is divided, and whose course is shown. */
export function Switches({ board }: { readonly board: Schemas['CommitmentBoard'] }) {
  const { t } = useShown();
  const [search, setSearch] = useSearchParams();
  const { by, part } = placeIn(search);
  const versionName = useVersionName();
  const chosen = (name: 'version' | 'by' | 'part', value: string) => ({
    name,
    value,
    onChange: (given: string) => {
      setSearch(withPlace(search, name, given));
    },
  });
  const isOwn = board.sectors.length === 0 && board.agencies.length <= 1;
  return (
    <div className="filters">
      {board.versions.length > 1 && (
        <Select
          label={t('promise.against')}
          {...chosen('version', board.version)}
          options={board.versions.map((value) => ({ value, text: versionName(value) }))}
        />
      )}
      {!isOwn && (
        <>
          <Select
            label={t('promise.by')}
            {...chosen('by', by)}
            options={DIMENSIONS.map((value) => ({ value, text: t(`promise.dimension.${value}`) }))}
          />
          <Select
            label={t('promise.courseOf')}
            {...chosen('part', part ?? '')}
            options={[
              { value: '', text: t('files.all') },
              ...partsOf(board, by).map(({ id, name }) => ({ value: id, text: name ?? id })),
            ]}
          />
        </>
      )}
    </div>
  );
}
