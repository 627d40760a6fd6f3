const names: Record<string, string> = { owner: '老闆', manager: '店長', marketer: '行銷人員', clerk: '店員' };

/** A staff role as people call it. */
export const roleName = (role: string) => names[role] ?? role;
