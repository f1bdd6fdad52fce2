-- What is kept under a name; the id of the store among it.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The audit log: the bytes that were hashed, and the hash. Nothing in it is ever changed.
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

-- Its end, signed: one row.
CREATE TABLE audit_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT;

CREATE TABLE audit_checkpoint (
    sequence INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

-- By what entries are found. Made of the bodies and of nothing else: one row for each entry, but none for an intent whose outcome is there.
CREATE TABLE audit_find (
    sequence INTEGER PRIMARY KEY,
    actor TEXT NOT NULL,
    operation TEXT NOT NULL,
    effect TEXT,
    outcome TEXT,
    account TEXT,
    instance TEXT,
    grp TEXT,
    iot TEXT,
    act TEXT
) STRICT;

-- Each is walked backwards from the end until a page is full; what else may be asked for lies beside it, so that nothing is looked up
-- for an entry that does not fit.
CREATE INDEX audit_by_actor ON audit_find (actor, sequence, outcome, effect, operation, account, instance, grp, iot);
CREATE INDEX audit_by_instance ON audit_find (instance, sequence, outcome, effect, operation, account, grp)
    WHERE instance IS NOT NULL;
CREATE INDEX audit_by_group ON audit_find (grp, sequence) WHERE grp IS NOT NULL;
CREATE INDEX audit_by_iot ON audit_find (iot, sequence, outcome, effect, operation, account) WHERE iot IS NOT NULL;
CREATE INDEX audit_by_operation ON audit_find (operation, sequence, outcome, effect);
CREATE INDEX audit_by_outcome ON audit_find (outcome, sequence, effect) WHERE outcome IS NOT NULL;
CREATE INDEX audit_by_effect ON audit_find (effect, sequence) WHERE effect IS NOT NULL;
CREATE INDEX audit_open ON audit_find (act) WHERE act IS NOT NULL;

-- Every text in the object of an entry.
CREATE TABLE audit_object (
    value TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (value, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id_hash BLOB PRIMARY KEY,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    via TEXT NOT NULL,
    groups TEXT NOT NULL,
    signed_in_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    address TEXT,
    user_agent TEXT
) STRICT, WITHOUT ROWID;

CREATE INDEX session_of ON session (subject);

-- Who was here, and when last.
CREATE TABLE seen (
    subject TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    last_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE local_user (
    name TEXT PRIMARY KEY,
    password TEXT NOT NULL,
    totp_seed BLOB,
    totp_last_step INTEGER,
    disabled INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE given_grant (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    UNIQUE (subject, body)
) STRICT;

CREATE TABLE token (
    id TEXT PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    owner TEXT,
    grants TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    last_used_at INTEGER
) STRICT;

CREATE TABLE note (
    instance_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    reason TEXT,
    PRIMARY KEY (instance_id, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
    instance_id TEXT NOT NULL,
    object TEXT NOT NULL,
    reason TEXT NOT NULL,
    marked_by TEXT NOT NULL,
    marked_at INTEGER NOT NULL,
    PRIMARY KEY (instance_id, object)
) STRICT, WITHOUT ROWID;
