import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A recipient of a broadcast who did not simply get it, and why. */
@Entity('broadcast_exception')
export class BroadcastException {
  @PrimaryColumn('uuid')
  broadcastId!: string;

  @PrimaryColumn('bigint')
  identityId!: string;

  @Column('text')
  outcome!: 'unreachable' | 'opted-out' | 'refused' | 'unknown' | 'stopped' | 'capped';

  @Column('text')
  reason!: string;
}
