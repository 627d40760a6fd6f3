import { render } from 'preact';
import { type Facts, readFacts, useLanguage } from '../shared/facts.ts';
import { Frame } from '../shared/frame.tsx';
import './missing.css';

type MissingFacts = Facts<'missing' | 'chat'>;

function Missing({ facts }: { facts: MissingFacts }) {
  const { language, words, fill, choose } = useLanguage(facts, (all) => all.missing.title);
  return (
    <Frame facts={facts} language={language} label={words.language} choose={choose}>
      <section class="missing-note">
        <h1>{words.missing.title}</h1>
        <p>{words.missing.lead}</p>
        <div>
          <a class="action first" href="/">
            {words.missing.home}
          </a>
          <a class="action" href="/chat">
            {fill(words.chat.title)}
          </a>
        </div>
      </section>
    </Frame>
  );
}

render(<Missing facts={readFacts<MissingFacts>()} />, document.getElementById('page')!);
