import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ask, type Schemas } from '../../api/questions.js';
import { shortfallRial } from '../../format/figures.js';
import { Asked } from '../../parts/asked.js';
import { Link } from '../../parts/link.js';
import { useAsOf } from '../../parts/moment.js';
import { MomentBar, PastNotice } from '../../parts/moment-bar.js';
import { Page, Section } from '../../parts/page.js';
import { Arithmetic, LateReports } from '../../parts/trace.js';
import { Verdict } from '../../parts/verdict.js';
import { poolTitle } from '../../words/pool-title.js';
import { type Shown, useShown } from '../../words/use-shown.js';
import { filesAddress, poolAddress } from '../board/addresses.js';
import { Rule } from '../board/rule.js';
import { AgencyFigures } from './agency-figures.js';
import { Lots } from './lots.js';

type OnBoard = Schemas['AgencyOnBoardItem'];

/** One agency in a pool: its figures, how its verdict came about, whether it can receive, and its lots. */
export function Agency() {
  const { pool = '', agency: id = '' } = useParams();
  const shown = useShown();
  const asOf = useAsOf();
  const query = useQuery(ask.board(pool, asOf));
  const board = query.data?.value;
  const found = board?.agencies.find(({ agency }) => agency === id);
  return (
    <Page
      title={found?.name ?? id}
      lead={<Link to={poolAddress(pool)}>{poolTitle(pool, shown)}</Link>}
      acts={<MomentBar shownDay={board?.asOf} />}
    >
      <Asked query={query} lines={10}>
        {(answer) => (
          <>
            {asOf !== undefined && <PastNotice jalali={answer.asOf} />}
            {found === undefined ? (
              <p className="notice">{shown.t('agency.notInPool')}</p>
            ) : (
              <OnPool board={answer} agency={found} />
            )}
          </>
        )}
      </Asked>
    </Page>
  );
}

function OnPool({ board, agency }: { readonly board: Schemas['PoolBoard']; readonly agency: OnBoard }) {
  const shown = useShown();
  const { t } = shown;
  return (
    <>
      <p className="standing">
        <Verdict verdict={agency.verdict} /> {standing(agency, shown)}
      </p>
      <AgencyFigures pool={board.pool} agency={agency} />
      <Rule board={board} />
      {agency.dueRial !== null && (
        <Section title={t('agency.arithmetic')} id="arithmetic">
          <div className="card">
            <Arithmetic agency={agency} />
            <LateReports agency={agency} />
          </div>
        </Section>
      )}
      <Section title={t('agency.receive')}>
        <p>
          {agency.cannotReceive === null
            ? t('decision.couldReceive', { demand: shown.billions(agency.unmetDemandRial) })
            : t(`decision.cannot.${agency.cannotReceive}`)}
        </p>
      </Section>
      <Section
        title={t('agency.lots')}
        id="lots"
        aside={<Link to={filesAddress(board.pool, agency.agency)}>{t('agency.files')}</Link>}
      >
        <Lots pool={board.pool} agency={agency.agency} />
      </Section>
    </>
  );
}

/** Where an agency stands, in a sentence: the days that are left, or how its last deadline ended. */
function standing(agency: OnBoard, { t, billions, wholePercent, count, day }: Shown): string {
  const { workingDaysLeft, nextDeadline, dueRial, paidInTimeRial, thresholdPercent } = agency;
  const left =
    workingDaysLeft === null
      ? ''
      : t('agency.runs', {
          days: t('unit.workingDays', { shown: count(workingDaysLeft) }),
          deadline: day(nextDeadline),
        });
  const lacks = shortfallRial(dueRial, paidInTimeRial, thresholdPercent);
  if (lacks === null) return left;
  const ended =
    lacks > 0n
      ? t('agency.toThreshold', { amount: billions(lacks) })
      : t('agency.reached', { threshold: wholePercent(thresholdPercent) });
  return `${ended} ${left}`.trim();
}
