import type { Part } from '../desk.ts';
import { EditSegment } from './edit-segment.tsx';
import { ListSegments } from './list-segments.tsx';
import './segments.css';

/** Who is meant: all segments, or the one that the address names. */
export const segmentsPart: Part = {
  path: 'segments',
  title: (words) => words.segmentsTitle,
  isFor: (me) => me.publishes,
  draw: (desk) =>
    desk.rest ? (
      <EditSegment desk={desk} id={desk.rest === 'new' ? undefined : desk.rest} />
    ) : (
      <ListSegments desk={desk} />
    ),
};
