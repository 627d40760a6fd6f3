import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call, Refused } from './call.ts';

interface Pages<Row> {
  rows: Row[] | undefined;
  refused: Refused | undefined;
  /** Asks for the rows that follow; undefined when there are none. */
  more: (() => void) | undefined;
  again(): void;
}

/** A long list a page at a time: `path` is that of its first page, `key` names the rows in the answer. */
export function usePages<Row>(call: Call, path: string, key: string): Pages<Row> {
  const [rows, setRows] = useState<Row[]>();
  const [next, setNext] = useState<string | null>(null);
  const [refused, setRefused] = useState<Refused>();
  const asked = useRef(0);
  const ask = async (after: string | null, before: Row[] | undefined) => {
    const mine = ++asked.current;
    setRefused(undefined);
    const where = after ? `${path}${path.includes('?') ? '&' : '?'}after=${after}` : path;
    const told = await call<Record<string, unknown>>(where);
    if (mine !== asked.current) return;
    if ('refused' in told) return setRefused(told.refused);
    setRows([...(before ?? []), ...(told.body[key] as Row[])]);
    setNext((told.body.next as string | null) ?? null);
  };
  useEffect(() => {
    setRows(undefined);
    void ask(null, undefined);
  }, [call, path]);
  return {
    rows,
    refused,
    more: next ? () => void ask(next, rows) : undefined,
    again: () => void ask(null, undefined),
  };
}
