import { useEffect, useRef, useState } from 'preact/hooks';
import type { CodeCard } from '../../src/chat/channel.ts';
import { Icon } from '../shared/icons.tsx';
import type { ChatFacts } from './chat-facts.ts';

type Words = ChatFacts['words'][string]['code'];

const COPIED_MS = 2_000;

/** What a coupon shows at the counter: black on white whatever the theme, since scanners need it. */
export function CodeTicket({ code, words }: { code: CodeCard; words: Words }) {
  const large = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useWakefulness(open);
  // Only when its content is there does the browser find what to focus in it.
  useEffect(() => {
    if (open) large.current?.showModal();
  }, [open]);
  return (
    <div class="ticket">
      <Drawn code={code} words={words} />
      <div class="ticket-actions">
        <Copy text={code.text} words={words} />
        <button class="tap" type="button" onClick={() => setOpen(true)}>
          <Icon name="large" />
          {words.enlarge}
        </button>
      </div>
      <dialog ref={large} aria-label={words.counter} onClose={() => setOpen(false)} {...{ closedby: 'any' }}>
        {open && (
          <div class="counter">
            <h3>{words.counter}</h3>
            <Drawn code={code} words={words} />
            <button class="action first" type="button" onClick={() => large.current?.close()}>
              <Icon name="close" />
              {words.close}
            </button>
          </div>
        )}
      </dialog>
    </div>
  );
}

function Drawn({ code, words }: { code: CodeCard; words: Words }) {
  const picture = /^[A-Za-z0-9_-]+$/.test(code.token) ? `/code/${code.token}` : undefined;
  return (
    <>
      {picture && <img class="qr" src={`${picture}.png`} alt={words.qr} />}
      {picture && <img class="bar" src={`${picture}.bar.png`} alt={words.bar} />}
      <p class="spelled">
        <span class="unseen">{words.label}: </span>
        {code.text}
      </p>
    </>
  );
}

function Copy({ text, words }: { text: string; words: Words }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Without https there is no clipboard; the code is on the screen all the same.
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <button class="tap" type="button" onClick={() => void copy()}>
      <Icon name={copied ? 'check' : 'copy'} />
      {copied ? words.copied : words.copy}
    </button>
  );
}

/** Keeps the screen lit while a code is held out to somebody. */
function useWakefulness(needed: boolean): void {
  useEffect(() => {
    if (!needed || !('wakeLock' in navigator)) return;
    const lock = navigator.wakeLock.request('screen').catch(() => undefined);
    return () => void lock.then((held) => held?.release());
  }, [needed]);
}
