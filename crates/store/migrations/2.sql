-- Plans. The items of a plan are rows of a part: a part that is being made is nobody's, and a plan takes it in one step when it is whole.
CREATE TABLE plan (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    -- The part in plan_found, while the plan is selecting.
    found INTEGER,
    -- The part in plan_item, once it is numbered.
    items INTEGER,
    author TEXT NOT NULL,
    place TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE INDEX plan_by_time ON plan (created_at, id, state);

-- Parts that no plan has: their rows are dropped a few thousand at a time. No number is ever given twice.
CREATE TABLE plan_waste (
    part INTEGER PRIMARY KEY AUTOINCREMENT
) STRICT;

CREATE TRIGGER plan_changes_parts AFTER UPDATE OF found, items ON plan
BEGIN
    DELETE FROM plan_waste WHERE part IN (NEW.found, NEW.items);
    INSERT INTO plan_waste (part) SELECT OLD.found WHERE OLD.found IS NOT NULL AND OLD.found IS NOT NEW.found;
    INSERT INTO plan_waste (part) SELECT OLD.items WHERE OLD.items IS NOT NULL AND OLD.items IS NOT NEW.items;
END;

CREATE TRIGGER plan_is_gone AFTER DELETE ON plan
BEGIN
    INSERT INTO plan_waste (part) SELECT OLD.found WHERE OLD.found IS NOT NULL;
    INSERT INTO plan_waste (part) SELECT OLD.items WHERE OLD.items IS NOT NULL;
    DELETE FROM plan_secret WHERE plan = OLD.key;
END;

-- Identities that were found: what each place knows of one, and nothing where it was not found there.
CREATE TABLE plan_found (
    part INTEGER NOT NULL,
    ca TEXT NOT NULL,
    id TEXT NOT NULL,
    listed TEXT,
    walked TEXT,
    PRIMARY KEY (part, ca, id)
) STRICT, WITHOUT ROWID;

-- Items, numbered from 1 without a gap in the order of ca and id.
CREATE TABLE plan_item (
    part INTEGER NOT NULL,
    number INTEGER NOT NULL,
    ca TEXT NOT NULL,
    id TEXT NOT NULL,
    before TEXT NOT NULL,
    outcome TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    note TEXT,
    code TEXT,
    request_id TEXT,
    act TEXT,
    seen TEXT,
    PRIMARY KEY (part, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX plan_item_by_outcome ON plan_item (part, outcome, number);
CREATE INDEX plan_item_by_code ON plan_item (part, outcome, code, number) WHERE code IS NOT NULL;

-- Secrets, encrypted to whoever the plan names, and the numbers of their items; when they are wiped, the numbers stay.
CREATE TABLE plan_secret (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    plan INTEGER NOT NULL,
    numbers TEXT NOT NULL,
    encrypted BLOB
) STRICT;

CREATE INDEX plan_secret_of ON plan_secret (plan, key);

CREATE TABLE approval_rule (
    id TEXT PRIMARY KEY,
    approved_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What surveys saw of a client. asked: when it was asked for and was not online, since it was online last: seconds since 1970, four bytes
-- each, newest first.
CREATE TABLE sighting (
    instance TEXT NOT NULL,
    client TEXT NOT NULL,
    asked BLOB NOT NULL,
    asked_at INTEGER NOT NULL,
    online_at INTEGER,
    PRIMARY KEY (instance, client)
) STRICT, WITHOUT ROWID;

-- When a whole group was sampled.
CREATE TABLE sample (
    instance TEXT NOT NULL,
    grp TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (instance, grp, at)
) STRICT, WITHOUT ROWID;
