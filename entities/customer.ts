import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person, over all channels. */
@Entity('customer')
export class Customer {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text')
  language!: string;

  @Column('text', { nullable: true })
  zone!: string | null;

  /** They named it themselves, so that no device changes it. */
  @Column('boolean', { default: false })
  zoneChosen!: boolean;

  @Column('smallint', { nullable: true })
  birthMmdd!: number | null;

  @Column('smallint', { nullable: true })
  birthYear!: number | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  birthdaySetAt!: Date | null;

  @Column('bytea', { nullable: true })
  phoneSealed!: Buffer | null;

  @Column('bytea', { nullable: true })
  phoneIndex!: Buffer | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  joinedAt!: Date | null;

  @Column('text', { nullable: true })
  agreedVersion!: string | null;

  @Column('boolean', { default: false })
  marketing!: boolean;

  /** They want the order of coupons that everybody sees, and no suggestion. */
  @Column('boolean', { default: false })
  noPersonal!: boolean;

  /** Where they want to hear from the shop; null: where they wrote last. */
  @Column('text', { nullable: true })
  preferredChannel!: string | null;

  @Column('uuid', { nullable: true })
  mergedInto!: string | null;

  /** Which import said their name, birthday or number; what they said themselves is in the audit. */
  @Column('jsonb', { default: {} })
  sources!: Partial<Record<'name' | 'birthday' | 'phone', string>>;

  /** When a link of theirs was last undone. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  partedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}
