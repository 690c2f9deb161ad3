import { type DemoAccount, useDemoAccounts } from '../../session/demo.js';
import { Button } from '../../ui/button.js';
import { useShown } from '../../words/use-shown.js';

interface Props {
  readonly isBusy: boolean;
  readonly onChoose: (account: DemoAccount) => void;
}

/** One button for each role of the demo, with its account and invented password. Nothing on any other server. */
export function DemoRoles({ isBusy, onChoose }: Props) {
  const { t } = useShown();
  const accounts = useDemoAccounts();
  if (accounts.length === 0) return null;
  return (
    <section className="card demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('door.demo')}</h2>
      <p className="hint">{t('door.demoHint')}</p>
      <ul>
        {accounts.map((each) => (
          <li key={each.account}>
            <Button
              data={{ 'data-role': each.role }}
              disabled={isBusy}
              onPress={() => {
                onChoose(each);
              }}
            >
              {t(`role.${each.role}`)}
            </Button>
            <span className="sub">
              <bdi dir="ltr">{each.account}</bdi> <span className="hint">{t('door.passwordIs')}</span>{' '}
              <code dir="ltr" data-password={each.account}>
                {each.password}
              </code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
