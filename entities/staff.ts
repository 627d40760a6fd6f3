import { Column, Entity, PrimaryColumn } from 'typeorm';

export const roles = ['owner', 'manager', 'marketer', 'clerk'] as const;
export type Role = (typeof roles)[number];

/** A customer who works here: role and stores. */
@Entity('staff')
export class Staff {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column('text')
  role!: Role;

  @Column('uuid', { nullable: true })
  storeId!: string | null;

  @Column('uuid', { nullable: true })
  atStoreId!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  pausedUntil!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column('uuid', { nullable: true })
  invitedBy!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
