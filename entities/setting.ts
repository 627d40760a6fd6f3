import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the shop knows about itself. */
@Entity('setting')
export class Setting {
  @PrimaryColumn('text')
  key!: string;

  @Column('text')
  value!: string;
}
