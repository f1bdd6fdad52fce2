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

/// A condition on a column. Which of several leads is decided once all are known.
#[derive(Clone, PartialEq)]
struct Condition {
    column: Column,
    value: String,
}

/// What is asked about, the rarest first: the first of them is the index that is walked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Object,
    Actor,
    Group,
    Iot,
    Instance,
    Outcome,
    Operation,
    Effect,
    Account,
    /// Anything in an instance that has an id.
    Somewhere,
}

impl Column {
    const fn sql(self) -> &'static str {
        match self {
            Self::Object => "o.value = ?",
            Self::Actor => "f.actor = ?",
            Self::Group => "f.grp = ?",
            Self::Instance => "f.instance = ?",
            Self::Iot => "f.iot = ?",
            Self::Outcome => "f.outcome = ?",
            Self::Operation => "f.operation = ?",
            Self::Effect => "f.effect = ?",
            Self::Account => "f.account = ?",
            Self::Somewhere => "(f.instance IS NOT NULL OR f.iot <> ?)",
        }
    }

    /// The same where no index may be walked for it.
    const fn beside(self) -> &'static str {
        match self {
            Self::Object => "o.value = ?",
            Self::Actor => "+f.actor = ?",
            Self::Group => "+f.grp = ?",
            Self::Instance => "+f.instance = ?",
            Self::Iot => "+f.iot = ?",
            Self::Outcome => "+f.outcome = ?",
            Self::Operation => "+f.operation = ?",
            Self::Effect => "+f.effect = ?",
            Self::Account => "+f.account = ?",
            Self::Somewhere => "(+f.instance IS NOT NULL OR +f.iot <> ?)",
        }
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
    let mut walks = Vec::new();
    let mut values = Vec::new();
    for way in ways(visible) {
        for wanted in wanted(query) {
            let mut conditions = [wanted, way.clone()].concat();
            conditions.sort_by_key(|condition| condition.column);
            conditions.dedup();
            walks.push(walk(&conditions));
            values.push(conditions.into_iter().map(|condition| condition.value));
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

/// One walk backwards from the end, until there is enough.
fn walk(conditions: &[Condition]) -> String {
    let leads = conditions.first().map(|condition| condition.column);
    let (from, by) = match leads {
        Some(Column::Object) => (
            "audit_object o CROSS JOIN audit_find f ON f.sequence = o.sequence",
            "o.sequence",
        ),
        _ => ("audit_find f", "f.sequence"),
    };
    let mut sql = format!("SELECT * FROM (SELECT {by} AS sequence FROM {from} WHERE {by} < ?");
    for (index, condition) in conditions.iter().enumerate() {
        sql.push_str(" AND ");
        // Nearly everything is somewhere: the walk is along the numbers then.
        sql.push_str(match condition.column {
            column if index == 0 && column < Column::Account => column.sql(),
            column => column.beside(),
        });
    }
    sql.push_str(&format!(" ORDER BY {by} DESC LIMIT ?)"));
    sql
}

/// What is looked for; any of these.
fn wanted(query: &AuditQuery) -> Vec<Vec<Condition>> {
    let mut wanted: Vec<_> = [
        (Column::Object, &query.object),
        (Column::Actor, &query.actor),
        (Column::Operation, &query.operation),
        (Column::Effect, &query.effect),
        (Column::Outcome, &query.outcome),
    ]
    .into_iter()
    .filter_map(|(column, value)| value.as_deref().map(|value| is(column, value)))
    .collect();
    let Some(instance) = &query.instance else {
        return vec![wanted];
    };
    // Of which product it is need not be said.
    let mut of_iot = wanted.clone();
    wanted.push(is(Column::Instance, instance));
    of_iot.push(is(Column::Iot, instance));
    vec![wanted, of_iot]
}

/// The ways to be allowed to see an entry; no condition is no limit.
fn ways(visible: &Visible) -> Vec<Vec<Condition>> {
    let Visible::Of { subject, grants } = visible else {
        return vec![Vec::new()];
    };
    let reading = grants.iter().filter(|grant| grant.role.gives(Effect::Read));
    std::iter::once(vec![is(Column::Actor, subject)])
        .chain(reading.map(granted))
        .collect()
}

/// What one grant lets see: entries about the objects that it reaches.
fn granted(grant: &Grant) -> Vec<Condition> {
    let mut conditions: Vec<_> = [
        (Column::Account, &grant.account),
        (Column::Instance, &grant.instance),
        (Column::Group, &grant.group),
        (Column::Iot, &grant.iot_instance),
    ]
    .into_iter()
    .filter_map(|(column, value)| value.as_deref().map(|value| is(column, value)))
    .collect();
    if grant.instance.is_none() && grant.iot_instance.is_none() {
        conditions.push(is(Column::Somewhere, PUBLIC_IOT_INSTANCE));
    }
    conditions
}

fn is(column: Column, value: &str) -> Condition {
    Condition {
        column,
        value: value.to_owned(),
    }
}
