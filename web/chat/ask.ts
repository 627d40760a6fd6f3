export interface Answer<T> {
  /** 0 when nobody answered. */
  status: number;
  body?: T;
  waitMs: number;
}

const PATIENCE_MS = 20_000;

/** Asks the shop something; says `body` as JSON where there is one. Never throws. */
export async function askShop<T>(path: string, body?: object): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const waitMs = Number(response.headers.get('retry-after') ?? 0) * 1000;
    return { status: response.status, waitMs, ...(response.ok && { body: (await response.json()) as T }) };
  } catch {
    return { status: 0, waitMs: 0 };
  }
}

/** A path for the ready person of the demo shop that this tab plays; several tabs may play several. */
export function withAs(path: string, as: string | undefined): string {
  return as ? `${path}${path.includes('?') ? '&' : '?'}as=${as}` : path;
}
