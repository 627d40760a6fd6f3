import { Column, Entity, PrimaryColumn } from 'typeorm';

export const reasons = ['price', 'taste', 'far', 'busy'] as const;
export type Reason = (typeof reasons)[number];

/** What would bring them back. */
export const wishes = ['offer', 'menu', 'hours', 'service'] as const;
export type Wish = (typeof wishes)[number];

/** A question to somebody who comes less often than they used to, and what they said. */
@Entity('survey')
export class Survey {
  @PrimaryColumn('uuid', { default: () => 'uuid7()' })
  id!: string;

  @Column('uuid')
  customerId!: string;

  @Column('text', { nullable: true })
  reason!: Reason | null;

  @Column('text', { nullable: true })
  wish!: Wish | null;

  @Column('text', { nullable: true })
  words!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  askedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  answeredAt!: Date | null;
}
