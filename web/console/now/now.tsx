import type { Desk, Part } from '../desk.ts';
import { DayCard } from './day-card.tsx';
import './now.css';
import { useDays } from './use-days.ts';
import { useNews } from './use-news.ts';

/** What is happening in the shop: today so far, yesterday, and each event as it happens. */
export const nowPart: Part = {
  path: 'now',
  title: (words) => words.nowTitle,
  isFor: (me) => me.scopes.includes('campaigns') || me.scopes.includes('feedback'),
  draw: (desk) => <Now desk={desk} />,
};

function Now({ desk }: { desk: Desk }) {
  const { words, call, language } = desk;
  const say = words.now;
  const { today, yesterday, stir, again } = useDays(call);
  const { news, link } = useNews(call, language, stir);
  const card = { loading: words.loading, again: { label: words.again, run: again } };
  return (
    <section class="part now">
      <h1>{words.nowTitle}</h1>
      <div class="days">
        <DayCard name={say.today} told={today} {...card} />
        <DayCard name={say.yesterday} told={yesterday} {...card} />
      </div>
      <section class="card">
        <h2>{say.happens}</h2>
        <p class={`live-link ${link}`} role="status">
          {say[link]}
        </p>
        {news?.length === 0 && <p>{say.none}</p>}
        {news && news.length > 0 && (
          <ol class="news" aria-label={say.happens} aria-live="polite" aria-relevant="additions">
            {news.map(({ kind, id, sentence, when, at }) => (
              <li key={`${kind} ${id}`} class={kind}>
                <time dateTime={at}>{when}</time>
                <span>{sentence}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
    </section>
  );
}
