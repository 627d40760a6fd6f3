import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who sends for a channel's bot account, under which fencing token. */
@Entity('sender')
export class Sender {
  @PrimaryColumn('text')
  channel!: string;

  @Column('uuid', { nullable: true })
  holder!: string | null;

  @Column('bigint', { default: 0 })
  token!: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => "'-infinity'" })
  leaseUntil!: Date;

  @Column({ type: 'timestamptz', precision: 3, default: () => "'-infinity'" })
  blockedUntil!: Date;
}
