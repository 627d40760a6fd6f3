import { Entity, PrimaryColumn } from 'typeorm';

/** A day that a shop keeps, such as a holiday. */
@Entity('calendar_day')
export class CalendarDay {
  @PrimaryColumn('text')
  calendar!: string;

  @PrimaryColumn('date')
  day!: string;
}
