-- Whoever freezes a broadcast asks what people have heard. How long these lists are decides how that is looked up; a small
-- sample says so, where all of the lists would be read for their commonest numbers.
alter table broadcast_chunk alter column ids set statistics 1;

-- The lists are written once and never again. To mark their pages as seen by all would cost as much log as the lists
-- themselves, after the next checkpoint, and nobody reads them often enough to gain by it.
alter table broadcast_chunk set (toast.autovacuum_vacuum_insert_threshold = -1);
