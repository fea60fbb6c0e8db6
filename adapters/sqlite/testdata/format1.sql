-- A question store as version 0.1 wrote it. It never changes: later versions must read it.
CREATE TABLE records (
	number       INTEGER PRIMARY KEY AUTOINCREMENT, -- the order received
	id           TEXT NOT NULL UNIQUE,
	conversation TEXT NOT NULL,
	asker        TEXT NOT NULL,
	step         TEXT NOT NULL,
	edition      INTEGER NOT NULL,
	received     INTEGER NOT NULL, -- Unix time, nanoseconds
	body         TEXT NOT NULL     -- bot.Record as JSON
) STRICT;
INSERT INTO records VALUES(1,'q1','c1','ida','closed',0,1767323045000000000,'{"id":"q1","keys":["slack/1"],"kind":"ask","place":{"platform":"slack","space":"T1","channel":"C1"},"conversation":"c1","asker":"ida","text":"Which colour has the boat?","received":"2026-01-02T03:04:05Z","origin":{"ts":"1"},"Step":"closed","Ref":"m1","Reply":{"request":"","kind":"","final":false},"Drawn":null,"Pointed":null,"Edition":0,"Note":"","Updated":"2026-01-02T03:04:05Z"}');
CREATE TABLE keys (
	key TEXT PRIMARY KEY,
	id  TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO keys VALUES('slack/1','q1');
CREATE TABLE ratings (
	request TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
	asker   TEXT NOT NULL,
	vote    TEXT NOT NULL,
	comment TEXT NOT NULL,
	at      INTEGER NOT NULL,
	PRIMARY KEY (request, asker)
) STRICT, WITHOUT ROWID;
CREATE TABLE "values" (
	key   TEXT PRIMARY KEY,
	value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "values" VALUES('page',X'6b6579');
CREATE INDEX records_conversation ON records (conversation, number);
CREATE INDEX records_asker ON records (asker, number);
CREATE INDEX records_received ON records (received);
CREATE INDEX records_open ON records (number) WHERE step <> 'closed';
CREATE INDEX keys_id ON keys (id);
CREATE INDEX ratings_asker ON ratings (asker);
PRAGMA user_version = 1;
