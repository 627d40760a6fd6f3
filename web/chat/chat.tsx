import { useMemo, useRef, useState } from 'preact/hooks';
import { useLanguage } from '../shared/facts.ts';
import { Chips } from './chips.tsx';
import { Composer } from './composer.tsx';
import { openingLine, tabIs } from './opening.ts';
import { Scroll } from './scroll.tsx';
import '../shared/theme.css';
import './top.css';
import './bubbles.css';
import './code.css';
import './moments.css';
import './composer.css';
import type { ChatFacts } from './chat-facts.ts';
import { openTalk, type TalkState } from './talk.ts';
import { Top } from './top.tsx';

/** The whole chat: header, messages, shortcuts, and the box to write in. */
export function Chat({ facts }: { facts: ChatFacts }) {
  const { language, tag, words, fill, choose } = useLanguage(facts, (all) => all.chat.title);
  const [state, setState] = useState<TalkState>();
  const [draft, setDraft] = useState('');
  const box = useRef<HTMLTextAreaElement | null>(null);
  const spoken = useRef(language);
  spoken.current = language;
  const as = useMemo(() => tabIs(facts), []);
  const talk = useMemo(() => {
    const opened = openTalk({ as, language: () => spoken.current, show: setState });
    const first = openingLine();
    if (first) opened.say(first);
    return opened;
  }, []);
  const write = (text: string) => {
    setDraft(text);
    box.current?.focus();
  };
  return (
    <>
      <Top facts={facts} words={words} language={language} choose={choose} link={state?.link ?? 'connecting'} as={as} />
      <Scroll
        state={state}
        words={words}
        fill={fill}
        tag={tag}
        tap={{ say: talk.say, sayAgain: talk.sayAgain, loadOlder: talk.loadOlder, write }}
      />
      <footer>
        <Chips words={words} role={state?.role ?? as ?? 'customer'} say={talk.say} write={write} />
        <Composer words={words.chat} box={box} draft={draft} setDraft={setDraft} say={talk.say} />
      </footer>
    </>
  );
}
