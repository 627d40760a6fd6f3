import { useEffect, useState } from 'preact/hooks';
import type { Call } from '../call.ts';
import { type Link, listen } from './listen.ts';
import type { News } from './wire.ts';

const KEPT = 50;

/** The newest first, each once, no more than can be read; of the same instant what stands first. */
const fold = (first: News[], rest: News[]): News[] => {
  const all = new Map([...first, ...rest].map((one) => [`${one.kind} ${one.id}`, one]));
  return [...all.values()].sort((a, b) => b.at.localeCompare(a.at)).slice(0, KEPT);
};

/** What happened in the last day and what happens while the page is open; `stir` is called with each event. */
export function useNews(call: Call, language: string, stir: () => void): { news: News[] | undefined; link: Link } {
  const [news, setNews] = useState<News[]>();
  const [link, setLink] = useState<Link>('connecting');
  useEffect(() => {
    setNews(undefined);
    return listen({
      language,
      link: setLink,
      refused: stir,
      begun() {
        stir();
        // Asked for once the line stands, so that nothing falls between the two.
        void call<{ news: News[] }>(`/live/latest?language=${language}`, undefined, true).then((told) => {
          if ('body' in told) setNews((before) => fold(before ?? [], told.body.news));
        });
      },
      tell(one) {
        setNews((before) => fold([one], before ?? []));
        stir();
      },
    });
  }, [call, language]);
  return { news, link };
}
