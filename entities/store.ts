import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place where coupons are redeemed. */
@Entity('store')
export class Store {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  zone!: string | null;

  @Column('text', { nullable: true })
  city!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  closedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
