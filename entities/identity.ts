import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A person on one channel. */
@Entity('identity')
export class Identity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column('text')
  channel!: string;

  @Column('text')
  address!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { nullable: true })
  language!: string | null;

  @Column('boolean', { default: true })
  reachable!: boolean;

  @Column('text', { nullable: true })
  asked!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  heardAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
