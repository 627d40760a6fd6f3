import { render } from 'preact';
import { type Facts, readFacts, useLanguage } from '../shared/facts.ts';
import { Frame } from '../shared/frame.tsx';
import './coupon.css';

type CouponFacts = Facts<'coupon' | 'code'> & {
  code?: { token: string; text: string };
  links?: { telegram?: string; line?: string };
};

function Coupon({ facts }: { facts: CouponFacts }) {
  const { language, words, fill, choose } = useLanguage(facts, (all) => all.coupon.title);
  const { coupon, code: drawn } = words;
  const { code, links } = facts;
  const as = facts.demo ? 'as=staff&' : '';
  return (
    <Frame facts={facts} language={language} label={words.language} choose={choose}>
      {code ? (
        <section class="sheet">
          <h1>{coupon.lead}</h1>
          <div class="code">
            <img class="qr" src={`/code/${code.token}.png`} alt={drawn.qr} />
            <img class="bar" src={`/code/${code.token}.bar.png`} alt={drawn.bar} />
            <p class="spelled">
              <span class="unseen">{coupon.code}: </span>
              {code.text}
            </p>
          </div>
          <p>{coupon.how}</p>
          <div class="staff">
            <h2>{coupon.staffTitle}</h2>
            <div class="actions">
              <a class="action first" href={`/chat?${as}check=${code.token}`}>
                {coupon.staff}
              </a>
              {links?.telegram && (
                <a class="action" href={links.telegram} rel="noopener">
                  {coupon.telegram}
                </a>
              )}
              {links?.line && (
                <a class="action" href={links.line} rel="noopener">
                  {coupon.line}
                </a>
              )}
            </div>
          </div>
        </section>
      ) : (
        <section class="sheet">
          <h1>{coupon.wrong}</h1>
          <p>{fill(coupon.wrongHow)}</p>
          <a class="action first" href="/chat">
            {coupon.mine}
          </a>
        </section>
      )}
    </Frame>
  );
}

render(<Coupon facts={readFacts<CouponFacts>()} />, document.getElementById('page')!);
