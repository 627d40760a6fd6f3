import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../shared/icons.tsx';
import type { ChatFacts } from './chat-facts.ts';

const MOST_BYTES = 2_000;

/** The box to write in. Enter sends, Shift+Enter starts a line; an input method's Enter does neither. */
export function Composer(props: {
  words: ChatFacts['words'][string]['chat'];
  box: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  setDraft(text: string): void;
  say(text: string): void;
}) {
  const { words, box, draft, setDraft, say } = props;
  const [tooLong, setTooLong] = useState(false);
  const send = () => {
    const text = draft.trim();
    if (!text) return;
    if (new TextEncoder().encode(text).length > MOST_BYTES) return setTooLong(true);
    say(text);
    setDraft('');
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
        box.current?.focus();
      }}
    >
      {tooLong && (
        <p class="alarm" role="alert" id="too-long">
          {words.tooLong}
        </p>
      )}
      <textarea
        ref={box}
        rows={1}
        value={draft}
        aria-label={words.write}
        aria-invalid={tooLong}
        aria-describedby={tooLong ? 'too-long' : undefined}
        placeholder={words.placeholder}
        enterkeyhint="send"
        autocomplete="off"
        onInput={(event) => {
          setTooLong(false);
          setDraft(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}
      />
      <button class="send" type="submit" aria-label={words.send} disabled={!draft.trim()}>
        <Icon name="send" />
      </button>
    </form>
  );
}
