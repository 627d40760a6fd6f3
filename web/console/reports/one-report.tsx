import { type Desk, fill } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import { AskReport } from './ask-report.tsx';
import { type Asked, cardOf, readAsked } from './asked.ts';
import { DrawTable } from './draw-table.tsx';
import { ReportLines } from './report-lines.tsx';
import type { Choice, Kind, Report } from './wire.ts';

/** One report: what it is asked, and its answer in words, in a picture and in figures. */
export function OneReport({ desk, kind }: { desk: Desk; kind: Kind }) {
  const { call, words } = desk;
  const say = words.reports;
  const isAbout = kind === 'funnel' || kind === 'lift';
  const found = useTold<{ choices: Choice[] }>(call, isAbout ? `/reports/${kind}/choices` : undefined);
  const choices = found.told && 'body' in found.told ? found.told.body.choices : undefined;
  const given = readAsked(kind, location.search);
  // Who names nothing is shown the newest.
  const asked = isAbout && !given.of ? { ...given, of: choices?.[0]?.of ?? '' } : given;
  const none = isAbout && choices?.length === 0 && !given.of;
  return (
    <section class="part">
      <h1>{say.names[kind]}</h1>
      <p class="soft">{say.about[kind]}</p>
      <AskReport key={choices?.length} desk={desk} asked={asked} choices={choices} />
      {found.told && 'refused' in found.told && (
        <No refused={found.told.refused} again={{ label: words.again, run: found.again }} />
      )}
      {none && <p>{kind === 'lift' ? say.noEffects : say.noCampaigns}</p>}
      {(!isAbout || asked.of) && <Answer desk={desk} asked={asked} />}
      <div class="row">
        <a class="quiet" href="/console/reports">
          {say.all}
        </a>
      </div>
    </section>
  );
}

function Answer({ desk, asked }: { desk: Desk; asked: Asked }) {
  const { call, words } = desk;
  const say = words.reports;
  const { told, again } = useTold<Report>(call, cardOf(asked));
  if (!told) return <p role="status">{say.counting}</p>;
  if ('refused' in told) return <No refused={told.refused} again={{ label: words.again, run: again }} />;
  const { title, head, lines, isEmpty, picture, file } = told.body;
  const days = head.join(' · ');
  // What the page is called already need not be said again.
  const isNamed = title !== say.names[asked.kind as Kind];
  return (
    <>
      <div class={picture ? 'answer drawn' : 'answer'}>
        <section class="card">
          <h2>{isNamed ? title : days}</h2>
          {isNamed && days && <p class="soft">{days}</p>}
          <ReportLines desk={desk} lines={lines} />
        </section>
        {picture && (
          <a class="picture" href={picture} target="_blank" rel="noreferrer">
            <img src={picture} width={1040} height={676} alt={fill(say.drawn, { title, days })} />
          </a>
        )}
      </div>
      {!isEmpty && (
        <section class="card">
          <div class="row apart">
            <h2 id="figures">{say.table}</h2>
            {file && (
              <a class="quiet" href={file}>
                {say.file}
              </a>
            )}
          </div>
          <DrawTable report={told.body} labelledBy="figures" />
          {told.body.more > 0 && <p class="soft">{fill(say.more, { n: told.body.more.toLocaleString(desk.tag) })}</p>}
        </section>
      )}
    </>
  );
}
