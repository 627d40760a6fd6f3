import { useEffect, useMemo, useState } from 'preact/hooks';
import { useLanguage } from '../shared/facts.ts';
import { Frame } from '../shared/frame.tsx';
import { openCalls } from './call.ts';
import './console.css';
import './plates.css';
import { type ConsoleFacts, fill, type Me } from './desk.ts';
import { type Entered, enter, leave } from './door.ts';
import { No } from './no.tsx';
import { parts } from './parts.ts';

const BASE = '/console';

/** On a phone the menu is wider than the page. */
const intoView = (link: HTMLElement | null) => link?.scrollIntoView({ block: 'nearest', inline: 'center' });

/** The pages for staff: the door, the menu, and the part that the address names. */
export function Console({ facts }: { facts: ConsoleFacts }) {
  const { language, tag, words: all, fill: branded, choose } = useLanguage(facts, (words) => words.console.title);
  const words = all.console;
  const [me, setMe] = useState<Me | null>(facts.me);
  const [entering, setEntering] = useState<Entered | undefined>(location.hash ? {} : undefined);
  const [stays, setStays] = useState(false);
  const call = useMemo(() => openCalls(tag, words, () => setMe(null)), [tag]);
  useEffect(() => {
    const open = () => {
      const secret = location.hash.slice(1);
      if (!secret) return;
      // Out of the address at once: nobody reads it over a shoulder or in the history.
      history.replaceState(null, '', location.pathname);
      setEntering({});
      void enter(secret, tag, words).then((entered) => {
        setEntering(entered);
        if (entered.me) setMe(entered.me);
      });
    };
    // A page that the browser kept as it was left may be of somebody who has signed out since.
    const again = (event: PageTransitionEvent) => event.persisted && location.reload();
    open();
    addEventListener('hashchange', open);
    addEventListener('pageshow', again);
    return () => {
      removeEventListener('hashchange', open);
      removeEventListener('pageshow', again);
    };
  }, []);

  // Nobody is told that they are out while whoever comes next would be in.
  const goOut = async () => {
    const out = await leave();
    setStays(!out);
    if (out) setMe(null);
  };
  const [, name = '', rest = ''] = /^\/console\/?([^/]*)\/?(.*)$/.exec(location.pathname) ?? [];
  const mine = me ? parts.filter((part) => part.isFor(me)) : [];
  const open = mine.find((part) => part.path === name) ?? (name ? undefined : mine[0]);
  // Nothing of who was here before is shown, or asked for, while somebody else may be coming in.
  const opening = entering && !entering.me && !entering.refused;
  return (
    <Frame facts={facts} language={language} label={all.language} choose={choose}>
      {opening && <p role="status">{words.opening}</p>}
      {!me && !opening && (
        <section class="door">
          <h1>{words.outTitle}</h1>
          {entering?.refused && <No refused={entering.refused} />}
          <p>{branded(words.out)}</p>
          <a class="action first" href="/chat">
            {words.toChat}
          </a>
        </section>
      )}
      {me && !opening && (
        <>
          <nav class="parts" aria-label={words.sections}>
            {mine.map((part) => (
              <a
                key={part.path}
                href={`${BASE}/${part.path}`}
                aria-current={part === open ? 'page' : undefined}
                ref={part === open ? intoView : undefined}
              >
                {part.title(words)}
              </a>
            ))}
          </nav>
          {open ? open.draw({ me, words, tag, language, call, rest }) : <h1>{words.nothingHere}</h1>}
          <footer class="who">
            <span>
              {fill(words.hello, { name: me.name ?? words.nameless })} · {words.role[me.role]}
            </span>
            <button type="button" class="quiet" onClick={() => void goOut()}>
              {words.leave}
            </button>
          </footer>
          {stays && <No refused={{ code: 'offline', sentence: words.offline, remedy: words.offlineHow }} />}
        </>
      )}
    </Frame>
  );
}
