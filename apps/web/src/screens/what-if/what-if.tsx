import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { ask, type Schemas, type SimulationQuery } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Link } from '../../parts/link.js';
import { useAsOf } from '../../parts/moment.js';
import { MomentBar, PastNotice } from '../../parts/moment-bar.js';
import { type Names, useNames } from '../../parts/names.js';
import { Page, Section } from '../../parts/page.js';
import { useSession } from '../../session/session.js';
import { poolTitle } from '../../words/pool-title.js';
import { useShown } from '../../words/use-shown.js';
import { poolAddress } from '../board/addresses.js';
import { useRuleText } from '../board/rule.js';
import { ChangesTable } from './changes-table.js';
import { effectsIn } from './effects.js';
import { SettingsForm } from './settings-form.js';
import { simulationIn } from './settings.js';

type Simulation = Schemas['Simulation'];

/** What a review would find under another threshold, clock or split, beside what it finds now. Writes nothing. */
export function WhatIf() {
  const { pool = '' } = useParams();
  const shown = useShown();
  const { t } = shown;
  const [search] = useSearchParams();
  const asOf = useAsOf();
  const { me } = useSession();
  const tried = simulationIn(search);
  return (
    <Page
      title={t('whatIf.title')}
      lead={<Link to={poolAddress(pool)}>{poolTitle(pool, shown)}</Link>}
      acts={<MomentBar shownDay={asOf ?? me?.today} />}
    >
      {asOf !== undefined && <PastNotice jalali={asOf} />}
      <p className="notice">{t('whatIf.writesNothing')}</p>
      <SettingsForm key={search.toString()} />
      {tried !== undefined && (
        <Result pool={pool} query={{ ...tried, ...(asOf !== undefined && { asOf }) }} />
      )}
    </Page>
  );
}

function Result({ pool, query: asked }: { readonly pool: string; readonly query: SimulationQuery }) {
  const query = useQuery({ ...ask.simulation(pool, asked), placeholderData: keepPreviousData });
  const names = useNames(pool);
  return (
    <Asked query={query} lines={8}>
      {(simulation) => <Found simulation={simulation} names={names} />}
    </Asked>
  );
}

function Found({ simulation, names }: { readonly simulation: Simulation; readonly names: Names }) {
  const { t } = useShown();
  const { policy, policyBefore, changes, transfers, unplacedRial } = simulation;
  const ruleText = useRuleText();
  return (
    <>
      <Effects simulation={simulation} names={names} />
      <dl className="record">
        <dt>{t('whatIf.now')}</dt>
        <dd>
          {ruleText(policyBefore)} {t(`decision.split.${policyBefore.split}`)}
        </dd>
        <dt>{t('whatIf.tried')}</dt>
        <dd>
          {ruleText(policy)} {t(`decision.split.${policy.split}`)}
        </dd>
      </dl>
      <Section id="changes" title={t('whatIf.who')}>
        <ChangesTable pool={simulation.pool} changes={changes} names={names} isOwn={transfers === null} />
      </Section>
      {transfers === null && <p className="notice">{t('whatIf.ownOnly')}</p>}
      {transfers !== null && <Transfers transfers={transfers} unplacedRial={unplacedRial} names={names} />}
    </>
  );
}

/** Who loses and who gains, in a sentence. */
function Effects({
  simulation: { changes, transfers },
  names,
}: {
  readonly simulation: Simulation;
  readonly names: Names;
}) {
  const { t, language } = useShown();
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const { loses, gains } = effectsIn(changes);
  const isOwn = transfers === null;
  const say = (agencies: readonly string[], word: 'loses' | 'gains') =>
    agencies.length === 0
      ? []
      : [t(`whatIf.${isOwn ? 'own' : 'all'}.${word}`, { agencies: list.format(agencies.map(names)) })];
  const said = [...say(loses, 'loses'), ...say(gains, 'gains')];
  return (
    <p className="sentence" role="status" data-effect={said.length === 0 ? 'unchanged' : 'changed'}>
      {said.length === 0 ? t('whatIf.unchanged') : said.join(' ')}
    </p>
  );
}

/** What a review would propose under the settings that are tried. */
function Transfers({
  transfers,
  unplacedRial,
  names,
}: {
  readonly transfers: NonNullable<Simulation['transfers']>;
  readonly unplacedRial: string | null;
  readonly names: Names;
}) {
  const { t, billions } = useShown();
  return (
    <Section title={t('whatIf.proposed')}>
      {transfers.length === 0 ? (
        <p>{t('decision.nothing')}</p>
      ) : (
        <ul className="facts">
          {transfers.map(({ from, to, amountRial }) => (
            <li key={`${from} ${to}`}>
              {t('decision.transfer', { amount: billions(amountRial), from: names(from), to: names(to) })}
            </li>
          ))}
        </ul>
      )}
      {unplacedRial !== null && unplacedRial !== '0' && (
        <p>{t('decision.unplaced', { amount: billions(unplacedRial) })}</p>
      )}
    </Section>
  );
}
