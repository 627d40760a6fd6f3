import type { ComponentChildren } from 'preact';
import type { Facts } from './facts.ts';
import './frame.css';
import './theme.css';
import { Mark } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** What the quiet pages share: the brand above, the language beside it. */
export function Frame(props: {
  facts: Pick<Facts, 'brand' | 'languages'>;
  language: string;
  label: string;
  choose(id: string): void;
  children: ComponentChildren;
}) {
  const { facts, language, label, choose } = props;
  return (
    <>
      <header class="top">
        <a class="brand" href="/">
          <Mark size={36} />
          <span>{facts.brand}</span>
        </a>
        <LanguageSwitch languages={facts.languages} language={language} label={label} choose={choose} />
      </header>
      <main>{props.children}</main>
    </>
  );
}
