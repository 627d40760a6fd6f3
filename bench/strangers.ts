/** Somebody who has not claimed yet, each time. */
export function strangers(ids: string[]): () => string {
  let at = 0;
  return () => {
    const id = ids[at++];
    if (id === undefined) throw new Error('nobody is left who could claim');
    return id;
  };
}
