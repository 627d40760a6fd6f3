import { render } from 'preact';
import { type Facts, readFacts, useLanguage } from '../shared/facts.ts';
import { Frame } from '../shared/frame.tsx';
import { Icon } from '../shared/icons.tsx';
import './home.css';
import { Ticket } from './ticket.tsx';

type HomeFacts = Facts<'home' | 'demo'> & { links: { telegram?: string; line?: string } };

function Home({ facts }: { facts: HomeFacts }) {
  const { language, words, fill, choose } = useLanguage(facts, (all) => all.home.title);
  const { home, demo } = words;
  const { telegram, line } = facts.links;
  const steps = [
    [home.claimTitle, home.claim],
    [home.showTitle, home.show],
    [home.collectTitle, home.collect],
  ] as const;
  const people = [
    ['customer', demo.customer, home.demoCustomer],
    ['staff', demo.staff, home.demoStaff],
    ['marketer', demo.marketer, home.demoMarketer],
    ['owner', demo.owner, home.demoOwner],
  ] as const;
  return (
    <Frame facts={facts} language={language} label={words.language} choose={choose}>
      <section class="hero">
        <div>
          <h1>{fill(home.title)}</h1>
          <p class="lead">{home.lead}</p>
          <div class="actions">
            <a class="action first" href="/chat">
              {home.chat}
            </a>
            {telegram && (
              <a class="action" href={telegram} rel="noopener">
                {home.telegram}
              </a>
            )}
            {line && (
              <a class="action" href={line} rel="noopener">
                {home.line}
              </a>
            )}
          </div>
        </div>
        <Ticket />
      </section>
      <ol class="steps">
        {steps.map(([title, text], at) => (
          <li key={title}>
            <span class="step" aria-hidden="true">
              {at + 1}
            </span>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      {facts.demo && (
        <section class="demo">
          <h2>{home.demoTitle}</h2>
          <p>{home.demo}</p>
          <ul class="people">
            {people.map(([as, name, text]) => (
              <li key={as}>
                <a href={`/chat?as=${as}`} target="_blank" rel="noopener">
                  <strong>{name}</strong>
                  <Icon name="open" />
                  <span>{text}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Frame>
  );
}

render(<Home facts={readFacts<HomeFacts>()} />, document.getElementById('page')!);
