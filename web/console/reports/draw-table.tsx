import type { Report } from './wire.ts';

/** A table of more rows than this has its own height, so that what follows it is not far away. */
const LONG = 25;

/** The figures of a report; what is wider than the page is scrolled in its own box, also by keys. */
export function DrawTable({ report, labelledBy }: { report: Report; labelledBy: string }) {
  const { columns, rows } = report;
  const side = (at: number) => (columns[at]?.isNumber ? 'figure' : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keys
    <section class={rows.length > LONG ? 'table long' : 'table'} aria-labelledby={labelledBy} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name }, at) => (
              <th key={name} scope="col" class={side(at)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) =>
                at === row.findIndex(Boolean) ? (
                  <th key={at} scope="row" class={side(at)}>
                    {cell}
                  </th>
                ) : (
                  <td key={at} class={side(at)}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
