import type { ComponentChildren } from 'preact';
import type { Desk } from '../desk.ts';
import type { Kind } from './wire.ts';

const BULLET = /^• ?/;
// What a chat would have to be asked for is a page here.
const COMMAND = /\/report (\w+)/;

/** The words of a report: paragraphs, and lists of the lines that begin with a dot or a place. */
export function ReportLines({ desk, lines }: { desk: Desk; lines: string[] }) {
  const blocks: string[][] = [[]];
  for (const line of lines) {
    if (line === '') blocks.push([]);
    else blocks.at(-1)!.push(line);
  }
  return (
    <>
      {blocks
        .filter((one) => one.length > 0)
        .map((block, at) => (
          <Block key={at} desk={desk} lines={block} />
        ))}
    </>
  );
}

function Block({ desk, lines }: { desk: Desk; lines: string[] }) {
  const isItem = (line: string) => BULLET.test(line) || /^\d+\. /.test(line);
  const first = lines.findIndex(isItem);
  const said = first === -1 ? lines : lines.slice(0, first);
  const items = first === -1 ? [] : lines.slice(first);
  return (
    <div class="report-words">
      {said.map((line) => (
        <p key={line}>{linked(desk, line)}</p>
      ))}
      {items.length > 0 && (
        <ul class={BULLET.test(items[0]!) ? undefined : 'places'}>
          {items.map((line, at) => (
            <li key={at}>{linked(desk, line.replace(BULLET, ''))}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function linked({ words: { reports: say } }: Desk, line: string): ComponentChildren {
  const [command, kind = ''] = COMMAND.exec(line) ?? [];
  if (!command || !Object.hasOwn(say.names, kind)) return line;
  const [before, after] = line.split(command);
  return (
    <>
      {before}
      <a href={`/console/reports/${kind}`}>{say.names[kind as Kind]}</a>
      {after}
    </>
  );
}
