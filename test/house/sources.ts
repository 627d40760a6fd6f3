import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Files of some rooms with a certain ending, as paths from the project's root. */
export function filesIn(rooms: string[], ending: RegExp): string[] {
  return rooms
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => posix.join(room, entry.parentPath.slice(join(root, room).length), entry.name)),
    )
    .filter((path) => ending.test(path))
    .sort();
}

/** The text of a file, by its path from the root. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The code of a file: comments are blanked, the rest stands on the same line as before. */
export function codeOf(path: string): string {
  return textOf(path).replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ' '));
}

/** Places of a file where a pattern stands, as `path:line`. */
export function placesOf(path: string, pattern: RegExp): string[] {
  return codeOf(path)
    .split('\n')
    .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}`] : []));
}

const IMPORT = /(?:^|[\s;])(?:import|export)\s+(type\s)?(?:[\w*{][^'";]*?\sfrom\s*)?'([^']+)'|\bimport\(\s*'([^']+)'/g;

/** One import: of a file of ours (a path from the root) or of a package (its name). */
export interface Import {
  from: string;
  to: string;
  ours: boolean;
  /** Gone once compiled. */
  typeOnly: boolean;
}

/** What a file imports. */
export function importsOf(from: string): Import[] {
  return [...codeOf(from).matchAll(IMPORT)].map(([, type, still, late]) => {
    const said = (still ?? late)!;
    const ours = said.startsWith('.');
    return { from, to: ours ? posix.join(posix.dirname(from), said) : said, ours, typeOnly: Boolean(type) };
  });
}
