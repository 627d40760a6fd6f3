import { icons } from './icons.mjs';

const looks = {
  customer: {
    ground: '#f2ede4',
    cell: '#fffdf9',
    ink: '#1d2522',
    line: '#0b6253',
    tint: '#dcece7',
    accent: '#d9772e',
    rim: '#e4dccd',
  },
  staff: {
    ground: '#0a2a25',
    cell: '#123c35',
    ink: '#f4faf7',
    line: '#bfe8dc',
    tint: '#1d544a',
    accent: '#f2a55c',
    rim: '#1d544a',
  },
};
// The one that is used most at its place stands out.
const first = { customer: 'show', staff: 'check' };
const strong = {
  customer: { cell: '#0b6253', ink: '#ffffff', line: '#ffffff', tint: '#1d7a69', accent: '#ffc88a', rim: '#0b6253' },
  staff: { cell: '#f2a55c', ink: '#2a1602', line: '#2a1602', tint: '#f9c793', accent: '#7a2f00', rim: '#f2a55c' },
};
const fonts = {
  en: "'Noto Sans CJK TC', sans-serif",
  'zh-hant': "'Noto Sans CJK TC', sans-serif",
  'zh-hans': "'Noto Sans CJK SC', sans-serif",
};
const tags = { en: 'en', 'zh-hant': 'zh-Hant', 'zh-hans': 'zh-Hans' };

function drawing(name, look) {
  const paths = icons[name].map(([kind, d]) => {
    if (kind === 'a') return `<path d="${d}" fill="${look.tint}"/>`;
    if (kind === 'f') return `<path d="${d}" fill="${look.accent}"/>`;
    const stroke = kind === 'm' ? look.accent : look.line;
    const width = kind === 'm' ? 3.4 : 2.5;
    return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
  });
  return `<svg viewBox="0 0 48 48">${paths.join('')}</svg>`;
}

/** The page of one menu, 2500 by 1686: six cells in the order of `commands`. */
export function page(role, language, commands, labels) {
  const look = looks[role];
  const cells = commands.map((name) => {
    const own = name === first[role] ? strong[role] : look;
    return `<div class="cell" style="background:${own.cell};color:${own.ink};border-color:${own.rim}">
      ${drawing(name, own)}<b>${labels[name]}</b></div>`;
  });
  const size = language === 'en' ? 112 : 118;
  return `<!doctype html><html lang="${tags[language]}"><meta charset="utf-8"><style>
    * { margin: 0; box-sizing: border-box; }
    body { width: 2500px; height: 1686px; background: ${look.ground}; font-family: ${fonts[language]};
      display: grid; grid: 1fr 1fr / 1fr 1fr 1fr; gap: 36px; padding: 44px; }
    .cell { border-radius: 72px; border: 4px solid; display: flex; flex-direction: column; align-items: center;
      justify-content: center; gap: 58px; }
    svg { width: 320px; height: 320px; }
    b { font-weight: 700; font-size: ${size}px; line-height: 1.1; letter-spacing: ${language === 'en' ? '-1px' : '4px'}; white-space: nowrap; }
  </style><body>${cells.join('')}</body></html>`;
}
