import type { Part } from '../desk.ts';
import { BringIn } from './bring-in.tsx';
import { OneImport } from './one-import.tsx';
import './imports.css';

/** What comes in by file: sending one, or how far the one is that the address names. */
export const importsPart: Part = {
  path: 'imports',
  title: (words) => words.importsTitle,
  isFor: (me) => me.scopes.includes('imports'),
  draw: (desk) =>
    desk.rest ? (
      <section class="part">
        <h1>{desk.words.importsTitle}</h1>
        <OneImport desk={desk} id={desk.rest} />
      </section>
    ) : (
      <BringIn desk={desk} />
    ),
};
