/** `select name, points, tier` of a customer, the tier in a language where it has a name there; for blanks. */
export const factsOf = (customer: string, language: string) => `
  select p.name, coalesce(a.balance, 0)::text as points,
    coalesce(r.names ->> ${language}, (select n.value from jsonb_each_text(r.names) n order by n.key limit 1)) as tier
  from customer p left join points_account a on a.customer_id = p.id left join customer_stats s on s.customer_id = p.id
  left join tier r on r.name = s.tier where p.id = ${customer}`;
