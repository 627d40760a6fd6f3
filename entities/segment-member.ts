import { Entity, PrimaryColumn } from 'typeorm';

/** Somebody on a list. */
@Entity('segment_member')
export class SegmentMember {
  @PrimaryColumn('uuid')
  segmentId!: string;

  @PrimaryColumn('uuid')
  customerId!: string;
}
