import { useEffect, useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import type { Desk } from '../desk.ts';
import { Lines } from '../lines.tsx';
import { No } from '../no.tsx';
import { Question } from '../question.tsx';
import { useTold } from '../use-told.ts';
import type { Campaign, Links, Stats } from './wire.ts';

/** One campaign: its terms, what it did, the links that lead to it, and the end of claiming. */
export function OneCampaign({ desk, name }: { desk: Desk; name: string }) {
  const { words, call, me } = desk;
  const say = words.campaigns;
  const path = `/campaigns/${encodeURIComponent(name)}`;
  const { told, again } = useTold<Campaign>(call, path);
  const [one, setOne] = useState<Campaign>();
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<Refused>();
  useEffect(() => {
    if (told && 'body' in told) setOne(told.body);
  }, [told]);
  const act = async (verb: 'stop' | 'resume') => {
    setBusy(true);
    setRefused(undefined);
    const answer = await call<Campaign>(`${path}/${verb}`, { method: 'POST' });
    setBusy(false);
    setAsks(false);
    if ('refused' in answer) return setRefused(answer.refused);
    setOne(answer.body);
    setSaid(answer.body.said ?? '');
  };
  const back = (
    <a class="quiet" href="/console/campaigns">
      {say.all}
    </a>
  );
  if (!one) {
    return (
      <section class="part">
        {told && 'refused' in told ? (
          <No refused={told.refused} again={{ label: words.again, run: again }} />
        ) : (
          <p role="status">{words.loading}</p>
        )}
        <div class="row">{back}</div>
      </section>
    );
  }
  const isDrop = one.purpose === 'drop';
  return (
    <section class="part">
      <h1>{one.called}</h1>
      <div class="row">
        <span class="pill" data-state={one.standing}>
          {one.stands}
        </span>
      </div>
      {said && (
        <p class="done said" role="status">
          {said}
        </p>
      )}
      {refused && <No refused={refused} />}
      <section class="card">
        <h2>{say.terms}</h2>
        <Lines lines={one.lines} />
        {asks ? (
          <Question
            text={one.sureStop}
            yes={say.stop}
            no={words.cancel}
            busy={busy}
            agree={() => void act('stop')}
            refuse={() => setAsks(false)}
          />
        ) : (
          <div class="row">
            {me.publishes && isDrop && one.state === 'live' && (
              <a class="action first" href={`/console/broadcasts/new/${one.ref}`}>
                {say.broadcast}
              </a>
            )}
            {me.publishes && one.state === 'live' && (
              <button type="button" class="quiet" disabled={busy} onClick={() => setAsks(true)}>
                {say.stop}
              </button>
            )}
            {me.publishes && one.state === 'stopped' && (
              <button type="button" class="action first" disabled={busy} onClick={() => void act('resume')}>
                {say.resume}
              </button>
            )}
            {back}
          </div>
        )}
      </section>
      <Results desk={desk} path={path} />
      {isDrop && <LinksTo desk={desk} path={path} />}
    </section>
  );
}

/** What it did, by channel, store, source and version of its terms. */
function Results({ desk: { words, call }, path }: { desk: Desk; path: string }) {
  const { told, again } = useTold<Stats>(call, `${path}/stats`);
  return (
    <section class="card">
      <h2>{told && 'body' in told ? told.body.title : words.campaigns.stats}</h2>
      {!told && <p role="status">{words.loading}</p>}
      {told && 'body' in told && <Lines lines={told.body.lines} />}
      {told && 'refused' in told && <No refused={told.refused} again={{ label: words.again, run: again }} />}
    </section>
  );
}

/** The addresses that lead people to it. */
function LinksTo({ desk: { words, call }, path }: { desk: Desk; path: string }) {
  const say = words.campaigns;
  const { told, again } = useTold<Links>(call, `${path}/links`);
  return (
    <section class="card">
      <h2>{say.links}</h2>
      {!told && <p role="status">{words.loading}</p>}
      {told && 'refused' in told && <No refused={told.refused} again={{ label: words.again, run: again }} />}
      {told && 'body' in told && told.body.links.length === 0 && <p>{say.linksNone}</p>}
      {told && 'body' in told && told.body.links.length > 0 && (
        <dl class="links">
          {told.body.links.map(({ channel, link }) => (
            <div key={channel}>
              <dt>{say.channel[channel]}</dt>
              <dd>
                <a href={link}>{link}</a>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
