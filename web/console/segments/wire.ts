/** A segment as the API tells it; `texts` of a list are null. */
export interface Segment {
  id: string;
  name: string;
  texts: Record<string, string> | null;
}

/** Who is meant, in the reader's language. */
export interface Look {
  sentence: string;
  count: number;
  samples: { masked: string; because: string[] }[];
  doubts: { sentence: string }[];
}
