//! A page of the audit log: what fits and may be seen, newest first.
//!
//! Each way to be allowed to see something is a query of its own that walks one index backwards and stops early; what they find is
//! put together. One query with `OR` would sort everything first.

use signet_audit::Head;
use signet_model::Effect;
use signet_model::api::{AuditHead, AuditPage, AuditQuery, Numbered};
use signet_model::roles::{Grant, PUBLIC_IOT_INSTANCE};
use sqlx::{AssertSqlSafe, SqliteConnection, query_as};

use super::append::head;
use crate::error::StoreError;
use crate::rows::Visible;

/// How many entries a page has, where nobody says, and at most.
const USUAL: u32 = 50;
const MOST: u32 = 200;

/// A condition in SQL whose values are bound, never written into it.
#[derive(Clone, Default)]
struct Condition {
    sql: String,
    values: Vec<String>,
}

impl Condition {
    fn and(&mut self, sql: &str, value: &str) {
        self.raw(sql);
        self.values.push(value.to_owned());
    }

    fn raw(&mut self, sql: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
    }
}

pub(super) async fn read(
    connection: &mut SqliteConnection,
    query: &AuditQuery,
    visible: &Visible,
) -> Result<AuditPage, StoreError> {
    let limit = query.limit.unwrap_or(USUAL).clamp(1, MOST);
    let before = query
        .before
        .and_then(|before| i64::try_from(before).ok())
        .unwrap_or(i64::MAX);
    let from = match query.object {
        Some(_) => "audit_object o CROSS JOIN audit_find f ON f.sequence = o.sequence",
        None => "audit_find f",
    };
    let ordered_by = if query.object.is_some() { "o" } else { "f" };
    let mut walks = Vec::new();
    let mut values = Vec::new();
    for way in ways(visible) {
        for wanted in wanted(query) {
            let conditions = wanted.sql + &way.sql;
            walks.push(format!(
                "SELECT * FROM (SELECT f.sequence FROM {from} WHERE {ordered_by}.sequence < ?{conditions} ORDER BY {ordered_by}.sequence DESC LIMIT ?)"
            ));
            values.push([wanted.values, way.values.clone()].concat());
        }
    }
    let sql = format!(
        "SELECT a.sequence, a.body FROM ({}) JOIN audit a USING (sequence) ORDER BY a.sequence DESC LIMIT ?",
        walks.join(" UNION ")
    );
    // One more than is shown tells whether there is a next page.
    let fetched = i64::from(limit) + 1;
    let mut select = query_as(AssertSqlSafe(sql));
    for texts in values {
        select = select.bind(before);
        for text in texts {
            select = select.bind(text);
        }
        select = select.bind(fetched);
    }
    let mut rows: Vec<(i64, Vec<u8>)> = select.bind(fetched).fetch_all(&mut *connection).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let entries = rows
        .into_iter()
        .map(|(sequence, body)| {
            Ok(Numbered {
                sequence: u64::try_from(sequence).map_err(StoreError::damaged)?,
                entry: serde_json::from_slice(&body).map_err(StoreError::damaged)?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    Ok(AuditPage {
        next: entries.last().filter(|_| more).map(|last| last.sequence),
        entries,
        head: Some(end(connection).await?),
    })
}

async fn end(connection: &mut SqliteConnection) -> Result<AuditHead, StoreError> {
    let (sequence, hash): (i64, Vec<u8>) = query_as("SELECT sequence, hash FROM audit_head")
        .fetch_one(connection)
        .await?;
    let Head { sequence, hash } = head(sequence, &hash)?;
    Ok(AuditHead {
        sequence,
        hash: hash.to_string(),
    })
}

/// What is looked for; any of these.
fn wanted(query: &AuditQuery) -> Vec<Condition> {
    let mut wanted = Condition::default();
    for (sql, value) in [
        ("o.value = ?", &query.object),
        ("f.actor = ?", &query.actor),
        ("f.operation = ?", &query.operation),
        ("f.effect = ?", &query.effect),
        ("f.outcome = ?", &query.outcome),
    ] {
        if let Some(value) = value {
            wanted.and(sql, value);
        }
    }
    let Some(instance) = &query.instance else {
        return vec![wanted];
    };
    // Of which product it is need not be said.
    let mut of_iot = wanted.clone();
    wanted.and("f.instance = ?", instance);
    of_iot.and("f.iot = ?", instance);
    vec![wanted, of_iot]
}

/// The ways to be allowed to see an entry.
fn ways(visible: &Visible) -> Vec<Condition> {
    let Visible::Of { subject, grants } = visible else {
        return vec![Condition::default()];
    };
    let mut own = Condition::default();
    own.and("f.actor = ?", subject);
    let mut ways = vec![own];
    for grant in grants.iter().filter(|grant| grant.role.gives(Effect::Read)) {
        ways.extend(granted(grant));
    }
    ways
}

/// What one grant lets see: entries about the objects that it reaches.
fn granted(grant: &Grant) -> Vec<Condition> {
    let mut account = Condition::default();
    if let Some(name) = &grant.account {
        account.and("f.account = ?", name);
    }
    let place = |column: &str, named: &Option<String>| {
        let mut place = account.clone();
        match named {
            Some(named) => place.and(&format!("{column} = ?"), named),
            // With a plus, so that no index is walked for it: nearly all entries fit.
            None => place.raw(&format!("+{column} IS NOT NULL")),
        }
        place
    };
    if grant.iot_instance.is_some() {
        return vec![place("f.iot", &grant.iot_instance)];
    }
    let mut mqtt = place("f.instance", &grant.instance);
    if let Some(group) = &grant.group {
        mqtt.and("f.grp = ?", group);
    }
    if grant.instance.is_some() {
        return vec![mqtt];
    }
    let mut iot = place("f.iot", &None);
    iot.and("+f.iot <> ?", PUBLIC_IOT_INSTANCE);
    vec![mqtt, iot]
}
