import { useRef } from 'preact/hooks';
import type { Desk } from '../desk.ts';

const LANGUAGES = { en: 'English', 'zh-hant': '繁體中文', 'zh-hans': '简体中文' };
const TAGS = { en: 'en', 'zh-hant': 'zh-Hant', 'zh-hans': 'zh-Hans' };
const BLANKS = ['name', 'points', 'tier'] as const;
const MOST = 2_000;

/** The marketer's own words in each language, with buttons for the blanks that can stand in them. */
export function Texts(props: {
  desk: Desk;
  texts: Record<string, string>;
  write(texts: Record<string, string>): void;
}) {
  const say = props.desk.words.broadcasts;
  return (
    <details class="more">
      <summary>{say.texts}</summary>
      <p class="soft">{say.textsHow}</p>
      {(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[]).map((language) => (
        <OneText
          key={language}
          desk={props.desk}
          language={language}
          text={props.texts[language] ?? ''}
          write={(text) => props.write({ ...props.texts, [language]: text })}
        />
      ))}
    </details>
  );
}

function OneText(props: { desk: Desk; language: keyof typeof LANGUAGES; text: string; write(text: string): void }) {
  const { desk, language, text, write } = props;
  const say = desk.words.broadcasts;
  const field = useRef<HTMLTextAreaElement>(null);
  const putIn = (blank: string) => {
    const { selectionStart: from, selectionEnd: to } = field.current!;
    write(`${text.slice(0, from)}{${blank}}${text.slice(to)}`);
    field.current!.focus();
  };
  return (
    <div class="text">
      <label class="field">
        <span lang={TAGS[language]}>{LANGUAGES[language]}</span>
        <textarea
          ref={field}
          lang={TAGS[language]}
          value={text}
          maxLength={MOST}
          onInput={(event) => write(event.currentTarget.value)}
        />
      </label>
      <div class="row blanks">
        <span class="soft">{say.blanks}</span>
        {BLANKS.map((blank) => (
          <button key={blank} type="button" class="quiet" onClick={() => putIn(blank)}>
            {say.blank[blank]}
          </button>
        ))}
      </div>
    </div>
  );
}
