import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const dossier = (_f: Format): Words['dossier'] => ({});

export const dossierRefusals = (_f: Format) => ({});
