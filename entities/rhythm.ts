import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How customers come back, all of them together (see docs/decisions/0022). */
@Entity('rhythm')
export class Rhythm {
  @PrimaryColumn('boolean', { default: true })
  one!: boolean;

  @Column('int')
  customers!: number;

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
