-- SHA-256 of what a phone keeps behind its PIN and says beside the cookie: the cookie alone reads nothing. None where
-- the session was begun by a program, or by an app that knew of no pass.
alter table session_token add column pass bytea;
