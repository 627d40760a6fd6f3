const names: Record<string, string> = { owner: '老板', manager: '店长', marketer: '营销人员', clerk: '店员' };

/** A staff role as people call it. */
export const roleName = (role: string) => names[role] ?? role;
