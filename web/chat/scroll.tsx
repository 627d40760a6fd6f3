import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, Mark } from '../shared/icons.tsx';
import { Bubbles, WaitingBubble } from './bubbles.tsx';
import type { ChatFacts } from './chat-facts.ts';
import { dayOf } from './days.ts';
import type { TalkState } from './talk.ts';
import type { Tap } from './tap.ts';

const NEAR_PX = 120;

/** The messages. Follows what is new unless the person has scrolled up to read. */
export function Scroll(props: {
  state: TalkState | undefined;
  words: ChatFacts['words'][string];
  fill(text: string): string;
  tag: string;
  tap: Tap;
}) {
  const { state, words, fill, tag, tap } = props;
  const scroller = useRef<HTMLElement>(null);
  const fromEnd = useRef(0);
  const follows = () => fromEnd.current < NEAR_PX;
  const [away, setAway] = useState(false);
  const lines = state?.lines ?? [];
  const waiting = state?.waiting ?? [];
  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  const newest = lines.at(-1);
  useLayoutEffect(() => {
    if (follows()) toEnd();
  }, [newest, waiting.length, state?.cookies]);
  const writing = waiting.some(({ failed }) => !failed);
  const empty = state?.loaded && lines.length === 0 && waiting.length === 0;
  return (
    <main
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={words.chat.messages}
      // Pictures arrive later than their words.
      onLoadCapture={() => follows() && toEnd()}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        fromEnd.current = scrollHeight - scrollTop - clientHeight;
        setAway(!follows());
      }}
    >
      {state?.more && (
        <button class="chip older" type="button" onClick={() => void tap.loadOlder()}>
          {words.chat.older}
        </button>
      )}
      {empty && (
        <div class="empty">
          <Mark size={88} />
          <h2>{fill(words.chat.title)}</h2>
          <p>{words.chat.empty}</p>
          <button class="action first" type="button" onClick={() => tap.say('/start', words.chat.begin)}>
            {words.chat.begin}
          </button>
        </div>
      )}
      <div role="log" aria-live="polite" aria-label={words.chat.messages}>
        {lines.map((line, at) => (
          <section key={line.id} class={`line ${line.from}`}>
            {dayOf(lines[at - 1]?.at) !== dayOf(line.at) && <h2 class="day">{dayOf(line.at, tag, words.chat)}</h2>}
            <Bubbles line={line} words={words} fill={fill} tag={tag} tap={tap} />
          </section>
        ))}
        {waiting.map((one) => (
          <WaitingBubble key={one.id} waiting={one} words={words.chat} tap={tap} />
        ))}
      </div>
      {writing && (
        <p class="writing">
          <span class="unseen">{fill(words.chat.writing)}</span>
          <i />
          <i />
          <i />
        </p>
      )}
      {state?.cookies === false && (
        <p class="alarm" role="alert">
          {words.chat.cookies}
        </p>
      )}
      {away && (
        <button class="newest" type="button" aria-label={words.chat.newest} onClick={toEnd}>
          <Icon name="down" />
        </button>
      )}
    </main>
  );
}
