import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from './staff.ts';

/** An invitation to join the staff: one use, expires; only the hash of its secret is kept. */
@Entity('staff_invite')
export class StaffInvite {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('bytea')
  secretHash!: Buffer;

  @Column('text')
  role!: Role;

  @Column('uuid', { nullable: true })
  storeId!: string | null;

  @Column('uuid', { nullable: true })
  invitedBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column('uuid', { nullable: true })
  usedBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  usedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
