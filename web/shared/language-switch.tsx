import type { Facts } from './facts.ts';
import { Icon } from './icons.tsx';

/** Chooses the language of the page. */
export function LanguageSwitch(props: {
  languages: Facts['languages'];
  language: string;
  label: string;
  choose(id: string): void;
}) {
  return (
    <label class="language">
      <Icon name="globe" />
      <span class="unseen">{props.label}</span>
      <select value={props.language} onChange={(event) => props.choose(event.currentTarget.value)}>
        {props.languages.map(({ id, tag, name }) => (
          <option key={id} value={id} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
