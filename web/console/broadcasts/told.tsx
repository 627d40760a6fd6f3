import { type Desk, fill } from '../desk.ts';
import { type Broadcast, FIGURES } from './wire.ts';

interface Given {
  desk: Desk;
  figures: Broadcast['figures'];
}

const count = ({ tag }: Desk, value: number) => new Intl.NumberFormat(tag).format(value);

/** How far it is: of all that were meant, those who are not to wait any longer. */
export function Told({ desk, figures: { planned, waiting, sent } }: Given) {
  const label = fill(desk.words.broadcasts.told, { sent: count(desk, sent), planned: count(desk, planned) });
  return (
    <progress max={Math.max(planned, 1)} value={planned - waiting} aria-label={label}>
      {label}
    </progress>
  );
}

/** Where everybody stands who was meant; the last line is the sum of the others. */
export function FigureTable({ desk, figures }: Given) {
  const say = desk.words.broadcasts;
  const shown = FIGURES.filter((name) => name === 'sent' || figures[name] > 0);
  return (
    <table class="figures">
      <caption class="unseen">{say.figures}</caption>
      <tbody>
        {shown.map((name) => (
          <tr key={name}>
            <th scope="row">{say.figure[name]}</th>
            <td>{count(desk, figures[name])}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say.figure.planned}</th>
          <td>{count(desk, figures.planned)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
