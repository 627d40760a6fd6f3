import type { Format } from '../format.ts';

export const dossier = (_f: Format) => ({});

export const dossierRefusals = (_f: Format) => ({});
