import type { Line } from '../../adapters/web/chat/wire.ts';
import type { Button, Message } from '../../src/chat/channel.ts';
import { Icon } from '../shared/icons.tsx';
import type { ChatFacts } from './chat-facts.ts';
import { CodeTicket } from './code.tsx';
import { timeOf } from './days.ts';
import type { Waiting } from './talk.ts';
import type { Tap } from './tap.ts';

type Words = ChatFacts['words'][string];

/** The messages of one line. Whatever people wrote is drawn as text and nothing else. */
export function Bubbles(props: { line: Line; words: Words; fill(text: string): string; tag: string; tap: Tap }) {
  const { line, words, fill, tag, tap } = props;
  const speaker = line.from === 'me' ? words.chat.you : fill('{brand}');
  return line.messages.map((message, at) => (
    <div key={at} class="turn">
      <div class="bubble">
        <span class="unseen">{speaker}: </span>
        {message.image && <Picture message={message} words={words} />}
        {message.title && <h3 dir="auto">{message.title}</h3>}
        {message.text && (
          <p class="text" dir="auto">
            {line.from === 'shop' ? withCommands(message.text, tap) : message.text}
          </p>
        )}
        {message.code && <CodeTicket code={message.code} words={words.code} />}
        {at === line.messages.length - 1 && <time dateTime={line.at}>{timeOf(line.at, tag)}</time>}
      </div>
      {message.buttons && message.buttons.length > 0 && (
        <ul class="buttons">
          {message.buttons.map((button, position) => (
            <li key={position}>
              <Tappable button={button} tap={tap} />
            </li>
          ))}
        </ul>
      )}
    </div>
  ));
}

// A slash and small letters, but no part of an address or a fraction.
const COMMAND = /(?<![\w/.:])(\/[a-z]{2,20})(?![\w/])/g;

/** The shop's text, with the commands in it a tap away. */
function withCommands(text: string, tap: Tap) {
  return text.split(COMMAND).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <button key={at} class="command" type="button" onClick={() => tap.say(part)}>
        {part}
      </button>
    ),
  );
}

function Picture({ message, words }: { message: Message; words: Words }) {
  if (!/^(https?:)?\/\/|^\//.test(message.image!)) return null;
  return (
    <img
      class="picture"
      src={message.image}
      alt={message.title ?? words.chat.picture}
      referrerPolicy="no-referrer"
      onError={(event) => event.currentTarget.remove()}
    />
  );
}

function Tappable({ button, tap }: { button: Button; tap: Tap }) {
  if ('opens' in button) {
    // Only a web page opens: a link that runs something is drawn, but leads nowhere.
    const leads =
      URL.canParse(button.opens, location.href) && /^https?:$/.test(new URL(button.opens, location.href).protocol);
    return (
      <a class="tap" href={leads ? button.opens : undefined} target="_blank" rel="noopener noreferrer">
        <span dir="auto">{button.label}</span>
        <Icon name="open" />
      </a>
    );
  }
  const act = 'says' in button ? () => tap.say(button.says, button.label) : () => tap.write('/phone ');
  return (
    <button class="tap" type="button" dir="auto" onClick={act}>
      {button.label}
    </button>
  );
}

/** What was said and has not arrived. */
export function WaitingBubble({ waiting, words, tap }: { waiting: Waiting; words: Words['chat']; tap: Tap }) {
  const { failed } = waiting;
  const why = { 'not-sent': words.notSent, 'too-long': words.tooLong, 'too-fast': words.tooFast };
  return (
    <section class="line me">
      <div class={`turn ${failed ? 'failed' : 'unsent'}`}>
        <div class="bubble">
          <p class="text" dir="auto">
            {waiting.label ?? waiting.text}
          </p>
          {!failed && <span class="unseen">{words.sending}</span>}
        </div>
        {failed && (
          <p class="alarm" role="alert">
            {why[failed]}{' '}
            {failed !== 'too-long' && (
              <button type="button" class="plain" onClick={() => tap.sayAgain(waiting.id)}>
                {words.again}
              </button>
            )}
          </p>
        )}
      </div>
    </section>
  );
}
