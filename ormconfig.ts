import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { readConfig } from './src/config.ts';
import { databaseOptions } from './src/database.ts';

// For TypeORM's own command line (`migration:show` and the like); the server opens its database in src/database.ts.
export default new DataSource(databaseOptions({ url: readConfig().DATABASE_URL }));
