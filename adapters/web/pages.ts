import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request, Response } from 'express';
import type { Shop } from '../../src/shop.ts';
import {
  isLanguage,
  type Language,
  languageName,
  languages,
  languageTag,
  nearestLanguage,
} from '../../src/words/index.ts';
import { named } from '../../src/words/spaced.ts';
import { readCookie } from './cookies.ts';

export type PageName = 'home' | 'chat' | 'coupon' | 'console' | 'missing';

export interface Pages {
  /** Answers with a page of ours; `facts` is what its script is told, and may be read by the person who asked. */
  show(name: PageName, request: Request, response: Response, facts?: object, status?: number): void;
}

const TITLES: Record<PageName, (words: ReturnType<Shop['words']>['web']) => string> = {
  home: (words) => words.home.title,
  chat: (words) => words.chat.title,
  coupon: (words) => words.coupon.title,
  console: (words) => words.console.title,
  missing: (words) => words.missing.title,
};

/** The pages that Vite built in a folder, filled in for the person who asks. */
export function openPages(shop: Shop, folder: string): Pages {
  const read = new Map<PageName, string>();
  const template = (name: PageName) => {
    let html = read.get(name);
    if (html === undefined && existsSync(join(folder, `${name}.html`))) {
      html = readFileSync(join(folder, `${name}.html`), 'utf8');
      read.set(name, html);
    }
    return html;
  };
  return {
    show(name, request, response, facts = {}, status = 200) {
      const html = template(name);
      response.status(status).set({ 'cache-control': 'no-store', vary: 'accept-language, cookie' });
      if (html === undefined) {
        response
          .status(503)
          .type('text')
          .send('The pages have not been built. Run `npm run pages` where this server was started, then try again.\n');
        return;
      }
      const language = languageOf(request, shop.language);
      const words = shop.words(language).web;
      const told = { brand: shop.name, language, languages: languageList(), words: wordsOf(shop, name), ...facts };
      const json = JSON.stringify(told).replaceAll('<', '\\u003c');
      const title = escapeHtml(named(TITLES[name](words), shop.name));
      response.type('html').send(
        html
          .replace(/<html lang="[^"]*"/, `<html lang="${languageTag(language)}"`)
          .replace(/<title>[^<]*<\/title>/, () => `<title>${title}</title>`)
          .replace('<!--facts-->', () => `<script type="application/json" id="facts">${json}</script>`),
      );
    },
  };
}

/** The language a person chose on our pages, else the best that their browser asks for. */
export function languageOf(request: Request, otherwise: Language): Language {
  const chosen = readCookie(request, 'lang');
  if (chosen && isLanguage(chosen)) return chosen;
  // A tag is one of ours when it means the same whatever we fall back on.
  const ours = request.acceptsLanguages().find((tag) => nearestLanguage(tag, 'en') === nearestLanguage(tag, 'zh-hant'));
  return nearestLanguage(ours, otherwise);
}

const languageList = () =>
  languages.map((language) => ({ id: language, tag: languageTag(language), name: languageName(language) }));

// A page changes its language without a reload, so it is told all of them, but only the parts it draws.
const PARTS = {
  home: ['home', 'demo'],
  chat: ['chat', 'code', 'chips', 'demo'],
  coupon: ['coupon', 'code'],
  console: ['console', 'demo'],
  missing: ['missing', 'chat'],
} as const;

function wordsOf(shop: Shop, name: PageName) {
  return Object.fromEntries(
    languages.map((id) => {
      const words = shop.words(id).web;
      return [id, { language: words.language, ...Object.fromEntries(PARTS[name].map((part) => [part, words[part]])) }];
    }),
  );
}

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
