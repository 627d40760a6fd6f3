const keyOf = (as: string | undefined) => `role:${as ?? ''}`;

/** What the person may do here, as the shop told last time; it decides no more than which shortcuts are drawn. */
export function recallRole(as: string | undefined): string | undefined {
  try {
    return localStorage.getItem(keyOf(as)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it for the next visit, where the browser keeps anything. */
export function rememberRole(as: string | undefined, role: string): void {
  try {
    localStorage.setItem(keyOf(as), role);
  } catch {
    // A browser that keeps nothing asks again.
  }
}
