import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What customers are like, all of them together (see docs/decisions/0022). */
@Entity('population')
export class Population {
  @PrimaryColumn('boolean', { default: true })
  one!: boolean;

  /** As so many orders of one's own counts what everybody buys: little where people differ much. */
  @Column('real')
  productStrength!: number;

  @Column('real')
  categoryStrength!: number;

  /** Customers with two visits or more. */
  @Column('int')
  returners!: number;

  /** Mean of the logarithms of days between visits. */
  @Column('real')
  logDays!: number;

  /** Standard deviation of these within one customer. */
  @Column('real')
  spread!: number;

  /** Standard deviation of the customers' own means. */
  @Column('real')
  spreadBetween!: number;

  /** Chance that a visit was the last one. */
  @Column('real')
  leaving!: number;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;
}
