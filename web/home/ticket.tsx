// A QR-like pattern that no scanner reads: it is only a drawing.
const DOTS = ['1110111', '1010101', '1110111', '0101010', '1110110', '1010011', '1110101'];

/** The picture beside the first words: a coupon. */
export function Ticket() {
  return (
    <svg class="ticket" viewBox="0 0 360 230" aria-hidden="true">
      <g transform="rotate(-5 180 115)">
        <path
          class="paper"
          d="M30 58a18 18 0 0 1 18-18h264a18 18 0 0 1 18 18v38a20 20 0 0 0 0 38v38a18 18 0 0 1-18 18H48a18 18 0 0 1-18-18v-38a20 20 0 0 0 0-38z"
        />
        <path class="tear" d="M232 52v126" />
        <path
          class="star"
          d="m84 74 9 18.500 20.500 3-15 14.300 3.700 20.300-18.200-9.700-18.200 9.700 3.700-20.300-15-14.300 20.500-3z"
        />
        <rect class="text strong" x="128" y="82" width="82" height="14" rx="7" />
        <rect class="text" x="128" y="108" width="58" height="10" rx="5" />
        <rect class="text" x="56" y="150" width="150" height="10" rx="5" />
        <g class="dots">
          {DOTS.flatMap((row, y) =>
            [...row].map((dot, x) =>
              dot === '1' ? <rect x={250 + x * 9} y={84 + y * 9} width="8" height="8" rx="2" /> : null,
            ),
          )}
        </g>
      </g>
    </svg>
  );
}
