-- Codes that do not exist, tried through the API: counted by its stored answers, of which there are few of this kind.
create index idempotency_wrong_code on idempotency (api_key_id, created_at) where response ->> 'code' = 'code-unknown';
