/** What the server says in lines: those that begin with a bullet are a list, an empty one begins something else. */
export function Lines({ lines, live = false }: { lines: string[]; live?: boolean }) {
  const blocks: { bullets: boolean; lines: string[] }[] = [];
  let open: (typeof blocks)[number] | undefined;
  for (const line of lines.flatMap((one) => one.split('\n'))) {
    const bullets = line.startsWith('•');
    if (!line.trim()) open = undefined;
    else if (open?.bullets === bullets) open.lines.push(line);
    else {
      open = { bullets, lines: [line] };
      blocks.push(open);
    }
  }
  return (
    <div class="lines" aria-live={live ? 'polite' : undefined}>
      {blocks.map((block, at) =>
        block.bullets ? (
          <ul key={at}>
            {block.lines.map((line, place) => (
              <li key={place}>{line.replace(/^•\s*/, '')}</li>
            ))}
          </ul>
        ) : (
          <p key={at}>{block.lines.join('\n')}</p>
        ),
      )}
    </div>
  );
}
