import { Mark } from '../shared/icons.tsx';
import { LanguageSwitch } from '../shared/language-switch.tsx';
import type { ChatFacts } from './chat-facts.ts';
import type { Link } from './talk.ts';

const PEOPLE = ['customer', 'staff', 'marketer', 'owner', 'visitor'] as const;

/** Who we talk to, whether the line holds, the language, and in a demo shop who we are. */
export function Top(props: {
  facts: ChatFacts;
  words: ChatFacts['words'][string];
  language: string;
  choose(id: string): void;
  link: Link;
  as: string | undefined;
}) {
  const { facts, words, language, choose, link, as } = props;
  return (
    <header>
      <div class="headline">
        <a class="home" href="/">
          <Mark size={40} />
          <span class="unseen">{facts.brand}</span>
        </a>
        <div class="who">
          <h1>{facts.brand}</h1>
          <p class={`link ${link}`} role="status">
            {words.chat[link]}
          </p>
        </div>
        <LanguageSwitch languages={facts.languages} language={language} label={words.language} choose={choose} />
      </div>
      {facts.demo && (
        <nav class="demo" aria-label={words.demo.as}>
          <p>{words.demo.note}</p>
          <ul>
            {PEOPLE.map((person) => (
              <li key={person}>
                <a href={`/chat?as=${person}`} aria-current={person === (as ?? 'visitor') ? 'page' : undefined}>
                  {words.demo[person]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}
