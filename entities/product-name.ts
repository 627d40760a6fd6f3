import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What people call a product or category of the till, by language. */
@Entity('product_name')
export class ProductName {
  @PrimaryColumn('text')
  kind!: 'product' | 'category';

  @PrimaryColumn('text')
  name!: string;

  @Column('jsonb')
  names!: Partial<Record<string, string>>;
}
