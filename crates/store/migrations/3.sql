-- Bearers of pages on other sites, without their secrets. None proves anything once its session is over.
CREATE TABLE bearer (
    hash BLOB PRIMARY KEY,
    session BLOB NOT NULL,
    origin TEXT NOT NULL,
    -- The code that the first of them was given for; what a bearer is renewed to has the same.
    code BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX bearer_of ON bearer (session, made_at);
CREATE INDEX bearer_by_code ON bearer (code);
