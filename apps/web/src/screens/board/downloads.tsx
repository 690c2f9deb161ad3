import { useState } from 'react';
import { client } from '../../api/client.js';
import { useAsOf } from '../../parts/moment.js';
import { Menu } from '../../ui/menu.js';
import { useShown } from '../../words/use-shown.js';

const FORMS = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const;

/** The board as a file with the rows that are seen. */
export function Downloads({ pool }: { readonly pool: string }) {
  const { t } = useShown();
  const asOf = useAsOf();
  const [failed, setFailed] = useState(false);
  const take = async (form: keyof typeof FORMS): Promise<void> => {
    const { data, response } = await client.GET('/api/v1/pools/{pool}', {
      params: { path: { pool }, query: asOf === undefined ? {} : { asOf } },
      headers: { accept: FORMS[form] },
      parseAs: 'blob',
    });
    setFailed(data === undefined);
    if (data !== undefined) save(data, nameIn(response) ?? `${pool}.${form}`);
  };
  return (
    <>
      {failed && <span role="alert">{t('state.refusedTitle')}</span>}
      <Menu
        label={t('board.download')}
        button={t('board.download')}
        choices={[
          { id: 'xlsx', text: t('board.asXlsx'), onChoose: () => void take('xlsx') },
          { id: 'csv', text: t('board.asCsv'), onChoose: () => void take('csv') },
        ]}
      />
    </>
  );
}

/** The file name that the server gives. */
function nameIn(response: Response): string | undefined {
  return /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
