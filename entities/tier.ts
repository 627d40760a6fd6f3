import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from './whole-number.ts';

/** A step of loyalty: what it takes in 365 days, and what it gives. */
@Entity('tier')
export class Tier {
  /** Its short name in rules and in the API; people read `names`. */
  @PrimaryColumn('text')
  name!: string;

  /** 1 is the lowest. */
  @Column('int')
  rank!: number;

  /** By language. */
  @Column('jsonb')
  names!: Record<string, string>;

  @Column('bigint', { name: 'spend_365_minor', transformer: wholeNumber, nullable: true })
  spend365Minor!: number | null;

  @Column('bigint', { name: 'points_365', transformer: wholeNumber, nullable: true })
  points365!: number | null;

  /** What it gives, by language, one thing an entry. */
  @Column('jsonb', { nullable: true })
  perks!: Record<string, string[]> | null;
}
